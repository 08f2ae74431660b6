// Runs before the page is drawn: in a window the state is there from the first script on, so nothing flashes. In a browser it
// comes a moment later, as a change.
{
  const apply = (key, value) => {
    if (value && (key === "theme" || key === "accent")) document.documentElement.dataset[key] = value;
  };
  for (const key of ["theme", "accent"]) apply(key, oriel.state.get("settings", key));
  oriel.state.subscribe("settings", ({ key, value }) => apply(key, value));
}
