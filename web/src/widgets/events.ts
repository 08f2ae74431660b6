// The browser's events as plain values.

type Payload = Record<string, unknown>;

export function payloadOf(event: Event, element: HTMLElement): Payload {
  const payload: Payload = { type: event.type, time_stamp: event.timeStamp };
  if (event instanceof MouseEvent) addPointer(payload, event, element);
  if (event instanceof WheelEvent) {
    payload.delta_x = event.deltaX;
    payload.delta_y = event.deltaY;
    payload.delta_z = event.deltaZ;
    payload.delta_mode = event.deltaMode;
  }
  if (event instanceof KeyboardEvent) {
    payload.key = event.key;
    payload.keycode = event.code;
    payload.repeat = event.repeat;
    payload.modifiers = modifiersOf(event);
  }
  return payload;
}

function addPointer(payload: Payload, event: MouseEvent, element: HTMLElement): void {
  const box = element.getBoundingClientRect();
  payload.viewport_x = event.clientX;
  payload.viewport_y = event.clientY;
  payload.x = event.clientX - box.x;
  payload.y = event.clientY - box.y;
  payload.button_trigger = event.button + 1;
  payload.button_mask = maskOf(event.buttons);
  payload.modifiers = modifiersOf(event);
  if (!(event instanceof PointerEvent)) return;
  payload.pointer_id = event.pointerId;
  payload.pointer_type = event.pointerType;
  payload.pressure = event.pressure;
  payload.is_primary = event.isPrimary;
}

/** The browser counts left, right, middle; the program 1 left, 2 middle, 4 right. */
function maskOf(buttons: number): number {
  return (buttons & 1) | ((buttons & 4) >> 1) | ((buttons & 2) << 1);
}

function modifiersOf(event: MouseEvent | KeyboardEvent): string[] {
  const found: string[] = [];
  if (event.altKey) found.push("alt");
  if (event.ctrlKey) found.push("ctrl");
  if (event.shiftKey) found.push("shift");
  if (event.metaKey) found.push("meta");
  return found;
}

export function readDrop(event: DragEvent, element: HTMLElement): { payload: Payload; files: File[] } {
  const data = event.dataTransfer;
  const text = (type: string) => data?.getData(type) || null;
  const payload = {
    ...payloadOf(event, element),
    types: [...(data?.types ?? [])],
    text: text("text/plain"),
    url: text("text/uri-list"),
    html: text("text/html"),
  };
  return { payload, files: [...(data?.files ?? [])] };
}
