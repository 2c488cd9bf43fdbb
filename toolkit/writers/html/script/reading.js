// The row and the finding being read, what is known of them, and the ways from one to the next.

const reading = { row: null, finding: null, tabStop: null, wanted: null, wantsTerms: true };

function activate(row) {
  if (row !== reading.row) {
    for (const name of ["aria-current", "aria-details"]) reading.row?.element.removeAttribute(name);
    if (editing.row) closeEditor();
    tell("");
    reading.row = row;
    row?.element.setAttribute("aria-current", "true");
    if (reading.finding && reading.finding.row !== row) setFinding(null);
  }
  keepOneTabStop();
  showTerms();
  showDeeds();
}

// One row is in the order of the Tab key, as in any list that the arrow keys move in.
function keepOneTabStop() {
  const stop = reading.row ?? firstShown() ?? null;
  if (stop === reading.tabStop) return;
  if (reading.tabStop) reading.tabStop.element.tabIndex = -1;
  if (stop) stop.element.tabIndex = 0;
  reading.tabStop = stop;
}

// --- Terms

function showTerms() {
  const { row } = reading;
  find("panel-known").hidden = !row || !reading.wantsTerms;
  if (row) fillPanel(row);
  else find("panel-title").textContent = "No row chosen";
}

function fillPanel(row) {
  const marks = [...row.element.querySelectorAll(".source [data-term]")];
  const entries = [...new Set(marks.map((mark) => mark.dataset.term))].map(copyEntry);
  const terms = entries.length ? counted(entries.length, "term") : "no glossary terms";
  const pieces = readyPieces(row);
  find("panel-title").textContent = `Row ${row.index + 1} · ${terms}`;
  find("panel-entries").replaceChildren(...entries);
  find("panel-pieces").replaceChildren(...pieces);
  find("panel-pieces").hidden = pieces.length === 0;
  find("panel-known").hidden ||= entries.length + pieces.length === 0;
  find("terms-panel").scrollTop = 0;
  if (entries.length) row.element.setAttribute("aria-details", "terms-panel");
}

function copyEntry(number) {
  const entry = termEntry(number).cloneNode(true);
  entry.removeAttribute("id");
  const { target } = view.terms[number];
  if (target) entry.querySelector(".pair").append(" ", insertButton("Insert", target));
  return entry;
}

// The entry of a term in the appendix, whose list may still be text.
function termEntry(number) {
  const id = `term-${number}`;
  if (!find(id)) make([...document.querySelectorAll(".terms")].find((list) => list.textContent.includes(`id="${id}"`)));
  return find(id);
}

// What the memory has, figures, dates and names of the Chinese as English writes them, and the tags of its inline codes.
function readyPieces(row) {
  const matches = [...row.element.querySelectorAll(".notes .match")].map((match) => {
    const button = insertButton("Insert", match.querySelector(":scope > :last-child").textContent);
    return made("li", {}, `${match.querySelector(".label").textContent} `, button);
  });
  const figures = row.sent.hints ?? (row.sent.figures ?? []).map(({ said, english }) => [said, english]);
  const tags = [...row.element.querySelectorAll(".source .text .tag")].map(({ textContent }) => ["", textContent]);
  const pieces = [...figures, ...tags].map(([said, text]) => {
    const words = made("span", { textContent: said && `${said} ` });
    words.lang = "zh";
    return made("li", {}, words, insertButton(text, text));
  });
  return [...matches, ...pieces];
}

function insertButton(label, text) {
  const button = made("button", { type: "button", className: "insert", textContent: label });
  button.setAttribute("aria-label", `Insert ${text}`);
  button.addEventListener("mousedown", (event) => event.preventDefault()); // The cursor stays where it is.
  button.addEventListener("click", () => insert(text));
  return button;
}

