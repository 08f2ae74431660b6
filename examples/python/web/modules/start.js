import { describe } from "./describe.js";

document.getElementById("address").textContent = location.href;
const table = document.querySelector("table");
for (const planet of await (await fetch("modules/planets.json")).json()) {
  const row = table.insertRow();
  for (const text of describe(planet)) row.insertCell().textContent = text;
}
// The type that the program gave to files that end in .star
const response = await fetch("modules/sun.star");
const row = table.insertRow();
row.insertCell().textContent = (await response.text()).trim();
row.insertCell().textContent = response.headers.get("Content-Type");
