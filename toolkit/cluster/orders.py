"""What goes to another machine, and what comes back from it."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.building.remembering import Seen
from toolkit.pipeline import Built, Failed
from toolkit.project import BuildRecord, Settings


@dataclass(frozen=True, slots=True)
class Order:
    """A document to be built: everything that the other machine does not find at the ``address``.

    ``shared`` is a hash of what all documents are made from: as long as it is the same, a machine keeps
    what it has fetched of it. ``memory`` is the digest of the translation memory there, ``None`` where
    there is none. ``record`` says how the document was last built, ``epoch`` is SOURCE_DATE_EPOCH where it
    was ordered.
    """

    version: str
    address: str
    shared: str
    memory: str | None
    name: str
    settings: Settings
    record: BuildRecord | None = None
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an order; the paths in ``result`` are relative to the project's root.

    ``seen`` is the digest of what the bitext gives to the memory, ``None`` where nothing was built.
    """

    result: Built | Failed
    seen: Seen | None = None
    record: BuildRecord | None = None
