"""Hostile files by the thousand: no traceback, no hang, no unreadable message, and what is written reads back.

2,000 cases here; `PORTSIM_FUZZ=100000 pytest tests/fuzz` for as many as wanted, `PORTSIM_FUZZ_SEED` for others.
"""

import os
from pathlib import Path

import pytest
from fuzz_kit import case, complaints
from yaml_makers import MAKERS

pytestmark = pytest.mark.unit

COUNT = int(os.environ.get("PORTSIM_FUZZ", "2000"))
SEED = int(os.environ.get("PORTSIM_FUZZ_SEED", "1"))
PARTS = 20


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_scenarios(part: int, tmp_path: Path) -> None:
    said = []
    for number in range(part, COUNT, PARTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        said += [f"case {number}: {text}" for text in complaints(case(MAKERS, SEED, number), folder)]
    assert not said, "\n".join(said[:20])
