"""Keys of services: from the environment or the system's keyring, and never shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from toolkit.errors import EngineError

SERVICE = "bilingual-toolkit"
"""The name under which keys stand in the keyring."""

_HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Key:
    """A secret, empty where the service needs none; neither its representation nor its text shows it."""

    value: str = field(default="", repr=False)

    def __str__(self) -> str:
        return _HIDDEN if self.value else ""

    def hide(self, text: str) -> str:
        """`text` without the key: services repeat it in their messages."""
        return text.replace(self.value, _HIDDEN) if self.value else text


def find_key(name: str, variable: str, keyring: bool) -> Key:
    """The key of the engine `name`: of an environment variable, else of the keyring where that is to be asked.

    Raises `EngineError` where one is asked for and none is there.
    """
    value = os.environ.get(variable, "").strip() if variable else ""
    if not value and keyring:
        value = _from_keyring(name)
    if not (value.isascii() and value.isprintable()):
        raise EngineError(name, "the key of the service has characters that no key has", "copy it again", ends=True)
    if value or not (variable or keyring):
        return Key(value)
    remedies = [f"set the environment variable {variable}"] * bool(variable)
    remedies += [f"keep it with: keyring set {SERVICE} {name}"] * keyring
    raise EngineError(name, "the key of the service is missing", ", or ".join(remedies), ends=True)


def _from_keyring(name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise missing_extra(name, "keyring") from error
    try:
        return (keyring.get_password(SERVICE, name) or "").strip()
    except KeyringError as error:
        remedy = "open the keyring, or name an environment variable as key_env"
        raise EngineError(name, f"the keyring cannot be read ({type(error).__name__})", remedy, ends=True) from error


def keyring_in_use() -> str | None:
    """The name of the keyring that keys would come from, empty where none can be opened; None without the extra."""
    try:
        import keyring
    except ImportError:
        return None
    backend = type(keyring.get_keyring())
    return "" if backend.__module__.endswith(".fail") else f"{backend.__module__}.{backend.__name__}"


def missing_extra(name: str, extra: str) -> EngineError:
    """The error that says which extra of the package an engine needs."""
    remedy = f"install what it needs: pip install 'bilingual-toolkit[{extra}]'"
    return EngineError(name, "a package that this engine needs is not installed", remedy, ends=True)
