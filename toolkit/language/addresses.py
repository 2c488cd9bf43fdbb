"""Addresses and numbers that stand in a text as they are: of pages, of people, of telephones, of documents."""

from __future__ import annotations

import re

from toolkit.expressions import expression

URL = expression(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
EMAIL = expression(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}", re.ASCII)
PHONE = expression(r"(?<![\d-])(?:\+86[ -]?)?(?:0\d{2,3}[ -]?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4})(?![\d-])")
FILE_NUMBER = expression(r"[〔［\[（(【](?P<year>(?:19|20)\d\d)[〕］\]）)】]\s*(?:第\s*)?(?P<number>\d{1,6})\s*号")
"""The number of an official document, as 赣府发〔2020〕12号 has it."""

_HIDDEN = "\ue000"
"""Stands for the characters of an address: neither a letter, nor a mark, nor a blank."""


def hide(text: str) -> str:
    """`text` with the addresses of pages and people made unreadable, of the same length."""
    if "://" not in text and "@" not in text and "www." not in text.lower():
        return text
    for pattern in (URL, EMAIL):
        text = pattern.sub(lambda found: _HIDDEN * len(found[0]), text)
    return text


def trimmed(address: str) -> str:
    """An address without the marks that may end the sentence or the bracket it stands in."""
    return address.rstrip(".,;:!?)]'/")
