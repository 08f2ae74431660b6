/** A planet as texts for a row. */
export function describe({ name, days }) {
  return [name, `${days.toLocaleString("en")} days a year`];
}
