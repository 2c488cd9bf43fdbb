"""What is said to whoever gets a hand-off: the README in its package."""

from __future__ import annotations

from toolkit.language.chinese import count_han
from toolkit.model import Bitext, State

_HEAD = """{title}
{rule}

Document:   {document}
Languages:  {source} to {target}
Contents:   {segments} segments, {characters} Chinese characters;
            {states}

{body}What is in the folder
---------------------

{files}

What to send back
-----------------

{back}

Please leave the Chinese as it is. If a sentence of it is wrong, say so in a note: English whose
Chinese came back changed is set aside and looked at by hand.

{manifest} says what was sent out, so that nobody's later work is overwritten.
Leave it where it is; you need not look at it.
"""

_OMEGAT = """How to work on it
-----------------

1. Unpack the folder, and open it in OmegaT 3.6 or later: Project > Open...
2. Translate. Segments are sentences already, so leave sentence segmentation off.
3. What is translated already stands in the segments. Drafts are shown as matches (from
   tm/mt/drafts.tmx): insert one with Ctrl+R, and read it before you go on. A segment in which
   nothing is inserted comes back as not translated.
4. The glossary pane shows the terms; "not:" names renderings to avoid. What was remarked
   before is in the comments pane; questions and remarks of yours go into the notes pane.
5. Tags such as <g0> and </g0> stand for bold, links and so on: keep them around the same words.
6. When you are done: Project > Create Translated Documents (Ctrl+D).

"""

_XLIFF = """How to work on it
-----------------

1. Add {document}.xlf to a project of your CAT tool; it is XLIFF 1.2.
2. Add memory.tmx as a translation memory, and glossary.tbx (or glossary.csv) as a termbase.
3. Translate. Each unit is a sentence: switch segmentation off, or let it be one segment a unit.
4. State: an empty unit is "new", a draft "needs-review-translation". Set what you have finished to
   "translated", as most tools do of themselves. Remarks go into the notes of a unit.
5. Tags stand for bold, links and so on: keep them around the same words.

"""

_PO = """How to work on it
-----------------

1. Open {document}.po in Poedit, Lokalize, Virtaal or any other editor of gettext files.
2. Translate. Drafts are marked fuzzy ("needs work"): take the mark off what you have read and
   put right.
3. Terms stand above each message: "标箱 = TEU (not: box)" says what to write and what to avoid.
   Remarks go into the translator's comments.
4. Marks such as ‹b1› and ‹/b1› stand for bold, links and so on: keep them around the same words.

"""

_RESOURCES = {
    "memory.tmx": "the translation memory (TMX 1.4)",
    "glossary.tbx": "the terms (TBX-Basic)",
    "glossary.csv": "the same for a spreadsheet",
}
_FILES = {
    "omegat": {
        "source/{document}.xlf": "the text",
        "omegat/project_save.tmx": "what is translated already",
        "glossary/terms.utf8": "the terms, between tabs",
        "tm/memory.tmx": "the translation memory (TMX 1.4)",
        "tm/mt/drafts.tmx": "drafts",
    },
    "xliff": {"{document}.xlf": "the text, with what is translated already", **_RESOURCES},
    "po": {"{document}.po": "the text, with what is translated already", **_RESOURCES},
}
_BODIES = {"omegat": _OMEGAT, "xliff": _XLIFF, "po": _PO}
_BACK = {
    "omegat": "The whole folder, packed as a zip file; or target/{document}.xlf alone, if that is easier.",
    "xliff": "{document}.xlf as your tool exports it, or the whole folder packed as a zip file.",
    "po": "{document}.po, or the whole folder packed as a zip file.",
}


def readme(bitext: Bitext, format_name: str, manifest_file: str) -> bytes:
    """The README of a package of one of the three formats, in plain text."""
    document = bitext.document
    title = f"To translate: {document.title or document.name}"
    states = [unit.state for unit in bitext.units]
    counted = ", ".join(f"{states.count(state)} {state}" for state in State if state in states)
    files = {name.format(document=document.name): text for name, text in _FILES[format_name].items()}
    width = max(map(len, files))
    text = _HEAD.format(
        title=title,
        rule="=" * (len(title) + count_han(title)),
        document=document.name,
        source=document.language,
        target=bitext.target_language,
        segments=len(states),
        characters=f"{sum(count_han(unit.segment.text) for unit in bitext.units):,}",
        states=counted or "nothing to translate",
        body=_BODIES[format_name].format(document=document.name),
        files="\n".join(f"  {name:<{width}}  {text}" for name, text in files.items()),
        back=_BACK[format_name].format(document=document.name),
        manifest=manifest_file,
    )
    return text.encode("utf-8", "replace")
