"""What a review brought, for programs."""

from __future__ import annotations

from typing import Any

from toolkit.cli.review.lessons import lesson_json, repeat_json
from toolkit.review.merge import Applied
from toolkit.review.values import Conflict
from toolkit.roundtrip.reviewing import Reviewed


def reviewed_json(reviewed: Reviewed) -> dict[str, Any]:
    """Everything of one document, described in docs/commands.md."""
    merged = reviewed.merged
    return {
        "document": reviewed.source.name,
        "applied": [_applied(one) for one in merged.applied],
        "equal": list(merged.equal),
        "commented": list(merged.commented),
        "conflicts": [_conflict(one) for one in merged.conflicts],
        "refused": [
            {"unit": one.change.unit_id, "target": one.change.target, "file": one.file, "reason": str(one.refusal)}
            for one in reviewed.refused
        ],
        "judged": [
            {
                "unit": one.unit_id,
                "verdict": str(one.verdict),
                "before": str(one.before),
                "after": str(one.after),
                "outdated": one.outdated,
                "people": [{"name": name, "at": at} for name, at in one.people],
            }
            for one in merged.judged
        ],
        "gone": [{"unit": change.unit_id, "target": change.target} for change in merged.gone],
        "quarantined": [
            {"file": review.name, "place": one.place, "unit": one.unit_id, "reason": one.reason, "text": one.text}
            for review in reviewed.reviews
            for one in review.quarantined
        ],
        "lessons": [lesson_json(lesson) for lesson in reviewed.lessons],
        "repeats": [repeat_json(repeat) for repeat in reviewed.repeats],
        "missing": [unit_id for review in reviewed.reviews for unit_id in review.missing],
        "missing_rows": [row for review in reviewed.reviews for row in review.missing_rows],
    }


def _applied(applied: Applied) -> dict[str, Any]:
    return {
        "unit": applied.unit_id,
        "before": applied.before,
        "after": applied.proposal.target,
        "people": [{"name": name, "at": at} for name, at in applied.proposal.people],
        "files": list(applied.proposal.files),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "unit": conflict.unit_id,
        "reason": conflict.reason,
        "base": conflict.base,
        "now": conflict.now,
        "returned": [proposal.target for proposal in conflict.proposals],
    }
