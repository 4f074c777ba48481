"""Whether a warm-up is long enough, by play."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.experiments.output import summary
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.warm_up import WarmUpTest
from sim.experiments.warm_up_test import compared
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.variants import with_longer_warm_up
from sim.views.run.answer import answer
from sim.views.run.warm_up import sentence

pytestmark = pytest.mark.unit
PAIRS = 12
FROM_A_TABLE = """\
format: 2
name: p
start: 2025-06-02
end: 2025-06-05
warm_up: 1 d
arrivals: {road: {claimants_per_day: 4}}
process: {steps: {desk: {staff: {officers: 1}, time: 1 h}}, journeys: {everyone: [desk]}}
staff: {officers: {roster_file: roster.csv}}
"""
MORNING = {"claimants_per_day": 4, "hour": (0,) * 9 + (1,) + (0,) * 14}


def port(a_day: float, warm_up: int, hours: str = "00:00-24:00", **stream: Any) -> Scenario:
    """One officer; an hour of work a claimant, and one party a claimant."""
    return Scenario.model_validate({
        "name": "p", "start": "2025-06-02", "end": "2025-07-14", "warm_up": f"{warm_up} d",
        "arrivals": {"road": stream or {"claimants_per_day": a_day}},
        "people": {"party_size": {1: 1}},
        "process": {
            "steps": {"desk": {"staff": {"officers": 1}, "area": "hall", "time": "1 h"}},
            "journeys": {"everyone": ["desk"]},
        },
        "staff": {"officers": {"shifts": {"all": {"hours": hours, "on_duty": 1}}}},
        "space": {"areas": {"hall": {"persons": 10}}},
    })  # fmt: skip


def played(scenario: Scenario, pairs: int = PAIRS) -> tuple[Result, WarmUpTest]:
    result = run(scenario, pairs)
    return result, compared(result, run(with_longer_warm_up(scenario), pairs))


def test_the_longer_warm_up_is_twice_as_long_and_a_week_longer_at_least() -> None:
    assert [round(with_longer_warm_up(port(1, days)).warm_up / 86400) for days in (0, 1, 7, 10)] == [7, 8, 14, 20]
    assert clock(with_longer_warm_up(port(1, 3))).first_counted == port(1, 3).start


def test_a_backlog_that_takes_weeks_to_build_up_makes_it_too_short() -> None:
    _, test = played(port(23.5, 1), 50)  # 98% busy: it settles within months
    assert test.verdict == "too_short"
    assert (test.days, test.longer, test.pairs, test.same_people) == (1, 8, 50, True)
    assert test.worst.difference > 1 and test.worst.low > 0
    said = sentence(test)
    assert (
        said.startswith("The warm-up of 1 d is too short; try warm_up: 8 d. In the first week ")
        and "persons (+" in said
    )
    assert said.endswith("after one of 8 d. That is of 50 pairs of replications.")


def test_a_port_that_is_empty_every_night_has_forgotten_its_warm_up() -> None:
    _, test = played(port(0, 1, "08:00-20:00", **MORNING))
    assert test.verdict == "long_enough"
    assert {one.difference for one in test.weeks} == {0.0}
    assert sentence(test) == (
        "The warm-up of 1 d is long enough. In the first 4 weeks as many persons are on site as after one of 8 d. "
        "That is of 12 pairs of replications."
    )


def test_the_figures_compared_are_the_means_of_the_full_hours() -> None:
    result, test = played(port(20, 0), 3)
    after = run(with_longer_warm_up(result.scenario), 3)
    weeks = [np.array([each.on_site for each in side.runs])[:, 168:336].mean() for side in (result, after)]
    second = test.weeks[1]
    assert (second.where, second.first, second.last) == ("on_site", 8, 14)
    assert [second.as_written, second.longer] == pytest.approx(weeks)
    assert second.difference == pytest.approx(weeks[1] - weeks[0])
    assert [one.where for one in test.weeks] == ["on_site"] * 4 + ["occupancy_hall"] * 4
    assert (test.whole.first, test.whole.last) == (1, 28)


def test_few_runs_of_a_port_that_varies_do_not_tell() -> None:
    _, test = played(port(21, 5), 2)
    assert test.verdict == "unknown"
    assert sentence(test).startswith("Whether the warm-up of 5 d is long enough is not clear; play more replications. ")


def test_the_same_people_come_in_the_counted_span() -> None:
    scenario = port(20, 2, claimants_per_day=20, day_to_day=0.4)
    came = []
    for one in (scenario, with_longer_warm_up(scenario)):
        sample, start = Sampler(one).people(3), clock(one).start
        rows = sample.arrive >= start
        came.append((sample.arrive[rows] - start, sample.persons[rows], sample.identity[rows]))
    for short, long in zip(*came, strict=True):
        assert np.array_equal(short, long)


def listed(since: datetime, days: int) -> Listed:
    """Four claimants a day at nine o'clock."""
    at = [since + timedelta(days=day, hours=9) for day in range(days)]
    return Listed("people.csv", tuple(ListedParty(moment, 1) for moment in at for _ in range(4)))


