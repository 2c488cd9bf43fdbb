// The review page at work: filter, search, movement, what is known of the row being read, and the editor's work on it.
//
// Everything is in the page without a script; nothing here is needed to read or print it. Texts
// are set through textContent or cloned, never parsed, since a source may hold anything. The
// files of this folder are joined into one function in the order that review.py names.
"use strict";

const root = document.documentElement;
const find = (id) => document.getElementById(id);

// A new element with these properties and children.
function made(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// What the page holds, read once: rows in order, their sections, the findings in them; and what was sent out:
// its document, its batch, its terms, and for each row what stands there.
const view = { table: null, rows: [], sections: [], findings: [], byElement: new Map() };

function readPage() {
  view.table = find("rows");
  for (const element of view.table.querySelectorAll("section")) {
    const rows = [...element.querySelectorAll(".row")].map((row) => ({ element: row }));
    view.sections.push({ element, rows });
    view.rows.push(...rows);
  }
  const { document: name, batch, terms, rows } = JSON.parse(find("review-export").textContent);
  Object.assign(view, { document: name, batch, terms });
  view.rows.forEach((row, index) => {
    row.index = index;
    row.sent = rows[index];
    view.byElement.set(row.element, row);
  });
  view.findings = [...view.table.querySelectorAll(".finding")].map((element) => ({
    element,
    row: view.byElement.get(element.closest(".row")),
  }));
}

const firstShown = () => view.rows.find((row) => !row.element.hidden);

function counted(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
