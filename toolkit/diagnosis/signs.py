"""Signs of health and of what is wrong, and the report of them that can be sent to others."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Health(StrEnum):
    """How well something is: only a problem keeps work from being done."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Sign:
    """What was found of one thing, and what to do about it where it is not as it should be.

    ``detail`` may quote what stands in files, and is in no report.
    """

    health: Health
    subject: str
    text: str
    remedy: str = ""
    detail: str = ""


def report(signs: Iterable[Sign], root: Path | None) -> str:
    """The signs as a text that can be sent to others: no details, and no paths that name anybody."""
    lines = ["Report of toolkit doctor. It has no text of documents, no keys and no names of people in paths.", ""]
    for sign in signs:
        lines.append(f"{sign.health:<7}  {sign.subject}: {sign.text}")
        if sign.remedy:
            lines.append(f"         {sign.remedy}")
    return without_names("\n".join(lines) + "\n", root)


def without_names(text: str, root: Path | None) -> str:
    """`text` with the project's folder as ``.``, the home folder as ``~``, and the user's name left out of paths."""
    for folder, short in ((root, "."), (Path.home(), "~")):
        if folder is not None and len(folder.parts) > 1:
            text = text.replace(str(folder), short)
    name = re.escape(_user())
    return re.sub(rf"(?<=[/\\]){name}(?=[/\\]|$)", "…", text, flags=re.MULTILINE) if name else text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process of a user that the system does not know
        return ""
