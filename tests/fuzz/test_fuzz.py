"""Hostile input by the thousand: no traceback, no hang, no unreadable message, what is written reads back, and what
loads plays and makes sense.

2,000 cases here; `PORTSIM_FUZZ=100000 pytest tests/fuzz` for as many as wanted, `PORTSIM_FUZZ_SEED` for others.
"""

import os

import pytest
from every_case import said_of

pytestmark = pytest.mark.unit

COUNT = int(os.environ.get("PORTSIM_FUZZ", "2000"))
SEED = int(os.environ.get("PORTSIM_FUZZ_SEED", "1"))
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_input_is_read_and_played_or_refused_in_words(part: int) -> None:
    said = list(said_of((), SEED, range(part, COUNT, PARTS)))
    assert not said, "\n".join(said[:20])
