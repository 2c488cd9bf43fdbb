// Keys, buttons and links, and the start of it all.

const TYPING_PAUSE = 90; // Milliseconds; a search through a book should not run at every letter.

const SINGLE_KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepFinding(1),
  p: () => stepFinding(-1),
  t: switchTerms,
  "/": () => find("search").select(),
  "?": () => find("keys").showModal(),
};

function actionFor(event) {
  const inRow = view.byElement.has(event.target);
  if (event.key === "Escape") return letGo;
  if (inRow && event.key === "ArrowDown") return SINGLE_KEYS.j;
  if (inRow && event.key === "ArrowUp") return SINGLE_KEYS.k;
  const writing = event.target.matches?.("input, select, textarea");
  const single = !writing && find("single-keys").checked && Object.hasOwn(SINGLE_KEYS, event.key);
  return single ? SINGLE_KEYS[event.key] : null;
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || find("keys").open) return;
  const action = actionFor(event);
  if (!action) return;
  event.preventDefault();
  action();
}

function letGo() {
  const searching = document.activeElement === find("search");
  if (isFiltered()) clearFilter();
  else if (!searching && reading.row && reading.wantsTerms) switchTerms();
  if (searching) (reading.row ?? firstShown())?.element.focus();
}

let typing = 0;

function searchSoon() {
  clearTimeout(typing);
  typing = setTimeout(filter, TYPING_PAUSE);
}

function searchNow(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  clearTimeout(typing);
  filter();
  const first = firstShown();
  if (first) goTo(first);
}

function follow(fragment) {
  const row = view.byElement.get(find(fragment.slice(1)));
  if (row) goTo(row);
}

// The browser follows the link as well, so that its way back leads here again.
function followLink(event) {
  const link = event.target.closest?.('a[href^="#row-"]');
  if (link) follow(link.getAttribute("href"));
}

function readFocus(event) {
  const row = view.byElement.get(event.target.closest(".row"));
  if (row) activate(row);
}

function listen() {
  const on = (id, type, action) => find(id).addEventListener(type, action);
  on("search", "input", searchSoon);
  on("search", "keydown", searchNow);
  on("state", "change", filter);
  on("about", "change", filter);
  on("clear", "click", () => [clearFilter(), find("search").focus()]);
  on("back", "click", () => stepFinding(-1));
  on("forth", "click", () => stepFinding(1));
  on("terms-switch", "click", switchTerms);
  on("panel-close", "click", switchTerms);
  on("theme", "click", switchTheme);
  on("help", "click", () => find("keys").showModal());
  on("keys-close", "click", () => find("keys").close());
  on("single-keys", "change", ({ target }) => remember("single-keys", target.checked ? "yes" : "no"));
  on("rows", "focusin", readFocus);
  document.addEventListener("click", followLink);
  document.addEventListener("keydown", press);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showTheme(null));
  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("resize", measure); // Enlarging the page may unstick the controls.
  new ResizeObserver(measure).observe(find("controls"));
}

function start() {
  readPage();
  listen();
  find("single-keys").checked = recall("single-keys") !== "no";
  for (const element of document.querySelectorAll(".with-script, #controls")) element.hidden = false;
  showTheme(null);
  filter(); // A browser may have kept what stood in the fields before a reload.
  follow(location.hash);
}

document.addEventListener("DOMContentLoaded", start);
