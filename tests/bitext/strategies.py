"""Random bitexts for the laws of the bitext."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from toolkit.codes import numbered
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Unit
from toolkit.segmentation import segment_hash

# Every character that XML can hold, carriage returns and markup among them.
XML_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("港口<>&\"'\t\n\r“”▲𠀀é "),
        st.characters(min_codepoint=0x20, exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"),
    ),
    max_size=30,
)
CHINESE = st.text(alphabet="港口建好船来了，。", min_size=1, max_size=12)


AUTHORS = st.sampled_from(["", "Li Wen", '"&<', "a · b"])
TIMES = st.sampled_from(["", "2026-11-25", "2026-11-25T09:30:00Z", "2026-11-25T09:30:00.5+08:00"])


@st.composite
def codes(draw: st.DrawFn, text: str) -> tuple[Code, ...]:
    """Up to four codes anywhere in `text`, crossing ones and ones around nothing among them."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(CodeKind))
        start = draw(st.integers(0, len(text)))
        code = Code("", kind, start, start, draw(st.sampled_from(["", 'a"<&>\n\tb', "港口.png"])))
        found.append(replace(code, end=draw(st.integers(start, len(text)))) if code.is_paired else code)
    return numbered(sorted(found, key=lambda code: (code.start, -code.end)))


MARKS = ("[resolved] ", "[answer] ")
"""How a note begins in a file that was dealt with or answers another: no text of a note begins so."""

NOTES = st.builds(
    Note,
    XML_TEXT.filter(lambda text: text and not text.startswith(MARKS)),
    AUTHORS,
    TIMES,
    st.booleans(),
    st.booleans(),
)


@st.composite
def units(draw: st.DrawFn, text: str, segment_id: str) -> Unit:
    target = draw(XML_TEXT)
    written = bool(target.strip())
    state = draw(st.sampled_from([state for state in State if state is not State.EMPTY])) if written else State.EMPTY
    notes = draw(st.lists(NOTES, max_size=3))
    origin = draw(st.sampled_from(["", "memory", "memory:exact:glossary/memory/50% port.tmx", "engine/1"]))
    previous = draw(st.sampled_from(["", "从前的港口。"])) if written else ""
    segment = Segment(segment_id, text, draw(codes(text)))
    return Unit(segment, target, state, origin, previous, tuple(notes), codes=draw(codes(target)))


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    blocks, found, seen = [], [], {}
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(Kind))
        inside = []
        for text in draw(st.lists(CHINESE, min_size=1, max_size=3)):
            key = segment_hash(text)
            seen[key] = seen.get(key, 0) + 1
            unit = draw(units(text, key if seen[key] == 1 else f"{key}-{seen[key]}"))
            inside.append(unit)
        level = draw(st.integers(1, 3)) if kind is Kind.HEADING else 0
        blocks.append(Block(kind, level, tuple(unit.segment for unit in inside)))
        found += inside
    archive = [draw(units("旧的港口。", f"old{number}")) for number in range(draw(st.integers(0, 2)))]
    title = next((block.segments[0].text for block in blocks if block.kind is Kind.HEADLINE), "page")
    document = Document("page", title, tuple(blocks), "page.txt")
    return Bitext(document, tuple(found), tuple(archive))
