"""Names of people and places that stand in a Chinese text, with how they are spelt in English.

A guess for those who translate, from how such names stand in news prose: a person after a title and before
what they say or do, a place after the province that it is in. What is not sure to be a name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.language.chinese import HAN, fold
from toolkit.language.pinyin import spelt

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
LONG_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "宇文",
    "长孙",
    "司徒",
)
TITLES = (
    "书记|主任|省长|市长|区长|县长|镇长|乡长|局长|处长|科长|厅长|部长|秘书长|会长|院长|校长|所长|站长|队长|组长|董事长|总裁|"
    "总经理|经理|厂长|教授|研究员|工程师|医生|老师|律师|记者|通讯员|村民|居民|工人|职工|负责人|创始人|客商|代表|委员|同志"
)
"""What people are, before their names or after them: alternatives of a pattern."""

_AFTER_A_PERSON = "说表介告等在到率出主带一对向为和与及都也就来看指认要调走会代深从作围"
_PERSON = expression(
    rf"(?:{TITLES})[ 、]?(?P<person>(?:{'|'.join(LONG_SURNAMES)}|[{_SURNAMES}])"
    rf"(?!先生|女士|同志)[{HAN}]{{1,2}}?)"
    rf"(?=强调|[{_AFTER_A_PERSON}]|[^{HAN}]|$)"
)
_PROVINCES = "|".join(
    "黑龙江 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州".split()
    + "云南 陕西 甘肃 青海 台湾".split()
)
_RANKS = {
    "市": "",
    "州": "Prefecture",
    "县": "County",
    "区": "District",
    "镇": "Town",
    "乡": "Township",
    "村": "Village",
    "街道": "Subdistrict",
}
_PLACE = rf"(?P<place>[{HAN}]{{2,3}}?)(?P<rank>街道|(?:[市州县镇乡村]|(?<!地)区)(?![{HAN}]?[长委府场]))"
_LINK = expression(_PLACE)
_CHAIN = expression(rf"(?:{_PROVINCES})省?(?P<rest>(?:{re.sub('[?]P<[a-z]+>', '?:', _PLACE)})+)")
"""Places after the province that they are in: elsewhere 县 and 区 end too many words that are no names."""


class Romanised(NamedTuple):
    """A name, ``text[start:end]``, and how it is spelt."""

    start: int
    end: int
    english: str


def romanised_names(text: str) -> Iterator[Romanised]:
    """The names of people and places in `text`, in order, none inside another."""
    key = fold(text)
    found = [*_people(key), *_places(key)]
    last = 0
    for one in sorted(found, key=lambda name: (name.start, -name.end)):
        if one.start >= last:
            yield one
            last = one.end


def _people(key: str) -> Iterator[Romanised]:
    for place in _PERSON.finditer(key):
        name = place["person"]
        cut = 2 if name.startswith(LONG_SURNAMES) else 1
        if len(name) > cut:
            yield Romanised(*place.span("person"), f"{spelt(name[:cut])} {spelt(name[cut:])}")


def _places(key: str) -> Iterator[Romanised]:
    for chain in _CHAIN.finditer(key):
        for place in _LINK.finditer(key, chain.start("rest"), chain.end("rest")):
            english = f"{spelt(place['place'])} {_RANKS[place['rank']]}".rstrip()
            yield Romanised(*place.span(), english)
