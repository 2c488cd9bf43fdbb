"""Names in pinyin: every reading is accepted, and only what nearly fits is taken for a slip."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.building.job import read_glossary
from toolkit.language.pinyin import misspelt_name, names_part, readings, spelt
from toolkit.project import Project

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("chinese", "romanised"),
    [
        ("九江", "Jiujiang"),
        ("九江", "Jiǔ Jiāng"),
        ("吉安", "Ji'an"),
        ("吉安", "Ji’an"),
        ("德安", "De'an"),
        ("铅山", "Yanshan"),
        ("鉛山", "Yanshan"),
        ("抚州", "Fuzhou"),
        ("福州", "Fuzhou"),
        ("陕西", "Shaanxi"),
        ("山西", "Shanxi"),
        ("绿地", "Lüdi"),
        ("绿地", "Lvdi"),
        ("吕梁", "Lyuliang"),
        ("长乐", "Changle"),
        ("长乐", "Zhangle"),
        ("濂溪", "LIANXI"),
        ("铅山河", "Yanshanhe"),
    ],
)
def test_what_fits(chinese: str, romanised: str) -> None:
    assert names_part(chinese, romanised)


@pytest.mark.parametrize(
    ("chinese", "romanised"),
    [("铅山", "Qianshan"), ("陕西", "Shanxi"), ("九江", "Jiuling"), ("九江", ""), ("", "Jiujiang"), ("AI", "ai")],
)
def test_what_does_not_fit(chinese: str, romanised: str) -> None:
    assert not names_part(chinese, romanised)


@pytest.mark.parametrize(
    ("chinese", "english", "slip"),
    [
        ("铅山县", "Qianshan County", ("Qianshan", "铅山县")),
        ("九江港", "Port of Jiujang", ("Jiujang", "九江")),
        ("陕西", "Shanxi Province", ("Shanxi", "陕西")),
        ("彭泽县", "Pengzhe's wharves", ("Pengzhe", "彭泽")),
    ],
)
def test_slips(chinese: str, english: str, slip: tuple[str, str]) -> None:
    word, name = slip
    found = misspelt_name(chinese, english)
    assert found is not None
    assert found[0] == word
    assert name.startswith(found[1])


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("明阳电路", "Sunshine Global Circuits"),
        ("科翔电子", "Kingshine Electronic"),
        ("瑞智精密", "Rechi Precision"),
        ("台北", "Taipei"),
        ("哈尔滨", "Harbin"),
        ("清华大学", "Tsinghua University"),
        ("长江", "Yangtze River"),
        ("深圳九米", "Shenzhen's Jiumi"),
        ("庐山", "Mount Lu"),
        ("𠀀江", "Somewhere"),
    ],
)
def test_other_names_are_left_alone(chinese: str, english: str) -> None:
    assert misspelt_name(chinese, english) is None


def test_our_own_glossary_has_no_slip() -> None:
    terms = read_glossary(Project(ROOT).families()).terms
    assert [(term.source, form) for term in terms for form in term.accepted() if misspelt_name(term.source, form)] == []


def test_published_translations(shared: Path) -> None:
    """One of the few slips in them is a name: 岚皋 is Langao, not Lingao."""
    found = []
    for path in sorted((shared / "parallel").glob("*.tsv")):
        if not path.name.startswith("known"):
            rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
            found += [slip for row in rows if (slip := misspelt_name(row[2], row[3]))]
    assert found == [("Lingao", "岚皋")]


def test_readings() -> None:
    assert readings("铅") == {"qian", "yan"}
    assert readings("绿") >= {"lu", "lv", "lyu"}
    assert readings("a") == frozenset()
    assert spelt("铅山") == "Yanshan"


@given(st.text(alphabet="九江湖口彭泽都昌永修长乐铅山绿地", min_size=2, max_size=5), st.randoms())
def test_any_choice_of_readings_fits_unless_the_name_is_fixed(name: str, chance: object) -> None:
    if "铅山" in name:
        return
    spelling = "".join(chance.choice(sorted(readings(character))) for character in name)  # type: ignore[attr-defined]
    assert names_part(name, spelling.upper())


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_has_an_answer(chinese: str, english: str) -> None:
    assert names_part(chinese, english) in (True, False)
    misspelt_name(chinese, english)
