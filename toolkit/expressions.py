"""Regular expressions that are compiled when they are first used.

A command uses some of those in the modules that it loads. To compile the others would take a twentieth
of the time in which a page is built.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "groupindex", "groups")


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled by the first call of any of its methods; one that is no pattern raises then."""
    return cast("re.Pattern[str]", Expression(pattern, flags))


class Expression:
    """Looks up nothing in itself but what it was made of, until it has the methods of what was compiled."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__ |= {method: getattr(compiled, method) for method in _METHODS}
        return getattr(compiled, name)
