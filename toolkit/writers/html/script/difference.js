// What an edit changed, word by word.

const WORDS = /‹[^›]*›|\p{Script=Han}|[\p{L}\p{N}\p{M}]+(?:[.,’'-][\p{L}\p{N}\p{M}]+)*|\s+|./gsu;
const LARGEST_COMPARISON = 4_000_000; // Product of both lengths; beyond it the whole middle counts as changed.

// The pieces of both texts in order: [kind, text], kind being "same", "gone" or "added".
function differences(before, now) {
  const old = before.match(WORDS) ?? [];
  const fresh = now.match(WORDS) ?? [];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (end < most && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const middle = aligned(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  return joined([...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))]);
}

const same = (words) => words.map((word) => ["same", word]);

// By the longest common subsequence.
function aligned(old, fresh) {
  const all = [...old.map((word) => ["gone", word]), ...fresh.map((word) => ["added", word])];
  if (!old.length || !fresh.length || old.length * fresh.length > LARGEST_COMPARISON) return all;
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const equal = old[i] === fresh[j];
      const at = i * width + j;
      lengths[at] = equal ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  return walked(old, fresh, lengths, width);
}

function walked(old, fresh, lengths, width) {
  const pieces = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      pieces.push(["same", old[i]]);
      i += 1;
      j += 1;
    } else if (j === fresh.length || (i < old.length && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      pieces.push(["gone", old[i]]);
      i += 1;
    } else {
      pieces.push(["added", fresh[j]]);
      j += 1;
    }
  }
  return pieces;
}

// Changes with nothing but a blank between them are one: nobody reads a text that alternates word by word.
function joined(pieces) {
  const found = [];
  let gone = "";
  let added = "";
  const close = () => {
    if (gone) found.push(["gone", gone]);
    if (added) found.push(["added", added]);
    gone = added = "";
  };
  pieces.forEach(([kind, text], index) => {
    const between = kind === "same" && /^\s+$/.test(text) && (gone || added);
    const next = pieces[index + 1]?.[0];
    if (between && next && next !== "same") {
      gone += text;
      added += text;
    } else if (kind === "gone") gone += text;
    else if (kind === "added") added += text;
    else {
      close();
      if (found.at(-1)?.[0] === "same") found.at(-1)[1] += text;
      else found.push([kind, text]);
    }
  });
  close();
  return found;
}

const ELEMENTS = { gone: "del", added: "ins" };

// The same as nodes: deletions and insertions, and the tags of inline codes set as tags.
function differenceNodes(before, now) {
  return differences(before, now).map(([kind, text]) => {
    const nodes = text.split(/(‹[^›]*›)/).filter(Boolean).map(taggedNode);
    return ELEMENTS[kind] ? made(ELEMENTS[kind], { className: kind }, ...nodes) : made("span", {}, ...nodes);
  });
}

function taggedNode(text) {
  return /^‹\/?[a-z]+\d+›$/.test(text) ? made("span", { className: "tag", textContent: text }) : text;
}
