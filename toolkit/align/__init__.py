"""Which sentences of a finished translation belong to which of its Chinese."""

from toolkit.align.beads import Bead, Sentence
from toolkit.align.evidence import Evidence
from toolkit.align.path import align

__all__ = ["Bead", "Evidence", "Sentence", "align"]
