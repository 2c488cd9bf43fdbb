"""Texts as a printer sets them: what is sure is done, what is not is left, and offsets stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.typography import english, heading, meetings

NB = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "yes" and left.', "He said “yes” and left."),
        ('("A", "B")', "(“A”, “B”)"),
        ("the Zone's ports", "the Zone’s ports"),
        ("the '90s", "the ’90s"),
        ("from 2016-2020", "from 2016–2020"),
        ("8-10 months", f"8–10{NB}months"),
        ("3-5% more", "3–5% more"),
        ("the port - the largest - opened", "the port – the largest – opened"),
        ("60 million TEU", f"60{NB}million{NB}TEU"),
        ("quay No. 5 on 31 December", f"quay No.{NB}5 on 31{NB}December"),
        ("RMB 41.47 billion", f"RMB{NB}41.47{NB}billion"),
        ("Defu Technology Co., Ltd.", f"Defu Technology Co.,{NB}Ltd."),
    ],
)
def test_what_is_sure_is_set(typed: str, printed: str) -> None:
    assert english(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        'a 24" screen and a 32" screen',
        'an "odd number" of "quotes',
        "12-24-2020",
        "2020-12-24",
        "call 792-8210",
        "GB-2312 and A4-5",
        "2020-2016",
        "the dockers' union and 'nearly' so",
        "1210 bonded",
        "well-known",
        "3.5-4.5-ish",
    ],
)
def test_what_is_not_sure_is_left(typed: str) -> None:
    assert english(typed) == typed


def test_the_last_word_of_a_heading_is_not_alone() -> None:
    assert heading("Industry and city grow together") == f"Industry and city grow{NB}together"
    assert heading("Integration of administrative responsibilities") == "Integration of administrative responsibilities"
    assert heading("Two words") == "Two words"


def test_where_scripts_meet() -> None:
    assert list(meetings("在2020年，用AI技术60%的")) == [1, 5, 8, 10, 12, 15]


@given(st.text())
def test_every_text_keeps_its_length(text: str) -> None:
    for made in (english(text), heading(text)):
        assert len(made) == len(text)


@given(st.text(alphabet="aB1 \"'-.5 %million", max_size=40))
def test_setting_twice_is_setting_once(text: str) -> None:
    assert english(english(text)) == english(text)
