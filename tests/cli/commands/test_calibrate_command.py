"""`portsim calibrate`: what it prints runs, and what it cannot read is refused by its cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim

pytestmark = pytest.mark.cli
Command = Callable[..., Any]


def test_what_it_prints_runs_without_a_scenario_to_lay_it_on(portsim: Command) -> None:
    Path("counts.csv").write_text("mois;demandes\nmars 2025;1 356\navr. 2025;2 733\n", encoding="cp1252")
    left = portsim("calibrate", "counts.csv")
    assert left.status == 0 and "2 counts are fitted" in left.err
    assert all(len(line) <= 80 for line in left.err.splitlines())
    Path("mine.yaml").write_text(left.out, encoding="utf-8")
    found = sim.load("mine.yaml")
    assert (str(found.start), str(found.end)) == ("2025-03-01", "2025-05-01")
    assert portsim("run", "mine.yaml", "-n", "1", "--sets", "0", "--workers", "1", "--quiet").status == 0


def test_a_file_that_cannot_be_read_leaves_with_2_and_every_cell(portsim: Command) -> None:
    Path("counts.csv").write_text("month,claims\n2025-03,-1\n2025-04,x y\n", encoding="utf-8")
    left = portsim("calibrate", "counts.csv")
    assert left.status == 2 and left.out == ""
    assert [line.split(": ")[0] for line in left.err.splitlines()] == ["counts.csv:2:9", "counts.csv:3:9"]


def test_an_office_is_asked_for_where_there_are_several(portsim: Command) -> None:
    Path("counts.csv").write_text("month,office,claims\n2025-03,North,5\n2025-03,South,6\n", encoding="utf-8")
    left = portsim("calibrate", "counts.csv")
    assert left.status == 2 and "one of North, South" in left.err
    assert (
        portsim("calibrate", "counts.csv", "--office", "South", "--out", "mine.yaml", "--page", "page.html").status == 0
    )
    assert Path("mine.yaml").exists() and "</html>" in Path("page.html").read_text(encoding="utf-8")
