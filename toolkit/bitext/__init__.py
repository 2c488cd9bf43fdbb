"""The bitext: a document with its English, kept as XLIFF 1.2 beside the source."""

from toolkit.bitext.manifest import Manifest, ManifestRow, manifest, text_hash
from toolkit.bitext.update import UpdateReport, compare, update
from toolkit.bitext.xliff import read_xliff, write_xliff

__all__ = [
    "Manifest",
    "ManifestRow",
    "UpdateReport",
    "compare",
    "manifest",
    "read_xliff",
    "text_hash",
    "update",
    "write_xliff",
]
