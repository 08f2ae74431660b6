// Short messages that go away by themselves.

const SHOWN = 4000;
const place = document.getElementById("toasts");

export function toast(text, kind = "plain") {
  const element = document.createElement("div");
  element.className = `toast ${kind} in`;
  element.textContent = text;
  place.append(element);
  while (place.childElementCount > 3) place.firstElementChild.remove();
  requestAnimationFrame(() => element.classList.remove("in"));
  setTimeout(() => {
    element.classList.add("out");
    setTimeout(() => element.remove(), 250);
  }, SHOWN);
}
