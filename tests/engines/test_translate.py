"""``toolkit translate`` from end to end, against a chat service on the loopback."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from loopback import (
    ENGLISH,
    Answer,
    Call,
    Plan,
    Service,
    completion,
    failure,
    free_port,
    source_of,
    translation,
    translator,
)

from toolkit.bitext import read_xliff, recorded_draft
from toolkit.model import Bitext, State, Unit

KEY = "sk-loopback-0123456789"


@pytest.fixture
def drafted(project: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with an engine whose service is `service`."""
    monkeypatch.setenv("LOCAL_KEY", KEY)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")
    (project / "toolkit.toml").write_text(
        f'[engines.local]\nkind = "chat"\nurl = "{service.url}/v1"\nmodel = "tiny"\nkey_env = "LOCAL_KEY"\n'
        "price = 20\ntimeout = 5\n"
    )
    service.answers(translator())
    return project


def bitext(project: Path, name: str = "harbour") -> Bitext:
    return read_xliff((project / "source" / f"{name}.xlf").read_bytes(), name)


def unit(project: Path, source: str) -> Unit:
    return next(one for one in bitext(project).units if one.segment.text == source)


def test_everything_empty_is_drafted(drafted: Path, service: Service, toolkit: Callable) -> None:
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 0, outcome.err
    assert "harbour  4 drafts" in outcome.err
    assert "4 requests" in outcome.err
    found = bitext(drafted)
    assert {one.segment.text: one.target for one in found.units} == ENGLISH
    assert {one.state for one in found.units} == {State.DRAFT}
    one = recorded_draft(unit(drafted, "江港新城今年投资5亿元。"))
    assert one is not None
    assert one.engine.startswith("tiny@")
    assert (one.attempt, one.terms, one.at, one.left) == (1, ("江港新城",), "2025-11-25T00:00:00Z", ())
    again = toolkit("translate", "--project", drafted)
    assert "nothing to draft" in again.err
    assert len(service.calls) == 4


def test_what_people_wrote_is_left_alone(drafted: Path, service: Service, toolkit: Callable) -> None:
    toolkit("build", "--project", drafted)
    path = drafted / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('<target state="new"></target>', "<target>By a person</target>", 1), encoding="utf-8")
    toolkit("translate", "--project", drafted)
    toolkit("translate", "--again", "--project", drafted)
    assert unit(drafted, "江港新城开港").target == "By a person"
    edited = path.read_text(encoding="utf-8").replace("500 million yuan this year", "half a billion yuan this year")
    path.write_text(edited, encoding="utf-8")
    service.answers(translator({source: translation("Anew.") for source in ENGLISH}))
    (drafted / ".toolkit" / "replies.sqlite").unlink()
    toolkit("translate", "--again", "--project", drafted)
    assert "half a billion" in unit(drafted, "江港新城今年投资5亿元。").target
    assert unit(drafted, "记者 本报综合").target == "Anew."


def test_a_draft_with_findings_is_asked_for_again(drafted: Path, service: Service, toolkit: Callable) -> None:
    def improving(call: Call) -> Answer:
        complained = "An earlier translation was refused" in call.json["messages"][1]["content"]
        worse = "Jianggang New Town has invested 50 million yuan this year."
        return translation(ENGLISH["江港新城今年投资5亿元。"] if complained else worse)(call)

    service.answers(translator({"江港新城今年投资5亿元。": improving}))
    toolkit("translate", "--project", drafted)
    draft = recorded_draft(unit(drafted, "江港新城今年投资5亿元。"))
    assert draft is not None
    assert (draft.attempt, draft.left) == (2, ())
    assert len(service.calls) == 5


def test_a_draft_that_stays_wrong_is_kept_and_flagged(drafted: Path, service: Service, toolkit: Callable) -> None:
    wrong = "River Ports has invested 50 million yuan this year."
    service.answers(translator({"江港新城今年投资5亿元。": translation(wrong)}))
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 0
    assert "4 drafts, 1 with findings" in outcome.err
    found = unit(drafted, "江港新城今年投资5亿元。")
    assert found.target == wrong
    draft = recorded_draft(found)
    assert draft is not None
    assert "number-value" in draft.left
    assert draft.attempt == 1
    assert len(service.calls) == 5  # a reply that complaints do not change is not asked for a third time


def test_one_known_wrong_variant_is_replaced(drafted: Path, service: Service, toolkit: Callable) -> None:
    service.answers(
        translator({"江港新城今年投资5亿元。": translation("River Port has invested 500 million yuan this year.")})
    )
    toolkit("translate", "--project", drafted)
    found = unit(drafted, "江港新城今年投资5亿元。")
    assert found.target == ENGLISH["江港新城今年投资5亿元。"]
    draft = recorded_draft(found)
    assert draft is not None
    assert (draft.corrected, draft.left) == (("term-forbidden",), ())


