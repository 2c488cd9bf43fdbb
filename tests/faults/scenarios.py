"""Commands that write, each with the project it is run in, and what people have on disk before and after."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from command_server import Ended, Server
from editing import Editor

from toolkit.bitext import read_xliff, write_xliff
from toolkit.model import State

HARBOUR = "江港新城开港\n\n记者 本报综合\n\n江港新城今年投资5亿元。港口全年吞吐量达60万标箱！\n"
ZONE = "开发区招商\n\n开发区引进企业12家。大家都来了。\n"
ENGLISH = {
    "江港新城开港": "Jianggang New Town Opens Its Port",
    "江港新城今年投资5亿元。": "Jianggang New Town has invested 500 million yuan this year.",
    "大家都来了。": "Everybody has come.",
}
"""What people have translated: more than half of the first document, and a sentence of the second."""

PLACES = "source,target,note\n江港新城,Jianggang New Town,\n标箱,TEU,twenty-foot\n"
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="zh" datatype="plaintext" segtype="sentence" adminlang="en" creationtool="x"
creationtoolversion="1" o-tmf="x"/><body>
<tu><tuv xml:lang="zh"><seg>开发区招商</seg></tuv><tuv xml:lang="en"><seg>The Zone Invites Investors</seg></tuv></tu>
</body></tmx>
"""
QUAY, LARGE = "江港新城第{}号码头", 4_100
"""A place for each number; texts of a memory whose index is kept in a file."""

PEOPLES = ("source", "glossary", "toolkit.toml", "checks-baseline.json")
"""What people wrote: to lose any of it would be to lose work."""

Tree = Mapping[str, bytes]


