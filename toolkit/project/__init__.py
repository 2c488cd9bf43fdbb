"""A project on disk: its folders, settings, lock, and what in it is up to date."""

from toolkit.project.cache import forget_others, keep, kept
from toolkit.project.folders import BASELINE_FILE, SETTINGS_FILE, Project, Source, find_project
from toolkit.project.freshness import BuildRecord, Freshness, digest, file_digest, whole_digest
from toolkit.project.history import read_revision
from toolkit.project.settings import Settings, parse_settings
from toolkit.project.store import (
    clear_away,
    lock_holder,
    locked,
    opened_file,
    read_content,
    rewrite,
    set_aside,
    write_anew,
    write_atomically,
    write_derived,
    write_folder,
    write_parts,
)

__all__ = [
    "BASELINE_FILE",
    "SETTINGS_FILE",
    "BuildRecord",
    "Freshness",
    "Project",
    "Settings",
    "Source",
    "clear_away",
    "digest",
    "file_digest",
    "find_project",
    "forget_others",
    "keep",
    "kept",
    "lock_holder",
    "locked",
    "opened_file",
    "parse_settings",
    "read_content",
    "read_revision",
    "rewrite",
    "set_aside",
    "whole_digest",
    "write_anew",
    "write_atomically",
    "write_derived",
    "write_folder",
    "write_parts",
]
