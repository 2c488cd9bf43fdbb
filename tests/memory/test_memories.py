"""The memory of a project through the functions that the commands call."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import find_project, import_memory, init_team, open_memory, sync_team
from toolkit.errors import InputError, UsageError

PO = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "港口全年开港。"\nmsgstr "The port opens all year."\n'


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "quay.po"
    path.write_text(PO, encoding="utf-8")
    return path


def test_what_is_imported_is_found_and_exported(project: Path, po: Path, tmp_path: Path) -> None:
    found = find_project(project)
    assert import_memory(found, po, dry_run=True).count == 1
    assert not (project / "glossary" / "memory").exists()
    imported = import_memory(found, po, "old")
    assert (imported.path, imported.count) == (project / "glossary" / "memory" / "old.tmx", 1)
    with open_memory(found) as memory:
        assert memory.sizes() == {"glossary/memory/old.tmx": 1}
        assert [(name, unit.target) for name, unit in memory.find("PORT")] == [
            ("glossary/memory/old.tmx", "The port opens all year.")
        ]
        assert memory.find("码头") == []
        assert [match.score for match in memory.find_like("港口全年开港。")] == [100]
        exported = memory.export(tmp_path / "out.tmx", ["source/*"])
        assert (exported.count, exported.files, exported.kept) == (0, (), None)
        exported = memory.export(tmp_path / "out.tmx")
        assert (exported.count, exported.files) == (1, ("glossary/memory/old.tmx",))
        assert exported.kept == tmp_path / "out.kept-1.tmx"
        with pytest.raises(UsageError, match="the memory's own folder"):
            memory.export(project / "glossary" / "memory" / "all.tmx")


def test_one_broken_file_is_told_and_the_others_serve(project: Path, po: Path) -> None:
    import_memory(find_project(project), po)
    (project / "glossary" / "memory" / "bad.tmx").write_text("<tmx><body><tu>", encoding="utf-8")
    begun: list[str] = []
    with open_memory(find_project(project), lambda name, number, total: begun.append(name)) as memory:
        assert list(memory.refused) == ["glossary/memory/bad.tmx"]
        assert memory.sizes() == {"glossary/memory/quay.tmx": 1}
    assert begun == ["glossary/memory/bad.tmx", "glossary/memory/quay.tmx"]


@pytest.mark.parametrize("name", ["", ".hidden", "a/b", ".."])
def test_a_memory_is_called_as_a_file_may_be(project: Path, po: Path, name: str) -> None:
    with pytest.raises(UsageError, match="not the name of a file"):
        import_memory(find_project(project), po, name)


def test_a_file_without_english_is_no_memory(project: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.po").write_text('msgid "港口"\nmsgstr ""\n', encoding="utf-8")
    with pytest.raises(InputError, match="nothing in it is translated"):
        import_memory(find_project(project), tmp_path / "empty.po")


def test_without_a_server_a_team_has_no_memory(project: Path) -> None:
    with pytest.raises(UsageError, match="no team memory in the settings"):
        next(sync_team(find_project(project)))
    with pytest.raises(UsageError, match="no team memory in the settings"):
        init_team(find_project(project))
