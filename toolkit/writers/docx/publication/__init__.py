"""Publications as Word documents, in the styles of a reference document."""

from toolkit.writers.docx.publication.document import reference_document, render
from toolkit.writers.docx.publication.figures import unplaceable
from toolkit.writers.docx.publication.theme import Theme, open_theme

__all__ = ["Theme", "open_theme", "reference_document", "render", "unplaceable"]
