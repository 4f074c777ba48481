"""The worth of a shorter lead time, on a small port."""

from dataclasses import replace

import numpy as np
import pytest
import trigger_port
from progress_seen import seen

from sim.experiments.statistics.means import of_mean
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.lead_time import LeadCurve, _at, lead_curve
from sim.planning.triggers.question import question
from sim.planning.triggers.trigger import Alternative, Question

pytestmark = pytest.mark.unit

DAY, FUTURES = 86400.0, 4
LEADS = (5 * DAY, 0.0, 40 * DAY, 3 * DAY, 3 * DAY)
MONTHS = 28 / 30.4375


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Question:
    """Ranked to a day by which whatever is ordered in June is given back, 40 days of lead and 10 of term at most."""
    return question(trigger_port.write(tmp_path_factory.mktemp("leads")), ["run_on=2025-08-20"])


def named(asked: Question, name: str) -> Alternative:
    return next(policy for policy in asked.policies if policy.name == name)


@pytest.fixture(scope="module")
def crowded(asked: Question) -> LeadCurve:
    return lead_curve(asked, named(asked, "occupancy above 60% for 6 h"), LEADS, FUTURES)


def test_a_point_a_lead(crowded: LeadCurve):
    assert [point.lead for point in crowded.points] == [0, 3 * DAY, 5 * DAY, 40 * DAY]
    assert (crowded.measure, crowded.futures) == ("lease", FUTURES)
    assert crowded.own_lead == 3 * DAY
    assert crowded.months == pytest.approx(MONTHS)


def test_its_own_lead_is_worth_no_retainer(crowded: LeadCurve):
    own = crowded.points[1]
    assert own.value == crowded.own
    assert own.retainer == (0, (0, 0))


def test_value_is_what_never_loses_more(asked: Question, crowded: LeadCurve):
    both = (named(asked, "never"), crowded.policy)
    with Futures(replace(asked, policies=both)) as played:
        assert played.play(FUTURES, np.ones(2, np.bool_))
        loss = played.values()[:, :, COLUMN["loss"]]
    assert crowded.own.mean == pytest.approx((loss[0] - loss[1]).mean())
    assert crowded.own.interval == pytest.approx(of_mean(loss[0] - loss[1]))


def test_the_retainer_that_breaks_even(crowded: LeadCurve):
    for point in crowded.points:
        at_even = crowded.value(point, point.retainer.mean)
        assert at_even.mean == pytest.approx(crowded.own.mean)
    assert crowded.points[0].retainer.mean > 0 > crowded.points[-1].retainer.mean
    free = crowded.value(crowded.points[0], 0)
    assert free == crowded.points[0].value


def test_space_that_comes_after_the_end_is_worth_no_more_than_never(crowded: LeadCurve):
    assert crowded.points[-1].value.mean <= 0


def test_its_own_retainer_is_left_out_of_the_others(asked: Question, tmp_path_factory: pytest.TempPathFactory):
    file = trigger_port.write(tmp_path_factory.mktemp("retainer"))
    dear = question(file, ["contingency.lease.cost.standby_per_month=500 CAD"])
    found = lead_curve(dear, named(dear, "occupancy above 60% for 6 h"), (3 * DAY,), FUTURES)
    assert found.own_retainer == 500
    assert found.points[0].retainer.mean == pytest.approx(500)
    assert found.points[0].value.mean == pytest.approx(found.own.mean + 500 * MONTHS)


def test_the_leads_of_the_settings(asked: Question):
    few = replace(asked, settings=asked.settings.model_copy(update={"leads": (DAY,)}))
    assert [point.lead for point in lead_curve(few, few.policies[0], None, 1).points] == [DAY]
    assert [lead / DAY for lead in asked.settings.leads] == [0, 3, 5, 10, 20, 40, 82, 110, 148]


def test_a_forecast_looks_as_far_ahead_as_the_lead(asked: Question):
    policy = next(one for one in asked.policies if one.family == "forecast")
    for lead, ahead in ((0.0, 3600), (2 * DAY, 2 * DAY)):
        at = _at(policy, "lease", lead)
        assert at
        scenario = at.scenario
        (condition,) = scenario.contingency["lease"].order_when.conditions.values()
        assert condition.ahead == ahead


def test_leads_with_which_a_lease_could_still_run_on_the_day_of_ranking_are_left_out(asked: Question):
    found = lead_curve(asked, named(asked, "on 2025-06-10"), (DAY, 61 * DAY, 62 * DAY), 1)
    assert [point.lead for point in found.points] == [DAY, 61 * DAY]  # 10 June, 61 days and 10 days: 20 August
    assert found.left_out == (62 * DAY,)


def test_without_a_day_of_ranking_what_is_owed_and_at_least_avoided_is_told(tmp_path_factory: pytest.TempPathFactory):
    asked = question(trigger_port.write(tmp_path_factory.mktemp("cut")))
    found = lead_curve(asked, named(asked, "on 2025-06-10"), (DAY, 12 * DAY, 40 * DAY), FUTURES)
    assert [point.cut for point in found.points] == [False, True, True]  # the term of 10 days ends by 30 June, or not
    assert found.cut
    assert [np.isnan(point.value.mean) for point in found.points] == [False, True, True]
    term = 1000 + 6000 * 10 / 30.4375 + 200
    assert [point.owed.mean for point in found.points][1:] == pytest.approx([term, term])
    assert found.points[2].avoided.mean == 0


def test_two_tiers_vary_the_lead_of_the_measure_that_is_sought(asked: Question):
    policy = next(one for one in asked.policies if one.family == "two_tiers")
    assert lead_curve(asked, policy, (DAY,), 1).measure == "lease"


@pytest.mark.parametrize("name", ["never", "always open"])
def test_a_policy_without_a_lead_has_no_curve(asked: Question, name: str):
    with pytest.raises(ValueError, match=name):
        lead_curve(asked, named(asked, name), LEADS, FUTURES)


def test_progress_and_the_store(asked: Question):
    told: list[tuple[int, int]] = []
    lead_curve(asked, asked.policies[0], (DAY, 2 * DAY), 2, seen(lambda done, of: told.append((done, of)), of=True))
    assert told[-1] == (8, 8)  # off, as it is, and two leads, in two futures each
    assert [done for done, _ in told] == list(range(1, 9))
