// Keeps a line of the client's own in front of all else, and usable: while a modal dialog is open, only what is in it is.

export interface Front {
  show(): void;
  hide(): void;
}

export function createFront(document: Document, box: HTMLElement): Front {
  const observer = new MutationObserver(place);

  function place(): void {
    // Also where the page's own script put another body in place.
    const host = frontDialog(document) ?? document.body ?? document.documentElement;
    if (box.parentNode !== host) host.append(box);
  }

  return {
    show() {
      place();
      observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["open"] });
    },
    hide() {
      observer.disconnect();
      box.remove();
    },
  };
}

/** The modal dialog in front of the others, if there is one: its backdrop covers the page's corner. */
function frontDialog(document: Document): Element | undefined {
  const dialogs = document.querySelectorAll("dialog:modal");
  const front = document.elementFromPoint(0, 0)?.closest("dialog:modal");
  return front ?? dialogs[dialogs.length - 1];
}
