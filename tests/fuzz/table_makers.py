"""Makers of tables: a small port that names one, which is a hostile CSV or workbook.

What is changed in them is in `tests/helpers/mutations.py`; here they are read as a planner has them read, by a
scenario, so that what a table says must also fit the port it is for.
"""

import random
from collections.abc import Callable
from typing import Any

from borrowed import csv_case, empirical, xlsx_case
from fuzz_kit import Case, Maker

from sim.scenario.data.counts import counts
from sim.scenario.data.listed import listed
from sim.scenario.data.on_record import on_record
from sim.scenario.data.roster_file import roster_file

PORT = """
format: 2
name: tables
start: 2025-07-07
end: 2025-07-10
arrivals: {{door: {{claimants_per_day: 9}}{arrivals}}}
people: {{party_size: {{1: .5, 2: .5}}, nationalities: {{Haiti: .5, other: .5}}}}
process:
  steps: {{desk: {{staff: {{officers: 1}}, area: hall, time: {time}}}}}
  journeys: {{everyone: [desk]}}
staff: {{officers: {{{roster}}}}}
space: {{areas: {{hall: {{persons: 30}}}}}}
contingency:
  tent: {{brings: {{areas: {{hall: 20}}}}, order_when: {{watch: occupancy, of: hall, above: 20}}, lead_time: 1 d}}
{policy}
"""
SHIFTS = "shifts: {day: {hours: 00:00-24:00, on_duty: 5}}"
# A reader of tables -> the word of the port by which it is asked, and what stands there.
NAMED: dict[Callable[..., Any], tuple[str, str]] = {
    listed: ("arrivals", ", replayed: {{listed: {0}}}"),
    counts: ("arrivals", ", counted: {{counts: {0}}}"),
    roster_file: ("roster", "roster_file: {0}"),
    on_record: ("policy", "policy: {{on_record: {0}}}"),
    empirical: ("time", "{{empirical: {0}}}"),
}


def port(reader: Callable[..., Any], table: str) -> str:
    """The small port, with a table of this name for this reader."""
    words = {"arrivals": "", "roster": SHIFTS, "policy": "", "time": "20 min"}
    word, asking = NAMED[reader]
    return PORT.format(**words | {word: asking.format(table)})


def csv(chance: random.Random) -> Case:
    """A port with a hostile CSV."""
    return _case(*csv_case(chance.randrange(2**40)))


def xlsx(chance: random.Random) -> Case:
    """A port with a hostile workbook."""
    return _case(*xlsx_case(chance.randrange(2**40)))


def _case(reader: Callable[..., Any], name: str, raw: bytes) -> Case:
    return Case({"case.yaml": port(reader, name), name: raw}, play=True)


MAKERS: list[tuple[int, Maker]] = [(12, csv), (8, xlsx)]
