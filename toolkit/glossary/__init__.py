"""The maintained glossary: parsed from CSV families, validated, compiled, and found in Chinese text."""

from toolkit.glossary.compiled import compile_glossary, load_glossary
from toolkit.glossary.edit import NEW_FAMILY, add_row, add_rows, term_cells
from toolkit.glossary.match import Glossary, annotate
from toolkit.glossary.parse import parse_family
from toolkit.glossary.part_hits import annotate_parts
from toolkit.glossary.validate import merge_renderings

__all__ = [
    "NEW_FAMILY",
    "Glossary",
    "add_row",
    "add_rows",
    "annotate",
    "annotate_parts",
    "compile_glossary",
    "load_glossary",
    "merge_renderings",
    "parse_family",
    "term_cells",
]
