// The main window: figures from the state into the page.

import { Chart, refreshCharts } from "./chart.js";
import { bytes, duration, rate } from "./format.js";
import { startJobPanel } from "./job.js";
import { ProcessTable } from "./processes.js";
import { toast } from "./toast.js";

await oriel.ready;

const $ = (id) => document.getElementById(id);
const put = (id, text) => {
  if ($(id).textContent !== text) $(id).textContent = text;
};

const percent = (value) => `${Math.round(value)} %`;
const chart = (panel, options) => new Chart($(panel).querySelector("canvas"), options);
const charts = {
  processor: chart("processor", { max: 100, label: percent }),
  memory: chart("memory", { max: 100, label: percent }),
  network: chart("network", { series: 2, floor: 1024, label: rate }),
  storage: chart("storage", { series: 2, floor: 1024, label: rate }),
};
const table = new ProcessTable($("processes"));

// --- what the program tells, by key ---

const show = {
  processor({ total, cores, load, temperature, uptime }) {
    put("processor-total", total.toFixed(0));
    load.forEach((value, index) => put(`load-${[1, 5, 15][index]}`, value.toFixed(2)));
    $("temperature-fact").hidden = temperature === null;
    if (temperature !== null) put("temperature", `${temperature.toFixed(0)} °C`);
    put("uptime", duration(uptime));
    showCores(cores);
  },
  memory({ total, used, cached, available, swap_total, swap_used }) {
    put("memory-percent", ((100 * used) / total).toFixed(0));
    put("memory-total", `of ${bytes(total)}`);
    put("memory-used", bytes(used));
    put("memory-cached", bytes(cached));
    put("memory-available", bytes(available));
    put("memory-swap", swap_total ? `${bytes(swap_used)} of ${bytes(swap_total)}` : "none");
  },
  network({ down, up }) {
    put("network-down", rate(down));
    put("network-up", rate(up));
  },
  storage({ read, write, disks }) {
    put("storage-read", rate(read));
    put("storage-write", rate(write));
    showDisks(disks);
  },
  processes: (data) => table.show(data),
  point(point) {
    for (const name of Object.keys(charts)) charts[name].push(point[name]);
  },
};

/** As many copies of `html`'s element in `list` as there are items. */
function fit(list, items, make) {
  while (list.childElementCount > items) list.lastElementChild.remove();
  while (list.childElementCount < items) list.append(make(list.childElementCount));
}

function bar() {
  const outer = document.createElement("div");
  outer.className = "bar";
  outer.append(document.createElement("i"));
  return outer;
}

function item(...parts) {
  const element = document.createElement("li");
  element.append(...parts);
  return element;
}

const span = (text = "") => Object.assign(document.createElement("span"), { textContent: text });

function fillBar(row, part) {
  const inner = row.querySelector("i");
  inner.style.width = `${Math.min(Math.max(part, 0), 1) * 100}%`;
  inner.classList.toggle("full", part > 0.9 && row.parentElement.id === "disks");
}

function showCores(cores) {
  const list = $("cores");
  list.classList.toggle("many", cores.length > 12);
  fit(list, cores.length, (index) => item(span(`Core ${index + 1}`), bar(), span()));
  cores.forEach((value, index) => {
    const row = list.children[index];
    row.lastElementChild.textContent = percent(value);
    fillBar(row, value / 100);
  });
}

function showDisks(disks) {
  const list = $("disks");
  const shown = disks.slice(0, 3);
  fit(list, shown.length, () => item(span(), span(), bar()));
  shown.forEach(({ path, total, used, free }, index) => {
    const row = list.children[index];
    row.children[0].textContent = path;
    row.children[1].textContent = `${bytes(free)} free of ${bytes(total)}`;
    fillBar(row, used / total);
  });
}

// --- what the settings say, from whichever window ---

const settings = {
  theme: refreshCharts,
  accent: refreshCharts,
  interval: (seconds) => put("live-text", `Live, every ${seconds} s`),
  panels(panels) {
    for (const panel of document.querySelectorAll("section.card")) panel.hidden = !panels.includes(panel.id);
    refreshCharts();
  },
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refreshCharts);

// --- and now ---

const watch = (namespace, handlers) => {
  for (const key of Object.keys(handlers)) {
    const value = oriel.state.get(namespace, key);
    if (value !== undefined && key !== "point") handlers[key](value);
  }
  oriel.state.subscribe(namespace, ({ key, value }) => handlers[key]?.(value));
};

const { name, system, kernel, processor } = Object.fromEntries(
  ["name", "system", "kernel", "processor"].map((key) => [key, oriel.state.get("machine", key)]),
);
put("machine-name", name);
put("machine-text", `${system}, kernel ${kernel}`);
put("processor-model", processor);

// A window of the program's, or, in a browser, a second page of the same session.
$("open-settings").addEventListener("click", () => {
  if (oriel.windows) oriel.windows.open_settings();
  else open("settings.html", "_blank", "width=328,height=668");
});
const loadedAt = Date.now();
oriel.state.subscribe("app", ({ key, value }) => {
  // What was said before this page was there comes too, at once.
  if (key === "toast" && Date.now() - loadedAt > 500) toast(value.text, value.kind);
});

watch("settings", settings);
const [history, { folders }] = await Promise.all([oriel.monitor.history(), oriel.monitor.choices()]);
for (const point of history) for (const key of Object.keys(charts)) charts[key].push(point[key], { isOld: true });
startJobPanel(folders);
watch("now", show);
