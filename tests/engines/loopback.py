"""A server on the loopback that speaks the wire formats of real services, and fails in all their ways.

Each request is answered by the next of the planned answers, the last of them again and again. An
answer is a function of the request, and what it gives goes over the wire as it is.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class Call:
    """A request as it came over the wire."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())


@dataclass
class Answer:
    """What the server does with one request."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    trickle: float = 0.0
    cut: bool = False


Plan = Callable[[Call], Answer]


@dataclass
class Service:
    """A running server: where it is, and what came."""

    url: str
    calls: list[Call] = field(default_factory=list)
    plan: list[Plan] = field(default_factory=list)

    def answers(self, *plan: Plan) -> None:
        self.plan[:] = plan


@contextmanager
def serve() -> Iterator[Service]:
    service = Service("")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            call = Call(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            with lock:
                service.calls.append(call)
                plan = service.plan.pop(0) if len(service.plan) > 1 else service.plan[0]
            self.answer(plan(call))

        def answer(self, answer: Answer) -> None:
            time.sleep(answer.delay)
            self.send_response_only(answer.status)
            today = self.date_time_string()
            for name, value in {"date": today, "content-type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            if answer.cut:
                self.wfile.write(answer.body[: len(answer.body) // 2])
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            pieces = [answer.body[at : at + 1] for at in range(len(answer.body))] if answer.trickle else [answer.body]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(answer.trickle)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has given up, which is what the test is about

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def completion(content: str | None, finish_reason: str = "stop", **more: Any) -> Plan:
    """What ``/v1/chat/completions`` answers."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "tiny",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": None},
                "logprobs": None,
                "finish_reason": finish_reason,
            }
        ],
        "usage": {"prompt_tokens": 90, "completion_tokens": 12, "total_tokens": 102},
    }
    return lambda call: Answer(body=json.dumps(body).encode(), **more)


def translation(text: str, **more: Any) -> Plan:
    """A completion with the JSON that was asked for."""
    return completion(json.dumps({"translation": text}), **more)


def failure(status: int, message: str = "", **headers: str) -> Plan:
    """An error as such services word it."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
    return lambda call: Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


ENGLISH = {
    "江港新城开港": "Jianggang New Town Opens Its Port",
    "记者 本报综合": "Compiled by our reporters",
    "江港新城今年投资5亿元。": "Jianggang New Town has invested 500 million yuan this year.",
    "港口全年吞吐量达60万标箱！": "The annual throughput of the port reached 600,000 TEUs!",
}
"""Good English for the small project of the tests."""


def source_of(call: Call) -> str:
    (found,) = re.findall(r"<text>\n(.*?)\n</text>", call.json["messages"][1]["content"], re.DOTALL)
    return str(found)


def translator(special: dict[str, Plan] | None = None, **more: Any) -> Plan:
    """Answers with `ENGLISH`, and by a plan of its own where there is one for the text."""

    def answer(call: Call) -> Answer:
        source = source_of(call)
        return (special or {}).get(source, translation(ENGLISH.get(source, ""), **more))(call)

    return answer
