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
    from toolkit.checks import run_checks as run_checks
    from toolkit.corrections import accept_finding as accept_finding
    from toolkit.corrections import correct_documents as correct_documents
    from toolkit.corrections import update_baseline as update_baseline
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
    from toolkit.inspection import check_documents as check_documents
    from toolkit.inspection import document_status as document_status
    from toolkit.inspection import report_findings as report_findings
    from toolkit.inspection import segment_in as segment_in
    from toolkit.inspection import write_status_page as write_status_page
    from toolkit.job import read_glossary as read_glossary
    from toolkit.memories import OpenMemory as OpenMemory
    from toolkit.memories import import_memory as import_memory
    from toolkit.memories import open_memory as open_memory
    from toolkit.packaging import hand_off as hand_off
    from toolkit.pipeline import build as build
    from toolkit.previewing import preview as preview
    from toolkit.previewing import write_preview as write_preview
    from toolkit.project import find_project as find_project
    from toolkit.project.starter import make_project as make_project
    from toolkit.publishing import publish as publish
    from toolkit.publishing import publish_in_place as publish_in_place
    from toolkit.readers import read as read
    from toolkit.redlining import redline as redline
    from toolkit.remarks import add_note as add_note
    from toolkit.remarks import answer_thread as answer_thread
    from toolkit.remarks import list_threads as list_threads
    from toolkit.remarks import resolve_threads as resolve_threads
    from toolkit.returning import read_reviews as read_reviews
    from toolkit.reviewing import import_reviews as import_reviews
    from toolkit.reviewing import undo_reviews as undo_reviews
    from toolkit.segmentation import segment as segment
    from toolkit.sheets import export_sheet as export_sheet
    from toolkit.sheets import read_sheet as read_sheet
    from toolkit.team import init_team as init_team
    from toolkit.team import sync_team as sync_team
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
    "accept_finding": "toolkit.corrections",
    "add_engine": "toolkit.drafting.engines",
    "add_note": "toolkit.remarks",
    "add_term": "toolkit.terminology.adding",
    "align_files": "toolkit.aligning",
    "annotate": "toolkit.glossary",
    "answer_thread": "toolkit.remarks",
    "audit_terms": "toolkit.terminology.auditing",
    "build": "toolkit.pipeline",
    "check_documents": "toolkit.inspection",
    "choose_engine": "toolkit.drafting.engines",
    "correct_documents": "toolkit.corrections",
    "diagnose": "toolkit.diagnosis",
    "document_status": "toolkit.inspection",
    "draft_documents": "toolkit.drafting",
    "export_sheet": "toolkit.sheets",
    "export_terms": "toolkit.terminology.exporting",
    "extract_terms": "toolkit.terminology.extracting",
    "find_project": "toolkit.project",
    "hand_off": "toolkit.packaging",
    "import_memory": "toolkit.memories",
    "import_reviews": "toolkit.reviewing",
    "import_terms": "toolkit.terminology.importing",
    "init_team": "toolkit.team",
    "list_terms": "toolkit.terminology.listing",
    "list_threads": "toolkit.remarks",
    "make_project": "toolkit.project.starter",
    "open_memory": "toolkit.memories",
    "plan_documents": "toolkit.drafting",
    "preview": "toolkit.previewing",
    "publish": "toolkit.publishing",
    "publish_in_place": "toolkit.publishing",
    "read": "toolkit.readers",
    "read_bilingual": "toolkit.bitext.foreign",
    "read_engine": "toolkit.engines.registry",
    "read_glossary": "toolkit.job",
    "read_reviews": "toolkit.returning",
    "read_sheet": "toolkit.sheets",
    "read_xliff": "toolkit.bitext",
    "redline": "toolkit.redlining",
    "render": "toolkit.writers",
    "report_findings": "toolkit.inspection",
    "resolve_threads": "toolkit.remarks",
    "run_checks": "toolkit.checks",
    "segment": "toolkit.segmentation",
    "segment_in": "toolkit.inspection",
    "sync_team": "toolkit.team",
    "try_engine": "toolkit.drafting.engines",
    "undo_reviews": "toolkit.reviewing",
    "update": "toolkit.bitext",
    "update_baseline": "toolkit.corrections",
    "write_alignment": "toolkit.aligning",
    "write_preview": "toolkit.previewing",
    "write_status_page": "toolkit.inspection",
    "write_xliff": "toolkit.bitext",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
