"""Fonts cut down to the characters that a publication has. The only module that knows fontTools."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from toolkit.writers.html.languages import script_tag
from toolkit.writers.publication.frame import own_files
from toolkit.writers.publication.values import Publication, Theme

FACES = {"NotoSerifCJK-SC": ("Noto Serif CJK SC", "zh-Hans"), "NotoSerifCJK-TC": ("Noto Serif CJK TC", "zh-Hant")}
"""Files with faces of Noto, whose licence (OFL) lets them be embedded: the family, and the script that it is for."""

_CUT = (".otf", ".ttf")
_COLLECTION = b"ttcf"


def fitted(theme: Theme, publication: Publication) -> Theme:
    """The theme with the files that its stylesheet names, its fonts with no more characters than there are.

    A face of `FACES` is left out where the publication has nothing in its script. Without fontTools
    (extra ``pdf``) fonts are whole.
    """
    characters = "".join(sorted(set(_characters(publication))))
    kept = {}
    for name, content in own_files(theme).items():
        _, script = FACES.get(_stem(name), ("", ""))
        if script and not any(script_tag(language).startswith(script) for language in publication.languages):
            continue
        is_font = name.lower().endswith(_CUT) and find_spec("fontTools") is not None
        kept[name] = _cut(content, characters, name) if is_font else content
    return replace(theme, files=kept)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _characters(publication: Publication) -> Iterator[str]:
    """All that may be shown: of the texts, and of the words that the pages add."""
    yield from map(chr, range(0x20, 0x7F))
    yield "目录注释图片缺尚未翻译草稿正文标题页年月日…—“”‘’「」『』·"
    for passage in publication.passages:
        yield from (text.text for text in passage.texts)
    yield from (title.text for title in publication.titles)
    yield from (publication.imprint.publisher, publication.imprint.rights, publication.imprint.statement)


def _cut(content: bytes, characters: str, name: str) -> bytes:
    """The font with these characters only; of a collection the face that `FACES` names."""
    from fontTools.subset import Options, Subsetter

    font = _face(content, FACES.get(_stem(name), ("", ""))[0])
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True, drop_tables=["DSIG", "vhea", "vmtx"]))
    subsetter.populate(unicodes=[ord(one) for one in characters])
    subsetter.subset(font)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _face(content: bytes, family: str) -> Any:
    from fontTools.ttLib import TTCollection, TTFont

    if not content.startswith(_COLLECTION):
        return TTFont(io.BytesIO(content), recalcTimestamp=False, lazy=True)
    faces = TTCollection(io.BytesIO(content), lazy=True).fonts
    found = next((face for face in faces if face["name"].getDebugName(1) == family), faces[0])
    found.recalcTimestamp = False
    return found
