"""Every reader on files that were right once: pieces of them changed, doubled, cut out and mixed.

A file is read or refused with an `InputError`; anything else is a fault. What is found becomes a file in `corpus/`,
named after its reader, and is read again by every run. ``FUZZ_SECONDS`` is how long each reader is fuzzed.
"""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest
from editing import PAIRS, bitext_of, exported

from toolkit.bitext import read_xliff
from toolkit.bitext.foreign import BILINGUAL, read_bilingual
from toolkit.errors import ToolkitError
from toolkit.glossary import parse_family
from toolkit.glossary.exchange import read_csv, read_tbx, read_xlsx, write_xlsx
from toolkit.model import Term
from toolkit.project import parse_settings
from toolkit.readers import FORMATS, read
from toolkit.readers.encoding import decode
from toolkit.review import read_review
from toolkit.segmentation import parse_srx

TESTS = Path(__file__).resolve().parents[1]
CORPUS = Path(__file__).parent / "corpus"
SECONDS = float(os.environ.get("FUZZ_SECONDS", "0.4"))
LARGEST_SEED = 30_000
PIECES = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"<",
        b">",
        b"&",
        b'"',
        b"'",
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b"&#0;",
        b"&#xD800;",
        b"PK\x01\x02",
    ),
    *("港".encode(), "。".encode(), b"\xed\xa0\x80", b"\n", b"\r", b"\t", b",", b"9" * 400, b"-1", b"{", b"[", b"null"),
)
"""What readers stumble over."""


def family(content: bytes, name: str) -> object:
    return list(parse_family(decode(content, name)[0], "firms", name))


def source(content: bytes, name: str, folder: Path) -> object:
    path = folder / name
    path.write_bytes(content)
    return read(path, name)


READERS: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "bitext": (read_xliff, (".xlf",)),
    "foreign": (read_bilingual, tuple(BILINGUAL)),
    "family": (family, (".csv",)),
    "csv": (lambda content, name: list(read_csv(decode(content, name)[0], name)), (".csv",)),
    "tbx": (lambda content, name: read_tbx(io.BytesIO(content), name, "zh", "en"), (".tbx",)),
    "xlsx": (lambda content, name: list(read_xlsx(io.BytesIO(content), name)), (".xlsx",)),
    "review": (read_review, (".docx", ".json")),
    "settings": (lambda content, name: parse_settings(content.decode("utf-8", "replace"), name), (".toml",)),
    "srx": (lambda content, name: parse_srx(content, "zh", name), (".srx",)),
    "source": (source, tuple(FORMATS)),
}


def seeds(endings: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """Right files, from the examples of the other tests and from the package."""
    paths = sorted(path for folder in (TESTS, TESTS.parent / "toolkit") for path in folder.rglob("*"))
    chosen = [path for path in paths if path.suffix in endings and path.stat().st_size < LARGEST_SEED]
    return [(path.suffix, path.read_bytes()) for path in chosen] + [one for one in MADE if one[0] in endings]


MADE = (
    (".docx", exported(bitext_of(*PAIRS))),
    (".json", b'{"toolkit":"review","version":1,"document":"a","segments":[]}'),
    (".toml", b'[engines.a]\nkind = "chat"\n[checks]\nselect = ["empty"]\n'),
    (".csv", "source,target,status\n港,port,\n".encode()),
    (".srx", b'<srx version="2.0"/>'),
    (".tbx", b'<tbx type="TBX-Basic"/>'),
    (".xlsx", write_xlsx((Term("港", "port", "places"),))),
)
"""Files that no example is there for."""


def mutated(content: bytes, others: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    """The content with some of its bytes changed; of an archive, those of one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.9:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = chance.choice(sorted(parts))
        parts[part] = mutated(parts[part], others, chance)
        packed = io.BytesIO()
        with ZipFile(packed, "w") as archive:
            for name, inside in parts.items():
                archive.writestr(name, inside)
        return packed.getvalue()
    for _ in range(chance.randint(1, 5)):
        start = chance.randint(0, len(content))
        end = min(len(content), start + chance.choice((0, 0, 1, 2, 8, 40, 400)))
        other = chance.choice(others)[1]
        at = chance.randint(0, len(other))
        new = chance.choice(
            (b"", chance.choice(PIECES), content[start:end] * 2, other[at : at + chance.randint(1, 60)])
        )
        content = content[:start] + new + content[end:]
    return content


def changed_files(endings: tuple[str, ...], chance: random.Random) -> Iterator[tuple[str, bytes]]:
    known, ends = seeds(endings), time.monotonic() + SECONDS
    while time.monotonic() < ends:
        ending, content = chance.choice(known)
        yield ending, mutated(content, known, chance)


@pytest.mark.parametrize("name", READERS)
def test_read_or_refused(name: str, tmp_path: Path) -> None:
    _, endings = READERS[name]
    seed = random.randrange(1 << 32) if "FUZZ_SECONDS" in os.environ else 1
    for ending, content in changed_files(endings, random.Random(seed)):
        try:
            expect_read_or_refused(name, ending, content, tmp_path)
        except Exception as error:
            (tmp_path / f"{name}-found{ending}").write_bytes(content)
            error.add_note(f"by {tmp_path / f'{name}-found{ending}'}: put it into {CORPUS}")
            raise


def expect_read_or_refused(name: str, ending: str, content: bytes, folder: Path) -> None:
    reader, _ = READERS[name]
    with suppress(ToolkitError):
        reader(content, f"a{ending}", *([folder] if name == "source" else []))


def test_what_was_found_once(tmp_path: Path) -> None:
    for path in sorted(CORPUS.glob("*")):
        expect_read_or_refused(path.name.partition("-")[0], path.suffix, path.read_bytes(), tmp_path)
