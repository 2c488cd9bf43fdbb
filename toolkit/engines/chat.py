"""Any service that speaks the chat protocol of OpenAI: Ollama, llama.cpp, vLLM, DeepSeek …"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.engines.fingerprint import fingerprint
from toolkit.engines.keys import find_key
from toolkit.engines.options import require_address
from toolkit.engines.prompt import Prompt, built_in_prompt, read_prompt
from toolkit.engines.protocol import COMPLAINTS, CONTEXT, TERMS, Request, UnusableReplyError
from toolkit.engines.wire import Wire, open_wire
from toolkit.errors import SettingsError

ANSWERS = ("schema", "json", "text")
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_SCHEMA = {
    "type": "json_schema",
    "json_schema": {
        "name": "translation",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"translation": {"type": "string"}},
            "required": ["translation"],
            "additionalProperties": False,
        },
    },
}
_AS_JSON = 'Answer with one JSON object: {"translation": "…"}'


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``kind = "chat"``; docs/engines.md explains each."""

    url: str
    model: str
    key_env: str = ""
    keyring: bool = False
    answer: str = "schema"
    temperature: float = 0.0
    max_tokens: int = 0
    prompt: str = ""
    timeout: float = 120.0
    per_minute: int = 0
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Chat:
    """An engine behind ``/chat/completions``."""

    name: str
    options: Options
    prompt: Prompt
    wire: Wire
    fingerprint: str
    batch: int = 1
    takes: frozenset[str] = CONTEXT | TERMS | COMPLAINTS

    def size(self, request: Request) -> int:
        """The characters of the whole prompt."""
        return sum(map(len, self._messages(request)))

    def ask(self, requests: Sequence[Request]) -> list[str]:
        """The bodies of the replies; raises `EngineError`."""
        return [self.wire.post("/chat/completions", self._payload(request)) for request in requests]

    def read(self, reply: str) -> tuple[str, ...]:
        """The translation in a reply that is complete and has the agreed form; raises `UnusableReplyError`."""
        return (_translation(_content(self.name, reply), self.options.answer, self.name),)

    def _messages(self, request: Request) -> tuple[str, str]:
        system, user = self.prompt.fill(request)
        return (system if self.options.answer == "text" else f"{system}\n\n{_AS_JSON}"), user

    def _payload(self, request: Request) -> dict[str, Any]:
        system, user = self._messages(request)
        payload: dict[str, Any] = {
            "model": self.options.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": self.options.temperature,
            "stream": False,
        }
        if self.options.max_tokens:
            payload["max_tokens"] = self.options.max_tokens
        formats = {"schema": _SCHEMA, "json": {"type": "json_object"}}
        if self.options.answer in formats:
            payload["response_format"] = formats[self.options.answer]
        return payload


def _content(name: str, reply: str) -> str:
    """What the model wrote, if it came to its end."""
    try:
        choice = json.loads(reply)["choices"][0]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _unusable(name, "the reply is not one of a chat service") from error
    if reason == "length":
        raise _unusable(name, "the reply was cut off (finish_reason: length)")
    if reason not in ("stop", None) or not isinstance(content, str):
        raise _unusable(name, "the model gave no text")
    return content


def _translation(content: str, answer: str, name: str) -> str:
    text: Any = _THOUGHTS.sub("", content)
    if answer != "text":
        try:
            text = json.loads(text)["translation"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise _unusable(name, "the reply is not the JSON that was asked for") from error
    if not isinstance(text, str) or not text.strip():
        raise _unusable(name, "the reply is empty")
    return text.strip()


def _unusable(name: str, problem: str) -> UnusableReplyError:
    return UnusableReplyError(name, problem, "try another model, or set max_tokens or answer in toolkit.toml")


def make(name: str, options: Options, root: Path) -> Chat:
    """The engine of these options; the project's own prompt is found from `root`. Raises `ToolkitError`."""
    place = f"[engines.{name}]"
    require_address(options.url, place)
    if options.answer not in ANSWERS:
        raise SettingsError(place, "unknown form of answer", f"use one of {', '.join(ANSWERS)}")
    key = find_key(name, options.key_env, options.keyring)
    headers = {"Authorization": f"Bearer {key.value}"} if key.value else {}
    template = read_prompt(root / options.prompt, options.prompt) if options.prompt else built_in_prompt()
    wire = open_wire(name, options.url, key, options.timeout, options.per_minute, headers)
    described = asdict(options)
    answers = [described[part] for part in ("url", "model", "answer", "temperature", "max_tokens")]
    return Chat(name, options, template, wire, fingerprint(options.model, *answers, template))
