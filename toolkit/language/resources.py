"""Lists of words that other packages bring, read without loading the packages themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from gzip import decompress
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path


class Lines:
    """The lines of a list, found by how they begin.

    A page asks for a few hundred of a hundred thousand: putting all of them in a dictionary takes
    several times as long as cutting the list into lines and looking these up.
    """

    def __init__(self, content: bytes) -> None:
        self._lines = sorted(content.splitlines())

    def after(self, beginning: str) -> Iterator[str]:
        """What stands after `beginning` in each line that begins with it."""
        wanted = beginning.encode("utf-8", "surrogatepass")
        for at in range(bisect_left(self._lines, wanted), len(self._lines)):
            if not self._lines[at].startswith(wanted):
                return
            yield self._lines[at][len(wanted) :].decode()


def compressed_lines(package: str, name: str) -> Lines:
    """The lines of a compressed file, as `word_list`."""
    return Lines(decompress(word_list(package, name)))


def word_list(package: str, name: str) -> bytes:
    """The file `name` among the resources of `package`; raises `ModuleNotFoundError` where that is not installed."""
    spec = find_spec(package)
    loader = spec.loader if spec else None
    if not isinstance(loader, SourceFileLoader):
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return loader.get_data(str(Path(loader.path).with_name("resources") / name))
