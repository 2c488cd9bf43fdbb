"""How often the number checks are right on published translations, and on altered ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from toolkit.checks import Policy, run_checks
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit

NUMBERS = ("number-value", "number-qualifier", "unit", "currency", "date")
ABOUT_NUMBERS = ("number", "unit", "dropped qualifier")


def findings(chinese: str, english: str) -> tuple[Finding, ...]:
    segment = Segment("s1", chinese)
    document = Document("page", "page", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    return run_checks(Bitext(document, (Unit(segment, english, State.TRANSLATED),)), policy=Policy(select=NUMBERS))


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        quoting = csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE
        return list(csv.DictReader(lines, delimiter=delimiter, quoting=quoting))


def known_errors(shared: Path) -> list[dict[str, str]]:
    """What the published translations are known to get wrong of the figures."""
    known = rows(shared / "parallel" / "known_reference_errors.tsv", "\t")
    return [row for row in known if row["kind"].startswith(ABOUT_NUMBERS)]


def has_known_error(chinese: str, english: str, known: list[dict[str, str]]) -> bool:
    return any(
        all(part.strip() in chinese for part in error["zh_fragment"].split("…")) and error["en_published"] in english
        for error in known
    )


def published(shared: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((shared / "parallel").glob("*.tsv")):
        if path.name != "known_reference_errors.tsv":
            yield from ((row["zh"], row["en"]) for row in rows(path, "\t"))


def touches(finding: Finding, row: dict[str, str]) -> bool:
    """Whether the finding is about the altered figure and not about another in the sentence."""
    sides = ((finding.source_span, "zh_sentence", "zh_expr"), (finding.target_span, "en_sentence", "en_expr"))
    for span, sentence, expression in sides:
        start = row[sentence].find(row[expression])
        if span and start >= 0 and span[0] < start + len(row[expression]) and start < span[1]:
            return True
    return False


def test_altered_figures_are_caught_and_right_ones_are_not(shared: Path) -> None:
    known = known_errors(shared)
    all_rows = rows(shared / "numbers.csv")
    wrong = [row for row in all_rows if row["ok"] == "0"]
    right = [row for row in all_rows if row["ok"] == "1"]
    right = [row for row in right if not has_known_error(row["zh_sentence"], row["en_sentence"], known)]
    caught = [row for row in wrong if any(touches(f, row) for f in findings(row["zh_sentence"], row["en_sentence"]))]
    alarms = [row for row in right if findings(row["zh_sentence"], row["en_sentence"])]
    print(
        f"\ncaught {len(caught)} of {len(wrong)} wrong pairs; false alarms on {len(alarms)} of {len(right)} right ones"
    )
    for row in alarms:
        print("  ", *(finding.message for finding in findings(row["zh_sentence"], row["en_sentence"])), sep=" | ")
    assert len(caught) >= 0.95 * len(wrong)
    assert len(alarms) <= 0.05 * len(right)


def test_published_documents_give_few_false_findings(shared: Path) -> None:
    """In whole documents: every known error about a figure is found, and little else."""
    known, pairs = known_errors(shared), list(published(shared))
    found = {pair: findings(*pair) for pair in pairs}
    false = [pair for pair in pairs if found[pair] and not has_known_error(*pair, known)]
    missed = [pair for pair in pairs if has_known_error(*pair, known) and not found[pair]]
    print(
        f"\n{len(pairs)} published pairs, {len(known)} known errors, {len(missed)} missed; {len(false)} false findings"
    )
    assert not missed
    assert len(false) <= 0.01 * len(pairs)
