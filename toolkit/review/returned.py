"""How a text that came back is compared with the one that was sent."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r"(?<! ) *\n *")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


def moment(written: str) -> str:
    """A date and time by ISO 8601 as it is written in a file; empty for anything else."""
    return written if _MOMENT.fullmatch(written) else ""


def comparable(text: str) -> str:
    """`text` without what word processors change of themselves: invisible signs, kinds of blanks, blank edges."""
    plain = _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return _LINE_EDGES.sub("\n", plain).strip()
