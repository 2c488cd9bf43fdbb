"""The tree of a page, and what in it no reader ever sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p section summary table tbody td tfoot th thead tr"
    " ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
OBJECTS = frozenset("audio canvas embed iframe math object svg video".split())
"""What stands in a text without being text, and whose inside is not read."""

_UNREAD = frozenset(
    "area base basefont button col colgroup datalist dialog frame frameset head input label link map menu meta noframes"
    " noscript optgroup option param rp rt rtc script select source style template textarea title track".split()
)
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.I)
_QUOTED = re.compile(r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)")
_TAG = re.compile(r"<[A-Za-z](?:[^\"'>]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+")
_MOST_ATTRIBUTES = 2000
"""In one tag; the parser needs quadratic time for them."""
_MOST_TAGS = 500_000
"""In a page; the longest real ones have some ten thousand."""

_CONTROL: dict[int, int | None] = {0x0B: 0x20, 0x0C: 0x20} | dict.fromkeys(
    (*range(9), *range(0xE, 0x20), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
)
"""Not to be seen, and no XML can hold them; vertical tab and form feed are blanks."""


def parse_page(text: str, place: str) -> _Element | None:
    """The root element of a page without comments, ``None`` where it has no element.

    No script is run and nothing is loaded. Raises `InputError` where elements are nested deeper
    than the parser goes (2,048): it would leave out what stands deeper.
    """
    from lxml import etree

    _refuse_endless_tags(text, place)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    try:
        root = etree.fromstring(text.translate(_CONTROL).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(place, f"no HTML that can be read ({error.msg})", "save it again from a browser") from error
    if any("depth" in entry.message for entry in parser.error_log):
        remedy = "open it in a browser, copy the text and save it as a .txt file"
        raise InputError(place, "elements are nested more than 2,000 deep", remedy)
    return root


def clean(text: str) -> str:
    """`text` without control characters, which character references can bring in."""
    return text.translate(_CONTROL)


def is_unread(element: _Element) -> bool:
    """Whether a browser shows nothing of `element`, or only a control to press or fill in."""
    attributes = element.attrib
    return (
        element.tag in _UNREAD
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))
    )


def _refuse_endless_tags(text: str, place: str) -> None:
    if text.count("<") > _MOST_TAGS:
        raise InputError(place, "more than half a million tags", "split the page into several")
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _MOST_ATTRIBUTES and _count_attributes(tag[0]) > _MOST_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            raise InputError(f"{place} line {line}", "a tag has more than 2,000 attributes", "delete that element")


def _count_attributes(tag: str) -> int:
    return sum(1 for _ in re.finditer(r"[\s/=]+", _QUOTED.sub("=", tag)))


def text_of(element: _Element) -> str:
    """All text in `element` with its blanks collapsed: for comparisons, not for reading."""
    return " ".join("".join(element.itertext("*")).split())
