"""The command line in this process: what it printed, and how it left."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sim.cli import main

SCENARIO = """\
name: A small port
start: 2025-06-02
end: 2025-06-09
arrivals: {door: {claimants_per_day: 10}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 30 min}}}
  journeys: {everyone: [intake]}
staff: {officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 2}}}}
space: {areas: {hall: {persons: 50}}}
format: 2
"""


class Left(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def portsim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Left]:
    """Runs a command in an empty folder with `port.yaml` in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    Path("port.yaml").write_text(SCENARIO, encoding="utf-8")

    def command(*arguments: str) -> Left:
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        printed = capsys.readouterr()
        return Left(int(caught.value.code or 0), printed.out, printed.err)

    return command
