"""`portsim outlook`: what it says and writes, and that nothing of a party is in any of it."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim

pytestmark = pytest.mark.cli
Command = Callable[..., Any]
PORT = """\
format: 2
name: Small port
start: 2025-01-01
end: 2026-01-01
arrivals: {road: {claimants_per_day: 50}}
surges: {storm: {stream: road, per_year: 0.5, times: 4, hold: 200 d}}
process:
  steps: {see: {staff: {officers: 1}, area: hall, time: {lognormal: {mean: 3 h, cv: 0.8}}}}
  journeys: {everyone: [see]}
staff: {officers: {shifts: {day: {hours: 00:00-24:00, on_duty: 9}}}}
space: {areas: {hall: {persons: 20}}}
contingency:
  lease: {lead_time: 40 d, brings: {areas: {hall: 100}}, minimum_term: 365 d,
    cost: {set_up: 30000 CAD, per_month: 10000 CAD},
    order_when: {any: {full: {watch: occupancy, of: hall, above: 80%}}}}
policy: {crowded_person_hour: 20 CAD}
"""
STATE = """\
party,persons,arrived,step,since
QX-90417,3,2025-07-03 05:17,see,2025-07-03 06:03
QX-90418,1,2025-07-03 05:43,see,2025-07-03 06:11
QX-90419,2,2025-07-03 06:07,see,
"""
MARKS = ("QX-", "90417", "90418", "90419", "05:17", "05:43", "06:03", "06:11", "06:07", "5:17", "5:43")
MOMENT = datetime(2025, 7, 3, 6, 30)
CALL = ("outlook", "port.yaml", "--now", "here.csv", "--at", "2025-07-03 06:30", "-n", "8", "--workers", "1")


def files(**more: str) -> None:
    """Write the files of a call."""
    given = {"port.yaml": PORT, "here.csv": STATE} | more
    for name, text in given.items():
        Path(name).write_text(text, encoding="utf-8")


def test_it_says_first_whether_space_must_be_ordered_and_no_line_is_too_long(portsim: Command) -> None:
    files()
    left = portsim(*CALL)
    assert left.status == 0 and all(len(line) <= 80 for line in left.out.splitlines()[:-1])
    said = " ".join(left.out.split())
    assert re.search(r"outlook from 3 July 2025 at 06:30 .*lease takes 40 days.*rests on the storm rate", said)
    assert "6 persons (see 6)" in said and "storms: 0.5 a year" in said
    assert re.search(r"waiting a week costs [\d,]+ person-hours .* if a storm has begun today", said)
    assert "ordering now costs $150,000" in said  # 30,000 and 12 months of 10,000, which are 365.25 days
    folder = Path("results/port/outlook")
    written = {"hours.csv", "days.csv", "chances.csv", "leases.csv", "outlook.html"}
    assert {file.name for file in folder.iterdir()} == written
    assert len((folder / "days.csv").read_text(encoding="utf-8").splitlines()) == 1 + 2 * 29


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_row_of_the_state_is_in_any_output(portsim: Command, language: str) -> None:
    files()
    left = portsim("--lang", language, *CALL, "--record", "kept.jsonl")
    told = portsim("--lang", language, *CALL, "--json")
    assert left.status == told.status == 0
    outputs = [left.out, left.err, told.out, told.err]
    outputs += [file.read_text(encoding="utf-8") for file in Path("results").rglob("*") if file.is_file()]
    outputs.append(Path("kept.jsonl").read_text(encoding="utf-8"))
    assert len(outputs) == 10
    for text in outputs:
        bare = re.sub(r'\bd="[^"]*"|[0-9]+\.[0-9]+', "", text)  # numbers of pictures
        assert not [mark for mark in MARKS if mark in bare]
    known = {file.name for file in Path().iterdir()}
    assert known == {"port.yaml", "here.csv", "results", "kept.jsonl"}


def test_a_record_keeps_each_forecast_on_a_line_with_totals_by_step_alone(portsim: Command) -> None:
    files()
    for _ in range(2):
        assert portsim(*CALL, "--record", "kept.jsonl").status == 0
    lines = Path("kept.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and lines[0] == lines[1]
    kept = json.loads(lines[0])
    assert kept["present"] == {"see": {"waiting": 2, "under_way": 4}} and kept["at"] == "2025-07-03 06:30"
    people = [one for one in kept["forecasts"] if one["what"] == "people"]
    assert people[0]["for"] == "2025-07-03 07:30+00:00" and people[0]["lead_hours"] == 1
    assert all(one["values"] == sorted(one["values"]) and len(one["values"]) == 99 for one in kept["forecasts"])
    assert kept["fingerprint"] == sim.run(sim.load("port.yaml"), 1, 1, assumption_sets=0).fingerprint


def test_what_is_wrong_with_the_state_or_the_orders_is_said_with_its_cell_and_status_2(portsim: Command) -> None:
    files(**{"orders.csv": "measure,ordered\ntents,2025-06-01\n"})
    left = portsim(*CALL, "--orders", "orders.csv")
    assert left.status == 2 and "orders.csv:2:1: measure: found tents; allowed: a declared measure (lease)" in left.err
    files(**{"here.csv": STATE.replace("see,\n", "sea,\n")})
    left = portsim(*CALL)
    assert left.status == 2 and "here.csv:4:29: step: found sea" in left.err and "QX-" not in left.err
    left = portsim("outlook", "port.yaml", "--now", "nowhere.csv", "--at", "2025-07-03 06:30")
    assert left.status == 2 and "nowhere.csv" in left.err


def test_counts_of_the_last_weeks_move_the_level(portsim: Command) -> None:
    weeks = "\n".join(f"2025-W{week},{640 + 97 * week % 130}" for week in range(15, 27))
    files(**{"weeks.csv": f"week,claims\n{weeks}\n"})
    usual, counted = (
        sim.outlook(sim.load("port.yaml"), "here.csv", at=MOMENT, replications=8, workers=1, counts=one)
        for one in (None, "weeks.csv")
    )
    assert 45 < np.median(usual.arrivals[:, 1:-1]) < 55 and 90 < np.median(counted.arrivals[:, 1:-1]) < 110
    assert "the level that weeks.csv tells" in " ".join(counted.answer)


def test_an_order_that_is_on_record_is_no_question_any_more(portsim: Command) -> None:
    files(**{"orders.csv": "measure,ordered,ready\nlease,2025-06-01,2025-07-10\n"})
    left = portsim(*CALL, "--orders", "orders.csv")
    assert left.status == 0 and "Nothing to order" in left.out
    days = sim.outlook(sim.load("port.yaml"), "here.csv", at=MOMENT, orders="orders.csv", replications=2, workers=1)
    assert set(days.space[0][0][:160].tolist()) == {20} and set(days.space[0][0][170:].tolist()) == {120}
