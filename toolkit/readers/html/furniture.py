"""What stands on a page beside its text: menus, related links, comments, notices of copyright."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from toolkit.readers.html.measure import Measure, Measures, is_innermost
from toolkit.readers.html.tree import BLOCKS, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = frozenset(("aside", "footer", "nav"))
_ROLES = frozenset("alertdialog banner complementary contentinfo dialog menu menubar navigation search".split())
_WORDS = frozenset(
    "ad ads adv advert advertisement aside banner bdshare bottom bread breadcrumb breadcrumbs comment commentlist"
    " comments cookie cookies copyright crumb crumbs erweima foot footer friendlink friendlinks hot hotnews leftbar"
    " login menu modal nav navbar navigation pagenav pager pagination popup print qrcode rank ranking recommend"
    " recommended relate related relatednews rightbar share sharebox sharing sidebar sns subscribe toolbar"
    " topbar tuijian xgwz xgxw xgyd".split()
)
"""Words in the class or ID of an element that is none of the text."""
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LINE = re.compile(
    r"(?:当前位置|您?现在的?位置|您(?:所在)?的位置|上一篇|下一篇|上一页|下一页|分享到|转播到"
    r"|字[号体][：: ]|[【\[](?:打印|关闭)|扫一扫|扫描二维码|点击上方|长按识别|正在加载|自动播放|浏览次数|阅读次数)"
    r"|.*(?:版权所有(?![者人权])|ICP备(?:\d|案号)|公网安备|Copyright ?(?:©|\(c\)|\d)|网站标识码|打印本页|关闭窗口)",
    re.I | re.S,
)
"""Lines that the programs of Chinese sites put around a text."""
_LONGEST_LINE = 200
_ANNOUNCEMENT = re.compile(
    r"[【\[>》]*(?:相关(?:阅读|新闻|报道|链接|文章|推荐|文档|信息)|(?:为[您你]|精彩|热门|编辑|更多)?推荐(?:阅读|新闻|文章)?|猜你喜欢"
    r"|热门(?:新闻|文章)|延伸阅读|精彩视频推荐|点击排行|热点(?:新闻|排行)|友情链接|网友评论|最新评论|更多新闻|本周热门|今日热点)[:：】\]>》]*"
)
_LONGEST_ANNOUNCEMENT = 12
_LIST_TAGS = frozenset("center div dl form ol section table tbody td tr ul".split())
_LINKED_SHARE = 0.7
_FEWEST_LINKS = 3


def is_marked_furniture(element: _Element) -> bool:
    """Whether its tag, role, class or ID says that `element` is none of the text."""
    if element.tag in _TAGS or element.get("role", "") in _ROLES:
        return True
    if element.tag not in BLOCKS or element.tag in ("body", "html"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"[:200]
    return any(part.lower() in _WORDS for part in _NAME_PARTS.findall(names))


def is_link_list(element: _Element, found: Measure) -> bool:
    """Whether `element` holds links and next to nothing else."""
    return element.tag in _LIST_TAGS and found.links >= _FEWEST_LINKS and found.linked >= _LINKED_SHARE * found.text


def is_furniture_line(element: _Element, measures: Measures) -> bool:
    """Whether `element` is a line such as 版权所有 … or 当前位置：首页 > …."""
    short = element.tag in BLOCKS and 0 < measures[element].text <= _LONGEST_LINE
    if not short or not is_innermost(element, measures):
        return False
    text = text_of(element)
    return "。" not in text and bool(_LINE.match(text))


def _announced(element: _Element, measures: Measures) -> list[_Element]:
    """The lists of links after a line such as 相关阅读, and the line; nothing where it is followed by text."""
    links = list(takewhile(lambda sibling: not _is_text(measures.get(sibling)), element.itersiblings("*")))
    return [element, *links] if any(link in measures and measures[link].text for link in links) else []


def _is_text(found: Measure | None) -> bool:
    return found is not None and found.linked * 2 < found.text and found.links < _FEWEST_LINKS


def _announces_links(element: _Element, measures: Measures) -> bool:
    """Whether `element` is the outermost that holds a line such as 相关阅读."""
    text, parent = measures[element].text, element.getparent()
    if element.tag not in BLOCKS or not 0 < text <= _LONGEST_ANNOUNCEMENT:
        return False
    outermost = parent is None or parent not in measures or measures[parent].text != text
    return outermost and bool(_ANNOUNCEMENT.fullmatch(text_of(element)))


def furniture(measures: Measures, by_links: bool, largest: float) -> frozenset[_Element]:
    """The elements that are none of the text, but for any that has more than `largest` characters of prose.

    `by_links` tells whether lists of links are none of it even where nothing says so.
    """
    found: set[_Element] = set()
    for element, held in measures.items():
        is_list = by_links and is_link_list(element, held)
        if is_list or is_marked_furniture(element) or is_furniture_line(element, measures):
            found.add(element)
        elif _announces_links(element, measures):
            found.update(_announced(element, measures))
    return frozenset(element for element in found if element in measures and measures[element].prose <= largest)
