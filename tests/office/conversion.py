"""Conversions by a real LibreOffice."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def convert(soffice: str, path: Path, target: str, folder: Path) -> Path:
    """The file that LibreOffice makes of `path`; `target` is an ending, with a filter after a colon."""
    return convert_all(soffice, [path], target, folder)[0]


def convert_all(soffice: str, paths: Sequence[Path], target: str, folder: Path) -> list[Path]:
    """LibreOffice can end with 0 and write nothing, so the files are looked for."""
    command = [soffice, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", target, "--outdir", str(folder), *map(str, paths)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    written = [folder / (path.stem + "." + target.split(":")[0]) for path in paths]
    assert all(path.exists() for path in written)
    return written
