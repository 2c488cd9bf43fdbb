"""A document that has everything in it that a hand-off must carry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.bitext import read_xliff
from toolkit.model import Bitext, Note, State, Unit

TEXT = """# 江港新城开港

江港新城**今年**投资5亿元。港口全年吞吐量达60万标箱！

记者在现场看到，塔吊林立。

港口很忙。

港口很忙。

新码头明年投产。
"""
ENGLISH = {
    "江港新城开港": ("Jianggang New Town port opens", State.REVIEWED),
    "港口全年吞吐量达60万标箱！": ("The port handled 600,000 TEU over the year.", State.TRANSLATED),
    "记者在现场看到，塔吊林立。": ("Our reporter saw many cranes.", State.DRAFT),
    "新码头明年投产。": ("The new wharf opens next year & later <soon>.", State.TRANSLATED),
}


def translated(unit: Unit) -> Unit:
    """The unit with its English, and with a remark on the wharf."""
    english, state = ENGLISH.get(unit.segment.text, ("", State.EMPTY))
    notes = (Note("Is it the second wharf?", "Li Wen", "2020-11-20"),) if "码头" in unit.segment.text else ()
    return replace(unit, target=english, state=state, notes=notes)


def stored(project: Path, name: str = "quay") -> Bitext:
    """The bitext as it lies in the project."""
    return read_xliff((project / "source" / f"{name}.xlf").read_bytes(), f"{name}.xlf")


def english(project: Path) -> dict[str, tuple[str, State]]:
    """The English of the document and its state, by the Chinese (of a repeated sentence, the last)."""
    return {unit.segment.text: (unit.target, unit.state) for unit in stored(project).units}
