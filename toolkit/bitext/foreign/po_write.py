"""Writes a bitext as a gettext PO file: IDs as contexts, notes as comments, terms as extracted comments.

Drafts are fuzzy. Inline codes stand in the text as people see them (``‹b1›``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.bitext.notes import is_remark, read_note, write_note
from toolkit.codes import tagged
from toolkit.model import Bitext, Note, State, Term, Unit

BATCH, DOCUMENT = "X-Toolkit-Batch", "X-Toolkit-Document"
"""Fields of the header that name the export and its document."""

_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_MOST_RENDERINGS = 3
"""A glossary may accept a dozen; more than these say nothing to somebody who chooses one."""
_NEW_LINE = " ↵ "
_SENT = re.compile(r"‹(.*?)› ?(.*)")


def write_po(bitext: Bitext, batch: str) -> bytes:
    """The bitext as the bytes of a PO file; `batch` names the export."""
    return "\n".join(_file_lines(bitext, batch)).encode("utf-8", "replace")


def _file_lines(bitext: Bitext, batch: str) -> Iterator[str]:
    document = bitext.document
    fields = {
        "Project-Id-Version": document.name,
        "Language": bitext.target_language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": document.language,
        DOCUMENT: document.name,
        BATCH: batch,
    }
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in fields.items():
        yield _quoted(f"{name}: {_in_one_line(value)}\n")
    yield ""
    original = re.sub(r"\s", "_", _in_one_line(document.original or document.name))
    for number, unit in enumerate(bitext.units, 1):
        yield from _message_lines(unit, f"{original}:{number}")
        yield ""


def _message_lines(unit: Unit, reference: str) -> Iterator[str]:
    for note in filter(is_remark, unit.notes):
        yield f"# {note_line(note)}"
    for term in dict.fromkeys(hit.term for hit in unit.hits):
        yield f"#. {_in_one_line(_told(term))}"
    yield f"#: {reference}"
    if unit.state is State.DRAFT:
        yield "#, fuzzy"
    if unit.previous:
        yield f"#| msgid {_quoted(unit.previous)}"
    yield f"msgctxt {_quoted(unit.segment.id)}"
    yield f"msgid {_quoted(tagged(unit.segment.text, unit.segment.codes))}"
    yield f"msgstr {_quoted(tagged(unit.target, unit.codes))}"


def _told(term: Term) -> str:
    """How a term is to be rendered: ``标箱 = TEU / TEUs (not: standard box)``."""
    avoided = f" (not: {'; '.join(term.forbidden)})" if term.forbidden else ""
    return f"{term.source} = {' / '.join(term.accepted()[:_MOST_RENDERINGS]) or '?'}{avoided}"


def note_line(note: Note) -> str:
    """A note as one line of comment: who said it and when in ``‹ ›``, then what."""
    text, sender = write_note(note)
    return f"‹{_in_one_line(sender)}› {_in_one_line(text)}"


def noted(lines: Iterable[str]) -> Iterator[Note]:
    """The notes in lines of comment; lines that nobody signed are one note of whoever wrote them."""
    own: list[str] = []
    for line in lines:
        sent = _SENT.fullmatch(line)
        if sent is None:
            own.append(line)
        else:
            yield read_note(sent[2].replace(_NEW_LINE, "\n"), sent[1])
    if any(own):
        yield Note("\n".join(own).strip())


def _in_one_line(text: str) -> str:
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\n", _NEW_LINE))


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda sign: _ESCAPES.get(sign[0], f"\\{ord(sign[0]):03o}"), text) + '"'
