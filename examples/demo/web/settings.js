// The settings window: controls that are the state, and nothing else.

const $ = (id) => document.getElementById(id);
const LABELS = { job: "Checksum" };
const capital = (text) => text[0].toUpperCase() + text.slice(1);

function choice(type, name, value, label) {
  const input = Object.assign(document.createElement("input"), { type, name, value });
  const element = document.createElement("label");
  if (type === "checkbox") {
    input.setAttribute("role", "switch");
    element.append(label, input);
  } else if (name === "accent") {
    input.setAttribute("aria-label", label);
    input.title = label;
    element.append(input);
  } else {
    element.append(input, Object.assign(document.createElement("span"), { textContent: label }));
  }
  return element;
}

await oriel.ready;
const { themes, accents, intervals, panels } = await oriel.monitor.choices();
$("themes").append(...themes.map((value) => choice("radio", "theme", value, capital(value))));
$("accents").append(...accents.map((value) => choice("radio", "accent", value, capital(value))));
$("intervals").append(...intervals.map((value) => choice("radio", "interval", value, String(value))));
$("panels").append(...panels.map((value) => choice("checkbox", "panels", value, LABELS[value] ?? capital(value))));

const inputs = [...document.querySelectorAll("input")];

function show(key, value) {
  for (const input of inputs) {
    if (input.name !== key) continue;
    input.checked = key === "panels" ? value.includes(input.value) : input.value === String(value);
  }
}

document.addEventListener("change", ({ target: { name, value } }) => {
  const chosen = inputs.filter((input) => input.name === "panels" && input.checked).map((input) => input.value);
  const values = { panels: chosen, interval: Number(value) };
  oriel.state.set("settings", name, values[name] ?? value);
});
$("restore").addEventListener("click", () => oriel.settings.restore_defaults());

for (const key of ["theme", "accent", "interval", "panels"]) show(key, oriel.state.get("settings", key));
oriel.state.subscribe("settings", ({ key, value }) => show(key, value));
