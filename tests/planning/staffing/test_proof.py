"""The proof: the roster that is proposed, on people that the search has not met."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.playing.engine import Engine
from sim.experiments.run import run
from sim.people.chance.uncertain_inputs import future
from sim.planning.staffing.bottlenecks import TOGETHER, Relaxed, relaxed_limits, room_gains
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.iterative_staffing import corrected
from sim.planning.staffing.offered_load import offered
from sim.planning.staffing.proof import staffing
from sim.planning.staffing.requirement import Goal, required
from sim.planning.staffing.trial import Stage, base_hours, trial
from sim.planning.staffing.whatif import frontier, multiplied, surged
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.language.sections import Target
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.variants import put, without_borrowed_staff
from sim.views.staffing import sentences
from sim.views.staffing.answer import borrowed

JULY = Path(__file__).parents[3] / "scenarios" / "july-surge.yaml"


@pytest.mark.theory
@pytest.mark.slow
def test_with_the_hours_of_today_july_is_served_better() -> None:
    """Paired over 60 fresh replications: the 95% interval of the difference in `within_24h` lies above 0.

    Today's roster has the help of district officers, the proposed one of nobody.
    """
    scenario = load(JULY).scenario
    hours = sum(base_hours(scenario).values())
    found = staffing(scenario, Effort(search=8, proof=60), budget=hours)
    assert found.hours <= hours
    assert found.today.seed == found.proposed.seed != scenario.seed
    assert found.change("arrived")[0] == 0.0 and found.difference("arrived").verdict == "same"
    mean, low, _ = found.change("within_24h")
    assert mean > low > 0
    names = [f"rostered_hours_{pool}" for pool in scenario.staff]
    proposed, today = (sum(one.summary[name].mean for name in names) for one in (found.proposed, found.today))
    assert proposed == pytest.approx(found.hours, rel=0.001) and today > hours + 500


@pytest.mark.theory
@pytest.mark.slow
def test_without_a_cap_july_meets_its_targets_with_fewer_hours() -> None:
    scenario = load(JULY).scenario
    found = staffing(scenario, Effort(search=8, proof=60))
    assert found.met and not found.limits
    assert found.hours < 0.9 * sum(base_hours(scenario).values())
    assert all(roster.gap < 0.05 for roster in found.rosters.values())
    assert found.proposed.summary["district_officers_ordered"].mean == 0


@pytest.mark.theory
@pytest.mark.slow
def test_a_target_that_officers_cannot_meet_names_what_stands_in_the_way() -> None:
    sets = ["space.rooms.interview_rooms=5", "end=2025-07-20", "start=2025-06-20"]
    scenario = load(JULY, sets).scenario
    found = staffing(scenario, Effort(search=6, proof=30, tries=3))
    assert not found.met
    best = next(one for one in found.limits if one.figure == "within_24h")
    assert best.limit == Relaxed("rooms", "interview_rooms") and best.low > 0.05 and best.met
    assert any(gain.room == "interview_rooms" and gain.pool == "officers" for gain in found.room_gains)


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
        result = run(scenario, 60)
        assert result.summary["rostered_hours_officers"].mean == 6 * (5 * 24 + 4 * 6)
        waits[name] = result.values[:, result.names.index("wait_interview_mean")]
    saved = waits["at the queue"] - waits["ahead of it"]
    assert saved.mean() > 0.1 * waits["at the queue"].mean()
    assert saved.mean() > 3.9 * saved.std(ddof=1) / 60**0.5


@pytest.mark.theory
@pytest.mark.slow
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
def test_an_uncertain_level_is_multiplied_in_every_future() -> None:
    level = "uncertain={arrivals.port_of_entry.claimants_per_day.2025-07-14: {p10: 50, p90: 200}}"
    scenario = load(JULY, [level, "start=2025-07-14", "end=2025-07-21"]).scenario
    came = []
    for engine in (Engine(surged(scenario, times)) for times in (1.0, 3.0)):
        runs = (engine.replication(future(engine.scenario, number)) for number in range(1, 21))
        came.append(np.array([one.figures[engine.names.index("arrived")] for one in runs]))
    assert came[0].std() > 0.25 * came[0].mean()
    assert came[1] == pytest.approx(3 * came[0], rel=0.3)
    assert came[1].mean() == pytest.approx(3 * came[0].mean(), rel=0.1)


@pytest.mark.unit
def test_a_list_is_multiplied_by_its_own_weeks() -> None:
    begin = datetime(2025, 6, 2, 9, 30)
    given = Listed("list.csv", tuple(ListedParty(begin + timedelta(days=k), 2, str(k)) for k in range(16)))
    twice = multiplied(given, 2.0).parties
    assert len(twice) == 32 and len({party.party for party in twice}) == 32
    assert sorted(party.at for party in twice) == sorted([party.at for party in given.parties] * 2)
    assert [one.at - other.at for one, other in zip(twice[16:18], twice[:2], strict=True)] == [timedelta(days=7)] * 2
    half = multiplied(given, 1.5).parties
    assert half[:16] == given.parties and len(half) == 24
    assert len(multiplied(given, 0.25).parties) == 4 and multiplied(given, 1.0) == given
    with pytest.raises(ValueError, match=r"a multiple of at most 2, the weeks in the list list\.csv"):
        multiplied(given, 2.5)


@pytest.mark.unit
def test_a_roster_stands_without_officers_whom_measures_bring() -> None:
    scenario = load(JULY, ["contingency.leased_hall.brings.staff={officers: {day: 1}}"]).scenario
    alone = without_borrowed_staff(scenario)
    assert not alone.contingency["district_officers"].enabled
    hall = alone.contingency["leased_hall"]
    assert hall.enabled and hall.brings.areas == {"hall": 200} and not hall.brings.staff


@pytest.mark.unit
def test_help_is_counted_where_it_is_allowed(small: Callable[..., Scenario]) -> None:
    """A measure that brings officers whenever someone waits for an hour: the roster leans on it only if it may."""
    helpers = {
        "order_when": {"any": {"wait": {"watch": "longest_wait", "above": "1 h"}}},
        "brings": {"staff": {"officers": {"day": 4}}},
        "minimum_term": "1 d",
        "release_when": {"all": {"calm": {"watch": "longest_wait", "below": "1 min"}}},
    }
    scenario = small(contingency={"helpers": helpers}, targets={"within_24h": {"at_least": "95%"}})
    alone, helped = (staffing(scenario, Effort(search=6, proof=8, help=help)) for help in (False, True))
    assert alone.met and helped.met and alone.hours > 1.1 * helped.hours
    assert borrowed(alone)["officers"][0] == 0 and borrowed(helped)["officers"][0] > 50
    assert any("to the proposed" in line for line in sentences(helped))


@pytest.mark.unit
def test_a_limit_is_named_where_inputs_are_uncertain_too() -> None:
    sets = [
        "start=2025-07-07", "end=2025-07-14", "space.rooms.interview_rooms=3", "contingency=null", "assumptions=null",
        "levers=null", "uncertain={process.steps.coach.departures.every: {p10: 6 h, p90: 10 h}}", "precision=null",
        "targets={within_24h: {at_least: 60%}}",
    ]  # fmt: skip
    scenario = load(JULY, sets).scenario
    effort = Effort(proof=6)
    found = relaxed_limits(effort.play(scenario, 6), {}, ["within_24h"], effort)
    assert found[0].limit == Relaxed("rooms", "interview_rooms") and found[0].low > 0.1
    assert TOGETHER not in {one.limit for one in found}


@pytest.mark.unit
def test_a_rule_that_binds_is_named_by_a_run_without_it(small: Callable[..., Scenario]) -> None:
    """Nights can be covered by twelve hours only, which the rest rule forbids."""
    patterns = {
        "day": {"starts": ["07:00"], "lengths": ["8 h"], "on": 1, "off": 0},
        "long": {"starts": ["07:00", "19:00"], "lengths": ["12 h"], "on": 1, "off": 0},
    }
    shifts = {"day": {"hours": "00:00-24:00", "on_duty": 6}}
    pool = {"shifts": shifts, "templates": {"patterns": patterns, "rest": "13 h"}}
    found = staffing(
        small(staff={"officers": pool}, targets={"wait_interview_mean": {"at_most": "30 min"}}),
        Effort(search=3, proof=8, tries=2),
    )
    assert not found.met
    assert any(one.limit == Relaxed("rule", "officers", "rest") and one.high < -1 and one.met for one in found.limits)


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
    scenario = put(scenario, ("targets",), {"time_on_site_mean": Target.model_validate({"at_most": "2.1 h"})})
    effort = Effort(proof=10)
    (first, *_) = relaxed_limits(effort.play(scenario, 10), {}, ["time_on_site_mean"], effort)
    assert first.limit == Relaxed("rooms", "booths") and first.high < 0
    gains = room_gains(scenario, np.full((1, 144), 9), range(1, 7))
    assert sum(gain.end - gain.begin for gain in gains) == 24
    assert all(gain.rooms == 5 and gain.officers == 10 and gain.saved_by_officer == 0 for gain in gains)
