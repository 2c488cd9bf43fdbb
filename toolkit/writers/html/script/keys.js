// Keys, buttons and links, and the start of it all.

const TYPING_PAUSE = 90; // Milliseconds; a search through a book should not run at every letter.

const SINGLE_KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepFinding(1),
  p: () => stepFinding(-1),
  t: switchTerms,
  e: () => openEditor("target"),
  c: () => openEditor("comment"),
  a: () => judge("accepted"),
  x: () => judge("rejected"),
  u: undo,
  U: redo,
  s: save,
  "/": () => find("search").select(),
  "?": () => find("keys").showModal(),
};

// With Ctrl, or ⌘; in a field as well, but that the field undoes its own letters.
function actionWithControl(event) {
  const key = event.key.toLowerCase();
  if (key === "s") return save;
  if (key === "enter" && editing.row) return () => judge("accepted");
  if (isField(event.target)) return null;
  if (key === "y" || (key === "z" && event.shiftKey)) return redo;
  return key === "z" ? undo : null;
}

const isField = (element) => element.matches?.("input, select, textarea");

function actionFor(event) {
  const inRow = view.byElement.has(event.target);
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return actionWithControl(event);
  if (event.key === "Escape") return letGo;
  if (inRow && event.key === "Enter") return SINGLE_KEYS.e;
  if (inRow && event.key === "ArrowDown") return SINGLE_KEYS.j;
  if (inRow && event.key === "ArrowUp") return SINGLE_KEYS.k;
  const single = !isField(event.target) && find("single-keys").checked && Object.hasOwn(SINGLE_KEYS, event.key);
  return single ? SINGLE_KEYS[event.key] : null;
}

function press(event) {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const action = actionFor(event);
  if (!action) return;
  event.preventDefault();
  action();
}

function letGo() {
  const searching = document.activeElement === find("search");
  if (editing.row) return closeEditor();
  if (isFiltered()) clearFilter();
  else if (!searching && reading.row && reading.wantsTerms) switchTerms();
  if (searching) (reading.row ?? firstShown())?.element.focus();
  return undefined;
}

let typing = 0;

function searchSoon() {
  clearTimeout(typing);
  typing = setTimeout(filter, TYPING_PAUSE);
}

async function searchNow(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  clearTimeout(typing);
  await filter();
  const first = firstShown();
  if (first) goTo(first);
}

function follow(fragment) {
  const row = view.rows[/^#row-(\d+)$/.exec(fragment)?.[1] - 1];
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

function editWhatIsPointedAt(event) {
  const row = view.byElement.get(event.target.closest(".row"));
  const cell = event.target.closest(".target, .notes");
  if (!row || !cell || event.target.closest("textarea, button")) return;
  activate(row);
  openEditor(cell.matches(".target") ? "target" : "comment");
}

async function openFile({ target }) {
  const [chosen] = target.files;
  target.value = ""; // The same file may be chosen again.
  if (chosen) await load(chosen);
}

function listenToTheDesk(on) {
  on("edit", "click", () => openEditor("target"));
  on("accept", "click", () => judge("accepted"));
  on("reject", "click", () => judge("rejected"));
  on("comment", "click", () => openEditor("comment"));
  on("undo", "click", undo);
  on("redo", "click", redo);
  on("reviewer", "click", askName);
  on("open-file", "click", () => find("file").click());
  on("file", "change", openFile);
  on("save-file", "click", save);
  on("rows", "dblclick", editWhatIsPointedAt);
  addEventListener("beforeunload", warn);
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
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
  listenToTheDesk(on);
  document.addEventListener("click", followLink);
  document.addEventListener("keydown", press);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showTheme(null));
  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("resize", measure); // Enlarging the page may unstick the controls.
  addEventListener("scroll", makeWhatIsSeen, { passive: true });
  addEventListener("beforeprint", makeAll);
  new ResizeObserver(measure).observe(find("controls"));
}

function start() {
  readPage();
  listen();
  find("single-keys").checked = recall("single-keys") !== "no";
  for (const element of document.querySelectorAll(".with-script, #controls, #terms-panel")) element.hidden = false;
  showTheme(null);
  restore();
  showProgress();
  offerOtherWork();
  filter(); // A browser may have kept what stood in the fields before a reload.
  follow(location.hash);
  requestAnimationFrame(() => setTimeout(ready)); // When the first rows have been drawn.
}

function ready() {
  performance.mark("interactive");
  inSpareTime(makeInSpareTime);
}

document.addEventListener("DOMContentLoaded", start);
