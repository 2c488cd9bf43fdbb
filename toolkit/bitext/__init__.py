"""The bitext: a document with its English, kept as XLIFF 1.2 beside the source."""

from toolkit.bitext.acceptance import accept, accepted_codes, is_acceptance, pair_hash
from toolkit.bitext.manifest import MANIFEST_NAMESPACE, Manifest, ManifestRow, bookmark_name, manifest, text_hash
from toolkit.bitext.provenance import describe_draft, is_provenance, record_draft, recorded_draft
from toolkit.bitext.update import UpdateReport, compare, update
from toolkit.bitext.xliff import read_xliff, unit_lines, write_xliff

__all__ = [
    "MANIFEST_NAMESPACE",
    "Manifest",
    "ManifestRow",
    "UpdateReport",
    "accept",
    "accepted_codes",
    "bookmark_name",
    "compare",
    "describe_draft",
    "is_acceptance",
    "is_provenance",
    "manifest",
    "pair_hash",
    "read_xliff",
    "record_draft",
    "recorded_draft",
    "text_hash",
    "unit_lines",
    "update",
    "write_xliff",
]
