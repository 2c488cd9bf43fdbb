/* Search: hides the terms that do not hold what is typed, and the categories that have none left. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const total = shown.textContent;
  const categories = [...document.querySelectorAll(".terms")].map((section) => ({
    section,
    terms: [...section.querySelectorAll("tbody tr")].map((row) => ({ row, text: key(row.textContent) })),
  }));

  function key(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  }

  function filter() {
    const words = key(search.value).split(" ");
    let found = 0;
    for (const { section, terms } of categories) {
      let here = 0;
      for (const { row, text } of terms) {
        row.hidden = !words.every((word) => text.includes(word));
        here += row.hidden ? 0 : 1;
      }
      section.hidden = here === 0;
      found += here;
    }
    const filtered = words.some((word) => word !== "");
    shown.textContent = filtered ? `${found} of ${total}` : total;
    nothing.hidden = found > 0;
  }

  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      search.value = "";
      filter();
    }
  });
  document.getElementById("controls").hidden = false;
  if (search.value) filter();
});
