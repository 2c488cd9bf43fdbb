"""What a project may choose about segmentation."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.segmentation.srx import Rule


class Style(NamedTuple):
    """Whether ；and …… end a sentence, and the project's own rules, the first of which wins."""

    semicolon: bool = False
    ellipsis: bool = False
    rules: tuple[Rule, ...] = ()


PLAIN = Style()
