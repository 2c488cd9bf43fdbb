"""LibreTranslate and other servers that speak its protocol."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.engines.fingerprint import fingerprint
from toolkit.engines.keys import find_key
from toolkit.engines.languages import is_traditional, primary
from toolkit.engines.options import require_address
from toolkit.engines.protocol import Request, UnusableReplyError
from toolkit.engines.tags import from_elements, to_elements
from toolkit.engines.wire import Wire, open_wire


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``kind = "libretranslate"``; docs/engines.md explains each."""

    url: str
    key_env: str = ""
    keyring: bool = False
    alternatives: int = 3
    timeout: float = 60.0
    per_minute: int = 0
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """An engine behind ``/translate``."""

    name: str
    options: Options
    wire: Wire
    fingerprint: str
    batch: int = 1
    takes: frozenset[str] = frozenset()

    def size(self, request: Request) -> int:
        """The characters of the text as it is sent."""
        return len(to_elements(request.text))

    def ask(self, requests: Sequence[Request]) -> list[str]:
        """The bodies of the replies; raises `EngineError`."""
        return [self.wire.post("/translate", self._payload(request)) for request in requests]

    def read(self, reply: str) -> tuple[str, ...]:
        """The translation, then the alternatives; raises `UnusableReplyError`."""
        try:
            answer = json.loads(reply)
            texts = [answer["translatedText"], *answer.get("alternatives", ())]
            return tuple(from_elements(text) for text in texts)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise UnusableReplyError(
                self.name, "the reply is not one of LibreTranslate", "look at the service"
            ) from error

    def _payload(self, request: Request) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "q": to_elements(request.text),
            "source": _code(request.source_language),
            "target": _code(request.target_language),
            "format": "html",
            "alternatives": self.options.alternatives,
        }
        return payload | ({"api_key": self.wire.key.value} if self.wire.key.value else {})


def _code(tag: str) -> str:
    """The language as LibreTranslate names it: ``zh``, ``zt`` for traditional characters, ``en``."""
    return "zt" if primary(tag) == "zh" and is_traditional(tag) else primary(tag)


def make(name: str, options: Options, root: Path) -> LibreTranslate:
    """The engine of these options; raises `ToolkitError`. It names no files."""
    require_address(options.url, f"[engines.{name}]")
    key = find_key(name, options.key_env, options.keyring)
    wire = open_wire(name, options.url, key, options.timeout, options.per_minute, {})
    return LibreTranslate(name, options, wire, fingerprint("libretranslate", options.url, options.alternatives))
