"""A desk on the small project of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.desk.session import Session, open_session
from toolkit.project import Project


@pytest.fixture
def session(project: Path) -> Session:
    """The desk on a document of four segments: a headline, a byline and two sentences."""
    return open_session(Project(project), "harbour")