def tree(root: Path, *, litter: bool = False) -> dict[str, bytes]:
    """The files of a project but its cache, by name; with `litter` also what killed commands left half-written."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    named = {str(path.relative_to(root)): path for path in paths}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if not name.startswith(".toolkit/") and (litter or not is_litter(path))
    }


def is_litter(path: Path) -> bool:
    """Whether a file is what a killed command was writing beside the file or folder it would have replaced."""
    return any(part.startswith(".") and part.endswith(".new") for part in path.parts)


@dataclass(frozen=True)
class Scenario:
    """A command in a project; ``again`` are the exit codes with which it may end when run again after a kill."""

    name: str
    arguments: tuple[object, ...]
    prepare: Callable[[Path], None] = lambda root: None
    again: tuple[int, ...] = (0,)
    repeats: bool = True
    """Whether running it twice does no more than running it once."""
    in_parts: bool = False
    """Whether the command writes what it has by then more than once, so that files can be older than new."""


def scenarios(engine_url: str) -> list[Scenario]:
    """Every command that writes. The engine answers at `engine_url`."""
    return [
        Scenario("build", ("build",), fresh),
        Scenario("build-again", ("build",), changed),
        Scenario("build-indexed", ("build",), indexed),
        Scenario("build-shared-out", ("build", "--jobs", 2), fresh),
        Scenario("translate", ("translate",), lambda root: engine(root, engine_url), in_parts=True),
        Scenario("review", ("review", "ann.docx", "--propagate")),
        Scenario("review-undo", ("review", "--undo"), reviewed, again=(0, 2)),
        Scenario("terms-add", ("terms", "add", "标箱", "box", "--family", "places", "--status", "admitted",
                               "--origin", "a"), again=(0, 2)),
        Scenario("terms-import", ("terms", "import", "more.csv", "--family", "firms")),
        Scenario("memory-import", ("memory", "import", "old.tmx")),
        Scenario("memory-export", ("memory", "export", "all.tmx")),
        Scenario("check-fix", ("check", "--fix"), again=(0, 1)),
        Scenario("check-baseline", ("check", "--update-baseline")),
        Scenario("notes-add", ("notes", "add", "harbour", "1", "Which port?"), repeats=False),
        Scenario("handoff", ("handoff", "harbour", "--for", "omegat")),
        Scenario("publish", ("publish", "harbour", "--edition", "interleaved", "--format", "html", "--draft")),
        Scenario("align", ("align", "page.zh.txt", "page.en.txt", "--method", "length")),
    ]  # fmt: skip


def make_project(server: Server, root: Path) -> None:
    """A project with two documents, half translated, built, and with files from elsewhere that wait to be read."""
    texts = {
        "source/harbour.txt": HARBOUR,
        "source/zone.txt": ZONE,
        "glossary/places.csv": PLACES,
        "glossary/memory/gazette.tmx": TMX,
        "old.tmx": TMX.replace("开发区招商", "开发区引进企业12家。").replace(
            "The Zone Invites Investors", "Twelve came."
        ),
        "more.csv": "source,target\n鑫石管业,Xinshi Pipe\n",
        "page.zh.txt": HARBOUR,
        "page.en.txt": "The Port Opens\n\nCompiled by our reporters\n\nThe town invested 500 million yuan this year. "
        "The port handled 600,000 TEUs!\n",
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    succeed(server.run(["build"], root))
    translate(root)
    succeed(server.run(["build"], root))
    editor = Editor((root / "output" / "harbour.review.docx").read_bytes())
    editor.track_all(read_xliff((root / "source" / "harbour.xlf").read_bytes(), "harbour").units[0], "The Port Opens")
    (root / "ann.docx").write_bytes(editor.saved())


def translate(root: Path) -> None:
    for path in (root / "source").glob("*.xlf"):
        bitext = read_xliff(path.read_bytes(), path.stem)
        units = (
            replace(unit, target=ENGLISH[unit.segment.text], state=State.TRANSLATED, origin="")
            if unit.segment.text in ENGLISH
            else unit
            for unit in bitext.units
        )
        path.write_bytes(write_xliff(replace(bitext, units=tuple(units))))


def fresh(root: Path) -> None:
    """Nothing is derived yet."""
    for folder in (".toolkit", "output"):
        shutil.rmtree(root / folder)


def changed(root: Path) -> None:
    """A sentence is new, a term is, and an editor has written into a review document where it lay."""
    with (root / "source" / "harbour.txt").open("a", encoding="utf-8") as file:
        file.write("\n大家都来了。\n")
    (root / "glossary" / "places.csv").write_text(f"{PLACES}开发区,the Zone,\n", encoding="utf-8")
    shutil.copyfile(root / "ann.docx", root / "output" / "harbour.review.docx")


def indexed(root: Path) -> None:
    """The memory has an index in a file, and gets as many texts again; one of each is like a sentence that is new."""
    import subprocess

    memory = root / "glossary" / "memory" / "quays.tmx"
    memory.write_bytes(quays(range(LARGE)))
    subprocess.run([sys.executable, "-m", "toolkit", "build"], cwd=root, check=True, capture_output=True)
    assert indexes(root), "the memory is too small for an index"
    memory.write_bytes(quays(range(2 * LARGE)))
    with (root / "source" / "zone.txt").open("a", encoding="utf-8") as file:
        file.write(f"\n{QUAY.format(7)}今年投资。\n\n{QUAY.format(LARGE + 7)}今年投资。\n")


def quays(numbers: Iterable[int]) -> bytes:
    """A memory of another program with a sentence for each number."""
    header, _, rest = TMX.partition("<tu>")
    end = rest.rpartition("</tu>")[2]
    units = (
        f'<tu><tuv xml:lang="zh"><seg>{QUAY.format(number)}今年引进投资。</seg></tuv>'
        f'<tuv xml:lang="en"><seg>Quay {number} has found investors.</seg></tuv></tu>\n'
        for number in numbers
    )
    return f"{header}{''.join(units)}{end}".encode()


def indexes(root: Path) -> list[Path]:
    """The files of the memory's index."""
    return sorted((root / ".toolkit").glob("memory.*.index"))


