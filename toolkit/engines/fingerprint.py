"""What stands for an engine with all that its answers depend on."""

from __future__ import annotations

import hashlib
import re

_UNSAID = re.compile(r"[^\w.:/+-]")


def fingerprint(name: str, *parts: object) -> str:
    """`name` for people, and eight hexadecimal digits for everything else: ``qwen3:8b@1a2b3c4d``."""
    digits = hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{_UNSAID.sub('_', name)}@{digits}"
