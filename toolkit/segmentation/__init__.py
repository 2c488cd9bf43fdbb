"""Cuts Chinese text into sentences: one stated policy, and the exceptions and breaks of a project."""

from toolkit.segmentation.sentences import segment, segment_hash, split
from toolkit.segmentation.srx import Rule, parse_srx
from toolkit.segmentation.style import PLAIN, Style

__all__ = ["PLAIN", "Rule", "Style", "parse_srx", "segment", "segment_hash", "split"]
