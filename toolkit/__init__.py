"""A bilingual translation and publishing toolkit for Chinese and English.

The verbs of the command line are functions here, imported when first asked for::

    from toolkit import build, find_project

    for result in build(find_project()):
        print(result)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.aligning import align_files as align_files
    from toolkit.aligning import write_alignment as write_alignment
    from toolkit.bitext import read_xliff as read_xliff
    from toolkit.bitext import update as update
    from toolkit.bitext import write_xliff as write_xliff
    from toolkit.bitext.foreign import read_bilingual as read_bilingual
    from toolkit.building.job import read_glossary as read_glossary
    from toolkit.building.team import init_team as init_team
    from toolkit.building.team import sync_team as sync_team
    from toolkit.checks import run_checks as run_checks
    from toolkit.diagnosis import diagnose as diagnose
    from toolkit.drafting import Limits as Limits
    from toolkit.drafting import draft_documents as draft_documents
    from toolkit.drafting import plan_documents as plan_documents
    from toolkit.drafting.engines import add_engine as add_engine
    from toolkit.drafting.engines import choose_engine as choose_engine
    from toolkit.drafting.engines import try_engine as try_engine
    from toolkit.engines.registry import read_engine as read_engine
    from toolkit.errors import ToolkitError as ToolkitError
    from toolkit.glossary import Glossary as Glossary
    from toolkit.glossary import annotate as annotate
    from toolkit.inspecting.corrections import accept_finding as accept_finding
    from toolkit.inspecting.corrections import correct_documents as correct_documents
    from toolkit.inspecting.corrections import update_baseline as update_baseline
    from toolkit.inspecting.inspection import check_documents as check_documents
    from toolkit.inspecting.inspection import document_status as document_status
    from toolkit.inspecting.inspection import report_findings as report_findings
    from toolkit.inspecting.inspection import segment_in as segment_in
    from toolkit.inspecting.inspection import write_status_page as write_status_page
    from toolkit.memories import OpenMemory as OpenMemory
    from toolkit.memories import import_memory as import_memory
    from toolkit.memories import open_memory as open_memory
    from toolkit.pipeline import build as build
    from toolkit.project import find_project as find_project
    from toolkit.project.starter import make_project as make_project
    from toolkit.publishing.editions import publish as publish
    from toolkit.publishing.editions import publish_in_place as publish_in_place
    from toolkit.publishing.redlining import redline as redline
    from toolkit.readers import read as read
    from toolkit.roundtrip.packaging import hand_off as hand_off
    from toolkit.roundtrip.previewing import preview as preview
    from toolkit.roundtrip.previewing import write_preview as write_preview
    from toolkit.roundtrip.remarks import add_note as add_note
    from toolkit.roundtrip.remarks import answer_thread as answer_thread
    from toolkit.roundtrip.remarks import list_threads as list_threads
    from toolkit.roundtrip.remarks import resolve_threads as resolve_threads
    from toolkit.roundtrip.returning import read_reviews as read_reviews
    from toolkit.roundtrip.reviewing import import_reviews as import_reviews
    from toolkit.roundtrip.reviewing import undo_reviews as undo_reviews
    from toolkit.roundtrip.sheets import export_sheet as export_sheet
    from toolkit.roundtrip.sheets import read_sheet as read_sheet
    from toolkit.segmentation import segment as segment
    from toolkit.terminology.adding import add_term as add_term
    from toolkit.terminology.auditing import audit_terms as audit_terms
    from toolkit.terminology.exporting import export_terms as export_terms
    from toolkit.terminology.extracting import extract_terms as extract_terms
    from toolkit.terminology.importing import import_terms as import_terms
    from toolkit.terminology.listing import list_terms as list_terms
    from toolkit.writers import REVIEW as REVIEW
    from toolkit.writers import render as render

__version__ = "0.1.0"

_WHERE = {
    "Glossary": "toolkit.glossary",
    "Limits": "toolkit.drafting",
    "OpenMemory": "toolkit.memories",
    "REVIEW": "toolkit.writers",
    "ToolkitError": "toolkit.errors",
    "accept_finding": "toolkit.inspecting.corrections",
    "add_engine": "toolkit.drafting.engines",
    "add_note": "toolkit.roundtrip.remarks",
    "add_term": "toolkit.terminology.adding",
    "align_files": "toolkit.aligning",
    "annotate": "toolkit.glossary",
    "answer_thread": "toolkit.roundtrip.remarks",
    "audit_terms": "toolkit.terminology.auditing",
    "build": "toolkit.pipeline",
    "check_documents": "toolkit.inspecting.inspection",
    "choose_engine": "toolkit.drafting.engines",
    "correct_documents": "toolkit.inspecting.corrections",
    "diagnose": "toolkit.diagnosis",
    "document_status": "toolkit.inspecting.inspection",
    "draft_documents": "toolkit.drafting",
    "export_sheet": "toolkit.roundtrip.sheets",
    "export_terms": "toolkit.terminology.exporting",
    "extract_terms": "toolkit.terminology.extracting",
    "find_project": "toolkit.project",
    "hand_off": "toolkit.roundtrip.packaging",
    "import_memory": "toolkit.memories",
    "import_reviews": "toolkit.roundtrip.reviewing",
    "import_terms": "toolkit.terminology.importing",
    "init_team": "toolkit.building.team",
    "list_terms": "toolkit.terminology.listing",
    "list_threads": "toolkit.roundtrip.remarks",
    "make_project": "toolkit.project.starter",
    "open_memory": "toolkit.memories",
    "plan_documents": "toolkit.drafting",
    "preview": "toolkit.roundtrip.previewing",
    "publish": "toolkit.publishing.editions",
    "publish_in_place": "toolkit.publishing.editions",
    "read": "toolkit.readers",
    "read_bilingual": "toolkit.bitext.foreign",
    "read_engine": "toolkit.engines.registry",
    "read_glossary": "toolkit.building.job",
    "read_reviews": "toolkit.roundtrip.returning",
    "read_sheet": "toolkit.roundtrip.sheets",
    "read_xliff": "toolkit.bitext",
    "redline": "toolkit.publishing.redlining",
    "render": "toolkit.writers",
    "report_findings": "toolkit.inspecting.inspection",
    "resolve_threads": "toolkit.roundtrip.remarks",
    "run_checks": "toolkit.checks",
    "segment": "toolkit.segmentation",
    "segment_in": "toolkit.inspecting.inspection",
    "sync_team": "toolkit.building.team",
    "try_engine": "toolkit.drafting.engines",
    "undo_reviews": "toolkit.roundtrip.reviewing",
    "update": "toolkit.bitext",
    "update_baseline": "toolkit.inspecting.corrections",
    "write_alignment": "toolkit.aligning",
    "write_preview": "toolkit.roundtrip.previewing",
    "write_status_page": "toolkit.inspecting.inspection",
    "write_xliff": "toolkit.bitext",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
