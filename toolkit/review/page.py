"""Reads the review file that the review page saves."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from toolkit.errors import InputError
from toolkit.model import Note
from toolkit.review.returned import comparable, moment
from toolkit.review.values import Change, Quarantined, Review, Verdict

FORMAT = "bilingual-toolkit-review"
VERSION = 1

_RESAVE = "open the review page in the browser it was edited in, and save the review again"
_MOST_BYTES = 1 << 26
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXTS = ("id", "base", "target", "comment", "verdict", "author", "at")
_NEEDED = ("id", "base", "target")


def read_review(content: bytes, name: str) -> Review:
    """The changes, comments and verdicts in a saved review; raises `InputError`.

    A row that is not as the page writes it, or that is there twice, is set aside.
    """
    file = _parse(content, name)
    reviewer, rows = _text(file, "reviewer", name), file.get("rows")
    if not isinstance(rows, list):
        raise InputError(name, "“rows” is no list", _RESAVE)
    counts = Counter(row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str))
    changes, quarantined = [], []
    for number, row in enumerate(rows, 1):
        reason = _problem(row) or ("the segment is in the file more than once" if counts[row["id"]] > 1 else "")
        if reason:
            quarantined.append(_set_aside(row, number, reason))
        else:
            changes.append(_change(row, reviewer))
    sent = frozenset(change.unit_id for change in changes)
    document, batch = _text(file, "document", name), _text(file, "batch", name)
    return Review(name, document, batch, sent, tuple(changes), tuple(quarantined))


def _parse(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > _MOST_BYTES:
        raise InputError(name, f"larger than {_MOST_BYTES >> 20} MB, which no review is", _RESAVE)
    try:
        file = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(name, "not in UTF-8", _RESAVE) from error
    except json.JSONDecodeError as error:
        raise InputError(f"{name} line {error.lineno}", f"no JSON ({error.msg})", _RESAVE) from error
    except (ValueError, RecursionError) as error:
        raise InputError(name, "nested more deeply, or with longer figures, than any review", _RESAVE) from error
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise InputError(name, "not a review that the review page saved", "give the file that its Save button wrote")
    if file.get("version") != VERSION:
        problem = f"a review file of version {file.get('version')!r:.20}, and this toolkit reads version {VERSION}"
        raise InputError(name, problem, "install the version of the toolkit that made the page")
    return file


def _text(file: dict[str, Any], key: str, name: str) -> str:
    value = file.get(key)
    if not isinstance(value, str) or _NOT_IN_XML.search(value):
        raise InputError(name, f"“{key}” is no text", _RESAVE)
    return value


def _problem(row: Any) -> str:
    """Why a row cannot be trusted; empty where it can."""
    if not isinstance(row, dict):
        return "not a row"
    for key in _TEXTS:
        value = row.get(key, None if key in _NEEDED else "")
        if not isinstance(value, str):
            return f"“{key}” is no text"
        if _NOT_IN_XML.search(value):
            return f"“{key}” has characters that no bitext can hold"
    known = row.get("verdict", "") in [str(verdict) for verdict in Verdict]
    return "" if known else f"“{row['verdict']:.40}” is no verdict"


def _set_aside(row: Any, number: int, reason: str) -> Quarantined:
    """What the row says as far as it can be shown."""
    said = [row[key] for key in ("id", "target") if isinstance(row, dict) and isinstance(row.get(key), str)]
    unit_id, target = said if len(said) == 2 else ("", "".join(said))
    return Quarantined(f"row {number}", reason, _NOT_IN_XML.sub("\ufffd", target), _NOT_IN_XML.sub("\ufffd", unit_id))


def _change(row: dict[str, str], reviewer: str) -> Change:
    base, target = row["base"], row["target"].replace("\r\n", "\n")
    author, at = row.get("author", "") or reviewer, moment(row.get("at", ""))
    comment = row.get("comment", "").strip()
    edited = comparable(base) != comparable(target)
    notes = (Note(comment, author, at),) if comment else ()
    return Change(row["id"], base, target if edited else base, author, at, notes, Verdict(row.get("verdict", "")))
