"""What is written of what was looked at: the page of progress, and the baseline of findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import check_documents, document_status, find_project, update_baseline, write_status_page
from toolkit.errors import UsageError


def test_the_page_of_progress_takes_the_place_of_its_own_kind_only(project: Path) -> None:
    found = find_project(project)
    statuses = list(document_status(found))
    path = write_status_page(found, statuses)
    assert path == project / "output" / "status.html"
    assert "harbour" in path.read_text(encoding="utf-8")
    assert write_status_page(found, statuses, project / "page.html").read_bytes() == path.read_bytes()
    (project / "page.html").write_text("somebody's page", encoding="utf-8")
    with pytest.raises(UsageError, match="no page of toolkit status"):
        write_status_page(found, statuses, project / "page.html")


def test_what_the_baseline_holds_is_found_only_without_it(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    found = find_project(project)
    [before] = check_documents(found)
    assert before.findings
    assert update_baseline(found) == len(before.findings)
    assert [len(one.findings) for one in check_documents(found)] == [0]
    assert [one.findings for one in check_documents(found, baseline=False)] == [before.findings]
