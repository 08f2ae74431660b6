// Rows and columns of cells; each holds one child at most.

import { Container } from "./container.ts";
import { make, px } from "./css.ts";
import type { GridBoxMethods } from "./types.ts";
import type { Made, Widget } from "./widget.ts";

type Cell = Widget | undefined;

export class GridBox extends Container implements GridBoxMethods {
  readonly #cells: Cell[][] = [];
  #columns = 0;

  constructor(made: Made) {
    super(made, make("div", "o-grid"));
    this.#grow(Number(made.options.rows ?? 0), Number(made.options.columns ?? 0));
  }

  add_widget(child: Widget, row: number, col: number): void {
    this.#fill(child, row, col);
    this.#draw();
  }

  set_row_spacing(px_: number): void {
    this.element.style.rowGap = px(px_);
  }

  set_column_spacing(px_: number): void {
    this.element.style.columnGap = px(px_);
  }

  set_spacing(px_: number): void {
    this.element.style.gap = px(px_);
  }

  get_row_column_count(): [number, number] {
    return [this.#cells.length, this.#columns];
  }

  get_widget_at_cell(row: number, col: number): Widget | null {
    return this.#cells[row]?.[col] ?? null;
  }

  insert_row(index: number, widgets: readonly unknown[]): void {
    const at = Math.max(0, Math.min(index, this.#cells.length));
    this.#cells.splice(at, 0, new Array<Cell>(this.#columns).fill(undefined));
    this.#fillAll(widgets, (i) => [at, i]);
  }

  append_row(widgets: readonly unknown[]): void {
    this.insert_row(this.#cells.length, widgets);
  }

  delete_row(index: number): void {
    const row = this.#cells[index];
    if (!row) return;
    for (const child of row) child?.orphan();
    this.#cells.splice(index, 1);
    this.#draw();
  }

  insert_column(index: number, widgets: readonly unknown[]): void {
    const at = Math.max(0, Math.min(index, this.#columns));
    for (const row of this.#cells) row.splice(at, 0, undefined);
    this.#columns++;
    this.#fillAll(widgets, (i) => [i, at]);
  }

  append_column(widgets: readonly unknown[]): void {
    this.insert_column(this.#columns, widgets);
  }

  delete_column(index: number): void {
    if (index < 0 || index >= this.#columns) return;
    for (const row of this.#cells) row[index]?.orphan();
    for (const row of this.#cells) row.splice(index, 1);
    this.#columns--;
    this.#draw();
  }

  override release(child: Widget): void {
    for (const row of this.#cells) {
      const at = row.indexOf(child);
      if (at >= 0) row[at] = undefined;
    }
    child.element.style.gridArea = "";
    super.release(child);
  }

  #fillAll(widgets: readonly unknown[], cell: (index: number) => [row: number, col: number]): void {
    widgets.forEach((child, index) => {
      if (child) this.#fill(child as Widget, ...cell(index));
    });
    this.#draw();
  }

  #fill(child: Widget, row: number, col: number): void {
    this.#grow(row + 1, col + 1);
    const there = this.get_widget_at_cell(row, col);
    if (there !== child) there?.orphan();
    this.admit(child);
    (this.#cells[row] as Cell[])[col] = child;
  }

  #grow(rows: number, columns: number): void {
    this.#columns = Math.max(this.#columns, columns);
    while (this.#cells.length < rows) this.#cells.push([]);
    for (const row of this.#cells) while (row.length < this.#columns) row.push(undefined);
  }

  /** Columns that hold nothing but labels are as wide as those; the others share the room. */
  #share(): void {
    const columns: string[] = [];
    for (let column = 0; column < this.#columns; column++) {
      const isNarrow = this.#cells.every((row) => !row[column] || row[column]?.name === "Label");
      columns.push(isNarrow ? "auto" : "minmax(0, 1fr)");
    }
    this.element.style.gridTemplateColumns = columns.join(" ");
  }

  // In the order of reading, for the keyboard and for readers; what is in its place already stays untouched.
  #draw(): void {
    this.#share();
    let before: Element | null = this.element.firstElementChild;
    this.#cells.forEach((cells, row) => {
      cells.forEach((child, column) => {
        if (!child) return;
        child.element.style.gridArea = `${row + 1} / ${column + 1}`;
        if (child.element === before) before = before.nextElementSibling;
        else this.element.insertBefore(child.element, before);
      });
    });
  }
}
