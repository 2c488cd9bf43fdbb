"""Reads gettext PO and POT files (GNU gettext manual, “The Format of PO Files”).

A message becomes a unit, one with plural forms a unit for each form; fuzzy ones are drafts, and
obsolete ones (``#~``) are left out. Comments and contexts become notes; references are dropped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.bitext.foreign.assembly import EXPORT_AGAIN, assemble, filled_state, oriented
from toolkit.bitext.foreign.languages import Pair, fits
from toolkit.errors import InputError
from toolkit.language.chinese import count_han
from toolkit.model import Bitext, Note, Segment, State, Unit

_LINE_END = re.compile(r"\r\n|\r|\n")
_KEYWORD = re.compile(r"msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,3}\])?")
_STRING = re.compile(r'[ \t]*(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)")?')
_BYTE = r"\\(?:x[0-9A-Fa-f]{2}|[0-3]?[0-7]{1,2})"
_ESCAPE = re.compile(rf"(?P<bytes>(?:{_BYTE})+)|\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_HEADER = re.compile(rb'msgid\s*""\s*msgstr(?:\s*+"[^\r\n]*+)*+')
_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.ASCII)
"""In the header alone: a text may speak of charsets, too."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_ENCODINGS = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
"""What Python calls encodings and is no encoding of files; some take more than proportional time."""
_PLURALS = re.compile(r"nplurals\s*=\s*(\d+|INTEGER)\s*;\s*plural\s*=\s*[\w(!]+.*")
_ENOUGH_MESSAGES = 1000
_REMEDY = "correct the line, or let msgfmt --check find what is wrong"


@dataclass(slots=True)
class Message:
    """A message as it stands in its file; ``comments`` are all of them, ``remarks`` the translator's own."""

    line: int
    strings: dict[str, list[str]] = field(default_factory=dict)
    """By keyword, as they stand in the file: a string for each line."""
    forms: list[str] = field(default_factory=list)
    """The keywords of the translations: one, or one for each plural form."""
    comments: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def text(self, keyword: str) -> str:
        """The text of a keyword, empty where it is not there."""
        return "".join(self.strings.get(keyword, ()))

    @property
    def is_header(self) -> bool:
        """Whether it is the one that tells of the file."""
        return "msgctxt" not in self.strings and not self.text("msgid")

    def ends_before(self, keyword: str) -> bool:
        """Whether a line that begins with `keyword` begins another message."""
        return bool(self.forms) and not keyword.startswith("msgstr")


def read_bitext(content: bytes, place: str, wanted: Pair) -> Bitext:
    """A PO file as a bitext; which language its messages are in is guessed where its header does not say.

    Raises `InputError` with the line of what breaks the format.
    """
    header, messages = read_messages(content, place)
    languages = header.get("x-source-language") or _source_language(messages), header.get("language", "")
    if fits(languages[1], languages[0]):
        languages = "", languages[1]
    read = (list(_units(message, number)) for number, message in enumerate(messages) if not message.is_header)
    return assemble(*oriented(read, languages, wanted), place)


def read_messages(content: bytes, place: str) -> tuple[dict[str, str], list[Message]]:
    """The fields of the header, their names in small letters, and all messages; raises `InputError`."""
    messages = list(_messages(_decoded(content, place), place))
    if not messages:
        raise InputError(place, "no message in it", EXPORT_AGAIN)
    return _header(messages[0], place), messages


