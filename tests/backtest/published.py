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


def counts() -> list[Count]:
    """The counts of 2025 in `scenarios/data`."""
    day = date.fromisoformat
    with (SCENARIOS / "data" / "lacolle-history.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = [Count(day(r["from"]), day(r["to"]), int(r["claims"]), r["grade"]) for r in rows]
    return [count for count in found if count.first.year == YEAR]


MONTHS = [count for count in counts() if len(count.days) >= 28]
WINDOWS = [count for count in counts() if len(count.days) < 28]
EARLY_JULY = Count(date(2025, 7, 1), date(2025, 7, 6), 761, "B")
