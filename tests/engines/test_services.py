"""LibreTranslate and DeepL against servers with their true wire formats."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import deepl
import pytest
from loopback import Answer, Call, Plan, Service, free_port

from toolkit.engines.options import EngineSettings
from toolkit.engines.protocol import Engine, Request
from toolkit.engines.registry import make_engine
from toolkit.errors import EngineError

KEY = "0123456789abcdef-loopback:fx"
REQUEST = Request("江港新城‹b1›开港‹/b1›&", "zh-CN", "en-GB", title="一年", before=("港口建成了。",))


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SERVICE_KEY", KEY)
    monkeypatch.setattr("toolkit.engines.wire.FIRST_PAUSE", 0.0)
    monkeypatch.setattr(deepl.http_client._BackoffTimer, "BACKOFF_INITIAL", 0.01)
    monkeypatch.setattr(deepl.http_client._BackoffTimer, "BACKOFF_MULTIPLIER", 1.0)
    timeout = deepl.http_client.min_connection_timeout
    yield
    deepl.http_client.min_connection_timeout = timeout


def answered(body: Any, status: int = 200, **more: Any) -> Plan:
    return lambda call: Answer(status, json.dumps(body).encode(), **more)


def drafts(engine: Engine, request: Request = REQUEST) -> tuple[str, ...]:
    (reply,) = engine.ask([request])
    return engine.read(reply)


def libretranslate(service: Service, **options: object) -> Engine:
    settings = {"url": service.url, "key_env": "SERVICE_KEY", **options}
    return make_engine(EngineSettings("libre", "libretranslate", tuple(settings.items())), Path())


def translate_deepl(service: Service | None, **options: object) -> Engine:
    url = service.url if service else f"http://127.0.0.1:{free_port()}"
    settings = {"url": url, "key_env": "SERVICE_KEY", **options}
    return make_engine(EngineSettings("deepl", "deepl", tuple(settings.items())), Path())


def test_libretranslate(service: Service) -> None:
    service.answers(
        answered(
            {
                "translatedText": 'Jianggang New Town <g id="b1">opens its port</g> &amp;',
                "alternatives": ['<g id="b1">Opening</g>'],
            }
        )
    )
    first, second = drafts(libretranslate(service))
    assert (first, second) == ("Jianggang New Town ‹b1›opens its port‹/b1› &", "‹b1›Opening‹/b1›")
    (call,) = service.calls
    assert call.path == "/translate"
    assert call.json == {
        "q": '江港新城<g id="b1">开港</g>&amp;',
        "source": "zh",
        "target": "en",
        "format": "html",
        "alternatives": 3,
        "api_key": KEY,
    }


@pytest.mark.parametrize(
    ("plan", "problem", "calls", "ends"),
    [
        (answered({"error": f"Invalid API key: {KEY}"}, 403), "403: Invalid API key: •••", 1, True),
        (answered({"error": "zh is not supported"}, 400), "400: zh is not supported", 1, False),
        (answered({"error": "Slowdown"}, 429), "429: Slowdown", 4, False),
        (answered({"error": "Cannot translate"}, 500), "500: Cannot translate", 4, False),
        (answered(["port"]), "not one of LibreTranslate", 1, False),
        (answered({"translatedText": None}), "not one of LibreTranslate", 1, False),
        (answered({"translatedText": "Port"}, cut=True), "the connection broke", 4, False),
    ],
)
def test_libretranslate_in_trouble(service: Service, plan: Plan, problem: str, calls: int, ends: bool) -> None:
    service.answers(plan)
    with pytest.raises(EngineError, match=problem) as raised:
        drafts(libretranslate(service))
    assert len(service.calls) == calls
    assert raised.value.ends is ends
    assert KEY not in str(raised.value)


def sent_to_deepl(call: Call) -> dict[str, Any]:
    return dict(call.json)


def test_deepl(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    text = 'Jianggang New Town <g id="b1">opens its port</g> &amp;'
    service.answers(
        answered({"translations": [{"detected_source_language": "ZH", "text": text, "billed_characters": 9}]})
    )
    assert drafts(translate_deepl(service, glossary="def3a26b")) == ("Jianggang New Town ‹b1›opens its port‹/b1› &",)
    (call,) = service.calls
    assert call.path == "/v2/translate"
    assert call.headers["authorization"] == f"DeepL-Auth-Key {KEY}"
    sent = sent_to_deepl(call)
    assert sent["text"] == ['江港新城<g id="b1">开港</g>&amp;']
    assert (sent["source_lang"], sent["target_lang"], sent["tag_handling"]) == ("ZH", "EN-GB", "xml")
    assert sent["context"] == "一年\n港口建成了。"
    assert sent["glossary_id"] == "def3a26b"
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    ("plan", "problem", "ends"),
    [
        (answered({"message": f"Wrong key {KEY}"}, 403), "uthorization", True),
        (answered({"message": "Quota exceeded"}, 456), "Quota", True),
        (answered({"message": "Too many requests"}, 429), "Too many", False),
        (answered({"message": "out of memory"}, 500), "out of memory", False),
        (answered({"message": "Value for 'target_lang' not supported."}, 400), "target_lang", False),
        (
            answered({"translations": [{"detected_source_language": "ZH", "text": "", "billed_characters": 9}]}),
            "empty",
            False,
        ),
        (answered({"translations": [{"text": "Port"}]}), "not one of DeepL", False),
        (answered({"translations": 3}), "not one of DeepL", False),
        (lambda call: Answer(body=b"<html>"), "not one of DeepL", False),
        (
            answered(
                {"translations": [{"detected_source_language": "ZH", "text": "Port", "billed_characters": 9}]}, cut=True
            ),
            "onnection",
            True,
        ),
    ],
)
def test_deepl_in_trouble(service: Service, plan: Plan, problem: str, ends: bool) -> None:
    service.answers(plan)
    with pytest.raises(EngineError, match=problem) as raised:
        drafts(translate_deepl(service))
    assert raised.value.ends is ends
    assert KEY not in str(raised.value)
    assert raised.value.__cause__ is None


def test_nobody_answers_for_deepl() -> None:
    with pytest.raises(EngineError, match=r"onnection") as raised:
        drafts(translate_deepl(None))
    assert raised.value.ends


def test_deepl_needs_a_key(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SERVICE_KEY")
    with pytest.raises(EngineError, match="set the environment variable SERVICE_KEY"):
        translate_deepl(service)
    with pytest.raises(EngineError, match="DeepL needs a key"):
        translate_deepl(service, key_env="")


def test_a_key_from_the_keyring(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import KeyringLocked

    class Ring(KeyringBackend):
        priority = 1  # type: ignore[assignment]
        locked = False

        def get_password(self, service: str, username: str) -> str | None:
            if self.locked:
                raise KeyringLocked("closed")
            return KEY if (service, username) == ("bilingual-toolkit", "deepl") else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError("nothing is written")

        def delete_password(self, service: str, username: str) -> None:
            raise AssertionError("nothing is deleted")

    ring, before = Ring(), keyring.get_keyring()
    monkeypatch.delenv("SERVICE_KEY")
    keyring.set_keyring(ring)
    try:
        service.answers(
            answered({"translations": [{"detected_source_language": "ZH", "text": "Port", "billed_characters": 9}]})
        )
        assert drafts(translate_deepl(service, keyring=True)) == ("Port",)
        assert service.calls[0].headers["authorization"].endswith(KEY)
        ring.locked = True
        with pytest.raises(EngineError, match="the keyring cannot be read"):
            translate_deepl(service, keyring=True)
    finally:
        keyring.set_keyring(before)
