"""Models of CTranslate2: the fixture's own in the layouts of OPUS-MT, NLLB and Argos, and what is broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture.pairs import right

from toolkit.bitext import read_xliff, recorded_draft
from toolkit.engines.ctranslate2 import CTranslate2, find_layout
from toolkit.engines.options import EngineSettings
from toolkit.engines.protocol import Request, UnusableReplyError
from toolkit.engines.registry import make_engine
from toolkit.errors import EngineError, SettingsError

MODEL = Path(__file__).parent / "fixture" / "model"


def engine(folder: Path = MODEL, **options: object) -> CTranslate2:
    settings = {"folder": str(folder), **options}
    made = make_engine(EngineSettings("tiny", "ctranslate2", tuple(settings.items())), Path())
    assert isinstance(made, CTranslate2)
    return made


def request(text: str) -> Request:
    return Request(text, "zh-CN", "en-GB")


def test_it_translates_what_it_was_taught() -> None:
    tiny = engine()
    pairs = list(right())
    replies = tiny.ask([request(chinese) for chinese, _ in pairs])
    exact = sum(tiny.read(reply)[0] == english for reply, (_, english) in zip(replies, pairs, strict=True))
    assert exact >= 0.9 * len(pairs)


def test_the_likeliest_is_not_always_right() -> None:
    tiny = engine()
    (reply,) = tiny.ask([request("城西港区面积300万平方米。")])
    first, second, *_ = tiny.read(reply)
    assert "300,000 square metres" in first
    assert "3 million square metres" in second


def test_codes_around_all_of_it_and_at_its_ends() -> None:
    tiny = engine()
    (reply,) = tiny.ask([request("‹b1›蓝湾铜箔落户城西港区。‹/b1›‹fn2›")])
    assert tiny.read(reply)[0] == "‹b1›Lanwan Copper Foil has settled in Chengxi Port Area.‹/b1›‹fn2›"


def test_other_text_and_long_text_harm_nobody() -> None:
    tiny = engine()
    strange = ["", "𠀀𠀁", "港" * 3000, "<>&\x00\ud800", "城西港区开港"]
    replies = tiny.ask([request(text) for text in strange])
    assert tiny.read(replies[-1])[0] == "Chengxi Port Area Opens Its Port"
    with pytest.raises(UnusableReplyError):
        tiny.read(replies[2])


def nllb(folder: Path) -> Path:
    """The fixture's model as if it knew many languages: named so in its vocabulary."""
    folder.mkdir()
    for path in MODEL.iterdir():
        shutil.copyfile(path, folder / path.name)
    (folder / "source.spm").rename(folder / "sentencepiece.bpe.model")
    (folder / "target.spm").unlink()
    for side, language in (("source", "zho_Hans"), ("target", "eng_Latn")):
        path = folder / f"{side}_vocabulary.json"
        pieces = json.loads(path.read_text(encoding="utf-8"))
        pieces[-1] = language
        path.write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
    config = folder / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "add_source_eos": False}))
    return folder


def test_nllb_is_told_the_languages(tmp_path: Path) -> None:
    many = engine(nllb(tmp_path / "nllb"))
    assert many.layout.languages
    pieces = many._pieces(request("城西港区"))
    assert (pieces[0], pieces[-1]) == ("zho_Hans", "</s>")
    assert many._pieces(Request("城西港區", "zh-TW", "en-GB"))[0] == "zho_Hant"
    (reply,) = many.ask([request("城西港区开港")])
    assert "eng_Latn" not in reply


def test_argos_packages(tmp_path: Path) -> None:
    package = tmp_path / "zh_en.argosmodel" / "translate-zh_en-1_9"
    package.mkdir(parents=True)
    (package / "metadata.json").write_text('{"from_code": "zh", "to_code": "en"}')
    shutil.copytree(MODEL, package / "model")
    (package / "model" / "source.spm").rename(package / "sentencepiece.model")
    layout = find_layout(tmp_path / "zh_en.argosmodel", "argos")
    assert layout.model == package / "model"
    assert layout.source == layout.target == package / "sentencepiece.model"
    assert layout.end == ""
    assert engine(tmp_path / "zh_en.argosmodel").ask([request("城西港区开港")])


def test_the_end_of_a_sentence(tmp_path: Path) -> None:
    """A converted OPUS-MT model is given the end by whoever asks, unless it says that it adds it itself."""
    assert find_layout(MODEL, "opus").end == ""
    shutil.copytree(MODEL, tmp_path / "opus")
    (tmp_path / "opus" / "config.json").write_text('{"add_source_eos": false}')
    assert find_layout(tmp_path / "opus", "opus").end == "</s>"


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_a_model_that_is_described_by_something_else(tmp_path: Path, content: bytes) -> None:
    shutil.copytree(MODEL, tmp_path / "opus")
    (tmp_path / "opus" / "config.json").write_bytes(content)
    with pytest.raises(EngineError, match="what describes the model in opus cannot be read"):
        find_layout(tmp_path / "opus", "opus")


def test_what_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no CTranslate2 model in nowhere"):
        engine(tmp_path / "nowhere")
    shutil.copytree(MODEL, tmp_path / "torn")
    content = (MODEL / "model.bin").read_bytes()
    (tmp_path / "torn" / "model.bin").write_bytes(content[: len(content) // 2])
    with pytest.raises(EngineError, match="the model cannot be loaded"):
        engine(tmp_path / "torn")
    shutil.copytree(MODEL, tmp_path / "mute")
    (tmp_path / "mute" / "source.spm").write_bytes(b"no pieces")
    with pytest.raises(EngineError, match="the model cannot be loaded"):
        engine(tmp_path / "mute")
    with pytest.raises(SettingsError, match="either a folder or a model"):
        engine(model="some/model")


def test_the_fingerprint_is_of_the_weights(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    assert engine(tmp_path / "model").fingerprint == engine().fingerprint
    assert engine(beam=2).fingerprint != engine().fingerprint


def test_drafts_by_a_model(project: Path, toolkit: Callable) -> None:
    """The ladder on a real model: the right one of its candidates, a replaced variant, a flagged draft."""
    (project / "source" / "harbour.txt").write_text(
        "江港新城开港\n\n城西港区面积300万平方米。赤湖工业园壮大首位产业。今年一切安好。\n", encoding="utf-8"
    )
    (project / "glossary" / "slogans.csv").write_text(
        "source,target,forbidden\n首位产业,leading industry,primary industry\n", encoding="utf-8"
    )
    (project / "toolkit.toml").write_text(f'[engines.tiny]\nkind = "ctranslate2"\nfolder = "{MODEL}"\n')
    outcome = toolkit("translate", "--project", project)
    assert outcome.code == 0, outcome.err
    bitext = read_xliff((project / "source" / "harbour.xlf").read_bytes(), "harbour")
    headline, area, industry, other = bitext.units
    assert headline.target == "Jianggang New Town Opens Its Port"
    assert area.target == "Chengxi Port Area covers an area of 3 million square metres."
    assert industry.target == "Chihu Industrial Park is strengthening its leading industry."
    drafts = [recorded_draft(unit) for unit in bitext.units]
    assert [draft.corrected for draft in drafts if draft] == [(), (), ("term-forbidden",), ()]
    assert other.target
    assert all(draft and draft.engine.startswith("tiny@") for draft in drafts)
