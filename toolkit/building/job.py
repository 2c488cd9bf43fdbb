"""What the documents of one command share: settings, glossary, checks, and their bitexts as they stand."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit import __version__
from toolkit.bitext import Keep, keep_nothing, read_in_pieces, read_xliff
from toolkit.building.remembering import ProjectMemory
from toolkit.building.team import Team
from toolkit.checks import Key, Policy, Scope, read_baseline
from toolkit.glossary import Glossary, compile_glossary, load_glossary, parse_family
from toolkit.model import Bitext
from toolkit.project import (
    BASELINE_FILE,
    Freshness,
    Project,
    Settings,
    Source,
    digest,
    keep,
    kept,
    read_content,
)
from toolkit.segmentation import Break, Rule, Style, parse_breaks, parse_srx

NO_TERMS = Glossary()


@dataclass(frozen=True, slots=True)
class Job:
    """What the documents of one command share.

    ``families`` are the texts of the glossary, ``glossary`` what they hold once that is needed.
    ``processes`` may check a long document, 0 for as many as help.
    """

    project: Project
    settings: Settings
    style: Style
    families: tuple[tuple[str, str, str], ...]
    freshness: Freshness
    rules: str
    """A hash of everything that documents are made from but themselves, the glossary and the memory."""
    shared: bytes
    """A hash of everything that documents are made from but themselves."""
    policy: Policy
    memory: ProjectMemory
    team: Team
    glossary: Glossary = NO_TERMS
    processes: int = 0


def open_job(project: Project, settings: Settings | None = None) -> Job:
    """The job in a project; `settings` stand in for its own. Raises `ToolkitError`."""
    settings = settings or project.settings()
    style = read_style(project, settings)
    families = tuple(project.families())
    terms = (part.encode("utf-8") for family in families for part in family)
    rules = digest(__version__.encode(), repr((settings, style)).encode("utf-8"), project.baseline() or b"")
    freshness = Freshness(project.cache / "built.json")
    return Job(
        project,
        settings,
        style,
        families,
        freshness,
        rules,
        digest(rules.encode(), *terms).encode(),
        check_policy(project, settings),
        ProjectMemory(project, settings, rules),
        Team(settings),
    )


def read_style(project: Project, settings: Settings) -> Style:
    """How sentences are cut in the project; raises `InputError` where its rules cannot be read."""
    rules: tuple[Rule, ...] = ()
    if settings.rules:
        content = read_content(project.root / settings.rules, settings.rules)
        rules = parse_srx(content, settings.source_language, settings.rules)
    return Style(settings.semicolon, settings.ellipsis, rules)


def read_glossary(families: Iterable[tuple[str, str, str]], cache: Path | None = None) -> Glossary:
    """The glossary of the families ``(category, text, place)``; raises `InputError`.

    Where a folder `cache` is given, it is compiled once and kept there until a family changes.

    >>> project = find_project()
    >>> glossary = read_glossary(project.families(), project.cache)
    >>> [(hit.term.target, hit.start, hit.end) for hit in glossary.find("江港新城开港")]
    [('Jianggang New Town', 0, 4)]
    """
    families = tuple(families)
    terms = (term for category, text, place in families for term in parse_family(text, category, place))
    if cache is None:
        return Glossary(terms)
    path = cache / "glossary.bin"
    key = digest(__version__.encode(), *(part.encode("utf-8") for family in families for part in family))
    content = kept(path, key)
    if content is not None:
        with contextlib.suppress(ValueError):  # damaged, or of other code: made anew
            return load_glossary(content)
    compiled = compile_glossary(terms)
    keep(path, key, compiled)
    return load_glossary(compiled)


def check_policy(project: Project, settings: Settings) -> Policy:
    """Which checks run by the project's settings, how much they matter, and what its baseline leaves out."""
    content = project.baseline()
    baseline = frozenset[Key]() if content is None else read_baseline(content, BASELINE_FILE)
    return Policy(settings.select, settings.ignore, settings.severities, settings.extra_checks, baseline)


def check_scope(settings: Settings, glossary: Glossary, others: Iterable[Bitext] = ()) -> Scope:
    """What the checks may know beside a bitext."""
    return Scope(glossary.terms, settings.titles, tuple(others))


def read_bitext(project: Project, source: Source) -> Bitext | None:
    """The bitext beside a source, ``None`` where there is none yet."""
    return parse_bitext(project, source, contents(project, source)[1])


def parse_bitext(project: Project, source: Source, content: bytes | None, keep: Keep = keep_nothing) -> Bitext | None:
    """The bitext in the bytes of the file beside a source, ``None`` for none; `keep` may know some of its pieces."""
    if content is None:
        return None
    place = project.relative(source.bitext)
    return read_xliff(content, place) if keep is keep_nothing else read_in_pieces(content, place, keep)


def read_breaks(project: Project, source: Source) -> tuple[Break, ...]:
    """Where the sentences of a source are split or joined against the rules; raises `InputError`."""
    return parse_breaks(breaks_content(project, source), project.relative(source.breaks))


def breaks_content(project: Project, source: Source) -> bytes:
    """The bytes of the file of breaks beside a source, none where there is no such file."""
    return read_content(source.breaks, project.relative(source.breaks)) if source.breaks.exists() else b""


def contents(project: Project, source: Source) -> tuple[bytes, bytes | None]:
    """The bytes of a source with its breaks, and of the bitext beside it, which may not be there yet."""
    text = read_content(source.path, project.relative(source.path)) + breaks_content(project, source)
    place = project.relative(source.bitext)
    return text, read_content(source.bitext, place) if source.bitext.exists() else None
