// What the editor does: by row, step by step, kept in the browser until it is saved to a file.

const KEEPING_PAUSE = 400; // Milliseconds after the last letter.
const NOTHING = Object.freeze({ target: null, comment: "", verdict: "", at: "", author: "" });

// `entries` has the rows that something was done to. A step is a list of { row, before, after }; steps
// are undone in their order. `typing` names the field whose letters still join the last step.
const work = { entries: new Map(), steps: [], undone: [], typing: "", unsaved: false, reviewer: "" };

const entryOf = (row) => work.entries.get(row) ?? NOTHING;
const englishOf = (row) => entryOf(row).target ?? row.sent.target;
const isEdited = (row) => entryOf(row).target !== null;
const isDone = (row) => entryOf(row).verdict !== "";
const countDone = () => [...work.entries.keys()].filter(isDone).length;

function sameEntry(one, other) {
  return one.target === other.target && one.comment === other.comment && one.verdict === other.verdict;
}

// Does something to a row, as a step of its own or, while a field is typed in, as part of the last.
function change(row, fields, field = "") {
  const before = entryOf(row);
  const after = { ...before, ...fields, at: new Date().toISOString().replace(/\.\d+/, ""), author: "" };
  if (after.target === row.sent.target) after.target = null;
  if (sameEntry(before, after)) return;
  const place = field && `${row.index} ${field}`;
  if (place && place === work.typing) work.steps.at(-1)[0].after = after;
  else work.steps.push([{ row, before, after }]);
  work.typing = place;
  work.undone = [];
  put(row, after);
  changed();
}

function put(row, entry) {
  if (sameEntry(entry, NOTHING)) work.entries.delete(row);
  else work.entries.set(row, entry);
  showWork(row);
}

function changed() {
  work.unsaved = true;
  showProgress();
  keepSoon();
}

function undo() {
  stepBack(work.steps, work.undone, "before", "Undone");
}

function redo() {
  stepBack(work.undone, work.steps, "after", "Done again");
}

function stepBack(from, to, side, word) {
  work.typing = "";
  const step = from.pop();
  if (!step) return;
  to.push(step);
  for (const one of step) put(one.row, one[side]);
  changed();
  goTo(step[0].row);
  tell(step.length > 1 ? `${word}: ${counted(step.length, "row")}.` : `${word}: row ${step[0].row.index + 1}.`);
}

// --- Verdicts

function judge(verdict) {
  const { row } = reading;
  if (!row) return;
  const taken = entryOf(row).verdict === verdict;
  closeEditor();
  change(row, { verdict: taken ? "" : verdict });
  const next = taken ? row : nextOpen(row);
  if (verdict === "rejected" && !taken) openEditor("comment");
  else goTo(next ?? row);
  const said = `Row ${row.index + 1} is ${taken ? "open again" : verdict}.`;
  tell(next ? said : `${said} No open row follows.`);
}

// The next row that is not done, as far as rows are shown.
function nextOpen(row) {
  return view.rows.slice(row.index + 1).find((one) => !isDone(one) && !one.isHidden);
}

// --- In the browser

const storePrefix = () => `toolkit-review-work:${view.document}:`;

let keeping = 0;

function keepSoon() {
  clearTimeout(keeping);
  keeping = setTimeout(keep, KEEPING_PAUSE);
}

function keep() {
  clearTimeout(keeping);
  const kept = JSON.stringify({ ...reviewFile(), unsaved: work.unsaved });
  try {
    if (work.entries.size || localStorage.getItem(storePrefix() + view.batch)) {
      localStorage.setItem(storePrefix() + view.batch, kept);
    }
  } catch {
    tell("This browser keeps nothing of the page: save your review to a file before you close it.");
  }
}

// What was kept of this export; and whether there is work on another export of the same document.
function restore() {
  const kept = recallWork(storePrefix() + view.batch);
  if (kept && !problemWith(kept)) {
    takeRows(kept).forEach(({ row, after }) => put(row, after));
    work.reviewer = kept.reviewer;
    work.unsaved = kept.unsaved !== false && work.entries.size > 0;
    if (work.entries.size) tell(`Your work on ${counted(work.entries.size, "row")} is back.`);
  }
  work.reviewer ||= recall("reviewer") ?? "";
}

function recallWork(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // Refused by the browser, or not written by this page.
  }
}

function otherWork() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(storePrefix()));
    const found = keys.filter((key) => key !== storePrefix() + view.batch).map((key) => [key, recallWork(key)]);
    return found.filter(([, kept]) => kept?.unsaved && Array.isArray(kept.rows) && kept.rows.length > 0);
  } catch {
    return [];
  }
}
