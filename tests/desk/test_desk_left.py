"""What many moves, reloads and closed tabs leave behind: nothing. 300 of them are in the second tier (`.ci/long`)."""

import random
from pathlib import Path

import pytest
from desk_client import PORT
from random_moves import Opened, storm

pytestmark = [pytest.mark.cli, pytest.mark.slow]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read as Linux tells it")
def test_moves_reloads_and_closed_tabs_leave_memory_and_processes_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("port.yaml").write_text(PORT, encoding="utf-8")
    desk = Opened("port.yaml", 1)
    try:
        before, after = storm(desk, 30, random.Random(16))
    finally:
        status = desk.end()
    assert after.processes == before.processes and after.memory < 1.25 * before.memory, (before, after)
    assert status == 0
