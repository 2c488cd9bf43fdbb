"""The engines of a project: which there are, and, where that is asked for, whether they answer."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.diagnosis.signs import Health, Sign
from toolkit.engines.protocol import Request
from toolkit.engines.registry import make_engine
from toolkit.errors import ToolkitError
from toolkit.project import Project, Settings

_SENTENCE = "港口开港了。"


def list_engines(settings: Settings) -> Iterator[Sign]:
    """The engines that are described; nothing is sent."""
    names = [engine.name for engine in settings.engines]
    told = f"{', '.join(names)}; not asked (--engines asks each for a sentence)" if names else "none is described"
    yield Sign(Health.OK, "engines", told)


def ask_engines(project: Project, settings: Settings) -> Iterator[Sign]:
    """Each engine, asked to translate one short sentence of the toolkit's own."""
    for described in settings.engines:
        subject = f"engine {described.name}"
        try:
            engine = make_engine(described, project.root)
            (reply,) = engine.ask([Request(_SENTENCE, settings.source_language, settings.target_language)])
            answered = any(engine.read(reply))
        except ToolkitError as error:
            yield Sign(Health.PROBLEM, subject, "does not answer", error.remedy, error.problem)
            continue
        if answered:
            yield Sign(Health.OK, subject, f"{described.kind}: answers")
        else:
            yield Sign(Health.PROBLEM, subject, "answers with nothing", f"try: toolkit engine test {described.name}")
