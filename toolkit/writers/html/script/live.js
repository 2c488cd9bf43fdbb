// What can be said of an English text while it is typed: figures, terms and tags that are gone, Chinese left over.
//
// Only what the English that was sent out had, or what an empty one lacks, is missed. The toolkit's own checks know
// more and have spoken already; these look after what an edit does.

const SCALES = { hundred: 1e2, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9, trillion: 1e12 };
const FIGURE = new RegExp(
  String.raw`(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?(?:[\s‑-]?(${Object.keys(SCALES).join("|")})\b)?`,
  "gi",
);
const SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const HAN = /[\p{Script=Han}]+/gu;
const FULL_WIDTH = /[，。；：！？（）【】「」『』《》、％０-９]+/g;

// Every value that the figures of an English text may mean.
function valuesIn(text) {
  const values = new Set();
  for (const [, whole, part = "", scale = ""] of text.matchAll(FIGURE)) {
    const value = Number(whole.replaceAll(",", "") + part);
    if (scale.length < 3) values.add(value); // “5 m” may be metres.
    if (scale) values.add(Number((value * SCALES[scale.toLowerCase()]).toPrecision(12)));
  }
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g)) {
    for (const words of [SMALL, ORDINALS]) if (words.includes(word)) values.add(words.indexOf(word));
    if (word === "twice" || word === "double" || word === "doubled") values.add(2);
    if (word === "half") values.add(0.5);
  }
  return values;
}

function figuresMissing(row, text) {
  const values = valuesIn(text);
  return (row.sent.figures ?? []).filter((figure) => !figure.values.some((value) => values.has(Number(value))));
}

// A form is found whatever its case, with the ending that it has in the sentence.
function hasForm(text, form) {
  const plain = fold(text).replace(/\s+/g, " ");
  const wanted = fold(form).replace(/\s+/g, " ").trim();
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const before = plain.slice(0, at);
    const after = plain.slice(at + wanted.length);
    if (!/[\p{L}\p{N}]$/u.test(before) && /^(?:'s|s'|e?s|'|ing|e?d)?(?![\p{L}\p{N}])/u.test(after)) return true;
  }
  return false;
}

const formsOf = (term) => [term.target, term.short, ...term.alternatives].filter(Boolean);

function termsOf(row) {
  const numbers = [...row.element.querySelectorAll(".source [data-term]")].map((mark) => Number(mark.dataset.term));
  return [...new Set(numbers)].map((number) => view.terms[number]);
}

function termsMissing(row, text) {
  return termsOf(row).filter((term) => formsOf(term).length && !formsOf(term).some((form) => hasForm(text, form)));
}

const tagsIn = (text) => text.match(/‹\/?[a-z]+\d+›/g) ?? [];

function tagComplaints(row, text) {
  const there = tagsIn(text);
  const wanted = tagsIn(row.sent.target || sourceOf(row));
  const lost = wanted.filter((tag) => !there.includes(tag));
  const extra = there.filter((tag, index) => !wanted.includes(tag) || there.indexOf(tag) !== index);
  return [...lost.map((tag) => `${tag} is missing`), ...extra.map((tag) => `${tag} is not in the Chinese, or twice`)];
}

const sourceOf = (row) => row.element.querySelector(":scope > .source > .text").textContent;

// What is to be said of the English `text` in a row, as sentences.
function complaints(row, text) {
  if (!text.trim()) return row.sent.target.trim() ? ["The English is empty"] : [];
  const sent = row.sent.target;
  const missed = (missing) => {
    const before = sent.trim() ? new Set(missing(sent)) : new Set();
    return missing(text).filter((one) => !before.has(one));
  };
  const plain = text.replace(/‹[^›]*›/g, "");
  const left = (plain.match(HAN) ?? []).filter((word) => !sent.includes(word));
  const marks = (plain.match(FULL_WIDTH) ?? []).filter((mark) => !sent.includes(mark));
  return [
    ...missed((words) => figuresMissing(row, words)).map(({ said, english }) =>
      said === english ? `${said} is not in the English` : `${said} (${english}) is not in the English`,
    ),
    ...missed((words) => termsMissing(row, words)).map(({ source, target }) => `${source} is not given as “${target}”`),
    ...termsOf(row).flatMap((term) =>
      term.forbidden
        .filter((form) => hasForm(text, form) && !hasForm(sent, form))
        .map((form) => `“${form}” is never used for ${term.source}`),
    ),
    ...tagComplaints(row, text),
    ...left.map((word) => `Chinese is left: ${word}`),
    ...marks.map((mark) => `A full-width mark is left: ${mark}`),
    ...(/ {2,}/.test(plain.trim()) && !/ {2,}/.test(sent) ? ["There are two spaces in a row"] : []),
  ];
}
