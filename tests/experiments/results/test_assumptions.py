"""The assumptions of a scenario as rows: due, graded, and by influence."""

import math
from datetime import date

import pytest
from small_port import port

from sim.experiments.assumptions import assumptions
from sim.experiments.statistics.variance import Influence, Split
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.elicited import Elicited

pytestmark = pytest.mark.unit

TIME, DAYS = "process.steps.interview.time.party", "arrivals.door.day_to_day"
LEVEL = "arrivals.door.claimants_per_day"


def scenario() -> Scenario:
    given = {
        "space.areas": {"grade": "A", "source": "the plans", "review_by": "2025-03-01"},
        "arrivals.door": {"grade": "C", "owner": "planning", "review_by": "2025-03-15"},
        "process.steps.interview.time": {"source": "none published"},
    }
    unit = Elicited("number", Distribution("uniform", (("low", 0.0), ("high", 1.0))))
    names = (TIME, DAYS, LEVEL, "people.minors")
    return port(assumptions=given).model_copy(update={"uncertain": dict.fromkeys(names, unit)})


def shares(**given: float) -> Split:
    paths = {"time": TIME, "days": DAYS, "level": LEVEL, "minors": "people.minors"}
    found = tuple(Influence(paths[name], share, 0.0, 1.0) for name, share in given.items())
    return Split(100, sum(given.values()), 0.0, 1.0, found)


SPLITS = {
    "arrived": shares(time=0.0, days=0.2, level=0.3, minors=0.01),
    "within_24h": shares(time=0.6, days=0.1, level=0.1, minors=0.05),
    "tents_first_order": shares(time=math.nan, days=math.nan, level=math.nan, minors=math.nan),
}


def test_the_most_influential_come_first_with_the_figure_they_move() -> None:
    rows = assumptions(scenario(), SPLITS)
    assert [(row.path, row.figure) for row in rows] == [
        ("process.steps.interview.time", "within_24h"), ("arrivals.door", "arrived"),
        ("people.minors", "within_24h"), ("space.areas", ""),
    ]  # fmt: skip
    assert [row.influence for row in rows[:3]] == pytest.approx([0.6, 0.5, 0.05])
    assert math.isnan(rows[3].influence) and rows[3].uncertain == ()
    assert rows[1].uncertain == (LEVEL, DAYS)


def test_what_is_overdue_at_the_end_or_on_a_day() -> None:
    def overdue(on: date | None) -> list[str]:
        return [row.path for row in assumptions(scenario(), {}, on) if row.overdue]

    assert overdue(None) == ["space.areas"]
    assert overdue(date(2025, 3, 1)) == []
    assert overdue(date(2025, 3, 16)) == ["space.areas", "arrivals.door"]


def test_what_has_no_grade_and_what_nobody_answers_for() -> None:
    rows = {row.path: row for row in assumptions(scenario(), {})}
    assert list(rows) == ["space.areas", "arrivals.door", "process.steps.interview.time", "people.minors"]
    assert [row.ungraded for row in rows.values()] == [False, False, True, True]
    assert rows["people.minors"] == rows["people.minors"]._replace(source="", grade="", owner="", review_by=None)
    assert (rows["arrivals.door"].owner, rows["space.areas"].source) == ("planning", "the plans")
