"""Decodes a page: by its byte-order mark, by what it declares, or by what its bytes look like."""

from __future__ import annotations

import re

from toolkit.readers.encoding import decode_marked, detect, looks_chinese, refuse_other_files
from toolkit.readers.html.tree import clean

_DECLARATION = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_DECLARED_WITHIN = 8192
"""Bytes; browsers look at the first 1,024, but pages exist that declare themselves later."""

_ENCODINGS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "chinese"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    # That a declaration could be read at all proves that the page is not UTF-16.
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
}
"""Declared names in small letters → Python's; any other is no Chinese page's, and not trusted."""

_LEAST_DAMAGE = 3
_DAMAGED_SHARE = 0.001
"""A page with more damaged characters than both is not what it declares."""


def decode_page(content: bytes, place: str) -> tuple[str, str]:
    """The text of a page, and a notice that says how it was decoded.

    A declared GBK or GB2312 is read as GB18030, which holds both. A declaration that the bytes
    belie is not followed; a few damaged characters, as real pages have, become U+FFFD and are
    counted in the notice. Raises `InputError` as `encoding.detect` does.
    """
    refuse_other_files(content, place)
    if marked := decode_marked(content):
        return marked[0], f"read as {marked[1]} (byte-order mark)"
    found = _DECLARATION.search(content, 0, _DECLARED_WITHIN)
    label = found[1].decode("ascii", "replace").lower() if found else ""
    declared = _ENCODINGS.get(label, "")
    if declared == "utf-8" or (declared and not _is_utf8(content)):
        text, damage = _decode(content, declared)
        if damage <= max(_LEAST_DAMAGE, _DAMAGED_SHARE * len(text)) and looks_chinese(clean(text)):
            damaged = f"; damaged characters, shown as \ufffd: {damage}" if damage else ""
            return text, f"read as {declared.upper()}, declared as {label}{damaged}"
    text, encoding = detect(content, place)
    return text, f"read as {encoding}, though declared as {label}" if label else f"read as {encoding}"


def _decode(content: bytes, encoding: str) -> tuple[str, int]:
    """The text, and how many characters in it are damaged."""
    try:
        return content.decode(encoding), 0
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        return text, text.count("\ufffd")


def _is_utf8(content: bytes) -> bool:
    """Whether the bytes are Chinese in UTF-8: GBK is next to never valid UTF-8, and then no Chinese."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not text.isascii() and looks_chinese(text)
