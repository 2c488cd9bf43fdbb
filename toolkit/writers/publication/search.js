// Search in both languages without a server: Chinese by pairs of characters, other words as they are written.

(() => {
  "use strict";

  const documents = JSON.parse(document.getElementById("texts").textContent);
  const form = document.getElementById("search");
  const field = document.getElementById("query");
  const summary = document.getElementById("summary");
  const results = document.getElementById("results");
  const MOST = 100;
  const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
  const HAN = /^\p{Script=Han}/u;

  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\u00a0/g, " ");

  /** The keys of a text: each pair of Chinese characters, single ones, and words. */
  function* keys(text) {
    for (const [run] of folded(text).matchAll(RUNS)) {
      if (!HAN.test(run)) {
        yield run;
        continue;
      }
      const characters = [...run];
      for (let i = 0; i < characters.length; i++) {
        yield characters[i];
        if (i + 1 < characters.length) yield characters[i] + characters[i + 1];
      }
    }
  }

  let index = null;
  const passages = [];

  /** Key → the passages that have it; made when somebody first searches. */
  function indexed() {
    if (index) return index;
    index = new Map();
    for (const one of documents) {
      for (const [number, ...texts] of one.passages) {
        const place = passages.push({ one, number, texts }) - 1;
        for (const key of new Set(texts.flatMap((text) => [...keys(text)]))) {
          if (!index.has(key)) index.set(key, []);
          index.get(key).push(place);
        }
      }
    }
    return index;
  }

  /** The passages that hold every word of the query as it is written. */
  function find(query) {
    const wanted = folded(query).split(/\s+/).filter(Boolean);
    const all = indexed();
    const lists = wanted.flatMap((word) => [...keys(word)]).map((key) => all.get(key) ?? starting(all, key));
    if (!lists.length) return [];
    lists.sort((a, b) => a.length - b.length);
    const others = lists.slice(1).map((list) => new Set(list));
    return lists[0]
      .filter((place) => others.every((set) => set.has(place)))
      .filter((place) => {
        const texts = passages[place].texts.map(folded);
        return wanted.every((word) => texts.some((text) => text.includes(word)));
      });
  }

  /** The passages with a word that begins so, for one that is still being written. */
  function starting(all, beginning) {
    if (HAN.test(beginning)) return [];
    const found = new Set();
    for (const [key, places] of all) if (key.startsWith(beginning)) for (const place of places) found.add(place);
    return [...found].sort((a, b) => a - b);
  }

  /** `text` in `element`, what was searched for as marks. */
  function marked(element, text, words) {
    const low = folded(text).length === text.length ? folded(text) : text.toLowerCase();
    let last = 0;
    while (last < text.length) {
      const next = words
        .map((word) => [low.indexOf(word, last), word.length])
        .filter(([place]) => place >= 0)
        .sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      if (!next) break;
      element.append(text.slice(last, next[0]));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next[0], next[0] + next[1]);
      element.append(mark);
      last = next[0] + next[1];
    }
    element.append(text.slice(last));
  }

  function shown({ one, number, texts }, words) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${one.page}#p${number}`;
    link.textContent = one.titles[one.titles.length - 1];
    link.lang = one.languages[one.languages.length - 1];
    entry.append(link);
    texts.forEach((text, side) => {
      const paragraph = document.createElement("p");
      paragraph.lang = one.languages[side];
      marked(paragraph, text, words);
      entry.append(paragraph);
    });
    return entry;
  }

  function search() {
    const query = field.value.trim();
    results.replaceChildren();
    summary.textContent = "";
    if (!query) return;
    const found = find(query);
    const words = folded(query).split(/\s+/).filter(Boolean);
    const count = found.length > MOST ? `the first ${MOST} of ${found.length} passages` : `${found.length} passage${found.length === 1 ? "" : "s"}`;
    summary.textContent = found.length ? `Found in ${count}.` : "Found nowhere.";
    results.append(...found.slice(0, MOST).map((place) => shown(passages[place], words)));
    history.replaceState(null, "", `#${encodeURIComponent(query)}`);
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });

  const asked = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  field.value = asked();
  search();
})();
