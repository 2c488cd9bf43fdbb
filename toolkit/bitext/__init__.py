"""The bitext: a document with its English, kept as XLIFF 1.2 beside the source."""

from toolkit.bitext.acceptance import accept, accepted_codes, is_acceptance, pair_hash
from toolkit.bitext.manifest import (
    MANIFEST_NAMESPACE,
    Manifest,
    ManifestRow,
    batch_of,
    bookmark_name,
    manifest,
    text_hash,
)
from toolkit.bitext.notes import instant, read_note, threads, write_note
from toolkit.bitext.origins import is_from_memory, memory_origin, provenance
from toolkit.bitext.update import UpdateReport, compare, update
from toolkit.bitext.xliff import read_xliff, unit_lines, write_xliff

__all__ = [
    "MANIFEST_NAMESPACE",
    "Manifest",
    "ManifestRow",
    "UpdateReport",
    "accept",
    "accepted_codes",
    "batch_of",
    "bookmark_name",
    "compare",
    "instant",
    "is_acceptance",
    "is_from_memory",
    "manifest",
    "memory_origin",
    "pair_hash",
    "provenance",
    "read_note",
    "read_xliff",
    "text_hash",
    "threads",
    "unit_lines",
    "update",
    "write_note",
    "write_xliff",
]
