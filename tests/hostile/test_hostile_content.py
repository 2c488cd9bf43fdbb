"""What every reader is given at some time: bad characters, deep nesting, growing entities, a sign again and again."""

from __future__ import annotations

import io
import os
import re
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from targets import CORPUS, TARGETS

MANY = os.environ.get("TOOLKIT_FAULTS") == "many"
CHARACTERS = {
    "NUL": b"\0",
    "lone surrogate": b"\xed\xa0\x80",
    "its reference": b"&#xD800;",
    "right to left": "\u202e港口\u202c\u2066".encode(),
    "escape": b"\x1b[31m",
    "no character": "\ufffe\U0010ffff".encode(),
    "half a character": "港".encode()[:2],
    "a long figure": b"9" * 5000,
    "another digit": "²٣".encode(),
}
DEEP = 3_000
SRX = (
    b'<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="no"/><body><languagerules><languagerule'
    b' languagerulename="c"><rule><beforebreak>%s</beforebreak></rule></languagerule></languagerules><maprules>'
    b'<languagemap languagepattern=".*" languagerulename="c"/></maprules></body></srx>'
)
NESTED = {
    ".json": (b"[" * DEEP, b'{"a":' * DEEP, b'{"version":1,"documents":' + b"[" * DEEP),
    ".toml": (b"a = " + b"[" * DEEP, b"a = " + b"{a=" * DEEP, b"[" + b"a." * 20_000 + b"a]\n" * 2),
    ".md": (b">" * DEEP, b"- " * DEEP, b"[" * 400, b"![" * 400, b"*a" * 400, b"<b>" * DEEP),
    ".srx": (SRX % (b"(" * DEEP), SRX % (b"(?=" * 2_000), SRX % b"\\x{FFFFFF}", SRX % b"(?:(?:a{9999}){9999}){9999}"),
}
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY x "' + b"port " * 2000 + b'">]>',
    b'<!DOCTYPE a [<!ENTITY y "port"><!ENTITY x "&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;">]>',
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
)
SIGNS = (
    *("a", " ", "\n", "，", "“", "(", "[", "<a>", "<!--", "&#", "*", "|", "![a](", "1,", "一亿", "。", '"', "\\"),
    *("a.b ", "港 "),
)
VALUES = re.compile(rb"""(?P<sign>["'=:,\t])(?P<value>[^"'<>=:,\s]{1,40})(?=["',}\s])""")
MOST_VALUES = 1000 if MANY else 6
LENGTH = 200_000 if MANY else 1_200
FAST = 2e-5 * LENGTH
"""Seconds of processor in which no more than linear work is done on so many bytes; only slower ones are measured."""

LINEAR = 9.0
"""Four times the file is four times the work, and sixteen times where it is quadratic."""


def seed(name: str) -> bytes:
    return (CORPUS / name / f"seed-0{TARGETS[name].suffix}").read_bytes()


def is_xml(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf").startswith(b"<") and b"<html" not in content


def changed(content: bytes, change: object) -> list[bytes]:
    """The file changed, or an archive with each of its XML parts changed."""
    if not content.startswith(b"PK"):
        return [change(content)]  # type: ignore[operator]
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return [packed(parts | {name: change(part)}) for name, part in parts.items() if is_xml(part)]  # type: ignore[operator]


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def after_text(content: bytes, piece: bytes) -> bytes:
    """With the piece in the middle of its text, where that is plain to see, and at its end."""
    for text in ("港", "口", "port", "a"):
        content = content.replace(text.encode(), text.encode() + piece, 1)
    return content if is_xml(content) else content + piece


def in_values(content: bytes, piece: bytes) -> list[bytes]:
    """With the piece in the place of each of its values that are a number, or in quotation marks."""
    places = list(VALUES.finditer(content))
    return [content[: place.start("value")] + piece + content[place.end("value") :] for place in places[:MOST_VALUES]]


@pytest.mark.parametrize("kind", CHARACTERS)
@pytest.mark.parametrize("name", TARGETS)
def test_bad_characters(name: str, kind: str) -> None:
    for content in changed(seed(name), lambda part: after_text(part, CHARACTERS[kind])):
        TARGETS[name].read(content)
    if not seed(name).startswith(b"PK"):
        for content in in_values(seed(name), CHARACTERS[kind]):
            TARGETS[name].read(content)


@pytest.mark.parametrize("name", TARGETS)
def test_deep_nesting(name: str) -> None:
    for content in changed(seed(name), nested):
        TARGETS[name].read(content)
    for content in NESTED.get(TARGETS[name].suffix, ()):
        TARGETS[name].read(content)


def nested(content: bytes) -> bytes:
    """The last element of an XML file, ever deeper; of other files many brackets."""
    start = content.rfind(b"<", 0, content.rfind(b"</") - 1)
    end = content.find(b">", start) + 1
    if start < 0 or content[start : start + 2] == b"</":
        return content + "[(“".encode() * 400
    return content[:start] + content[start:end] * DEEP + content[end:]


@pytest.mark.parametrize("name", [name for name in TARGETS if is_xml(seed(name)) or seed(name).startswith(b"PK")])
def test_entities_are_refused_before_they_grow(name: str) -> None:
    for declared in ENTITIES:
        for content in changed(seed(name), lambda part, declared=declared: with_entities(part, declared)):
            begun = time.process_time()
            TARGETS[name].read(content)
            assert time.process_time() - begun < 1


def with_entities(content: bytes, declared: bytes) -> bytes:
    start = content.find(b"?>") + 2 if content.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") else 0
    inside = content.rfind(b"</")
    return content[:start] + declared + content[start:inside] + b"&x;" * 10_000 + content[inside:]


@pytest.mark.parametrize("name", TARGETS)
def test_four_times_the_file_is_four_times_the_work(name: str) -> None:
    few = not MANY and seed(name).startswith(b"PK")  # packing them takes longer than reading them
    for sign in SIGNS[:4] if few else SIGNS:
        little = seconds(name, sign, LENGTH)
        if little > FAST:
            much = min(seconds(name, sign, LENGTH * 4) for _ in range(2))
            assert much / little < LINEAR, f"{sign!r}: four times the file, {much / little:.0f} times the work"


def seconds(name: str, sign: str, length: int) -> float:
    """Of the processor, for a file that has a sign again and again in its text."""
    again = sign.encode() * (length // len(sign.encode()))
    spent = 0.0
    for content in changed(seed(name), lambda part: after_text(part, escaped(again) if is_xml(part) else again)):
        begun = time.process_time()
        TARGETS[name].read(content)
        spent += time.process_time() - begun
    return spent


def escaped(content: bytes) -> bytes:
    return content.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
