"""Measures that are ordered in the warm-up: under way at the start, and paid from the start on. Worked by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.experiments import output
from sim.experiments.run import run
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario
from sim.views.run.answer import answer
from sim.views.run.decision import decision

pytestmark = pytest.mark.unit

FIRST = datetime(2025, 6, 1)  # of a warm-up of ten days; `start` is 11 June
AN_HOUR = "730.5 CAD"  # a month, which has 730.5 h


def scenario(**tent: Any) -> Scenario:
    """Forty people come at noon of the first day and stay for three days: the hall of 30 is too small for them."""
    came = tuple(ListedParty(FIRST + timedelta(hours=12), 10) for _ in range(4))
    given = {
        "order_when": {"watch": "occupancy", "of": "hall", "above": 30}, "lead_time": "2 d", "minimum_term": "10 d",
        "release_when": {"watch": "occupancy", "of": "hall", "below": 1}, "brings": {"areas": {"hall": 20}},
        "cost": {"set_up": "1000 CAD", "per_month": AN_HOUR, "restoration": "100 CAD"},
    }  # fmt: skip
    return Scenario.model_validate({
        "name": "warm", "time_zone": "UTC", "start": "2025-06-11", "end": "2025-06-21", "warm_up": "10 d",
        "arrivals": {"road": {"listed": Listed("by hand", came)}},
        "process": {"steps": {"stay": {"area": "hall", "time": "3 d"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"hall": {"persons": 30}}},
        "contingency": {"tent": given | tent},
    })  # fmt: skip


def figures(given: Scenario) -> dict[str, float]:
    result = run(given, 1)
    return dict(zip(result.names, result.runs[0].figures.tolist(), strict=True))


def test_what_falls_due_from_the_start_on_is_counted() -> None:
    # Ordered on 1 June at 13:00, ready on 3 June at 13:00, its term ends on 13 June at 13:00, when nobody is there.
    found = figures(scenario())
    hours_before = 7 * 24 + 11
    assert found["tent_ordered"] == found["tent_times"] == found["tent_at_start"] == 1
    assert found["cost_tent"] == pytest.approx((240 - hours_before) + 100)
    assert found["cost_before_start"] == pytest.approx(1000 + hours_before)
    assert found["cost_total"] == found["cost_tent"]
    assert found["tent_days_open"] == found["tent_days_idle"] == 3  # 11, 12 and 13 June
    assert found["tent_late_hours"] == 0
    assert found["tent_first_order"] == 13 * 3600


def test_what_was_over_before_the_start_stands_apart() -> None:
    found = figures(scenario(minimum_term="2 d"))  # released on 5 June at 13:00
    assert found["tent_ordered"] == found["tent_times"] == found["tent_at_start"] == found["cost_tent"] == 0
    assert found["cost_before_start"] == pytest.approx(1000 + 48 + 100)


def test_an_order_that_is_not_ready_at_the_start() -> None:
    found = figures(scenario(lead_time="20 d"))  # ready on 21 June at 13:00, after the end
    assert found["tent_ordered"] == found["tent_at_start"] == 1
    assert (found["cost_before_start"], found["tent_days_open"]) == (1000, 0)
    assert found["cost_tent"] == found["cost_tent_later"] == 240 + 100  # its ten days and giving back, after the end


def test_a_measure_that_watches_from_the_start() -> None:
    found = figures(scenario(watch_from="start"))
    assert found["tent_ordered"] == found["tent_at_start"] == found["cost_tent"] == found["cost_before_start"] == 0


def test_it_is_told() -> None:
    result = run(scenario(), 1)
    said = " ".join(answer(result))
    assert "It is under way at the start, ordered in the warm-up. What fell due before is not in its cost." in said
    assert "What measures cost before the start is not in it: 1,179 CAD." in said
    rows = {row.label: row.value for group in decision(result) for row in group.rows}
    assert rows["Under way at the start"] == "100%"
    assert "1,179" in rows["Cost, before start"]
    order = list(output.contingency(result))
    assert order[1][order[0].index("at_start")] == "open"
    assert order[1][order[0].index("ordered")] == "2025-06-01T13:00:00+00:00"
    over = list(output.contingency(run(scenario(minimum_term="2 d"), 1)))
    assert over[1][-1] == "over"
    since = list(output.contingency(run(scenario(order_when={"on": "2025-06-12"}), 1)))
    assert since[1][-1] == ""


def test_without_it_nothing_is_said() -> None:
    result = run(scenario(watch_from="start"), 1)
    assert "warm-up" not in " ".join(answer(result))
    labels = [row.label for group in decision(result) for row in group.rows]
    assert "Under way at the start" not in labels
    assert "Cost, before start" not in labels
