"""XLIFF of any version and maker: what a file is, is said by its first element and not by its ending."""

from __future__ import annotations

from toolkit.bitext.foreign.assembly import EXPORT_AGAIN
from toolkit.bitext.foreign.languages import Pair
from toolkit.bitext.foreign.xliff12 import is_xliff12, read_xliff12_bitext
from toolkit.bitext.inline import local_name
from toolkit.bitext.xliff import bitext_of, is_own
from toolkit.errors import InputError
from toolkit.model import Bitext
from toolkit.safe.xml import parse_xml


def read_bitext(content: bytes, place: str, wanted: Pair) -> Bitext:
    """An XLIFF file as a bitext; one of the toolkit's own is read with all that only it knows.

    Raises `InputError` for broken XML and for what is no XLIFF.
    """
    root = parse_xml(content, place, EXPORT_AGAIN, allow_doctype=True)
    if is_own(root):
        return bitext_of(root, place)
    if is_xliff12(root):
        return read_xliff12_bitext(root, place, wanted)
    from toolkit.bitext.foreign.xliff2 import is_xliff2, read_xliff2_bitext

    if is_xliff2(root):
        return read_xliff2_bitext(root, place, wanted)
    space = str(root.tag).rpartition("}")[0].removeprefix("{") or "no namespace"
    problem = f"not XLIFF 1 or 2 (its first element is <{local_name(root)}> in {space})"
    raise InputError(place, problem, EXPORT_AGAIN)
