// Runs before the page is drawn: the state is there from the first script on, so nothing flashes.
{
  const apply = (key, value) => {
    if (key === "theme" || key === "accent") document.documentElement.dataset[key] = value;
  };
  for (const key of ["theme", "accent"]) apply(key, oriel.state.get("settings", key));
  oriel.state.subscribe("settings", ({ key, value }) => apply(key, value));
}
