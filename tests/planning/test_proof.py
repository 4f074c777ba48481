"""The proof: the roster that is proposed, on people that the search has not met."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.run import run
from sim.planning.correct import corrected
from sim.planning.limits import relaxed, worth
from sim.planning.load import offered
from sim.planning.proof import Effort, staffing
from sim.planning.requirement import Goal, required
from sim.planning.today import base_hours
from sim.planning.trial import Stage, trial
from sim.planning.whatif import frontier, surged
from sim.scenario.load import load
from sim.scenario.schema import Scenario

JULY = Path(__file__).parents[2] / "scenarios" / "july-surge.yaml"


@pytest.mark.theory
@pytest.mark.slow
def test_with_the_hours_of_today_july_is_served_better() -> None:
    """Paired over 60 fresh replications: the 95% interval of the difference in `within_24h` lies above 0."""
    scenario = load(JULY).scenario
    hours = sum(base_hours(scenario).values())
    found = staffing(scenario, Effort(search=8, proof=60), budget=hours)
    assert found.hours <= hours
    assert found.today.seed == found.proposed.seed != scenario.seed
    assert found.change("arrived") == (0.0, 0.0, 0.0)
    mean, low, _ = found.change("within_24h")
    assert mean > low > 0
    assert found.proposed.summary["rostered_hours_officers"].mean <= found.today.summary["rostered_hours_officers"].mean


@pytest.mark.theory
@pytest.mark.slow
def test_without_a_cap_july_meets_its_targets_with_fewer_hours() -> None:
    scenario = load(JULY).scenario
    found = staffing(scenario, Effort(search=8, proof=60))
    assert found.met and not found.limits
    assert found.hours < 0.75 * sum(base_hours(scenario).values())
    assert all(roster.proven for roster in found.rosters.values())


@pytest.mark.theory
@pytest.mark.slow
def test_a_target_that_officers_cannot_meet_names_what_stands_in_the_way() -> None:
    sets = ["space.rooms.interview_rooms=5", "end=2025-07-20", "start=2025-06-20"]
    scenario = load(JULY, sets).scenario
    found = staffing(scenario, Effort(search=6, proof=30, tries=3))
    assert not found.met
    best = next(one for one in found.limits if one.figure == "within_24h")
    assert best.limit == "rooms interview_rooms" and best.low > 0.05
    assert any(gain.room == "interview_rooms" and gain.pool == "officers" for gain in found.worth)


@pytest.mark.theory
def test_officers_moved_ahead_of_the_peak_cut_the_wait_with_no_added_hours(small: Callable[..., Scenario]) -> None:
    """Arrivals peak from 10:00 to 14:00. Four officers more from 12:00 to 18:00, or from 10:00 to 16:00."""
    hour = [0.5] * 8 + [1, 2, 5, 6, 6, 5, 2, 1] + [0.5] * 8
    waits = {}
    for name, peak in (("at the queue", "12:00-18:00"), ("ahead of it", "10:00-16:00")):
        shifts = {"base": {"hours": "00:00-24:00", "on_duty": 5}, "peak": {"hours": peak, "on_duty": 4}}
        scenario = small(
            arrivals={"door": {"claimants_per_day": 45, "hour": hour}}, staff={"officers": {"shifts": shifts}}
        )
        result = run(scenario, 60, 1)
        assert result.summary["rostered_hours_officers"].mean == 6 * (5 * 24 + 4 * 6)
        waits[name] = result.values[:, result.names.index("wait_interview_mean")]
    saved = waits["at the queue"] - waits["ahead of it"]
    assert saved.mean() > 0.1 * waits["at the queue"].mean()
    assert saved.mean() > 3.9 * saved.std(ddof=1) / 60**0.5


@pytest.mark.theory
def test_the_correction_serves_every_hour_as_asked(small: Callable[..., Scenario]) -> None:
    hour = [1.0] * 6 + [3.0] * 12 + [1.0] * 6
    scenario = small(arrivals={"door": {"claimants_per_day": 240, "hour": hour}})
    goal, load_ = Goal(served=0.8), offered(scenario, range(1, 61))
    first = required(load_, goal) + 5
    found = corrected(Stage(scenario), load_, first, goal, range(1, 61))
    assert found.settled
    seen = trial(Stage(scenario), found.officers, range(61, 161), 0.0)
    share = seen.served[0, 24:].reshape(-1, 24).sum(axis=0) / seen.visits[0, 24:].reshape(-1, 24).sum(axis=0)
    assert share.min() > 0.8 - 0.12 and abs(share.mean() - 0.8) < 0.07
    assert found.officers.sum() < first.sum()


@pytest.mark.unit
def test_demand_multiplied(small: Callable[..., Scenario]) -> None:
    scenario = small()
    once, twice = (offered(surged(scenario, times), range(1, 31)) for times in (1.0, 2.0))
    assert twice.mean[0, 24:].mean() == pytest.approx(2 * once.mean[0, 24:].mean(), rel=0.1)
    with pytest.raises(ValueError, match="a multiple above 0"):
        surged(scenario, 0.0)


@pytest.mark.unit
def test_more_hours_buy_more(small: Callable[..., Scenario]) -> None:
    points = frontier(small(), [-1.0, 0.5, 2.0], Effort(search=4, proof=6))
    assert [point.hours for point in points] == sorted(point.hours for point in points)
    assert points[0].cost == 50 * points[0].hours
    waits = [point.result.summary["time_on_site_mean"].mean for point in points]
    assert waits == sorted(waits, reverse=True)


@pytest.mark.unit
def test_a_room_that_is_the_limit_is_worth_more_than_an_officer(small: Callable[..., Scenario]) -> None:
    steps = {"interview": {"staff": {"officers": 1}, "room": "booths", "area": "hall", "time": "2 h"}}
    scenario = small(
        process={"steps": steps, "journeys": {"everyone": ["interview"]}},
        space={"areas": {"hall": {"persons": 100}}, "rooms": {"booths": 4}},
    )
    (first, *_) = relaxed(scenario, ["time_on_site_mean"], 10, 1)
    assert first.limit == "rooms booths" and first.high < 0
    gains = worth(scenario, np.full((1, 144), 9), range(1, 7))
    assert sum(gain.end - gain.begin for gain in gains) == 24
    assert all(gain.rooms == 5 and gain.officers == 10 and gain.saved_by_officer == 0 for gain in gains)
