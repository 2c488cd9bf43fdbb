"""What a project may choose about segmentation."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.segmentation.srx import Rule


@dataclass(frozen=True, slots=True)
class Style:
    """Whether ；and …… end a sentence, and the project's own rules, the first of which wins."""

    semicolon: bool = False
    ellipsis: bool = False
    rules: tuple[Rule, ...] = ()


PLAIN = Style()
