"""Files that are nearly right: a change inside the parts of an archive, to the tree of an XML file, or to its bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree

Mutate = Callable[[bytes], bytes]
"""Changes bytes of which it knows nothing."""

RAW = 0.1
"""How often an archive or an XML file is taken for mere bytes, and so is mostly broken."""


def mutated(content: bytes, other: bytes, chance: Random, mutate: Mutate) -> bytes:
    """The content with a few changes, perhaps with something of the `other` file of its kind in it."""
    if chance.random() >= RAW:
        if content.startswith(b"PK"):
            return _archive(content, other, chance, mutate)
        if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") and chance.random() < 0.7:
            return _tree(content, other, chance)
    return mutate(content)


def _archive(content: bytes, other: bytes, chance: Random, mutate: Mutate) -> bytes:
    """An archive with one of its parts changed, left out, or put in the place of another."""
    parts, others = _parts(content), _parts(other)
    if not parts:
        return mutate(content)
    name = chance.choice(sorted(parts))
    if chance.random() < 0.05:
        del parts[name]
    elif chance.random() < 0.05:
        parts[name] = chance.choice([*parts.values(), *others.values()])
    else:
        parts[name] = mutated(parts[name], others.get(name, b""), chance, mutate)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            archive.writestr(name, inside)
    return packed.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return {}


def _tree(content: bytes, other: bytes, chance: Random) -> bytes:
    """An XML file with elements moved, doubled and taken out, and attributes and texts of others."""
    root, others = _parsed(content), _parsed(other)
    if root is None:
        return content
    for _ in range(chance.randint(1, 4)):
        elements = list(root.iter(etree.Element))
        near = elements if others is None or chance.random() < 0.7 else list(others.iter(etree.Element))
        _change(chance.choice(elements), chance.choice(near), chance)
    return etree.tostring(root, encoding="utf-8", xml_declaration=chance.random() < 0.5)


def _parsed(content: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _change(element: etree._Element, near: etree._Element, chance: Random) -> None:
    """One change at an element, with something of the one that is `near`."""
    parent, verb = element.getparent(), chance.randrange(7)
    if verb == 0 and parent is not None:
        parent.remove(element)
    elif verb == 1 and parent is not None:
        parent.insert(chance.randint(0, len(parent)), deepcopy(near))
    elif verb == 2:
        element.append(deepcopy(near))
    elif verb == 3:
        element.text, element.tail = chance.choice(((near.text, element.tail), (element.text, near.text), ("", "")))
    elif verb == 4 and element.attrib:
        del element.attrib[chance.choice(sorted(element.attrib))]
    elif verb == 5 and near.attrib:
        name = chance.choice(sorted(near.attrib))
        with suppress(ValueError):  # broken markup has names that cannot be given
            element.set(chance.choice([name, *sorted(element.attrib)]), near.attrib[name])
    else:
        with suppress(ValueError):
            element.tag = near.tag
