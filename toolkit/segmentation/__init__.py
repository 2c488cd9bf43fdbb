"""Cuts Chinese text into sentences: one stated policy, and the exceptions and breaks of a project."""

from toolkit.segmentation.breaks import Break, Verb, break_at, parse_breaks, with_break
from toolkit.segmentation.sentences import segment, segment_hash, split
from toolkit.segmentation.srx import Rule, parse_srx
from toolkit.segmentation.style import PLAIN, Style

__all__ = [
    "PLAIN",
    "Break",
    "Rule",
    "Style",
    "Verb",
    "break_at",
    "parse_breaks",
    "parse_srx",
    "segment",
    "segment_hash",
    "split",
    "with_break",
]
