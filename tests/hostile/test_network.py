"""No command opens a connection unless it was told of a server; keys stay in the memory of the process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from loopback import Answer, Call, failure, serve, translator

from toolkit.cli import cli

CANARY = "sk-canary-8f3b51c7e2"
WATCHED = """
import json, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
        print("CONNECTED", event, arguments[-1], file=sys.__stderr__, flush=True)
sys.addaudithook(watch)
import toolkit.engines.wire
from toolkit.cli import run
toolkit.engines.wire.FIRST_PAUSE = 0.01
for arguments in json.load(sys.stdin):
    try:
        run(arguments)
    except SystemExit:
        pass
"""
GIVEN = {
    "init": ["new"],
    "segment": ["source/harbour.txt"],
    "review": ["output/harbour.review.docx"],
    "edit": ["--line"],
    "align": ["source/harbour.txt", "page.txt", "--bitext", "a.xlf", "--tmx", "a.tmx"],
    "terms find": ["江港新城"],
    "terms add": ["港区", "port area", "--family", "places", "--origin", "a"],
    "terms import": ["glossary/places.csv"],
    "terms export": ["terms.csv"],
    "memory find": ["港"],
    "memory import": ["a.tmx"],
    "memory export": ["b.tmx"],
    "notes add": ["harbour", "1", "Which?"],
    "notes answer": ["harbour", "1", "This."],
    "notes resolve": ["harbour", "1"],
}
"""What commands need to do their work; others do it without."""


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """Every command of the command line, those of groups after the name of their group."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield (*before, name)


def run(root: Path, *arguments: list[str], **environment: str) -> str:
    """Runs commands in one process that tells of every connection; returns all that was said."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=root,
        input=json.dumps(arguments),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_no_command_connects_to_anything(project: Path) -> None:
    (project / "page.txt").write_text("The Port Opens\n\nOur reporters\n\nIt invested 500 million.\n", encoding="utf-8")
    known = {" ".join(command): command for command in commands(cli)}
    assert GIVEN.keys() <= known.keys()
    said = run(project, *([*command, *GIVEN.get(name, [])] for name, command in known.items()))
    assert "CONNECTED" not in said
    assert (project / "output" / "harbour.review.docx").exists()
    assert (project / "terms.csv").exists()


def test_the_watch_sees_a_connection(project: Path) -> None:
    with serve() as service:
        service.answers(translator())
        engine(project, service.url)
        assert "CONNECTED" in run(project, ["translate"], TOOLKIT_CANARY=CANARY)
        assert service.calls


def engine(project: Path, url: str) -> None:
    (project / "toolkit.toml").write_text(
        f'[engines.local]\nkind = "chat"\nurl = "{url}/v1"\nmodel = "tiny"\nkey_env = "TOOLKIT_CANARY"\n',
        encoding="utf-8",
    )


def echo(call: Call) -> Answer:
    """A server that repeats what it was sent, the key too, in its complaint."""
    return Answer(401, json.dumps({"error": {"message": f"wrong key: {call.headers}"}}).encode())


FAILURES = {
    "repeats the key": echo,
    "sends elsewhere": lambda call: Answer(302, b"", {"location": f"http://127.0.0.1:9/?key={CANARY}"}),
    "is broken": failure(500, "broken"),
    "sends no JSON": lambda call: Answer(200, f"<html>{call.headers}</html>".encode()),
    "hangs up": lambda call: Answer(200, b"x" * 400, cut=True),
    "repeats it as its translation": lambda call: Answer(
        200, json.dumps({"choices": [{"message": {"content": str(call.headers)}, "finish_reason": "stop"}]}).encode()
    ),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_a_key_is_never_written_or_said(project: Path, kind: str) -> None:
    with serve() as service:
        service.answers(FAILURES[kind])
        engine(project, service.url)
        said = run(project, ["translate", "-v", "--max-chars", "40"], ["engine", "test", "local"], ["engine", "list"],
                   ["build"], TOOLKIT_CANARY=CANARY)  # fmt: skip
        assert any(CANARY in call.headers.get("authorization", "") for call in service.calls), said
    assert CANARY not in said
    for path in (path for path in project.rglob("*") if path.is_file()):
        assert CANARY.encode() not in path.read_bytes(), path
