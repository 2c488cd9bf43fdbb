"""Publications: a bitext as it is printed, without IDs, shading or the marks of review."""

from toolkit.writers.publication.compose import compose
from toolkit.writers.publication.values import EDITIONS, Imprint, Layout, Passage, PictureFile, Publication, Text

__all__ = ["EDITIONS", "Imprint", "Layout", "Passage", "PictureFile", "Publication", "Text", "compose"]
