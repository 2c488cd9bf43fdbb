// The fields of the row being read, and what the page shows of the work on every row.

const LIVE_PAUSE = 300; // Milliseconds; a voice should not speak at every letter.
const VERDICT_WORDS = { accepted: "✓ accepted", rejected: "✕ rejected" };
const editing = { row: null, field: "", box: null, area: null };

// --- Fields

function openEditor(field) {
  const { row } = reading;
  if (!row) return;
  if (editing.row === row && editing.field === field) return editing.area.focus();
  closeEditor();
  const number = row.index + 1;
  const area = made("textarea", { rows: 1, spellcheck: true });
  area.setAttribute("aria-label", field === "target" ? `English of row ${number}` : `Comment on row ${number}`);
  if (field === "target") area.lang = row.element.querySelector(".target .text").lang;
  area.value = field === "target" ? englishOf(row) : entryOf(row).comment;
  const box = made("div", { className: `editor ${field}-editor` }, area);
  Object.assign(editing, { row, field, box, area });
  row.element.querySelector(field === "target" ? ".target" : ".notes").append(box);
  row.element.classList.add(`editing-${field}`);
  root.classList.toggle("editing", field === "target");
  area.addEventListener("input", typed);
  showWork(row);
  fit();
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  return bringIntoView(row.element);
}

function closeEditor() {
  const { row, field, box } = editing;
  if (!row) return;
  const within = box.contains(document.activeElement);
  Object.assign(editing, { row: null, field: "", box: null, area: null });
  work.typing = "";
  clearTimeout(speaking);
  box.remove();
  row.element.classList.remove(`editing-${field}`);
  root.classList.remove("editing");
  showWork(row);
  if (within) row.element.focus({ preventScroll: true });
}

let speaking = 0;

function typed() {
  const { row, field, area } = editing;
  change(row, field === "target" ? { target: area.value } : { comment: area.value }, field);
  fit();
  keepInView();
}

// What is typed, and as much as possible of what is said of it.
function keepInView() {
  const { row, area } = editing;
  const room = innerHeight - stuckHeight() - find("terms-panel").offsetHeight;
  const fits = row.element.offsetHeight < room - 24;
  (fits ? row.element : area).scrollIntoView({ block: "nearest" });
}

// Browsers that cannot size a field by what it holds are told its height.
function fit() {
  const { area } = editing;
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

// Puts a term, a figure or a tag where the cursor is; a row whose English is not open is opened.
function insert(text) {
  if (editing.field !== "target") openEditor("target");
  const { area } = editing;
  const { selectionStart: start, selectionEnd: end, value } = area;
  const glue = start > 0 && /[\p{L}\p{N},;]$/u.test(value.slice(0, start)) && !text.startsWith("‹") ? " " : "";
  area.setRangeText(glue + text, start, end, "end");
  area.focus();
  typed();
}

// --- What is shown of the work on a row

function showWork(row) {
  row.folded = undefined;
  if (!row.isMade) return; // It is shown when the row is.
  showEnglish(row);
  showComment(row);
  showVerdict(row);
  if (editing.row === row) showEditor(row);
  if (reading.row === row) showDeeds();
}

function showEnglish(row) {
  const text = row.element.querySelector(":scope > .target > .text");
  const edited = isEdited(row);
  if (edited || row.unmarked) {
    row.unmarked ??= [...text.childNodes];
    text.replaceChildren(...(edited ? differenceNodes(row.sent.target, englishOf(row)) : row.unmarked));
  }
  row.element.classList.toggle("edited", edited);
  clearTimeout(speaking);
  if (editing.row === row) speaking = setTimeout(() => [showComplaints(row), keepInView()], LIVE_PAUSE);
  else showComplaints(row);
}

function showComplaints(row) {
  const cell = row.element.querySelector(":scope > .target");
  const found = isEdited(row) ? complaints(row, englishOf(row)) : [];
  row.complaints = found.length;
  const list = cell.querySelector(".live ul") ?? (found.length ? complaintList(cell) : null);
  if (!list) return;
  if ([...list.children].map((item) => item.textContent).join("\n") === found.join("\n")) return;
  list.replaceChildren(...found.map((textContent) => made("li", { textContent })));
}

// Read out when it changes, and as a list.
function complaintList(cell) {
  const list = made("ul");
  const box = made("div", { className: "live" }, list);
  box.setAttribute("role", "status");
  cell.append(box);
  return list;
}

function showComment(row) {
  const cell = row.element.querySelector(":scope > .notes");
  const { comment, author } = entryOf(row);
  cell.querySelector(":scope > .mine")?.remove();
  if (!comment.trim() || (editing.row === row && editing.field === "comment")) return;
  const label = made("span", { className: "label", textContent: `${author || "Your comment"}:` });
  cell.append(made("p", { className: "remark mine" }, label, ` ${comment.trim()}`));
}

function showVerdict(row) {
  const cell = row.element.querySelector(":scope > .number");
  const { verdict } = entryOf(row);
  const words = VERDICT_WORDS[verdict] ?? (isEdited(row) ? "✎ changed" : "");
  cell.querySelector(".verdict")?.remove();
  row.element.dataset.verdict = verdict;
  if (words) cell.append(made("span", { className: `verdict ${verdict}`, textContent: words }));
}

// A field that was changed from outside (by undoing) shows what is so now.
function showEditor(row) {
  const now = editing.field === "target" ? englishOf(row) : entryOf(row).comment;
  if (editing.area.value !== now) editing.area.value = now;
}

// --- The bar at the foot

function showDeeds() {
  const { row } = reading;
  for (const id of ["edit", "accept", "reject", "comment"]) find(id).disabled = !row;
  const { verdict } = row ? entryOf(row) : NOTHING;
  find("accept").setAttribute("aria-pressed", String(verdict === "accepted"));
  find("reject").setAttribute("aria-pressed", String(verdict === "rejected"));
}

function showProgress() {
  const done = countDone();
  const rows = view.rows.length;
  find("done").textContent = `${done.toLocaleString("en")} of ${rows.toLocaleString("en")} done`;
  find("done-bar").value = rows ? done / rows : 0;
  find("undo").disabled = !work.steps.length;
  find("redo").disabled = !work.undone.length;
  find("save-file").classList.toggle("wanted", work.unsaved && work.entries.size > 0);
  find("reviewer").textContent = work.reviewer || "Your name…";
}

// Says something that is read out, too.
function tell(message) {
  find("notice").textContent = message;
}

function offerOtherWork() {
  for (const [key, { unsaved, ...file }] of otherWork()) {
    const button = made("button", { type: "button", textContent: "Save it to a file" });
    const words = `There is unsaved work of yours on another export of this document (${counted(file.rows.length, "row")}). `;
    button.addEventListener("click", () => {
      download(fileName({ document: view.document, reviewer: String(file.reviewer ?? "") }), JSON.stringify(file, null, 1));
      localStorage.setItem(key, JSON.stringify({ ...file, unsaved: false }));
      tell("Saved. Send that file to the translator as well.");
    });
    find("notice").replaceChildren(words, button);
  }
}
