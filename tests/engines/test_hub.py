"""A model of the hub by its name: fetched by the hub's client from a hub on the loopback, used from its cache."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from loopback import free_port

MODEL = Path(__file__).parent / "fixture" / "model"
REVISION = "a" * 40


class Hub(BaseHTTPRequestHandler):
    """Holds one repository, ``port/tiny``, with the fixture's model and weights in another form."""

    def answer(self) -> tuple[bytes, dict[str, str]] | None:
        files = {path.name: path.read_bytes() for path in MODEL.iterdir()} | {"pytorch_model.bin": b"other weights"}
        digests = {name: hashlib.sha1(content).hexdigest() for name, content in files.items()}
        if self.path.startswith("/api/models/port/tiny/tree/"):
            listed = [{"type": "file", "oid": digests[name], "size": len(files[name]), "path": name} for name in files]
            return json.dumps(listed).encode(), {}
        if self.path.startswith("/api/models/port/tiny/revision/"):
            told = {"id": "port/tiny", "sha": REVISION, "siblings": [{"rfilename": name} for name in files]}
            return json.dumps(told).encode(), {}
        name = self.path.rpartition("/")[2]
        if self.path == f"/port/tiny/resolve/{REVISION}/{name}" and name in files:
            return files[name], {"etag": f'"{digests[name]}"', "x-repo-commit": REVISION}
        return None

    def do_GET(self) -> None:
        answer = self.answer()
        if answer is None:
            self.send_error(404)
            return
        body, headers = answer
        self.send_response(200)
        for name, value in {"content-type": "application/json", "content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def toolkit_with_hub(address: str, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The client reads where its hub and its cache are when it is loaded: hence another process."""
    home = {"HF_ENDPOINT": address, "HF_HOME": str(project / "hub"), "HF_HUB_DISABLE_TELEMETRY": "1"}
    command = [sys.executable, "-m", "toolkit", *arguments, "--project", str(project)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **home})


def test_a_model_by_its_name(project: Path, hub: str) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    add = ("engine", "add", "tiny", "--kind", "ctranslate2", "--set", "model=port/tiny")
    done = toolkit_with_hub(nowhere, project, *add)
    assert done.returncode == 4
    assert "port/tiny cannot be fetched" in done.stderr
    done = toolkit_with_hub(nowhere, project, "translate")
    assert done.returncode == 4
    assert "the model port/tiny is not here" in done.stderr
    done = toolkit_with_hub(hub, project, "engine", "test", "tiny", "城西港区开港")
    assert done.stdout == "Chengxi Port Area Opens Its Port\n", done.stderr
    assert not list((project / "hub").rglob("pytorch_model.bin"))
    done = toolkit_with_hub(nowhere, project, "translate")  # from the cache, without any hub
    assert done.returncode == 0, done.stderr
    assert "4 drafts" in done.stderr
