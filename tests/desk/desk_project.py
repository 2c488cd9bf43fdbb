"""A bitext that a desk has written."""

from __future__ import annotations

from toolkit.bitext import read_xliff
from toolkit.desk.session import Session
from toolkit.model import Bitext


def on_disk(session: Session) -> Bitext:
    """The bitext as it is in its file."""
    return read_xliff(session.source.bitext.read_bytes(), "harbour.xlf")