def engine(root: Path, url: str) -> None:
    settings = f'[engines.local]\nkind = "chat"\nurl = "{url}/v1"\nmodel = "tiny"\n'
    (root / "toolkit.toml").write_text(settings, encoding="utf-8")


def reviewed(root: Path) -> None:
    """The last import of reviews can be taken back."""
    import subprocess

    subprocess.run([sys.executable, "-m", "toolkit", "review", "ann.docx"], cwd=root, check=True, capture_output=True)


def succeed(ended: Ended) -> Ended:
    assert ended.code == 0, ended
    return ended


@dataclass
class Rehearsed:
    """A scenario that has been played once to its end: what was before, what is after, in how many steps."""

    scenario: Scenario
    root: Path
    before: Tree
    after: Tree
    steps: tuple[str, ...]
    seconds: float
    number: Iterator[int] = field(repr=False)

    def again(self, server: Server, fatal: int, way: str, after: float | None = None) -> tuple[Path, Ended]:
        """Plays it anew, with a fault; returns the folder it was played in."""
        root = self.root.with_name(f"{self.root.name}-{next(self.number)}")
        shutil.copytree(self.root, root)
        return root, server.run(self.scenario.arguments, root, fatal, way, after)


def rehearse(server: Server, scenario: Scenario, base: Path, folder: Path) -> Rehearsed:
    """Plays a scenario to its end, in a copy of the project `base`."""
    from itertools import count

    root = folder / scenario.name
    shutil.copytree(base, root)
    scenario.prepare(root)
    finished = root.with_name(f"{root.name}-finished")
    shutil.copytree(root, finished)
    begun = time.monotonic()
    ended = server.run(scenario.arguments, finished)
    assert ended.code in (0, 1), ended
    seconds = time.monotonic() - begun
    return Rehearsed(scenario, root, tree(root), tree(finished, litter=True), ended.steps, seconds, count(1))


def expect_nothing_lost(rehearsed: Rehearsed, root: Path) -> None:
    """What people wrote is there, as it was or as the command leaves it; nothing is half of a file."""
    now = tree(root)
    before, after = rehearsed.before, rehearsed.after
    for name in (name for name in before if name.split("/")[0] in PEOPLES):
        assert name in now, f"{name} is gone"
    for name, content in now.items():
        if rehearsed.scenario.in_parts and name.endswith(".xlf"):
            expect_between(before[name], content, after[name], name)
        else:
            known = (*before.values(), *after.values()) if name.startswith("output/") else (
                before.get(name), after.get(name))  # fmt: skip
            assert content in known, f"{name} is neither old nor new"
    assert set(before.values()) & set(after.values()) <= set(now.values()), "what the command keeps is lost"


def expect_between(old: bytes, now: bytes, new: bytes, name: str) -> None:
    """Every unit is as it was before, or as it is at the end."""
    three = (read_xliff(content, name).units for content in (old, now, new))
    for before, unit, after in zip(*three, strict=True):
        assert unit.target in (before.target, after.target)
        assert not before.target or unit.target, f"the English of {before.segment.text} is gone"


def expect_finished(rehearsed: Rehearsed, server: Server, root: Path) -> None:
    """The next run ends well, and leaves what an undisturbed one does; a build afterwards finds the cache usable."""
    if rehearsed.scenario.repeats or tree(root) == rehearsed.before:
        ended = server.run(rehearsed.scenario.arguments, root)
        assert ended.code in rehearsed.scenario.again, ended.said
    now, after = tree(root), dict(rehearsed.after)
    if rehearsed.scenario.in_parts:
        assert targets(now) == targets(after)
    else:
        assert now == after, sorted(name for name in now.keys() | after.keys() if now.get(name) != after.get(name))
    if rehearsed.scenario.arguments[0] != "build":
        succeed(server.run(["build"], root))


def targets(files: Tree) -> dict[str, list[str]]:
    return {
        name: [unit.target for unit in read_xliff(content, name).units]
        for name, content in files.items()
        if name.endswith(".xlf")
    }
