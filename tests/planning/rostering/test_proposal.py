"""A roster as a scenario, as YAML, CSV and XLSX: in every form the same officers on the same days."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sim.planning.rostering.proposal import overlay, with_rosters
from sim.planning.rostering.rostering import Roster, Solver, roster
from sim.planning.staffing.tables import lines, roster_rows
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import crews, duties
from sim.scenario.language.shifts.worktime import parts
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.views.spreadsheet.staffing import roster_book

pytestmark = pytest.mark.unit

BASE = """\
name: A small port
time_zone: America/Toronto
start: 2025-06-03
end: 2025-07-08
warm_up: 2 d
arrivals: {door: {claimants_per_day: 20}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 1 h}}}
  journeys: {everyone: [intake]}
staff:
  officers:
    shifts: {day: {hours: 07:00-15:00, on_duty: 2, days: mon-fri}, late: {hours: 15:00-24:00, on_duty: 2}}
    changes: {2025-06-10: {day: 3}, 2025-06-17: {late: 1, day: 4}}
    absence: 0.1
    templates:
      weeks: 2
      patterns:
        early: {starts: [07:00], lengths: [8 h], on: 4, off: 4, breaks: {meal: {length: 30 min, between: [3 h, 4 h]}}}
        night: {starts: [21:30], lengths: [10 h], on: 5, off: 2}
        late: {starts: [15:00], lengths: [9 h], on: 5, off: 2}
space: {areas: {hall: {persons: 50}}}
contingency:
  help:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 40}}}
    brings: {staff: {officers: {day: 2}}}
    minimum_term: 1 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 20}}}
