"""A project's own rules: read from SRX 2.0, and stronger than the policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.segmentation import Rule, Style, parse_srx, split
from toolkit.segmentation import srx as srx_module


def srx(
    rules: str, cascade: str = "no", maps: str = '<languagemap languagepattern="zh.*" languagerulename="c"/>'
) -> bytes:
    return (
        '<srx xmlns="http://www.lisa.org/srx20" version="2.0">'
        f'<header segmentsubflows="yes" cascade="{cascade}"/><body><languagerules>{rules}</languagerules>'
        f"<maprules>{maps}</maprules></body></srx>"
    ).encode()


def rule(breaks: str, before: str, after: str) -> str:
    sides = f"<beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak>"
    return f'<rule break="{breaks}">{sides}</rule>'


def group(name: str, *rules: str) -> str:
    return f'<languagerule languagerulename="{name}">{"".join(rules)}</languagerule>'


def pieces(text: str, *rules: str, **style: bool) -> list[str]:
    parsed = parse_srx(srx(group("c", *rules)), "zh-CN", "my.srx")
    return [text[start:end] for start, end in split(text, Style(rules=parsed, **style))]


def test_an_exception_joins_what_the_policy_cuts() -> None:
    assert pieces("他说好！然后走了。天黑了。", rule("no", "好！", "然后")) == ["他说好！然后走了。", "天黑了。"]


def test_an_exception_reaches_over_blanks() -> None:
    assert pieces("好！ 然后走了。", rule("no", "好！", r"\s*然后")) == ["好！ 然后走了。"]


def test_a_break_of_ones_own() -> None:
    assert pieces("第一，修路， 第二，架桥。", rule("yes", "，", r"\s*第")) == ["第一，修路，", "第二，架桥。"]


def test_the_first_rule_that_fits_decides() -> None:
    both = (rule("no", "甲：", "乙"), rule("yes", "：", "."))
    assert pieces("甲：乙：丙。", *both) == ["甲：乙：", "丙。"]


def test_line_breaks_stay_breaks() -> None:
    assert pieces("船来了。\n船走了。", rule("no", "。", r"\s")) == ["船来了。", "船走了。"]


def test_semicolons_and_ellipses_by_setting() -> None:
    def cut(text: str, **style: bool) -> list[str]:
        return [text[start:end] for start, end in split(text, Style(**style))]

    text = "修路；架桥“；”……通车。"
    assert cut(text) == [text]
    assert cut(text, semicolon=True) == ["修路；", "架桥“；”……通车。"]
    assert cut(text, ellipsis=True) == ["修路；架桥“；”……", "通车。"]


def test_maps_and_cascade() -> None:
    rules = group("a", rule("yes", "甲", "")) + group("b", rule("yes", "乙", ""))
    maps = (
        '<languagemap languagepattern="en" languagerulename="x"/>'
        '<languagemap languagepattern="zh-.*" languagerulename="a"/>'
        '<languagemap languagepattern=".*" languagerulename="b"/>'
    )

    def before(language: str, cascade: str) -> list[str]:
        return [found.before for found in parse_srx(srx(rules, cascade, maps), language, "my.srx")]

    assert before("zh-CN", "no") == ["甲"]
    assert before("zh-CN", "yes") == ["甲", "乙"]
    assert before("fr", "yes") == ["乙"]
    with pytest.raises(InputError, match="“x” are mapped but not there"):
        before("en", "no")


@pytest.mark.parametrize(
    "expression", [r"\p{Lu}\.", r"[\p{Pe}\p{Po}&quot;]*", r"\x{4E00}", r"[[a-z]&amp;&amp;[^aeiou]]", r"(?i)dr\."]
)
def test_the_notation_of_icu(expression: str) -> None:
    assert parse_srx(srx(group("c", rule("no", expression, r"\s"))), "zh-CN", "my.srx")


BAD = {
    "broken XML": (b"<srx", "broken XML"),
    "another file": (b"<tmx/>", "not an SRX 2.0 file"),
    "version 1.0": (b'<srx version="1.0"/>', "not an SRX 2.0 file"),
    "a document type": (b"<!DOCTYPE srx SYSTEM 'srx.dtd'><srx/>", "document type"),
    "a broken expression": (srx(group("c", rule("no", "(", ""))), r"my\.srx line 1: not a regular expression"),
    "a broken map": (
        srx("", maps='<languagemap languagepattern="(" languagerulename="c"/>'),
        "not a regular expression",
    ),
}


@pytest.mark.parametrize(("content", "problem"), BAD.values(), ids=BAD.keys())
def test_refused_with_a_reason(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        parse_srx(content, "zh-CN", "my.srx")
    assert caught.value.remedy


def test_an_expression_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(srx_module, "LONGEST_MATCHING", 0.05)
    with pytest.raises(InputError, match=r"my\.srx line 1: the rules up to this one take too long"):
        pieces("港" * 5000 + "口", rule("yes", "(港+)+船", ""))


def test_all_rules_have_one_time_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alone would be in time; a file may have thousands."""
    clock = iter(range(100))
    monkeypatch.setattr(srx_module, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(srx_module, "LONGEST_MATCHING", 3.0)
    rules = [Rule(True, "。", "", f"my.srx line {line}") for line in range(1, 9)]
    with pytest.raises(InputError, match=r"my\.srx line 3: the rules up to this one take too long"):
        split("港口。", Style(rules=tuple(rules)))


@given(
    st.text("甲乙。！ \n，", max_size=30), st.lists(st.tuples(st.booleans(), st.sampled_from("甲乙。，")), max_size=4)
)
def test_any_rules_keep_the_law_of_the_gaps(text: str, chosen: list[tuple[bool, str]]) -> None:
    style = Style(rules=tuple(Rule(breaks, before, "") for breaks, before in chosen))
    position = 0
    for start, end in split(text, style):
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


def refusal(content: bytes, name: str) -> str:
    """Why the rules cannot be read, empty where they can; those that can are tried."""
    try:
        rules = [parse_srx(content, language, name) for language in ("zh-CN", "en", "pl")]
    except InputError as error:
        return error.problem
    split("Dr. Li came. 他来了。船走了！", Style(rules=rules[0]))
    return ""


def test_the_rules_of_other_programs(shared: Path) -> None:
    """Version 2.0 loads, version 1.0 is refused; what is malformed is refused."""
    good = {path.name: refusal(path.read_bytes(), path.name) for path in (shared / "formats" / "srx").glob("*.srx")}
    old = {name for name, problem in good.items() if problem}
    assert all("not an SRX 2.0 file" in good[name] or "document type" in good[name] for name in old)
    assert len(good) - len(old) >= 11
    for path in (shared / "formats" / "malformed").glob("*.srx"):
        assert refusal(path.read_bytes(), path.name), path.name


def test_a_project_with_rules(project: Path, toolkit) -> None:  # type: ignore[no-untyped-def]
    import json

    (project / "my.srx").write_bytes(srx(group("c", rule("no", "元。", "港口"))))
    (project / "toolkit.toml").write_text('[segmentation]\nrules = "my.srx"\n')
    (result,) = json.loads(toolkit("build", "--json", "--project", project).out)
    assert result["segments"] == 3
    (project / "my.srx").write_bytes(srx(group("c", rule("no", "不会有", "x"))))
    (result,) = json.loads(toolkit("build", "--json", "--project", project).out)
    assert result["segments"] == 4
    (project / "my.srx").unlink()
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert "my.srx" in outcome.err
