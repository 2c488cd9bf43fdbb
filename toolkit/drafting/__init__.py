"""Drafts by an engine: asked for, verified, chosen, and put where there is no English yet."""

from toolkit.drafting.documents import DocumentDrafts, Plan, draft_documents, plan_documents
from toolkit.drafting.running import Limits, Spending

__all__ = ["DocumentDrafts", "Limits", "Plan", "Spending", "draft_documents", "plan_documents"]