function switchTerms() {
  reading.wantsTerms = !reading.wantsTerms;
  find("terms-switch").setAttribute("aria-pressed", String(reading.wantsTerms));
  const within = find("panel-known").contains(document.activeElement);
  showTerms();
  if (within) reading.row?.element.focus();
}

// --- Movement

// What sticks to the top is left free when a row is scrolled to; the style takes its height from here.
function measure() {
  root.style.setProperty("--top", `${stuckHeight()}px`);
}

function stuckHeight() {
  const controls = find("controls");
  return getComputedStyle(controls).position === "sticky" ? controls.offsetHeight : 0;
}

function goTo(row) {
  if (row.isHidden) clearFilter();
  activate(row);
  row.element.focus({ preventScroll: true, focusVisible: true });
  bringIntoView(row.element);
}

// Sections on the way had only a guessed height before: look again once they are laid out.
function bringIntoView(element) {
  reading.wanted = element;
  element.scrollIntoView({ block: "nearest" });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (reading.wanted === element) element.scrollIntoView({ block: "nearest" });
    }),
  );
}

// When rows come and go, the row being read stays in sight, or else the first of those left.
function keepPlace() {
  const row = reading.row ?? firstShown();
  const passed = view.table.getBoundingClientRect().top < stuckHeight();
  if (row && (reading.row || passed)) bringIntoView(row.element);
}

// After scrolling by hand one goes on from what one sees, not from where one was.
function whereabouts() {
  const top = stuckHeight();
  const box = reading.row?.element.getBoundingClientRect();
  if (box && box.bottom > top && box.top < innerHeight) return reading.row.index;
  for (let y = top + 8; y < innerHeight; y += 24) {
    const element = document.elementFromPoint(innerWidth / 3, y)?.closest("section .row");
    if (element) return view.byElement.get(element).index - 0.5;
  }
  return reading.row?.index ?? -1;
}

function step(direction) {
  const from = whereabouts();
  const onward = direction > 0 ? view.rows : view.rows.toReversed();
  const next = onward.find((row) => (row.index - from) * direction > 0 && !row.isHidden);
  if (next) goTo(next);
}

// --- Findings

const shownFindings = () => view.findings.filter(({ row }) => !row?.isHidden);

function setFinding(finding) {
  for (const element of marksOf(reading.finding)) element.classList.remove("current");
  for (const element of marksOf(finding)) element.classList.add("current");
  reading.finding = finding;
  showFindingPlace();
}

function marksOf(finding) {
  if (!finding) return [];
  const number = finding.element.dataset.finding;
  return [finding.element, ...finding.row.element.querySelectorAll(`[data-findings~="${number}"]`)];
}

function showFindingPlace() {
  const list = shownFindings();
  const at = list.indexOf(reading.finding);
  const word = Object.assign(document.createElement("span"), { className: "word", textContent: "Finding " });
  const place = [word, `${at + 1} of ${list.length.toLocaleString("en")}`];
  find("finding").replaceChildren(...(at < 0 ? [counted(list.length, "finding")] : place));
  find("back").disabled = find("forth").disabled = list.length === 0;
}

// From the finding being read to its neighbour; from a row without one, to the row's own first.
function stepFinding(direction) {
  const list = shownFindings();
  const from = whereabouts();
  const at = reading.finding?.row.index === from ? list.indexOf(reading.finding) : -1;
  const onward = direction > 0 ? list : list.toReversed();
  const next = at < 0 ? onward.find((finding) => isAhead(finding, from, direction)) : list[at + direction];
  if (!next) return;
  make(next.section.element);
  goTo(next.row);
  setFinding(next);
  bringIntoView(next.element);
}

// A section is made only where what is looked for may be in it.
function isAhead(finding, from, direction) {
  const { element, rows } = finding.section;
  const last = direction > 0 ? rows.at(-1) : rows[0];
  if ((last.index - from) * direction < 0) return false;
  make(element);
  return (finding.row.index - from) * direction >= 0;
}
