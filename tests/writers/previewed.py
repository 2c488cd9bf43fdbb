"""Two documents for which everything came back that can come back."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model import Note
from toolkit.writers.preview import (
    Missing,
    NewRendering,
    Outcome,
    People,
    Preview,
    ReturnedSegment,
    SameSentence,
    SetAside,
    Version,
)

ANN: People = (("Ann Hughes", "2026-11-20T08:00:00Z"),)
BO: People = (("李文", "2026-11-21T10:30:00Z"),)
ANNS, BOS = "ann-hughes.review.docx", "李文.review.docx"
OLD = (
    "In 2020, the open economy of Jiujiang rose against the trend. Total import and export value of the city grew by "
    "12.4%, including export growth of 16.8%, the growth rate ranked in the forefront of the province."
)
NEW = (
    "In 2020, Jiujiang’s open economy grew against the trend: the city’s foreign trade rose by 12.4 per cent and its "
    "exports by 16.8 per cent, among the fastest rates in the province."
)


def changed(row: int, unit_id: str, chinese: str, old: str, *versions: Version) -> ReturnedSegment:
    return ReturnedSegment(Outcome.CHANGED, row, unit_id, chinese, old, old, versions)


def segments() -> tuple[ReturnedSegment, ...]:
    opens = Version("River Harbour City opens its port", ANN, (ANNS,))
    byline = changed(2, "k3xq7z2a", "记者 本报综合", "By our staff", Version("From our staff", ANN, (ANNS,)))
    rival = Version("By staff reporters", BO, (BOS,))
    asked = Note("Is there a house style for bylines?", "Ann Hughes", "2026-11-20T08:05:00Z")
    trade = changed(
        3,
        "q82mabcd",
        "2020年，九江市开放型经济逆势上扬，全市外贸进出口总值增长12.4%，其中出口增长16.8%，增速居全省前列。",
        OLD,
        Version(NEW, (*ANN, *BO), (ANNS, BOS)),
    )
    advice = (
        Note("“Ranked in the forefront” is not English.", "Ann Hughes", "2026-11-20T08:05:00Z"),
        Note("同意，见第12行的写法。", "李文", "2026-11-21T10:31:00Z", resolved=True),
    )
    site = Version("For details see the ‹a1›port’s website‹/a1›.", ANN, (ANNS,))
    boxes = changed(7, "zz3xq7z2", "港口全年吞吐量达60万标箱！", "The port moved 600,000 TEU!")
    moved = Version("It handled 600,000 TEUs in the year.", ANN, (ANNS,))
    since = "the English has changed since it was sent out"
    ships = changed(9, "rejectd1", "船也来了。", "The ships came too.", Version("Ships came too.", BO, (BOS,)))
    left = changed(10, "rejectd2", "船也走了。", "The ships left too.", Version("Ships left too.", BO, (BOS,)))
    all_came = replace(changed(8, "c0mment1", "大家都来了。", "All came."), outcome=Outcome.COMMENTED)
    return (
        changed(1, "io4eyv4e", "江港新城开港", "Jianggang New Town opens", opens),
        replace(
            byline,
            outcome=Outcome.CONFLICT,
            versions=(*byline.versions, rival),
            reason="the reviewers disagree",
            comments=(asked,),
        ),
        replace(trade, comments=advice),
        changed(4, "ab2mabcd", "详见‹a1›港口官网‹/a1›。", "See the ‹a1›website of the port‹/a1›.", site),
        replace(boxes, outcome=Outcome.CONFLICT, sent="It moved 600,000 TEU!", versions=(moved,), reason=since),
        replace(all_came, comments=(Note("Who is “all”?\nThe sentence before speaks of ships."),)),
        replace(ships, outcome=Outcome.REJECTED),
        replace(left, outcome=Outcome.BEFORE),
        ReturnedSegment(
            Outcome.GONE, 0, "gonegone", "", "It was fine.", "", (Version("The weather was good.", (("", ""),)),)
        ),
    )


def previews() -> tuple[Preview, Preview]:
    harbour = Preview(
        "harbour",
        "source/harbour.xlf",
        "zh-CN",
        "en-GB",
        (ANNS, BOS),
        segments(),
        equal=(5, 6),
        set_aside=(
            SetAside(ANNS, "row 12", "the Chinese was edited (“港口” is now “码头”)", "The wharf opened."),
            SetAside(BOS, "table 2, row 4", "two rows have this ID", "It is a copy."),
        ),
        missing=(Missing(ANNS, 11, "m1ss1ng0"), Missing(ANNS, 13, "m1ss1ng1"), Missing(BOS, 11, "m1ss1ng0")),
        renderings=(
            NewRendering("江港新城", "Jianggang New Town", "River Harbour City", (1,), ANN, "places.csv line 2"),
        ),
        same=(
            SameSentence(
                "source/quay.xlf", 4, 1, "江港新城开港", "Jianggang New Town opens", "River Harbour City opens", False
            ),
        ),
    )
    return harbour, Preview("quay", "source/quay.xlf", "zh-CN", "en-GB", (ANNS,), segments()[:1])
