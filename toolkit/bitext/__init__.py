"""The bitext: a document with its English, kept as XLIFF 1.2 beside the source."""

from toolkit.bitext.acceptance import accept, accepted_codes, is_acceptance, pair_hash
from toolkit.bitext.manifest import (
    MANIFEST_NAMESPACE,
    Export,
    Manifest,
    ManifestRow,
    batch_of,
    bookmark_name,
    manifest,
    manifest_rows,
    open_export,
    text_hash,
)
from toolkit.bitext.notes import instant, is_remark, read_note, threads, write_note
from toolkit.bitext.origins import describe_origin, is_from_memory, memory_origin
from toolkit.bitext.partition import Keep, Part, Work, keep_nothing, parts
from toolkit.bitext.provenance import Draft, describe_draft, is_provenance, record_draft, recorded_draft
from toolkit.bitext.update import UpdateReport, compare, update
from toolkit.bitext.xliff import read_xliff, unit_lines, write_xliff
from toolkit.bitext.xliff_pieces import know_pieces, read_in_pieces

__all__ = [
    "MANIFEST_NAMESPACE",
    "Draft",
    "Export",
    "Keep",
    "Manifest",
    "ManifestRow",
    "Part",
    "UpdateReport",
    "Work",
    "accept",
    "accepted_codes",
    "batch_of",
    "bookmark_name",
    "compare",
    "describe_draft",
    "describe_origin",
    "instant",
    "is_acceptance",
    "is_from_memory",
    "is_provenance",
    "is_remark",
    "keep_nothing",
    "know_pieces",
    "manifest",
    "manifest_rows",
    "memory_origin",
    "open_export",
    "pair_hash",
    "parts",
    "read_in_pieces",
    "read_note",
    "read_xliff",
    "record_draft",
    "recorded_draft",
    "text_hash",
    "threads",
    "unit_lines",
    "update",
    "write_note",
    "write_xliff",
]
