"""The text files that come with a package.

Read by the importer that found the package: `importlib.resources` loads what unpacks archives and
makes temporary files, which takes longer than all the files of a page.
"""

from __future__ import annotations

from pkgutil import get_data


def resource(package: str, name: str) -> str:
    """The text of the file `name` in the folder of `package`; raises `OSError` where it is not there."""
    content = get_data(package, name)
    if content is None:
        raise FileNotFoundError(f"{package} has no {name} that can be read")
    return content.decode("utf-8")
