"""The published counts that ship with the scenarios, and the shipped scenarios themselves."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = tuple(sorted(SCENARIOS.glob("*.yaml")))
LACOLLE = SCENARIOS / "lacolle-2025.yaml"
YEAR = 2025


class Count(NamedTuple):
    """Claims at Lacolle from the first day to the last one, both included."""

    first: date
    last: date
    claimants: int
    grade: str

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=k) for k in range((self.last - self.first).days + 1)]

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def counts(file: str) -> list[Count]:
    """The counts of 2025 in one of the CSV files of `scenarios/data`."""
    day = date.fromisoformat
    with (SCENARIOS / "data" / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = [Count(day(r["first_day"]), day(r["last_day"]), int(r["claimants"]), r["grade"]) for r in rows]
    return [count for count in found if count.first.year == YEAR]


MONTHS = counts("lacolle-months.csv")
WINDOWS = counts("lacolle-windows.csv")
EARLY_JULY = Count(date(2025, 7, 1), date(2025, 7, 6), 761, "B")