def _source_language(messages: list[Message]) -> str:
    """Chinese where most messages are, else English, as is the custom; of a long file a part says it."""
    texts = [message.text("msgid") for message in messages if not message.is_header]
    some = texts[:: max(1, len(texts) // _ENOUGH_MESSAGES)]
    chinese = sum(count_han(text) > 0 for text in some)
    return "zh" if 2 * chinese > len(some) else "en"


def _decoded(content: bytes, place: str) -> str:
    """The text, by its byte-order mark, by what the header says, or else as UTF-8."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", ""))
    header = _HEADER.search(content)
    stated = _CHARSET.search(header[0]) if header else None
    encoding = encoding or (stated[1].decode() if stated and stated[1] != b"CHARSET" else "utf-8")
    try:
        if codecs.lookup(encoding).name in _NO_ENCODINGS:
            raise LookupError(encoding)
        return content[len(mark) :].decode(encoding)
    except LookupError as error:
        raise InputError(place, f"unknown charset “{encoding}” in its header", "save the file as UTF-8") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{place} line {line}", f"not {encoding}", "state its charset in the header") from error


def _messages(text: str, place: str) -> Iterator[Message]:
    """Every message, the header among them; obsolete ones, domains and empty lines are passed over."""
    message = Message(1)
    for number, line in enumerate(_LINE_END.split(text), 1):
        line = line.strip()
        if not line or line.startswith(("#~", "domain ")):
            continue
        keyword = _KEYWORD.match(line)
        if message.strings and (line.startswith("#") or (keyword and message.ends_before(keyword[0]))):
            yield _complete(message, place)
            message = Message(number)
        if line.startswith("#"):
            _comment(message, line)
        else:
            _string(message, keyword[0] if keyword else "", line, place, number)
    if message.strings:
        yield _complete(message, place)


def _string(message: Message, keyword: str, line: str, place: str, number: int) -> None:
    text = _STRING.fullmatch(line, len(keyword))
    if text is None or not (keyword or message.strings):
        raise _broken(place, number, "neither a keyword with a text in quotes nor a text in quotes that goes on")
    if keyword in message.strings:
        raise _broken(place, number, f"a second {keyword} in one message")
    if keyword.startswith("msgstr"):
        message.forms.append(keyword)
    strings = message.strings.setdefault(keyword, []) if keyword else list(message.strings.values())[-1]
    if text[1] is not None:
        strings.append(_unescaped(text[1], place, number))


def _comment(message: Message, line: str) -> None:
    if line.startswith("#,"):
        message.flags |= {flag.strip() for flag in line[2:].split(",")}
    elif not line.startswith(("#:", "#|")):
        message.comments.append(line[1:].removeprefix(".").strip())
        if not line.startswith("#."):
            message.remarks.append(message.comments[-1])


def _unescaped(text: str, place: str, line: int) -> str:
    if "\\" not in text:
        return text

    def meant(escape: re.Match[str]) -> str:
        if escape["bytes"]:
            numbers = escape["bytes"].split("\\")[1:]
            return bytes(int(one[1:], 16) if one[0] == "x" else int(one, 8) for one in numbers).decode(errors="replace")
        if escape[2] not in _ESCAPED:
            raise _broken(place, line, f"an unknown escape, “{escape[0]}”")
        return _ESCAPED[escape[2]]

    return _ESCAPE.sub(meant, text)


def _complete(message: Message, place: str) -> Message:
    """`message`, refused where it has no source, no translation, or forms that do not belong together."""
    problem = ""
    if "msgid" not in message.strings:
        problem = "a message without msgid"
    elif not message.forms:
        problem = "a msgid without msgstr"
    elif [] in message.strings.values():
        problem = "a keyword without a text in quotes"
    elif ("msgid_plural" in message.strings) is ("msgstr" in message.strings):
        problem = "plural forms need msgid_plural and msgstr[0], msgstr[1] …; other messages msgstr"
    if problem:
        raise _broken(place, message.line, problem)
    return message


def _header(message: Message, place: str) -> dict[str, str]:
    """The fields of the header by their names in small letters; none where the file has no header."""
    if not message.is_header:
        return {}
    lines = (line.partition(":") for line in message.text("msgstr").split("\n"))
    fields = {name.strip().lower(): value.strip() for name, _, value in lines if value.strip()}
    if not _PLURALS.fullmatch(fields.get("plural-forms", "nplurals=1; plural=0")):
        problem = f"Plural-Forms cannot be read: “{fields['plural-forms']}”"
        raise InputError(f"{place} line {message.line}", problem, "write it as: nplurals=2; plural=(n != 1);")
    return fields


def _units(message: Message, number: int) -> Iterator[Unit]:
    notes = [Note(message.text("msgctxt"), "msgctxt")] if "msgctxt" in message.strings else []
    notes += [Note(comment) for comment in message.comments if comment]
    forms = message.forms
    written = State.DRAFT if "fuzzy" in message.flags else State.TRANSLATED
    for form in forms:
        singular = "msgid_plural" not in message.strings or (form == "msgstr[0]" and len(forms) > 1)
        source = message.text("msgid" if singular else "msgid_plural")
        target = message.text(form)
        name = f"{number}{form.removeprefix('msgstr')}"
        yield Unit(Segment(name, source), target, filled_state(written, target), notes=tuple(notes))


def _broken(place: str, line: int, problem: str) -> InputError:
    return InputError(f"{place} line {line}", problem, _REMEDY)
