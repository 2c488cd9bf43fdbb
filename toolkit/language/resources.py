"""Lists of words that other packages bring, read without loading the packages themselves."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path

_GZIP = zlib.MAX_WBITS | 16
_APART = 1024
"""Bytes between two places of a list whose lines are looked at, before all that is between them is searched."""


class Lines:
    """The lines of a list, found by how they begin.

    A page asks for a few hundred of a hundred thousand: to cut the list into lines takes several times
    as long as looking these up. So lists are left as they come, in the order of their bytes; one that
    is seen to be in no such order is put into it.
    """

    def __init__(self, content: bytes) -> None:
        self._take(content)
        if self._heads != sorted(self._heads):
            self._take(b"\n".join(sorted(content.splitlines())))

    def _take(self, content: bytes) -> None:
        self._content = content = b"\n%b\n" % content
        places = range(0, len(content) - 1, _APART)
        self._starts = [*(content.rfind(b"\n", 0, at + 1) for at in places), len(content)]
        self._heads = [content[at : content.find(b"\n", at + 1)] for at in self._starts[1:-1]]

    def after(self, beginning: str) -> Iterator[str]:
        """What stands after `beginning` in each line that begins with it."""
        content, wanted = self._content, b"\n" + beginning.encode("utf-8", "surrogatepass")
        part = bisect_left(self._heads, wanted)
        at = content.find(wanted, self._starts[part], self._starts[part + 1] + len(wanted))
        while at >= 0 and content.startswith(wanted, at):
            end = content.find(b"\n", at + 1)
            yield content[at + len(wanted) : end].decode()
            at = end


def compressed_lines(package: str, name: str) -> Lines:
    """The lines of a file that gzip compressed, as `word_list`."""
    content = word_list(package, name)
    size = int.from_bytes(content[-4:], "little")  # is noted there, and what has room for it is not moved about
    return Lines(zlib.decompress(content, _GZIP, size))


def word_list(package: str, name: str) -> bytes:
    """The file `name` among the resources of `package`; raises `ModuleNotFoundError` where that is not installed."""
    spec = find_spec(package)
    loader = spec.loader if spec else None
    if not isinstance(loader, SourceFileLoader):
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return loader.get_data(str(Path(loader.path).with_name("resources") / name))
