"""A bilingual translation and publishing toolkit for Chinese and English.

The verbs of the command line are functions here, imported when first asked for::

    from toolkit import build, find_project

    for result in build(find_project()):
        print(result)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.bitext import read_xliff as read_xliff
    from toolkit.bitext import update as update
    from toolkit.bitext import write_xliff as write_xliff
    from toolkit.bitext.foreign import read_bilingual as read_bilingual
    from toolkit.checks import run_checks as run_checks
    from toolkit.glossary import Glossary as Glossary
    from toolkit.glossary import annotate as annotate
    from toolkit.pipeline import build as build
    from toolkit.project import find_project as find_project
    from toolkit.readers import read as read
    from toolkit.segmentation import segment as segment
    from toolkit.writers import render as render

__version__ = "0.1.0"

_WHERE = {
    "Glossary": "toolkit.glossary",
    "annotate": "toolkit.glossary",
    "build": "toolkit.pipeline",
    "find_project": "toolkit.project",
    "read": "toolkit.readers",
    "read_bilingual": "toolkit.bitext.foreign",
    "read_xliff": "toolkit.bitext",
    "render": "toolkit.writers",
    "run_checks": "toolkit.checks",
    "segment": "toolkit.segmentation",
    "update": "toolkit.bitext",
    "write_xliff": "toolkit.bitext",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
