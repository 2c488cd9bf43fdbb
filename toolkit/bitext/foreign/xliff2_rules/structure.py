"""Which elements stand where, with which attributes, and what these may say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from toolkit.bitext.inline import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

Violation = tuple["_Element", str]

XML = "{http://www.w3.org/XML/1998/namespace}"
_LANG, _SPACE = f"{XML}lang", f"{XML}space"
_MODULES = ("{urn:oasis:names:tc:xliff:", "{http://www.w3.org/2005/11/its", "{http://www.w3.org/ns/its-xliff/", XML)
_FORMAT = "{urn:oasis:names:tc:xliff:fs:2.0}fs"

_TEXT = re.compile(r"(?:(?:cp|ph|pc|sc|ec|mrk|sm|em) )*")
_NOTHING = re.compile(r"")
_ANYTHING = re.compile(r"(?:\S+ )*")
_CONTENT = {
    "xliff": re.compile(r"(?:notes )?(?:file )+"),
    "file": re.compile(r"(?:(?:skeleton|other|notes) )*(?:(?:unit|group) )+"),
    "skeleton": _ANYTHING,
    "group": re.compile(r"(?:(?:other|notes) )*(?:(?:unit|group) )*"),
    "unit": re.compile(r"(?:(?:other|notes|originalData) )*(?:ignorable )*segment (?:(?:segment|ignorable) )*"),
    "segment": re.compile(r"source (?:target )?"),
    "ignorable": re.compile(r"source (?:target )?"),
    "notes": re.compile(r"(?:note )+"),
    "originalData": re.compile(r"(?:data )+"),
    "data": re.compile(r"(?:cp )*"),
    "note": _NOTHING,
    **dict.fromkeys(("source", "target", "pc", "mrk"), _TEXT),
    **dict.fromkeys(("cp", "ph", "sc", "ec", "sm", "em"), _NOTHING),
}
"""The children of each core element, in this notation: their names, “other” for any that is not core."""

_CODE = "canCopy canDelete canReorder copyOf subType type"
_END = f"{_CODE} canOverlap dataRef dir disp equiv isolated subFlows"
_PAIR = "dataRefEnd dataRefStart dispEnd dispStart equivEnd equivStart subFlowsEnd subFlowsStart"
_ATTRIBUTES = {
    "xliff": ("version srcLang", "trgLang"),
    "file": ("id", "canResegment original translate srcDir trgDir"),
    "skeleton": ("", "href"),
    "group": ("id", "name canResegment translate srcDir trgDir type"),
    "unit": ("id", "name canResegment translate srcDir trgDir type"),
    "segment": ("", "id canResegment state subState"),
    "ignorable": ("", "id"),
    "notes": ("", ""),
    "note": ("", "id appliesTo category priority ref"),
    "originalData": ("", ""),
    "data": ("id", "dir"),
    "source": ("", ""),
    "target": ("", "order"),
    "cp": ("hex", ""),
    "ph": ("id", f"{_CODE} dataRef disp equiv subFlows"),
    "pc": ("id", f"{_CODE} canOverlap dir {_PAIR}"),
    "sc": ("id", _END),
    "ec": ("", f"{_END} id startRef"),
    "mrk": ("id", "translate type ref value"),
    "sm": ("id", "translate type ref value"),
    "em": ("startRef", ""),
}
"""The attributes that each core element must have, and may have."""
_REQUIRED = {name: tuple(required.split()) for name, (required, _) in _ATTRIBUTES.items()}
_ALLOWED = {name: frozenset((*required.split(), *others.split())) for name, (required, others) in _ATTRIBUTES.items()}
_KNOWN = frozenset[str]().union(*_ALLOWED.values())
_EXTENSIBLE = frozenset("xliff file group unit note mrk sm".split())

_NAME = re.compile(r"[^/\\#=]+")
"""More than the standard's NMTOKEN, since programs write their keys there; nothing that has a meaning in references."""
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}|[iIxX](?=-))(?:-[A-Za-z0-9]{1,8})*")
_PREFIXED = re.compile(r"[^:]+:.+")
_YES_NO = re.compile("yes|no")
_DIRECTION = re.compile("ltr|rtl|auto")
_HTML_ELEMENTS = re.compile(
    "a|b|bdo|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|h[1-6]|head|hr|"
    "html|i|img|label|legend|li|ol|p|pre|q|s|samp|select|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|"
    "thead|title|tr|tt|u|ul"
)
_VALUES: dict[str, re.Pattern[str]] = {
    "id": _NAME,
    "srcLang": _LANGUAGE,
    "trgLang": _LANGUAGE,
    _LANG: _LANGUAGE,
    _SPACE: re.compile("default|preserve"),
    "state": re.compile("initial|translated|reviewed|final"),
    "subState": _PREFIXED,
    "canCopy": _YES_NO,
    "canDelete": _YES_NO,
    "canOverlap": _YES_NO,
    "canReorder": re.compile("yes|no|firstNo"),
    "canResegment": _YES_NO,
    "isolated": _YES_NO,
    "translate": _YES_NO,
    "dir": _DIRECTION,
    "srcDir": _DIRECTION,
    "trgDir": _DIRECTION,
    "order": re.compile("[1-9][0-9]*"),
    "priority": re.compile("[1-9]|10"),
    _FORMAT: _HTML_ELEMENTS,
}
_CODE_TYPE = re.compile("fmt|ui|quote|link|image|other")
_MARK_TYPE = re.compile("generic|comment|term|[^:]+:.+")
_SUBTYPES = {"xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt", "xlf:var": "ui"}
_INVALID_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def core_elements(root: _Element) -> Iterator[_Element]:
    """Every element of the core, but for what stands inside modules, extensions and skeletons."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        if element.tag != "skeleton" and len(element):
            waiting += [child for child in reversed(element) if child.tag in _CONTENT]


def content_allowed(root: _Element) -> Iterator[Violation]:
    """Elements in the wrong place, missing, or with attributes that they must or cannot have.

    Attributes that the standard does not know at all are passed over.
    """
    for element in core_elements(root):
        name = str(element.tag)
        inside = "".join(f"{child.tag} " if child.tag in _CONTENT else "other " for child in element)
        if not _CONTENT[name].fullmatch(inside):
            yield element, f"<{name}> cannot hold “{inside.strip()[:60] or 'nothing'}”"
        attributes = element.keys()
        for attribute in _REQUIRED[name]:
            if attribute not in attributes:
                yield element, f"<{name}> without {attribute}"
        for attribute in attributes:
            if attribute not in _ALLOWED[name] and _is_misplaced(str(attribute), name):
                yield element, f"<{name}> cannot have {attribute}"


def _is_misplaced(attribute: str, name: str) -> bool:
    """Whether an attribute belongs to other elements of the core, or to none that it could be added to."""
    if attribute.startswith("{"):
        return name not in _EXTENSIBLE and not attribute.startswith(_MODULES)
    return attribute in _KNOWN


def values_allowed(root: _Element) -> Iterator[Violation]:
    """Attributes whose values the standard does not know."""
    for element in core_elements(root):
        for attribute, value in element.items():
            pattern = _VALUES.get(str(attribute))
            if pattern is not None and not pattern.fullmatch(str(value)):
                yield element, f"{local_name_of(str(attribute))}=“{value}” is no such value"
        if problem := _PARTICULAR.get(str(element.tag), _fine)(element):
            yield element, problem


def local_name_of(attribute: str) -> str:
    """The name of an attribute without its namespace."""
    return attribute.rpartition("}")[2]


def _fine(element: _Element) -> str:
    return ""


def _segment(element: _Element) -> str:
    return "subState without state" if element.get("subState") and not element.get("state") else ""


def _skeleton(element: _Element) -> str:
    filled = len(element) > 0 or bool((element.text or "").strip())
    return "a <skeleton> needs content or href, and not both" if filled is ("href" in element.attrib) else ""


def _character(element: _Element) -> str:
    value = element.get("hex", "")
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", value) or int(value, 16) > 0x10FFFF:
        return f"hex=“{value}” is no character"
    return "" if _INVALID_IN_XML.match(chr(int(value, 16))) else f"<cp> for a character that XML can hold ({value})"


def _code(element: _Element) -> str:
    kind, subtype = element.get("type", ""), element.get("subType", "")
    if kind and not _CODE_TYPE.fullmatch(kind):
        return f"type=“{kind}” is no kind of code"
    if subtype and not (_PREFIXED.fullmatch(subtype) and kind):
        return f"subType=“{subtype}” needs a prefix and a type"
    known = not subtype.startswith("xlf:") or _SUBTYPES.get(subtype) == kind
    return "" if known else f"subType=“{subtype}” does not go with type=“{kind}”"


def _mark(element: _Element) -> str:
    kind = element.get("type", "generic")
    return "" if _MARK_TYPE.fullmatch(kind) else f"type=“{kind}” is no kind of mark"


_PARTICULAR: dict[str, Callable[[_Element], str]] = {
    "segment": _segment,
    "skeleton": _skeleton,
    "cp": _character,
    **dict.fromkeys(("ph", "pc", "sc", "ec"), _code),
    **dict.fromkeys(("mrk", "sm"), _mark),
}


def languages_agree(root: _Element) -> Iterator[Violation]:
    """Targets without trgLang, and texts whose own or inherited language or spacing is another than it should be."""
    expected = {"source": root.get("srcLang", ""), "target": root.get("trgLang", "")}
    for element in root.iter("source", "target"):
        name = local_name(element)
        if name == "target" and not expected[name]:
            yield element, "a <target> without trgLang in <xliff>"
        language = _inherited(element, _LANG)
        if language and expected[name] and language.lower() != expected[name].lower():
            yield element, f"the language of <{name}> is {language}, and {expected[name]} in <xliff>"
        before = element.getprevious()
        if name == "target" and before is not None and _inherited(element, _SPACE) != _inherited(before, _SPACE):
            yield element, "<source> and <target> with different xml:space"


def _inherited(element: _Element, attribute: str) -> str:
    """What an element or the nearest one around it says, which for spaces is “default” at last."""
    around = (value for one in (element, *element.iterancestors()) if (value := one.get(attribute)))
    return next(around, "default" if attribute == _SPACE else "")
