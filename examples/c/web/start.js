import { planets } from "./planets.js";

document.getElementById("address").textContent = location.href;
const star = await fetch("sun.star");
const lines = [...planets, `${(await star.text()).trim()} (${star.headers.get("Content-Type")})`];
for (const line of lines) {
  document.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: line }));
}
