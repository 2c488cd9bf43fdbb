// Filter and search.

const MOST_HIGHLIGHTS = 3000; // Beyond this the browser paints more than anybody reads.
const FEW_ROWS = 400; // So many are laid out at once, and then the scroll bar tells the truth.
const ALIKE = { "’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "\u00a0": " ", "\n": " " };

// Keeps the length of a text, so that places in it stay places in it.
function fold(text) {
  const plain = text.replace(/[’‘“”‑\u00a0\n]/g, (sign) => ALIKE[sign]);
  const lower = plain.toLowerCase();
  return lower.length === plain.length ? lower : plain;
}

function textsOf(row) {
  return row.element.querySelectorAll(":scope > .source > .text, :scope > .target > .text");
}

function searchable(row) {
  row.folded ??= fold([...textsOf(row)].map((text) => text.textContent).join("\n\n"));
  return row.folded;
}

// What the editor's own work is filtered by.
const MINE = {
  open: (row) => !isDone(row),
  accepted: (row) => entryOf(row).verdict === "accepted",
  rejected: (row) => entryOf(row).verdict === "rejected",
  edited: (row) => isEdited(row),
  commented: (row) => entryOf(row).comment.trim() !== "",
  complaints: (row) => row.complaints > 0,
};

function fits(row, query) {
  const { state, codes, changed, id } = row.element.dataset;
  const about = find("about").value;
  if (find("state").value && state !== find("state").value) return false;
  if (about === "findings" && !codes) return false;
  if (about === "changed" && !changed) return false;
  if (about.startsWith("mine:") && !MINE[about.slice(5)](row)) return false;
  if (about.startsWith("code:") && !codes.split(" ").includes(about.slice(5))) return false;
  return !query || searchable(row).includes(query) || id === query;
}

// A filter looks at every row, and so waits until they are made.
let everything = null;

function filter() {
  if (!isFiltered() || !waiting.size) return showFitting();
  find("shown").textContent = "Reading the rows…";
  everything ??= makeAllSoon().then(showFitting);
  return everything;
}

function showFitting() {
  const filtered = isFiltered();
  const query = fold(find("search").value.trim());
  let shown = 0;
  for (const section of view.sections) {
    let here = 0;
    for (const row of section.rows) {
      const fitting = !filtered || fits(row, query);
      if (row.isHidden === fitting) row.element.hidden = !fitting;
      if (fitting) here += 1;
    }
    section.element.hidden = here === 0;
    section.element.style.setProperty("--rows", here); // Its height until it is laid out.
    shown += here;
  }
  view.table.classList.toggle("few", shown <= FEW_ROWS);
  showCounts(shown);
  highlight(query);
  activate(reading.row?.isHidden ? null : reading.row);
  keepPlace();
}

function showCounts(shown) {
  const all = view.rows.length;
  const text = shown === all ? counted(all, "row") : `${shown.toLocaleString("en")} of ${counted(all, "row")}`;
  find("shown").textContent = text;
  find("nothing").hidden = shown > 0;
  find("printed-filter").hidden = shown === all;
  find("printed-filter").textContent = `Printed with a filter on: ${text}.`;
  showFindingPlace();
}

const isFiltered = () => ["search", "state", "about"].some((id) => find(id).value !== "");

function clearFilter() {
  for (const id of ["search", "state", "about"]) find(id).value = "";
  filter();
}

// Marks cut the texts, so a place found in the whole has to be looked for in the pieces.
function rangeIn(element, from, to) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = passed + node.length;
    if (!begun && from < after) range.setStart(node, from - passed);
    begun ||= from < after;
    if (to <= after) {
      range.setEnd(node, to - passed);
      break;
    }
    passed = after;
  }
  return range;
}

function* rangesOf(query) {
  for (const row of view.rows) {
    if (row.isHidden || !searchable(row).includes(query)) continue;
    for (const text of textsOf(row)) {
      const folded = fold(text.textContent);
      for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length)) {
        yield rangeIn(text, at, at + query.length);
      }
    }
  }
}

function highlight(query) {
  if (!globalThis.CSS?.highlights) return; // The rows are found all the same.
  CSS.highlights.delete("found");
  if (!query) return;
  const found = new Highlight();
  for (const range of rangesOf(query)) {
    if (found.size >= MOST_HIGHLIGHTS) break;
    found.add(range);
  }
  CSS.highlights.set("found", found);
}
