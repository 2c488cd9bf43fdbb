"""The look that a project gives its publications: a folder with a stylesheet, fonts and a logo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.errors import InputError
from toolkit.project.folders import SETTINGS_FILE, Project, utf8
from toolkit.project.store import read_content
from toolkit.writers.publication.fonts import FACES
from toolkit.writers.publication.values import REFERENCE, Theme

STYLESHEET = "theme.css"
LARGEST_FILE = 20_000_000

_NOTO = "NotoSerifCJK-Regular.ttc"
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)


def read_theme(project: Project, folder: str) -> Theme:
    """The theme in a `folder` of the project, an empty one for none; raises `InputError`."""
    if not folder:
        return Theme()
    root = project.root / folder
    sheet, place = root / STYLESHEET, f"{folder}/{STYLESHEET}"
    if not sheet.is_file() and not (root / REFERENCE).is_file():
        remedy = f"put one there or a {REFERENCE}, or take theme out of [publish] in {SETTINGS_FILE}"
        raise InputError(place, "there is no such stylesheet", remedy)
    css = utf8(read_content(sheet, place), place) if sheet.is_file() else ""
    beside = sorted(path for path in root.rglob("*") if path.is_file() and path.name != STYLESHEET)
    for path in beside:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(
                project.relative(path), "larger than 20 MB", "make it smaller, or take it out of the theme"
            )
    files = {path.relative_to(root).as_posix(): read_content(path, project.relative(path)) for path in beside}
    return Theme(css, files)


def with_noto(theme: Theme) -> Theme | None:
    """The theme with the Chinese fonts of Noto as they are on this machine; ``None`` where they are not."""
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    found = (path for folder in folders if folder.is_dir() for path in sorted(folder.rglob(_NOTO)))
    path = next(found, None)
    if path is None:
        return None
    content = read_content(path, str(path))
    rules = (f'@font-face {{ font-family: "{face}"; src: url("{name}.otf"); }}\n' for name, (face, _) in FACES.items())
    files = {f"{name}.otf": content for name in FACES}
    return replace(theme, css="".join(rules) + theme.css, files={**files, **theme.files})
