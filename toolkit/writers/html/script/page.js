// The review page at work: filter, search, movement, what is known of the row being read, and the editor's work on it.
//
// Everything is in the page without a script; nothing here is needed to read or print it. Texts
// are set through textContent or cloned, since a source may hold anything; what is parsed is the page's
// own markup (blocks.js). The files of this folder are joined into one function in the order that review.py names.
"use strict";

const root = document.documentElement;
const find = (id) => document.getElementById(id);

// A new element with these properties and children.
function made(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// A row: what was sent out of it, and its element, which is made when something first asks for it.
class Row {
  #element = null;

  constructor(sent, index) {
    Object.assign(this, { sent, index, section: null });
  }

  get element() {
    make(this.section.element);
    return this.#element;
  }

  set element(element) {
    this.#element = element;
    view.byElement.set(element, this);
  }

  get isMade() {
    return this.#element !== null;
  }

  // Whoever filters has all rows made first.
  get isHidden() {
    return this.#element?.hidden ?? false;
  }
}

// What the page holds, read once: rows in order, their sections, the findings in them; and what was sent out:
// its document, its batch, its terms, and for each row what stands there.
const view = { table: null, rows: [], sections: [], findings: [], byElement: new Map() };

function readPage() {
  const { document: name, batch, terms, rows } = JSON.parse(find("review-export").textContent);
  Object.assign(view, { document: name, batch, terms, table: find("rows") });
  view.rows = rows.map((sent, index) => new Row(sent, index));
  const elements = [...view.table.querySelectorAll("section")];
  const size = elements[0]?.querySelectorAll(".row").length; // As many rows as are in all of them but the last.
  view.sections = elements.map((element, number) => readSection(element, number * size, size));
  view.findings = view.sections.flatMap(({ findings }) => findings);
  for (const element of document.querySelectorAll(".terms")) {
    element.style.setProperty("--entries", countIn(element, '<li class="entry"')); // Its height until it is laid out.
    hold(element);
  }
}

// Of a section that is still text it is known which rows are in it, and how many findings.
function readSection(element, start, size) {
  const section = { element, rows: view.rows.slice(start, start + size) };
  const length = isHeld(element)
    ? countIn(element, '<li class="finding"')
    : element.querySelectorAll(".finding").length;
  section.findings = Array.from({ length }, () => ({ section }));
  for (const row of section.rows) row.section = section;
  if (isHeld(element)) hold(element, () => readRows(section));
  else readRows(section);
  return section;
}

function readRows({ element, rows, findings }) {
  const elements = element.querySelectorAll(".row");
  rows.forEach((row, place) => {
    row.element = elements[place];
    if (work.entries.has(row)) showWork(row);
  });
  element.querySelectorAll(".finding").forEach((found, place) => {
    Object.assign(findings[place], { element: found, row: view.byElement.get(found.closest(".row")) });
  });
}

const firstShown = () => view.rows.find((row) => !row.isHidden);

function counted(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
