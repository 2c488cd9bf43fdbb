"""Publications: what is reviewed, written in the editions and formats that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from toolkit.building.job import NO_TERMS, open_job, read_bitext, read_glossary
from toolkit.building.outputs import make_folder, shown_day
from toolkit.errors import InputError, ToolkitError, UsageError
from toolkit.glossary import Glossary
from toolkit.language.traditional import Style
from toolkit.model import Bitext, Unit
from toolkit.pipeline import prepare
from toolkit.project import Project, Settings, Source, read_content, write_derived
from toolkit.project.theme import read_theme, with_noto
from toolkit.readers import FORMATS, in_place
from toolkit.readers.pictures import media_type, open_pictures
from toolkit.writers.publication import (
    EDITIONS,
    ENGLISH,
    TRADITIONAL,
    Imprint,
    Notice,
    PictureFile,
    Publication,
    Theme,
    compose,
    inspect,
    lacking,
    render_publication,
    typeset,
)
from toolkit.writers.publication.site import index_terms, render_site
from toolkit.writers.publication.traditional import in_traditional, statement

Row = tuple[int, Unit]
"""The number of a unit in its document, from 1, and the unit."""

PACKED = "epub"
"""The format that carries fonts in its package."""

NEEDS = {"pdf": ("weasyprint", "pdf")}
"""Format → the package that it needs beside those of the toolkit, and the extra that brings it."""


@dataclass(frozen=True, slots=True)
class Published:
    """A file that was written, what it could not show as it should, and the rows that nobody has reviewed yet."""

    source: Source
    edition: str
    format: str
    path: Path
    notices: tuple[Notice, ...] = ()
    unready: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """An edition that was not written, since nobody has reviewed these rows."""

    source: Source
    edition: str
    unready: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Unpublished:
    """An edition or format that could not be written, and why; both are empty where the document cannot be read."""

    source: Source
    edition: str
    format: str
    error: ToolkitError


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """A folder of pages that was written, with the files in it."""

    edition: str
    folder: Path
    files: tuple[str, ...]


Outcome = Published | Refused | Unpublished | PublishedSite

IN_PLACE = "in-place"
"""What stands for an edition where a source is written once more in English."""

SITE = "site"
"""The format that has all documents in one."""


@dataclass(frozen=True, slots=True)
class Press:
    """What all publications of one command share."""

    project: Project
    settings: Settings
    theme: Theme
    draft: bool
    packed: Theme
    """The theme with the fonts that packages carry."""
    notices: Mapping[str, tuple[Notice, ...]]
    """What the theme lacks in a format, whatever the document."""

    def theme_of(self, fmt: str) -> Theme:
        """The theme of a format."""
        return self.packed if fmt == PACKED else self.theme

    @property
    def imprint(self) -> Imprint:
        """What every title page says."""
        return Imprint(self.settings.publisher, self.settings.authors, self.settings.rights)

    @property
    def style(self) -> Style:
        """How Chinese is converted to traditional characters."""
        return Style(self.settings.variant, self.settings.quotes == "corner", self.settings.exceptions)


def publish(
    project: Project, names: Iterable[str], editions: Sequence[str], formats: Sequence[str], draft: bool = False
) -> Iterator[Outcome]:
    """Writes ``output/NAME.EDITION.FORMAT`` of the documents `names`, or all, as their sources and bitexts stand now.

    The format `SITE` is a folder ``output/site.EDITION`` with all of them that are written.
    An edition that prints English nobody has reviewed is refused, unless it is a `draft`, which its
    pages say. Raises `ToolkitError` before anything is written where settings or theme cannot be read.

    >>> [refused] = publish(find_project(), ["harbour"], ["english"], ["html"])
    >>> [row for row, unit in refused.unready]
    [1, 2]
    >>> [published] = publish(find_project(), ["harbour"], ["english"], ["html"], draft=True)
    >>> published.path.name
    'harbour.english.html'
    """
    press = open_press(project, formats, draft)
    needs_terms = SITE in formats or any(TRADITIONAL in EDITIONS[edition][1] for edition in editions)
    glossary = read_glossary(project.families(), project.cache) if needs_terms else NO_TERMS
    sites: dict[str, list[tuple[Publication, Bitext]]] = {edition: [] for edition in editions}
    for source, bitext in _current(project, names, glossary):
        if isinstance(bitext, ToolkitError):
            yield Unpublished(source, "", "", bitext)
            continue
        pictures = _pictures(project, source, bitext)
        for edition in editions:
            rows = unready(bitext, edition)
            if rows and not draft:
                yield Refused(source, edition, rows)
                continue
            publication = composed(press, source, bitext, edition, pictures)
            for fmt in formats:
                if fmt == SITE:
                    sites[edition].append((publication, bitext))
                else:
                    yield _written(press, source, publication, fmt, rows)
    if SITE in formats:
        yield from (_site(press, edition, documents) for edition, documents in sites.items() if documents)


def _current(
    project: Project, names: Iterable[str], glossary: Glossary = NO_TERMS
) -> Iterator[tuple[Source, Bitext | ToolkitError]]:
    """Each document as it stands now; in place of one that cannot be read, why."""
    job = replace(open_job(project), glossary=glossary)
    for source in project.chosen(names, FORMATS):
        try:
            yield source, prepare(job, source, read_bitext(project, source))
        except ToolkitError as error:
            yield source, error


def publish_in_place(project: Project, names: Iterable[str] = (), draft: bool = False) -> Iterator[Outcome]:
    """Writes ``output/NAME.in-place.SUFFIX``: each source once more, with the English in the place of its Chinese.

    That can be done of Word, HTML and Markdown. One with English that nobody has reviewed is refused; in a `draft`
    such sentences keep their Chinese.

    >>> size = Path("source/quay.md").write_text("# 码头开工", encoding="utf-8")
    >>> [published] = publish_in_place(find_project(), ["quay"], draft=True)
    >>> published.path.name
    'quay.in-place.md'
    """
    make_folder(project.output, "output")
    for source, bitext in _current(project, names):
        if isinstance(bitext, ToolkitError):
            yield Unpublished(source, IN_PLACE, "", bitext)
            continue
        rows = tuple((row, unit) for row, unit in enumerate(bitext.units, 1) if not unit.is_reviewed)
        if rows and not draft:
            yield Refused(source, IN_PLACE, rows)
        else:
            yield _in_place(project, source, bitext, rows)


def _in_place(project: Project, source: Source, bitext: Bitext, rows: tuple[Row, ...]) -> Outcome:
    suffix = source.path.suffix
    path = project.output / f"{source.name}.{IN_PLACE}{suffix}"
    place = project.relative(source.path)
    try:
        content = in_place.in_place(read_content(source.path, place), bitext, suffix, place)
        write_derived(path, content, project.relative(path))
    except ToolkitError as error:
        return Unpublished(source, IN_PLACE, suffix[1:], error)
    return Published(source, IN_PLACE, suffix[1:], path, (), rows)


def open_press(project: Project, formats: Iterable[str], draft: bool) -> Press:
    """What publications in these formats share; raises `ToolkitError` where something for them is missing."""
    settings = project.settings()
    for fmt in formats:
        _demand(fmt)
    make_folder(project.output, "output")
    theme = read_theme(project, settings.theme)
    notices = {fmt: lacking(theme, fmt) for fmt in formats}
    packed: Theme | None = theme
    if settings.embed and PACKED in notices:
        _demand("pdf")  # what cuts fonts comes with it
        packed = with_noto(theme)
    if packed is None:
        message = "Noto Serif CJK is not on this machine (Debian: fonts-noto-cjk); nothing is embedded"
        notices[PACKED] = (*notices[PACKED], Notice("font-missing", message))
    return Press(project, settings, theme, draft, packed or theme, notices)


def unready(bitext: Bitext, edition: str) -> tuple[Row, ...]:
    """The rows whose English an edition would print though nobody has reviewed it."""
    if ENGLISH not in EDITIONS[edition][1]:
        return ()
    return tuple((row, unit) for row, unit in enumerate(bitext.units, 1) if not unit.is_reviewed)


def composed(
    press: Press, source: Source, bitext: Bitext, edition: str, pictures: Mapping[str, PictureFile]
) -> Publication:
    """An edition of a document, typeset."""
    imprint = press.imprint
    if TRADITIONAL in EDITIONS[edition][1]:
        bitext = in_traditional(bitext, press.style)
        imprint = replace(imprint, statement=statement(press.style))
    return typeset(compose(bitext, edition, shown_day(source), imprint, pictures, press.draft))


def _pictures(project: Project, source: Source, bitext: Bitext) -> dict[str, PictureFile]:
    """The pictures of a document by their addresses, without content where they cannot be read."""
    if not bitext.document.pictures:
        return {}
    load = open_pictures(source.path, project.relative(source.path))
    return {one.address: _picture(load, one.address) for one in bitext.document.pictures}


def _picture(load: Callable[[str], bytes], address: str) -> PictureFile:
    try:
        content = load(address)
    except InputError:
        return PictureFile(b"", "")
    return PictureFile(content, media_type(content))


def _written(press: Press, source: Source, publication: Publication, fmt: str, rows: tuple[Row, ...]) -> Outcome:
    path = press.project.output / f"{source.name}.{publication.edition}.{fmt}"
    try:
        notices = (*press.notices.get(fmt, ()), *inspect(publication, press.theme, fmt))
        content = render_publication(publication, press.theme_of(fmt), fmt)
        write_derived(path, content, press.project.relative(path))
    except ToolkitError as error:
        return Unpublished(source, publication.edition, fmt, error)
    return Published(source, publication.edition, fmt, path, notices, rows)


def _site(press: Press, edition: str, documents: Sequence[tuple[Publication, Bitext]]) -> PublishedSite:
    """Writes the site of an edition; raises `InputError` where it cannot be."""
    folder = press.project.output / f"{SITE}.{edition}"
    make_folder(folder, press.project.relative(folder))
    files = []
    publications, bitexts = zip(*documents, strict=True)
    for name, content in render_site(publications, index_terms(bitexts), press.theme):
        write_derived(folder / name, content, press.project.relative(folder / name))
        files.append(name)
    return PublishedSite(edition, folder, tuple(files))


def _demand(fmt: str) -> None:
    module, extra = NEEDS.get(fmt, ("", ""))
    if module and find_spec(module) is None:
        remedy = f"install it: pip install 'bilingual-toolkit[{extra}]'"
        raise UsageError(fmt, f"{fmt.upper()} needs a package that is not installed ({module})", remedy)
