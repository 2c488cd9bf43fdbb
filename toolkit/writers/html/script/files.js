// The review file: saved for the translator, and loaded again.

const FORMAT = "bilingual-toolkit-review";
const VERDICTS = ["", "accepted", "rejected"];

function reviewFile() {
  const touched = [...work.entries].sort(([one], [other]) => one.index - other.index);
  return {
    format: FORMAT,
    version: 1,
    document: view.document,
    batch: view.batch,
    reviewer: work.reviewer,
    saved: new Date().toISOString().replace(/\.\d+/, ""),
    rows: touched.map(([row, entry]) => ({
      id: row.sent.id,
      base: row.sent.target,
      target: entry.target ?? row.sent.target,
      comment: entry.comment.trim(),
      verdict: entry.verdict,
      author: entry.author || work.reviewer,
      at: entry.at,
    })),
  };
}

const fileName = (file) => {
  const who = file.reviewer.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${file.document}.review${who && `.${who}`}.json`;
};

// --- Saving

async function save() {
  closeEditor();
  if (!work.entries.size) return tell("There is nothing to save yet.");
  if (!work.reviewer) await askName();
  if (!work.reviewer) return tell("Not saved: your name is wanted, so that the translator knows who speaks.");
  const file = reviewFile();
  if (!(await written(file))) return undefined;
  work.unsaved = false;
  keep();
  showProgress();
  return tell(`Saved ${counted(file.rows.length, "row")} as ${fileName(file)}. Send that file to the translator.`);
}

// By the dialog of the browser where it has one, else as a download. False where the editor thought better of it.
async function written(file) {
  const content = `${JSON.stringify(file, null, 1)}\n`;
  if (globalThis.showSaveFilePicker) {
    try {
      const types = [{ description: "Review file", accept: { "application/json": [".json"] } }];
      const handle = await showSaveFilePicker({ suggestedName: fileName(file), types });
      const stream = await handle.createWritable();
      await stream.write(content);
      await stream.close();
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
    }
  }
  download(fileName(file), content);
  return true;
}

function download(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function askName() {
  find("name-field").value = work.reviewer;
  if ((await answered("name")) !== "yes") return;
  work.reviewer = find("name-field").value.trim();
  remember("reviewer", work.reviewer);
  showProgress();
  keepSoon();
}

// Opens a dialog and waits for the button that closes it.
function answered(id) {
  const dialog = find(id);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue), { once: true });
  });
}

// --- Loading

async function load(chosen) {
  closeEditor();
  let file = null;
  try {
    file = JSON.parse(await chosen.text());
  } catch {
    return tell(`${chosen.name} is no review file.`);
  }
  const problem = problemWith(file);
  if (problem) return tell(`${chosen.name} ${problem}`);
  const step = takeRows(file);
  const mine = step.filter(({ before }) => before !== NOTHING);
  const answer = mine.length ? await whose(mine.length) : "theirs";
  const taken = answer === "theirs" ? step : step.filter(({ before }) => before === NOTHING);
  if (answer === "" || !taken.length) return tell("Nothing was loaded: there is nothing new in the file.");
  work.steps.push(taken);
  work.undone = [];
  work.typing = "";
  for (const { row, after } of taken) put(row, after);
  changed();
  filter();
  return tell(`Loaded ${counted(taken.length, "row")} of ${file.reviewer || "somebody"}.`);
}

function whose(count) {
  find("whose-text").textContent = `You have worked on ${counted(count, "row")} that the file has otherwise.`;
  return answered("whose");
}

// Why a file cannot be loaded here; empty where it can.
function problemWith(file) {
  if (file?.format !== FORMAT || !Array.isArray(file.rows)) return "is no review file.";
  if (file.version !== 1) return "was written by a newer page.";
  if (file.document !== view.document) return `is a review of “${file.document}”.`;
  if (file.batch !== view.batch) return "was made on another export: give it to the translator as it is.";
  if (typeof file.reviewer !== "string" || !file.rows.every(isRow)) return "is damaged.";
  return "";
}

function isRow(row) {
  return (
    ["id", "base", "target", "comment", "verdict", "author", "at"].every((name) => typeof row?.[name] === "string") &&
    VERDICTS.includes(row.verdict)
  );
}

// The changes that a file would make, as a step.
function takeRows(file) {
  const rows = new Map(view.rows.map((row) => [row.sent.id, row]));
  const step = [];
  for (const { id, base, target, comment, verdict, author, at } of file.rows) {
    const row = rows.get(id);
    if (!row || base !== row.sent.target) continue; // Not of this export, whatever the file says of itself.
    const theirs = author === work.reviewer ? "" : author;
    const after = { target: target === base ? null : target, comment, verdict, at, author: theirs };
    if (!sameEntry(entryOf(row), after)) step.push({ row, before: entryOf(row), after });
  }
  return step;
}

// --- Before the page is left

function warn(event) {
  if (!work.unsaved || !work.entries.size) return;
  keep();
  event.preventDefault();
}