def test_a_list_that_does_not_reach_back_is_no_proof() -> None:
    reaches = port(0, 1, "08:00-20:00", listed=listed(datetime(2025, 5, 25), 50))
    assert played(reaches)[1].verdict == "long_enough"
    short = port(0, 1, "08:00-20:00", listed=listed(datetime(2025, 6, 1), 43))
    test = played(short, 2)[1]
    assert test.verdict == "unknown"
    assert sentence(test) == (
        "The warm-up of 1 d cannot be tested, since these do not reach back over one of 8 d: arrivals.road.listed. "
        "Give them the days before."
    )


@pytest.mark.parametrize(("first", "silent"), [(25, ()), (31, ()), (32, ("staff.officers.roster_file",))])
def test_a_roster_file_that_does_not_reach_back_is_no_proof(
    first: int, silent: tuple[str, ...], tmp_path: Path
) -> None:
    days = [date(2025, 5, 1) + timedelta(days=first - 1 + k) for k in range(30)]
    rows = "".join(f"{day},officers,all,00:00-24:00,1\n" for day in days)
    (tmp_path / "roster.csv").write_text(f"date,pool,shift,hours,officers\n{rows}", encoding="utf-8")
    (tmp_path / "port.yaml").write_text(FROM_A_TABLE, encoding="utf-8")
    result = run(load(tmp_path / "port.yaml").scenario, 1)
    assert compared(result, run(with_longer_warm_up(result.scenario), 1)).silent == silent


def test_regimes_make_other_people() -> None:
    regimes = {name: {"times": times, "lasts": "3 d"} for name, times in (("quiet", 0.5), ("busy", 1.5))}
    test = played(port(0, 1, claimants_per_day=8, regimes=regimes), 2)[1]
    assert not test.same_people
    assert "That is of 2 pairs of replications, of other regimes." in sentence(test)


def test_interrupted_before_any_pair() -> None:
    from dataclasses import replace

    result = run(port(4, 1), 2)
    test = compared(result, replace(result, scenario=with_longer_warm_up(result.scenario), runs=(), asked=2))
    assert (test.pairs, test.verdict, test.interrupted) == (0, "unknown", True)
    assert sentence(test) == "The warm-up of 1 d was not tested: no replication with one of 8 d was finished."
    assert summary(replace(result, warm_up_test=test))["warm_up_test"]["whole"]["difference"] is None  # type: ignore[index]


def test_the_answer_and_the_document_tell_it() -> None:
    from dataclasses import replace

    result, test = played(port(0, 1, "08:00-20:00", **MORNING))
    assert "warm_up_test" not in summary(result)
    told = replace(result, warm_up_test=test)
    assert answer(told)[-2] == sentence(test) and len(answer(told)) == len(answer(result)) + 1
    document: Any = summary(told)["warm_up_test"]
    assert document["verdict"] == "long_enough" and document["whole"]["difference"] == 0
    assert document["weeks"][0]["where"] == "on_site" and document["silent"] == []