@pytest.mark.parametrize(
    "broken",
    [
        completion('{"translation": "The annual', "length"),
        completion("I cannot help with that."),
        completion(json.dumps({"translation": "港" * 5000})),
        translation("\x00\ud800"),
        failure(400, "the model does not like it"),
        failure(500, "out of memory"),
    ],
    ids=["truncated", "prose", "endless", "no text", "refused", "broken"],
)
def test_one_failing_segment_fails_alone(
    drafted: Path, service: Service, toolkit: Callable, broken: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.engines.wire.FIRST_PAUSE", 0.0)
    failing = "港口全年吞吐量达60万标箱！"
    service.answers(translator({failing: broken}))
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 4
    assert "3 drafts, 1 failed, 1 left" in outcome.err
    assert "1 segment left; what was done is kept" in outcome.err
    assert f"harbour: {failing}" in outcome.err
    assert sum(one.state is State.DRAFT for one in bitext(drafted).units) == 3
    service.answers(translator())
    before = len(service.calls)
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 0
    assert len(service.calls) == before + 1
    assert unit(drafted, failing).target == ENGLISH[failing]


def test_a_dead_service_costs_one_call(drafted: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.engines.wire.FIRST_PAUSE", 0.0)
    settings = drafted / "toolkit.toml"
    settings.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{free_port()}", settings.read_text()))
    outcome = toolkit("translate", "--jobs", 1, "--project", drafted)
    assert outcome.code == 4
    assert "nobody answers at http://127.0.0.1" in outcome.err
    assert "1 request," in outcome.err
    assert "4 segments left" in outcome.err


def test_a_budget_is_kept_to(drafted: Path, service: Service, toolkit: Callable) -> None:
    plan = json.loads(toolkit("translate", "--dry-run", "--json", "--project", drafted).out)
    assert plan[0]["segments"] == 4
    assert plan[0]["cost"] == pytest.approx(plan[0]["characters"] * 20 / 1e6, abs=1e-6)
    assert service.calls == []
    limit = plan[0]["characters"] // 2
    outcome = toolkit("translate", "--max-chars", limit, "--json", "--project", drafted)
    assert outcome.code == 0
    (result,) = json.loads(outcome.out)
    assert 0 < result["drafted"] < 4
    assert result["ended"] == "it is used up"
    assert sum(len(m["content"]) for call in service.calls for m in call.json["messages"]) <= limit
    before = len(service.calls)
    toolkit("translate", "--max-cost", "0", "--project", drafted)
    assert len(service.calls) == before
    (plan,) = json.loads(toolkit("translate", "--dry-run", "--json", "--project", drafted).out)
    assert plan["segments"] == 4 - result["drafted"]


def test_replies_outlive_the_bitext(drafted: Path, service: Service, toolkit: Callable) -> None:
    toolkit("translate", "--project", drafted)
    first = (drafted / "source" / "harbour.xlf").read_bytes()
    (drafted / "source" / "harbour.xlf").unlink()
    service.answers(failure(500))
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 0
    assert "0 requests, 0 characters, 0.0000 by the engine's price; 4 replies kept from before" in outcome.err
    assert (drafted / "source" / "harbour.xlf").read_bytes() == first
    glossary = drafted / "glossary" / "places.csv"
    glossary.write_text(
        glossary.read_text(encoding="utf-8").replace("Jianggang New", "Jianggang Old"), encoding="utf-8"
    )
    service.answers(translator())
    (drafted / "source" / "harbour.xlf").unlink()
    before = len(service.calls)
    toolkit("translate", "--project", drafted)
    asked = {source_of(call) for call in service.calls[before:]}
    assert asked == {"江港新城开港", "江港新城今年投资5亿元。"}  # only where the term occurs


def test_the_key_is_nowhere(
    drafted: Path, service: Service, toolkit: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    shown = [toolkit("translate", "-v", "--project", drafted, "--jobs", 2)]
    (drafted / "source" / "harbour.xlf").unlink()
    (drafted / ".toolkit" / "replies.sqlite").unlink()
    service.answers(failure(401, f"Incorrect API key provided: {KEY}."))
    shown.append(toolkit("translate", "-v", "--project", drafted, "--json"))
    assert shown[1].code == 4
    assert "Incorrect API key" in shown[1].err
    toolkit("build", "--project", drafted)
    assert all(call.headers["authorization"] == f"Bearer {KEY}" for call in service.calls)
    assert all(KEY not in one.out + one.err for one in shown)
    assert KEY not in caplog.text
    assert not [path for path in drafted.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]


def test_which_engine(drafted: Path, project: Path, toolkit: Callable) -> None:
    outcome = toolkit("translate", "--engine", "other", "--project", drafted)
    assert outcome.code == 2
    assert "engines are: local" in outcome.err
    (drafted / "toolkit.toml").unlink()
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 2
    assert "no engine is set up" in outcome.err


def test_a_bitext_saved_meanwhile_keeps_what_was_saved(drafted: Path, service: Service, toolkit: Callable) -> None:
    """Somebody translates a sentence by hand while the engine is at work on it."""
    toolkit("build", "--project", drafted)
    path = drafted / "source" / "harbour.xlf"

    def meanwhile(call: Call) -> Answer:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('<target state="new"></target>', "<target>By hand</target>", 1), encoding="utf-8")
        return translation(ENGLISH["江港新城开港"])(call)

    service.answers(translator({"江港新城开港": meanwhile}))
    assert toolkit("translate", "--jobs", 1, "--project", drafted).code == 0
    targets = {one.segment.text: one.target for one in bitext(drafted).units}
    assert targets == {**ENGLISH, "江港新城开港": "By hand"}


def test_a_document_that_cannot_be_read_is_told_and_the_others_go_on(drafted: Path, toolkit: Callable) -> None:
    (drafted / "source" / "broken.txt").write_text("船来了。", encoding="utf-8")
    (drafted / "source" / "broken.xlf").write_text("no bitext", encoding="utf-8")
    outcome = toolkit("translate", "--project", drafted, "--json")
    assert outcome.code == 3
    broken, harbour = json.loads(outcome.out)
    assert broken["error"]["place"].startswith("source/broken.xlf")
    assert harbour["drafted"] == 4
    assert (drafted / "source" / "broken.xlf").read_text(encoding="utf-8") == "no bitext"


def test_a_bitext_that_is_held_by_another_command_is_written_later(
    drafted: Path, service: Service, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every draft is to be written at once here, and the first time somebody else is at work."""
    monkeypatch.setattr("toolkit.drafting.placing._AFTER", 0.0)
    monkeypatch.setattr("toolkit.project.store._LOCK_WAIT", 0.0)
    tries: list[bool] = []

    def held(descriptor: int) -> bool:
        tries.append(len(tries) >= 1)
        return tries[-1]

    monkeypatch.setattr("toolkit.project.store._try_lock", held)
    assert toolkit("translate", "--project", drafted).code == 0
    assert tries[0] is False
    assert {one.segment.text: one.target for one in bitext(drafted).units} == ENGLISH


def test_engines_of_other_programs(
    drafted: Path, toolkit: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that is installed with an entry point is a kind of engine like any other."""
    plugin = tmp_path / "plugin"
    (plugin / "shouting-1.0.dist-info").mkdir(parents=True)
    (plugin / "shouting-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (plugin / "shouting-1.0.dist-info" / "entry_points.txt").write_text("[toolkit.engines]\nshouting = shouting\n")
    (plugin / "shouting.py").write_text(
        """
from dataclasses import dataclass

@dataclass(frozen=True)
class Options:
    word: str

@dataclass(frozen=True)
class Shouting:
    word: str
    fingerprint: str
    batch: int = 2
    takes: frozenset = frozenset()

    def size(self, request):
        return len(request.text)

    def ask(self, requests):
        return [f"{self.word} {len(request.text)}!" for request in requests]

    def read(self, reply):
        return (reply,)

def make(name, options, root):
    return Shouting(options.word, f"shouting-{options.word}")
"""
    )
    monkeypatch.syspath_prepend(str(plugin))
    (drafted / "toolkit.toml").write_text('[engines.loud]\nkind = "shouting"\nword = "Port"\n')
    outcome = toolkit("translate", "--project", drafted)
    assert outcome.code == 0, outcome.err
    assert [one.origin for one in bitext(drafted).units] == ["shouting-Port"] * 4
    assert "shouting" in toolkit("engine", "list", "-v", "--project", drafted).err
    (drafted / "toolkit.toml").write_text('[engines.loud]\nkind = "shouting"\nwrod = "Port"\n')
    assert "unknown key “wrod”; use one of word" in toolkit("translate", "--project", drafted).err.replace(
        "\n       ", "; "
    )


def test_where_a_draft_comes_from_is_no_remark(drafted: Path, toolkit: Callable) -> None:
    toolkit("translate", "--project", drafted)
    toolkit("build", "--project", drafted)
    assert json.loads(toolkit("notes", "list", "--json", "--project", drafted).out) == []
    with ZipFile(drafted / "output" / "harbour.review.docx") as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not [name for name, text in parts.items() if "[drafted" in text]
    assert parts["word/document.xml"].count("Drafted by tiny@") == 4
    page = (drafted / "output" / "harbour.review.html").read_text(encoding="utf-8")
    assert page.count('<p class="origin">Drafted by tiny@') == 4
    assert "told 1 term." in page


def test_a_draft_whose_chinese_has_changed_is_drafted_anew_when_asked(
    drafted: Path, service: Service, toolkit: Callable
) -> None:
    toolkit("translate", "--project", drafted)
    source = drafted / "source" / "harbour.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("5亿元", "6亿元"), encoding="utf-8")
    changed = "江港新城今年投资6亿元。"
    service.answers(translator({changed: translation("Jianggang New Town has invested 600 million yuan this year.")}))
    toolkit("build", "--project", drafted)
    assert "nothing to draft" in toolkit("translate", "--project", drafted).err
    assert "500 million" in unit(drafted, changed).target
    toolkit("translate", "--again", "--project", drafted)
    assert "600 million" in unit(drafted, changed).target
    assert unit(drafted, changed).previous == ""
