"""DeepL, by its own client. The only module that knows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.engines.fingerprint import fingerprint
from toolkit.engines.keys import Key, find_key, missing_extra
from toolkit.engines.languages import is_traditional, primary
from toolkit.engines.options import require_address
from toolkit.engines.protocol import CONTEXT, Request, UnusableReplyError
from toolkit.engines.tags import from_elements, to_elements
from toolkit.errors import EngineError


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``kind = "deepl"``; docs/engines.md explains each."""

    key_env: str = "DEEPL_AUTH_KEY"
    keyring: bool = False
    url: str = ""
    glossary: str = ""
    model: str = ""
    timeout: float = 60.0
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class DeepL:
    """An account at DeepL."""

    name: str
    options: Options
    key: Key
    client: Any
    fingerprint: str
    batch: int = 1
    takes: frozenset[str] = CONTEXT

    def size(self, request: Request) -> int:
        """The characters of the text as it is sent; DeepL does not count the context."""
        return len(to_elements(request.text))

    def ask(self, requests: Sequence[Request]) -> list[str]:
        """What the client gives for each request, as JSON; raises `EngineError`."""
        return [self._ask(request) for request in requests]

    def read(self, reply: str) -> tuple[str, ...]:
        """The translation; raises `UnusableReplyError`."""
        try:
            text = from_elements(json.loads(reply)["text"])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise UnusableReplyError(self.name, "the reply that was kept is damaged", "translate it by hand") from error
        if not text.strip():
            raise UnusableReplyError(self.name, "the reply is empty", "translate it by hand")
        return (text,)

    def _ask(self, request: Request) -> str:
        import deepl

        try:
            result = self.client.translate_text(
                to_elements(request.text),
                source_lang="ZH",
                target_lang=_target(request.target_language),
                context="\n".join((request.title, *request.before, *request.after)).strip() or None,
                glossary=self.options.glossary or None,
                model_type=self.options.model or None,
                split_sentences="0",
                preserve_formatting=True,
                tag_handling="xml",
                outline_detection=False,
                non_splitting_tags=["g", "x"],
            )
        except (deepl.AuthorizationException, deepl.QuotaExceededException, deepl.GlossaryNotFoundException) as error:
            raise self._error(error, "look at the key and at the account", ends=True) from None
        except deepl.ConnectionException as error:
            raise self._error(error, "look at the network, or try again later", ends=True) from None
        except deepl.DeepLException as error:
            raise self._error(error, "try again later") from None
        except (ValueError, TypeError, LookupError, AttributeError):  # the client trusts what it reads
            raise UnusableReplyError(
                self.name, "the reply is not one of DeepL", "look at url in toolkit.toml"
            ) from None
        return json.dumps({"text": result.text}, ensure_ascii=False)

    def _error(self, error: Exception, remedy: str, ends: bool = False) -> EngineError:
        """Without the client's own error as its cause, which may hold the request with its key."""
        said = self.key.hide(" ".join(str(error).split())[:200])
        return EngineError(self.name, said or type(error).__name__, remedy, ends)


def _target(tag: str) -> str:
    """The language as DeepL names it: English needs its region."""
    if primary(tag) == "zh":
        return "ZH-HANT" if is_traditional(tag) else "ZH-HANS"
    return (
        tag.upper()
        if tag.lower() in ("en-gb", "en-us", "pt-br", "pt-pt")
        else {"en": "EN-GB"}.get(primary(tag), primary(tag).upper())
    )


def make(name: str, options: Options, root: Path) -> DeepL:
    """The engine of these options; raises `ToolkitError`. It names no files."""
    if options.url:
        require_address(options.url, f"[engines.{name}]")
    key = find_key(name, options.key_env, options.keyring)
    if not key.value:
        raise EngineError(name, "DeepL needs a key", "name its environment variable as key_env", ends=True)
    try:
        import deepl
    except ImportError as error:
        raise missing_extra(name, "deepl") from error
    deepl.http_client.min_connection_timeout = options.timeout
    client = deepl.DeepLClient(key.value, server_url=options.url or None, send_platform_info=False)
    return DeepL(name, options, key, client, fingerprint("deepl", options.glossary, options.model))
