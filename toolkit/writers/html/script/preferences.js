// Preferences. Every page opened from a disk shares one storage, and some browsers refuse it.

function recall(name) {
  try {
    return localStorage.getItem(`toolkit-review-${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`toolkit-review-${name}`, value);
  } catch {
    // The choice then holds for as long as the page is open.
  }
}

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme(theme) {
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  find("theme")?.setAttribute("aria-pressed", String(isDark()));
}

function switchTheme() {
  showTheme(isDark() ? "light" : "dark");
  remember("theme", root.dataset.theme);
}

showTheme(recall("theme")); // Before the body is drawn, or a dark page would flash white.
