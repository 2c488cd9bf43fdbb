"""Finds names in Chinese text by how they end: firms, places, institutions, campaigns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.chinese import HAN
from toolkit.language.words import Word


@dataclass(frozen=True, slots=True)
class Ending:
    """How names of a kind end; ``longest`` is how many characters may stand before."""

    kind: str
    pattern: re.Pattern[str]
    longest: int


ENDINGS = (
    Ending("firm", re.compile("(?:股份|集团|责任)?有限公司|(?:集团|总|分)公司|公司|集团|控股"), 24),
    Ending(
        "firm",
        re.compile(
            "(?:科技|电子|电路|电气|电缆|精密|精工|管业|空调|半导体|视讯|温控|玻纤|光电|新材|重工|置业|港务|药业|船舶|汽车)"
            "(?!股份|有限|集团|控股|公司|产业|园|业|料)"
        ),
        4,
    ),
    Ending(
        "place",
        re.compile(
            "综合保税区|综保区|保税区|经济技术开发区|经开区|开发区|高新区|新区|港区|城区|片区|矿区|林区|园区|产业园|工业园|"
            "文创园|科技园|物流园|新城|大道|大桥|隧道|码头|水库|公园|污水处理厂|电厂|水厂|排涝站|变电站|中心|基地|学校|医院|"
            "街道|社区|[镇村县湖港](?![长区民政道口水园校企贸务集])"
        ),
        12,
    ),
    Ending(
        "institution",
        re.compile("管委会|管理委员会|审批局|管理局|委员会|党工委|分厅|协会|商会|银行|大学|学院|研究院|实验室"),
        12,
    ),
    Ending(
        "policy", re.compile("行动|攻坚战|改革|试点|试验区|长制|闭环|体系|格局|资格|办法|意见|清单|事项|产业集群"), 12
    ),
)

_HARD_TAGS = ("p", "c", "u", "d", "r", "w", "x", "f", "t", "y", "o", "e")
_NOMINAL = frozenset(
    """处理 加工 交易 服务 管理 开发 发展 保障 运营 研发 制造 展示 展览 培训 教育 救助 养老 出口 进口 审批 排涝 保税
    检测 提升 提速 增资 扩产 培育 壮大 融合 创新 协同 推进 治理 整治 改造 分类 集中 许可 畅通 综合 招商 引资
    现代化 高级化 承接 相对""".split()
)
"""Verbs that stand inside of names, as in 污水处理厂; before other verbs a name has not begun."""

_PARTICLES = frozenset(
    """的 了 在 和 与 及 是 为 由 到 从 对 把 被 将 使 让 给 于 等 并 但 而 其 该 这 那 各 全 本 每 个 家 条 座 所 项
    亿元 万元 两家 多家 助推 投产 配套 步入 整治 企业 推进 推动 加快 建设 引进 落户 签约 打造 支持
    纳入 扩建 新建 投资 上市""".split()
)

_BEFORE_NAMES = re.compile(
    "驶[离入出向往抵过]|开[往赴进]|[前赶通飞运送发]往|走[进出]|进[入驻]|运[抵到]|紧[邻靠]|连接(?!线)|停靠(?![站点区])|"
    "离开|抵达|到达|到访|赶赴|奔赴|来到|来自|入驻|落户|返回|回到|途经|经过|穿过|跨越|横跨|连通|通向|位于|坐落|地处|毗邻|靠近|临近|"
    "靠泊|登上|乘坐|飞抵|参观|考察|走访|视察|参加|出席|访问|携手|牵手|拜访|依托|围绕|按照|根据|关于|通过|随着|沿着|截至|成立|组建|"
    "设立|创办|筹建|建成|修建|兴建|启用|承建|承办|主办|举办|举行|召开|收购|入股|参股|成为|打造|推动|引进"
)
"""Verbs and prepositions that stand in no name: the text tells so, also where words are not cut or cut wrongly."""
_LONGEST_VERB = 2

_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9&]*")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_EMPTY_NAMES = frozenset("上市公司 本公司 子公司 母公司 分公司 总公司 城镇 沿江港".split())


def find_names(text: str, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each name in `text`, longer and shorter ones that end alike once.

    `words` are the words of `text`. A name goes back from its ending to the last word that
    cannot be part of one: a particle, a mark, a figure, a verb, a preposition.
    """
    seen: set[tuple[int, int]] = set()
    for ending in ENDINGS:
        for found in ending.pattern.finditer(text):
            start = _begin(text, words, found.start(), ending.longest)
            span = (start, found.end())
            if start < found.start() and span not in seen and text[start : found.end()] not in _EMPTY_NAMES:
                seen.add(span)
                yield ending.kind, *span


def _begin(text: str, words: Sequence[Word], end: int, longest: int) -> int:
    """Where the name whose ending begins at `end` begins; `end` where there is nothing before it."""
    window = _BEFORE_NAMES.finditer(text, max(end - longest - _LONGEST_VERB, 0), end)
    border = max((found.end() for found in window), default=0)
    start, depth = end, 0
    for index in range(bisect_left(words, end, key=_start) - 1, -1, -1):
        word = words[index]
        depth += (word.text == "）") - (word.text == "（")
        inside = depth or word.text == "（"
        if word.start < max(border, end - longest) or not (inside or _may_stand(word)):
            break
        start = word.start
    return start if depth == 0 and text[start] != "（" else end


def _start(word: Word) -> int:
    return word.start


def _may_stand(word: Word) -> bool:
    if _LATIN_NAME.fullmatch(word.text):
        return True
    if not _HAN_ONLY.fullmatch(word.text) or word.text in _PARTICLES:
        return False
    if word.tag.startswith("v") and word.tag != "vn":
        return word.text in _NOMINAL
    return not word.tag.startswith(_HARD_TAGS)
