// The table of processes: sorted and filtered here, rows kept by process so that nothing jumps.

import { bytes, count } from "./format.js";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export class ProcessTable {
  #panel;
  #body;
  #rows = new Map();
  #data = { count: 0, rows: [] };
  #key = "cpu";
  #isDescending = true;
  #filter = "";

  constructor(panel) {
    this.#panel = panel;
    this.#body = panel.querySelector("tbody");
    panel.querySelector("thead").addEventListener("click", ({ target }) => {
      if (target.dataset.key) this.#sortBy(target.dataset.key);
    });
    const filter = panel.querySelector("input");
    filter.addEventListener("input", () => {
      this.#filter = filter.value.trim().toLowerCase();
      this.#draw();
    });
    filter.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      filter.value = this.#filter = "";
      this.#draw();
    });
  }

  /** @param {{count: number, rows: {pid: number, name: string, user: string, cpu: number, memory: number}[]}} data */
  show(data) {
    this.#data = data;
    this.#draw();
  }

  #sortBy(key) {
    // Figures begin with the largest, names with A.
    this.#isDescending = key === this.#key ? !this.#isDescending : key === "cpu" || key === "memory";
    this.#key = key;
    for (const button of this.#panel.querySelectorAll("th button")) {
      const order = this.#isDescending ? "descending" : "ascending";
      button.parentElement.setAttribute("aria-sort", button.dataset.key === key ? order : "none");
    }
    this.#draw();
  }

  #isWanted({ name, user, pid }) {
    return `${name} ${user} ${pid}`.toLowerCase().includes(this.#filter);
  }

  #compare = (a, b) => {
    const [x, y] = [a[this.#key], b[this.#key]];
    const order = typeof x === "string" ? collator.compare(x, y) : x - y;
    return (this.#isDescending ? -order : order) || b.memory - a.memory || a.pid - b.pid;
  };

  #draw() {
    if (this.#panel.hidden) return;
    const wanted = this.#data.rows.filter((row) => this.#isWanted(row)).sort(this.#compare);
    const before = this.#rows;
    this.#rows = new Map();
    let place = this.#body.firstElementChild;
    for (const data of wanted) {
      const row = before.get(data.pid) ?? document.getElementById("process").content.firstElementChild.cloneNode(true);
      before.delete(data.pid);
      fill(row, data);
      this.#rows.set(data.pid, row);
      if (row === place) place = place.nextElementSibling;
      else this.#body.insertBefore(row, place);
    }
    for (const row of before.values()) row.remove();
    this.#panel.querySelector(".empty").hidden = wanted.length > 0;
    const isFiltered = this.#filter !== "";
    this.#panel.querySelector(".quiet").textContent =
      (isFiltered ? `${count(wanted.length)} of ` : "") + count(this.#data.count);
  }
}

function fill(row, { name, pid, user, cpu, memory }) {
  const texts = [name, String(pid), user, `${cpu.toFixed(1)} %`, bytes(memory)];
  for (let i = 0; i < texts.length; i++) {
    const cell = row.children[i];
    if (cell.textContent !== texts[i]) cell.textContent = texts[i];
  }
  row.children[3].classList.toggle("idle", cpu < 0.05);
}