"""


@pytest.fixture
def proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Scenario, dict[str, Roster]]:
    """The port and a roster for it, in an empty folder with `base.yaml`."""
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE, encoding="utf-8")
    scenario = load("base.yaml").scenario
    when = clock(scenario)
    needed = np.random.default_rng(2).integers(0, 6, -(-when.end // 3600)).astype(np.float64)
    return scenario, {"officers": roster("officers", scenario.staff["officers"], needed, when, Solver())}


def base_duties(scenario: Scenario) -> dict[tuple[int, int], int]:
    """Officers of the base by begin and end, from the day before the run to its last."""
    time, groups = clock(scenario), crews(scenario)
    table = duties(scenario, time)
    found: dict[tuple[int, int], int] = {}
    for crew, begin, end, posts in zip(table.crew, table.begin, table.end, table.posts, strict=True):
        if groups[crew].source == 0 and posts and begin < time.end:
            found[int(begin), int(end)] = found.get((int(begin), int(end)), 0) + int(posts)
    return found


def wanted(scenario: Scenario, one: Roster) -> dict[tuple[int, int], int]:
    time = clock(scenario)
    found = {}
    for worktime, by_day in one.posts.items():
        for part, (day, posts) in product(parts(worktime), by_day.items()):
            since, until = time.tick(day, part.begin), time.tick(day, part.end)
            if until > max(since, 0) and since < time.end and posts:
                found[since, until] = posts
    return found


def test_the_scenario_has_the_officers_of_the_roster(proposed: tuple[Scenario, dict[str, Roster]]) -> None:
    scenario, found = proposed
    changed = with_rosters(scenario, found)
    assert base_duties(changed) == wanted(scenario, found["officers"])
    assert changed.staff["officers"].shifts["day"].days == (0, 1, 2, 3, 4)  # measures bring officers on it
    assert changed.staff["officers"].shifts["day"].on_duty == 0
    assert changed.arrivals == scenario.arrivals


def test_a_shift_of_some_weeks_only_is_worked_in_those_weeks(proposed: tuple[Scenario, dict[str, Roster]]) -> None:
    scenario, _ = proposed
    when = clock(scenario)
    hours = np.arange(-(-when.end // 3600))
    early, late = (np.isin(hours % 24, span) for span in (range(8, 14), range(16, 21)))
    needed = np.where(np.where(hours < 14 * 24, early, late), 3.0, 0.0)
    found = {"officers": roster("officers", scenario.staff["officers"], needed, when, Solver())}
    assert base_duties(with_rosters(scenario, found)) == wanted(scenario, found["officers"])
    ends = [max(by_day) for by_day in found["officers"].posts.values()]
    assert max(ends) - min(ends) > timedelta(days=7)


def test_the_file_laid_on_the_scenario_is_that_scenario(proposed: tuple[Scenario, dict[str, Roster]]) -> None:
    scenario, found = proposed
    text = yaml.safe_dump({"extends": "base.yaml"} | overlay(scenario, found), sort_keys=False)
    Path("roster.yaml").write_text(text, encoding="utf-8")
    read = load("roster.yaml").scenario
    changed = with_rosters(scenario, found)
    assert read.staff["officers"].shifts == changed.staff["officers"].shifts
    assert read.staff["officers"].changes == changed.staff["officers"].changes


def test_the_file_laid_on_a_scenario_with_levers_can_be_read(proposed: tuple[Scenario, dict[str, Roster]]) -> None:
    """Without the levers of the old roster, which no state has as written any more; with those of all else."""
    _, found = proposed
    levers = """levers:
      officers: {path: staff.officers.shifts.day.on_duty, states: [2, 5]}
      hall: {path: space.areas.hall.persons, states: [50, 60], with: [officers]}
    """
    Path("base.yaml").write_text(BASE + levers, encoding="utf-8")
    scenario = load("base.yaml").scenario
    text = yaml.safe_dump({"extends": "base.yaml"} | overlay(scenario, found), sort_keys=False)
    Path("roster.yaml").write_text(text, encoding="utf-8")
    read = load("roster.yaml").scenario
    assert list(read.levers) == ["hall"] and read.levers["hall"].with_ == ()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_table_read_back_is_that_roster(ending: str, proposed: tuple[Scenario, dict[str, Roster]]) -> None:
    scenario, found = proposed
    if ending == "csv":
        Path("roster.csv").write_text("".join(lines(roster_rows(scenario, found))), encoding="utf-8")
    else:
        Path("roster.xlsx").write_bytes(roster_book(scenario, found))
    Path("read.yaml").write_text(f"extends: base.yaml\nstaff: {{officers: {{roster_file: roster.{ending}}}}}\n")
    read = load("read.yaml").scenario
    assert base_duties(read) == wanted(scenario, found["officers"])
    days = [date(2025, 6, 1) + timedelta(days=k) for k in range(36)]
    assert all(read.staff["officers"].on_duty("day", day) == 0 for day in days if day.weekday() > 4)


def test_the_bytes_of_a_workbook_do_not_depend_on_when_it_is_made(
    proposed: tuple[Scenario, dict[str, Roster]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = roster_book(*proposed)
    now = time.time() + 86400
    monkeypatch.setattr(time, "time", lambda: now)
    time.sleep(1.1)
    assert roster_book(*proposed) == first


def test_pools_that_no_sheet_can_be_named_after_are_read_back_from_a_column(
    proposed: tuple[Scenario, dict[str, Roster]],
) -> None:
    scenario, found = proposed
    names = ["officers [night]/*", "Officers", "officers", "roster", "o" * 32]
    pools = dict.fromkeys(names, scenario.staff["officers"])
    rosters = dict.fromkeys(names, found["officers"])
    Path("roster.xlsx").write_bytes(roster_book(scenario.model_copy(update={"staff": pools}), rosters))
    given = yaml.safe_load(BASE)
    given["staff"] = {name: {"roster_file": "roster.xlsx"} for name in names}
    del given["contingency"]
    Path("read.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")
    read = load("read.yaml").scenario
    for pool in names:
        assert read.staff[pool].shifts == read.staff["officers"].shifts
        assert read.staff[pool].changes == read.staff["officers"].changes
    alone = read.model_copy(update={"staff": {"officers": read.staff["officers"]}})
    assert base_duties(alone) == wanted(scenario, found["officers"])


def test_an_uncertain_scenario_keeps_its_roster_in_every_replication(
    proposed: tuple[Scenario, dict[str, Roster]],
) -> None:
    from sim.people.chance.uncertain_inputs import uniforms
    from sim.scenario.uncertain.realise import realise

    _, found = proposed
    scenario = load("base.yaml", ["uncertain={staff.officers.absence: {p10: 0.05, p90: 0.2}}"]).scenario
    changed = with_rosters(scenario, found)
    drawn = realise(changed, uniforms(changed, 3))
    assert drawn.staff["officers"].absence not in (0.0, 0.1)
    assert base_duties(drawn) == wanted(scenario, found["officers"])


def test_a_pool_that_needs_nobody(small: Callable[..., Scenario]) -> None:
    scenario = small()
    when = clock(scenario)
    none = roster("officers", scenario.staff["officers"], np.zeros(when.end // 3600), when, Solver())
    changed = with_rosters(scenario, {"officers": none})
    assert base_duties(changed) == {} and none.hours == 0.0
    tree: dict[str, Any] = overlay(scenario, {"officers": none})
    assert tree["staff"]["officers"]["shifts"]["day"]["on_duty"] == 0
