"""Lists of words that other packages bring, read without loading the packages themselves."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path


def word_list(package: str, name: str) -> bytes:
    """The file `name` among the resources of `package`; raises `ModuleNotFoundError` where that is not installed."""
    spec = find_spec(package)
    loader = spec.loader if spec else None
    if not isinstance(loader, SourceFileLoader):
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return loader.get_data(str(Path(loader.path).with_name("resources") / name))
