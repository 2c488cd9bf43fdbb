"""What the checks of figures cost, beside a bare look for digits in the same pairs.

100,000 pairs made from a fixed seed: three in four have no figure, as in running text. The ratio is
taken in one run to ``re.findall`` of digits in both sentences, which finds every figure and knows
nothing of any; and to the same checks where every pair has figures.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

from toolkit.checks import Policy, run_checks
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit

PAIRS = 100_000
SEED = 20201224
CHECKS = ("number-value", "number-qualifier", "unit", "currency", "date")
DIGITS = re.compile(r"\d+")

PROSE = (
    (
        "园区推进项目建设，优化营商环境。",
        "The park pressed ahead with construction and improved its business environment.",
    ),
    ("港口货物吞吐量稳步增长。", "Cargo throughput at the port grew steadily."),
    ("企业加快研发，产品质量不断提高。", "Companies stepped up research, and the quality of products kept rising."),
    ("沿江港区铁路专用线开通运营。", "A dedicated railway line for the riverside port area was opened."),
)


def with_figures(chance: random.Random) -> tuple[str, str]:
    """A pair with an amount, a count, a share and a day, all right."""
    amount, firms, share = chance.randint(2, 900), chance.randint(11, 9999), chance.randint(11, 99)
    day = chance.randint(1, 28)
    chinese = f"12月{day}日，园区{firms}家企业签约，总投资{amount}亿元，同比增长{share}%。"
    worth = f"RMB {amount / 10:g} billion"
    english = f"On {day} December, {firms:,} firms in the park signed contracts worth {worth}, up {share}%."
    return chinese, english


def bitext(share_of_figures: float) -> Bitext:
    chance = random.Random(SEED)
    pairs = [with_figures(chance) if chance.random() < share_of_figures else chance.choice(PROSE) for _ in range(PAIRS)]
    segments = [Segment(f"{row:06}", chinese) for row, (chinese, _) in enumerate(pairs)]
    document = Document("pairs", "pairs", (Block(Kind.PARAGRAPH, 0, tuple(segments)),))
    units = (Unit(segment, english, State.TRANSLATED) for segment, (_, english) in zip(segments, pairs, strict=True))
    return Bitext(document, tuple(units))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def find_digits(pairs: Bitext) -> int:
    return sum(len(DIGITS.findall(unit.segment.text)) + len(DIGITS.findall(unit.target)) for unit in pairs.units)


def main() -> None:
    for share in (0.25, 1.0):
        pairs = bitext(share)
        bare = min(seconds(lambda pairs=pairs: find_digits(pairs)) for _ in range(3))
        ours = seconds(lambda pairs=pairs: run_checks(pairs, policy=Policy(select=CHECKS)))
        print(
            f"{PAIRS:,} pairs, {share:.0%} with figures: {', '.join(CHECKS)} {ours:.2f} s, "
            f"re.findall of digits {bare:.2f} s, ratio {ours / bare:.0f}"
        )


if __name__ == "__main__":
    main()
