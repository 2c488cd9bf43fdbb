"""Writes what is around review documents anew, once the template or what is added to it has changed: `make frames`."""

from __future__ import annotations

from pathlib import Path

import toolkit.writers.docx
from toolkit.writers.docx.frame import REVIEWS, write_frames
from toolkit.writers.docx.framing import make_frame

PATH = Path(toolkit.writers.docx.__file__).with_name("frames.json")


def made() -> str:
    """The content of the file, as python-docx makes the frames now."""
    return write_frames([make_frame(frame) for frame in REVIEWS])


if __name__ == "__main__":
    PATH.write_text(made(), encoding="utf-8")
