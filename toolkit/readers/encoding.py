"""Finds out in which encoding a text file is written: UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

from toolkit.errors import InputError
from toolkit.expressions import expression

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"PK\x03\x04": "a zip or Office file",
    b"%PDF": "a PDF file",
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc, .xls)",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip file",
}
_CONTROL = expression("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
_ORDINARY = (
    (0xA0, 0xFF),
    (0x2000, 0x27BF),
    (0x3000, 0x303F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
"""Ranges of Chinese characters, marks and symbols; kana, Greek, Cyrillic and boxes are outside."""

_SAMPLE = 100_000
_STRANGE_SHARE = 0.05


def decode(content: bytes, place: str) -> tuple[str, str]:
    """The text of `content` and the name of its encoding; `place` names the file in errors.

    Raises `InputError` where it is not a text: see `detect`, and for control characters.
    """
    text, encoding = detect(content, place)
    _refuse_controls(text, place)
    return text, encoding


def detect(content: bytes, place: str) -> tuple[str, str]:
    """As `decode`, but control characters may stand in the text.

    A byte-order mark decides; else the strictest reading that succeeds: UTF-8, UTF-16 without a
    mark (half of its bytes are zeros or common high bytes), GB18030. GB18030 accepts nearly any
    bytes, so its result must also look like Chinese.
    """
    refuse_other_files(content, place)
    return decode_marked(content) or _decode_unmarked(content, place)


def refuse_other_files(content: bytes, place: str) -> None:
    """Raises `InputError` where the first bytes are those of a picture, an archive, an Office file."""
    what = signature(content)
    if what:
        raise InputError(place, f"this is {what}, not a text", "save its text as UTF-8")


def signature(content: bytes) -> str:
    """What the first bytes of a file say that it is (“a PDF file”); empty where they say nothing."""
    return next((what for first_bytes, what in _SIGNATURES.items() if content.startswith(first_bytes)), "")


def decode_marked(content: bytes) -> tuple[str, str] | None:
    """The text after a byte-order mark and its encoding; ``None`` without one, or where it is wrong."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), encoding.upper()
            except UnicodeDecodeError:
                return None
    return None


def _decode_unmarked(content: bytes, place: str) -> tuple[str, str]:
    candidates = (
        ("utf-16-le", "utf-16-be") if b"\0" in content[:_SAMPLE] else ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    )
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or looks_chinese(text[:_SAMPLE]):
            return text, encoding.upper()
    if b"\0" in content[:_SAMPLE]:
        raise InputError(place, "this is a binary file, not a text", "save its text as UTF-8")
    line = _undecodable_line(content)
    raise InputError(
        f"{place} line {line}",
        "the encoding is none of UTF-8, UTF-16 and GB18030",
        "convert the file, for example: iconv -f BIG5 -t UTF-8",
    )


def looks_chinese(text: str) -> bool:
    """Whether `text` has next to no characters that a wrong decoding brings (kana, private use …)."""
    foreign = [character for character in text if character > "\x7f"]
    if any(character < " " and character not in "\t\r\n\f" for character in text):
        return False
    strange = sum(count for character, count in Counter(foreign).items() if _is_strange(character))
    return strange <= _STRANGE_SHARE * len(foreign)


def _is_strange(character: str) -> bool:
    code = ord(character)
    if unicodedata.category(character) in ("Co", "Cn", "Cs"):
        return True
    return not any(low <= code <= high for low, high in _ORDINARY)


def _undecodable_line(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 1


def _refuse_controls(text: str, place: str) -> None:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        name = f"U+{ord(found[0]):04X}"
        raise InputError(f"{place} line {line}", f"the control character {name} has no place in a text", "delete it")
