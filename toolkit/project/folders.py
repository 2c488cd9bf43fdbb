"""Where a project's files are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError, UsageError
from toolkit.expressions import expression
from toolkit.project.settings import Settings, parse_settings
from toolkit.project.store import read_content

_UNSEEN = expression("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What steers terminals, turns the direction of writing, or is no text, in names of files."""

SETTINGS_FILE = "toolkit.toml"
BASELINE_FILE = "checks-baseline.json"


@dataclass(frozen=True, slots=True)
class Source:
    """One document of a project: its Chinese text and the bitext beside it."""

    path: Path

    @property
    def name(self) -> str:
        """The document's name: the file's without its ending."""
        return self.path.stem

    @property
    def bitext(self) -> Path:
        """Where the bitext is kept."""
        return self.path.with_suffix(".xlf")

    @property
    def breaks(self) -> Path:
        """Where people keep which sentences are split or joined against the rules; mostly not there."""
        return self.path.with_suffix(".breaks")


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder; everything in it is found by name."""

    root: Path

    @property
    def source(self) -> Path:
        """Chinese texts and bitexts: people's work."""
        return self.root / "source"

    @property
    def glossary(self) -> Path:
        """CSV families: people's work."""
        return self.root / "glossary"

    @property
    def memories(self) -> Path:
        """Translation memories from elsewhere, as TMX: people's work."""
        return self.glossary / "memory"

    @property
    def output(self) -> Path:
        """Documents for review; can be deleted."""
        return self.root / "output"

    @property
    def cache(self) -> Path:
        """What can be derived again; can be deleted."""
        return self.root / ".toolkit"

    def folders(self) -> tuple[Path, ...]:
        """All that files are written into."""
        return self.source, self.glossary, self.memories, self.output, self.cache

    def relative(self, path: Path) -> str:
        """`path` as messages name it: from the project's root where it lies in it."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    def settings_text(self) -> bytes:
        """The bytes of `toolkit.toml`, empty where there is none."""
        path = self.root / SETTINGS_FILE
        return read_content(path, SETTINGS_FILE) if path.exists() else b""

    def settings(self) -> Settings:
        """The settings; raises `SettingsError` where they cannot be taken."""
        return parse_settings(utf8(self.settings_text(), SETTINGS_FILE), SETTINGS_FILE)

    def baseline(self) -> bytes | None:
        """The bytes of the baseline of the checks, ``None`` where the project has none."""
        path = self.root / BASELINE_FILE
        return read_content(path, BASELINE_FILE) if path.exists() else None

    def families(self) -> Iterator[tuple[str, str, str]]:
        """Category, text and place of each glossary family, by name."""
        for path in sorted(self.glossary.glob("*.csv")):
            place = self.relative(path)
            yield path.stem, utf8(read_content(path, place), place), place

    def family_path(self, category: str) -> Path:
        """The file of a glossary family; raises `UsageError` for what is no plain file name."""
        if not category or category.startswith(".") or Path(category).name != category:
            raise UsageError(category, "not the name of a glossary family", "name it as its file, without .csv: firms")
        return self.glossary / f"{category}.csv"

    def sources(self, suffixes: Iterable[str]) -> list[Source]:
        """The documents whose endings are among `suffixes`, by name.

        Raises `UsageError` where two files would share one bitext, and for a name that does not
        show as what it is.
        """
        wanted = set(suffixes)
        paths = sorted(path for path in self.source.iterdir() if path.suffix.lower() in wanted and _is_plain(path))
        by_name: dict[str, Path] = {}
        for path in paths:
            if not path.name.isprintable() and _UNSEEN.search(path.name):
                problem = "a control character in the name of the file"
                raise UsageError(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", self.relative(path)), problem, "rename it")
            if path.stem in by_name:
                problem = f"{by_name[path.stem].name} and {path.name} would share the bitext {path.stem}.xlf"
                raise UsageError(self.relative(path), problem, "rename one of them")
            by_name[path.stem] = path
        return [Source(path) for path in paths]

    def chosen(self, names: Iterable[str], suffixes: Iterable[str]) -> list[Source]:
        """The documents called `names` (a name, a file name or a path), all of them for none."""
        sources = self.sources(suffixes)
        wanted = [Path(name) for name in names]
        for name in wanted:
            if not any(_is_called(source, name) for source in sources):
                known = ", ".join(source.name for source in sources) or "none yet"
                raise UsageError(str(name), "no such document in source/", f"documents are: {known}")
        return [source for source in sources if not wanted or any(_is_called(source, name) for name in wanted)]


def _is_plain(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.is_file()


def _is_called(source: Source, name: Path) -> bool:
    return str(name) == source.name or name.name in (source.path.name, source.bitext.name)


def utf8(content: bytes, place: str) -> str:
    """The text in a file of UTF-8; raises `InputError` with the line that is not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{place} line {line}", "not UTF-8", "save the file as UTF-8") from error


def find_project(folder: Path | str | None = None) -> Project:
    """The project in `folder`, or the nearest one from the current folder upwards.

    A project is a folder that has a folder `source`. Raises `UsageError` where there is none.

    >>> find_project().settings().target_language
    'en-GB'
    """
    if folder is not None:
        folder = Path(folder)
        if not _has_source(folder):
            raise UsageError(str(folder), "no project there (it has no source/)", f"make one: toolkit init {folder}")
        return Project(folder.resolve())
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if _has_source(candidate):
            return Project(candidate)
    raise UsageError(str(here), "no project here or above (no folder has source/)", "make one: toolkit init")


def _has_source(folder: Path) -> bool:
    """Whether a folder is a project; one that may not be looked into is none."""
    try:
        return (folder / "source").is_dir()
    except PermissionError:
        return False
