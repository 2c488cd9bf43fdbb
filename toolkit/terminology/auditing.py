"""The audit of a project's glossary against its texts."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.errors import UsageError
from toolkit.glossary.audit import AUDITS, Remark, audit
from toolkit.inspecting.inspection import current_bitexts
from toolkit.project import Project


def audit_terms(project: Project, select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Remark, ...]:
    """What is wrong, doubtful or idle in the glossary, in the order of its places; nothing is changed.

    `select` and `ignore` are codes of `toolkit.glossary.audit.AUDITS`; all of them are looked for where
    nothing is selected. Raises `UsageError` for a code that there is not.

    >>> [(remark.place, remark.code) for remark in audit_terms(find_project(), select=["origin-missing"])]
    [('glossary/places.csv line 2', 'origin-missing')]
    """
    for code in (*select, *ignore):
        if code not in AUDITS:
            raise UsageError(code, "nothing is looked for under this code", "codes are: " + ", ".join(AUDITS))
    texts = [unit.segment.text for _, bitext in current_bitexts(project) for unit in bitext.units]
    return audit(project.families(), texts, select, ignore)
