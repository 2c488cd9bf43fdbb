"""Two finished documents become a bitext and a memory: read, cut into sentences, aligned, joined, written."""

from toolkit.aligning.files import WrittenAlignment, align_files, write_alignment
from toolkit.aligning.joining import DOUBTFUL, SIGNER, Aligned, align_documents

__all__ = [
    "DOUBTFUL",
    "SIGNER",
    "Aligned",
    "WrittenAlignment",
    "align_documents",
    "align_files",
    "write_alignment",
]
