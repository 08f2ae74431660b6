// A tree with all classes that the page draws, and the example of the documentation.

import { call, create, type Message, ref } from "./harness.ts";

/** The window with a button, an entry and a status line. */
export const EXAMPLE: readonly Message[] = [
  create(1, "TopLevel", [{ title: "Async Demo", resizable: true }], { set: [["resize", [400, 300]]] }),
  create(2, "VBox", [], {
    set: [
      ["set_spacing", [8]],
      ["set_padding", [10]],
    ],
  }),
  create(3, "Label", ["Click a button!"]),
  create(4, "HBox", [], { set: [["set_spacing", [6]]] }),
  create(5, "Button", ["Hello"], { listen: ["activated"] }),
  call(4, "add_widget", ref(5), 0),
  create(6, "TextEntry", ["Type here", { linehistory: 5 }], { listen: ["activated"] }),
  call(2, "add_widget", ref(4), 0),
  call(2, "add_widget", ref(6), 0),
  call(2, "add_widget", ref(3), 1),
  call(1, "set_widget", ref(2)),
  call(1, "show"),
];

const PICTURE =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='96' height='64'%3E%3Crect width='96' height='64' fill='%232f6fde'/%3E%3Ccircle cx='48' cy='32' r='22' fill='%23ffd24a'/%3E%3C/svg%3E";

/** Every class once or more, filling the page. */
export const GALLERY: readonly Message[] = [
  create(1, "TopLevel", [{ title: "Gallery" }]),
  create(2, "VBox", [], {
    set: [
      ["set_spacing", [12]],
      ["set_padding", [16]],
    ],
  }),
  create(3, "Label", ["Sensors"], { set: [["set_font", [null, 22, "bold", null]]] }),
  create(4, "TabWidget", [{ closable: true, reorderable: true }]),
  // Controls
  create(10, "GridBox", [{ rows: 6, columns: 2 }], {
    set: [
      ["set_row_spacing", [10]],
      ["set_column_spacing", [16]],
    ],
  }),
  create(11, "Label", ["Name:"]),
  create(12, "TextEntry", ["North wall"]),
  create(13, "Label", ["Password:"]),
  create(14, "TextEntry", ["secret", { password: true }]),
  create(15, "Label", ["Unit:"]),
  create(16, "ComboBox", [{ editable: false }], {
    set: [
      ["append_text", ["Celsius"]],
      ["append_text", ["Fahrenheit"]],
      ["append_text", ["Kelvin"]],
      ["set_index", [0]],
    ],
  }),
  create(17, "Label", ["Threshold:"]),
  create(18, "Slider", [{ min: 0, max: 50, value: 21, show_value: true }]),
  create(19, "Label", ["Place:"]),
  create(20, "ComboBox", [{ editable: true }], {
    set: [
      ["append_text", ["Garden"]],
      ["append_text", ["Roof"]],
    ],
  }),
  create(21, "Label", ["Calibration:"]),
  create(22, "ProgressBar", [], { set: [["set_value", [0.65]]] }),
  ...[
    [11, 12],
    [13, 14],
    [15, 16],
    [17, 18],
    [19, 20],
    [21, 22],
  ].flatMap(([label, control], row) => [
    call(10, "add_widget", ref(label as number), row, 0),
    call(10, "add_widget", ref(control as number), row, 1),
  ]),
  create(23, "CheckBox", ["Warn by mail"], { set: [["set_state", [true]]] }),
  create(24, "CheckBox", ["Keep a log"]),
  create(25, "HBox", [], { set: [["set_spacing", [8]]] }),
  create(26, "Button", ["Save"]),
  create(27, "Button", ["Measure"], { set: [["set_color", ["#1f7a4d", "white"]]] }),
  create(28, "Button", ["Off"], { set: [["set_enabled", [false]]] }),
  call(25, "add_widget", ref(26), 0),
  call(25, "add_widget", ref(27), 0),
  call(25, "add_widget", ref(28), 0),
  create(29, "VBox", [], { set: [["set_spacing", [12]]] }),
  call(29, "add_widget", ref(10), 0),
  call(29, "add_widget", ref(23), 0),
  call(29, "add_widget", ref(24), 0),
  call(29, "add_widget", ref(25), 0),
  call(4, "add_widget", ref(29), { title: "Settings" }),
  // Texts and pictures
  create(40, "VBox", [], { set: [["set_spacing", [12]]] }),
  create(41, "Frame", [{ title: "Notes" }]),
  create(42, "TextArea", ["Replaced the probe.\nReads 0.2 too high since."]),
  call(41, "set_widget", ref(42)),
  create(43, "Frame", [{ title: "Camera" }]),
  create(44, "Image", [{ url: PICTURE }], { set: [["set_tooltip", ["The north wall at noon"]]] }),
  call(43, "set_widget", ref(44)),
  create(45, "HBox", [], { set: [["set_spacing", [12]]] }),
  call(45, "add_widget", ref(41), 1),
  call(45, "add_widget", ref(43), 0),
  call(40, "add_widget", ref(45), 0),
  create(46, "Slider", [
    { orientation: "vertical", min: 0, max: 1, dtype: "float", value: 0.3, show_value: true, decimals: 2 },
  ]),
  create(47, "Label", ["Gain"]),
  create(48, "HBox", [], { set: [["set_spacing", [12]]] }),
  call(48, "add_widget", ref(47), 0),
  call(48, "add_widget", ref(46), 0),
  call(40, "add_widget", ref(48), 0),
  call(4, "add_widget", ref(40), { title: "Notes" }),
  create(60, "Timer", [{ duration: 1 }]),
  // The rest
  call(2, "add_widget", ref(3), 0),
  call(2, "add_widget", ref(4), 1),
  call(1, "set_widget", ref(2)),
  create(70, "Dialog", [
    "Leave?",
    [
      ["Leave", 1],
      ["Stay", 0],
    ],
    { modal: true, autoclose: true },
  ]),
  create(71, "Label", ["The sensor goes on measuring."]),
  call(70, "add_widget", ref(71), 1),
  call(1, "show"),
].filter((message) => message.class !== "Timer");
