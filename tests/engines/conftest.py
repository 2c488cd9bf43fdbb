from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback import Service, serve


@pytest.fixture
def service() -> Iterator[Service]:
    with serve() as running:
        yield running
