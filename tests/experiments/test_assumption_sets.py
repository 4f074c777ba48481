"""Sets of assumptions: which runs they are, what is said of them, and that it is what the runs say (truth by hand)."""

import csv
import math
import re
from pathlib import Path

import numpy as np
import pytest
from port_file import write
from scipy import stats

from sim.errors import ArgumentError, ScenarioError
from sim.experiments.comparison.compare import compare
from sim.experiments.output import write as write_files
from sim.experiments.play_sets import play_sets
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import Runner
from sim.experiments.playing.verification import verify
from sim.experiments.run import run
from sim.experiments.statistics.assumption_sets import AssumptionSets
from sim.experiments.statistics.set_spread import components
from sim.experiments.store.store import Store
from sim.experiments.studies import with_assumption_sets, with_paired_sets
from sim.people.chance.uncertain_inputs import EVEN, STATED, number_of, numbered, uniforms
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise
from sim.scenario.values.distributions import Distribution
from sim.views.comparison.answer import answer
from sim.views.comparison.rows import groups

pytestmark = pytest.mark.unit


@pytest.fixture
def unsure(tmp_path: Path) -> Scenario:
    return load(write(tmp_path, uncertain=True), ["end=2025-07-04"]).scenario


def sets_of(scenario: Scenario, sets: int, per_set: int, using: Runner | None = None) -> AssumptionSets:
    return play_sets({"": scenario}, sets, per_set, using or Runner())[""]


def test_numbers_of_runs_as_written_and_of_sets_do_not_meet() -> None:
    assert numbered(7) == (0, 0, 7) and numbered(1_000_000) == (0, 0, 1_000_000)
    assert numbered(number_of(3, 2)) == (STATED, 3, 2) and numbered(number_of(99_999, 9_999, EVEN)) == (
        EVEN,
        99_999,
        9_999,
    )
    with pytest.raises(ArgumentError, match="sets of assumptions"):
        number_of(1, 10_000)


def test_a_run_as_written_has_the_values_of_the_file_and_a_set_its_own(unsure: Scenario) -> None:
    engine, known = Engine(unsure), Engine(realise(unsure, {}))
    assert engine.replication(3).figures.tolist() == pytest.approx(known.replication(3).figures.tolist(), nan_ok=True)
    assert engine.replication(3).drawn == ()
    at = uniforms(unsure, 4)
    mine = Engine(realise(unsure, at)).replication(number_of(4, 2))
    found = engine.replication(number_of(4, 2))
    assert found.figures.tolist() == pytest.approx(mine.figures.tolist(), nan_ok=True)
    assert found.drawn[0] == pytest.approx(
        float(unsure.uncertain["arrivals.door.claimants_per_day"].drawn(at["arrivals.door.claimants_per_day"])[0])
    )
    even = Engine(realise(unsure, at, even=True)).replication(number_of(4, 2, EVEN))
    assert engine.replication(number_of(4, 2, EVEN)).figures.tolist() == pytest.approx(
        even.figures.tolist(), nan_ok=True
    )


def test_each_set_has_random_numbers_of_its_own(unsure: Scenario) -> None:
    """Without anything that differs but chance, sets differ: two runs of one number would be the same."""
    known = unsure.edited({"uncertain": {"staff.officers.absence": {"uniform": ["1%", "1%"]}}})
    found = sets_of(known, 6, 2).values("arrived").ravel()
    assert len(set(found.tolist())) > 6


def test_uniform_ranges_have_the_ends_that_are_stated() -> None:
    from sim.scenario.values.elicited import Elicited

    ends = {
        Distribution("lognormal", (("p10", 30.0), ("p90", 50.0))): (30, 50),
        Distribution("pert", (("low", 1.0), ("mode", 2.0), ("high", 6.0))): (1, 6),
        Distribution("discrete", (("2.0", 0.9), ("5.0", 0.1))): (2, 5),
        Distribution("normal", (("mean", 10.0), ("sd", 1.0))): (10 - 1.6449, 10 + 1.6449),
    }
    for given, wanted in ends.items():
        even = Elicited("number", given).even
        assert [float(even.drawn(u)[0]) for u in (1e-9, 1 - 1e-9)] == pytest.approx(wanted, abs=1e-4)
    assert Elicited("number", Distribution("discrete", (("2.0", 0.9), ("5.0", 0.1)))).even.drawn(0.6)[0] == 5


def test_workers_and_a_store_give_the_same_sets_and_what_is_there_is_not_played_again(
    unsure: Scenario, tmp_path: Path
) -> None:
    alone = sets_of(unsure, 5, 3)
    assert sets_of(unsure, 5, 3, Runner(workers=2)).values("arrived").tolist() == alone.values("arrived").tolist()
    with Store(tmp_path / "runs.db") as store:
        using = Runner(store=store)
        run(unsure, 4, using)
        sets_of(unsure, 5, 2, using)
        assert (store.found, store.added) == (0, 4 + 2 * 5 * 2)
        again = sets_of(unsure, 5, 3, using)
        assert (store.found, store.added) == (20, 24 + 2 * 5), "a third run of each set, and no other"
        assert again.values("cost_total", EVEN).tolist() == alone.values("cost_total", EVEN).tolist()
        assert [one.number for one in run(unsure, 4, using).runs] == [1, 2, 3, 4]


def test_an_interrupt_keeps_what_was_finished(unsure: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Engine.replication
    played: list[int] = []

    def until(self: Engine, number: int, policies: None = None) -> object:
        played.append(number)
        if len(played) == 8:
            raise KeyboardInterrupt
        return honest(self, number, policies)

    monkeypatch.setattr(Engine, "replication", until)
    found = sets_of(unsure, 5, 2)
    assert found.interrupted and 0 < len(found.runs) < 20
    assert found.spread("arrived").n <= 5 and math.isnan(found.spread("arrived", EVEN).low)


def test_sets_that_contradict_themselves_are_told_before_anything_is_played(unsure: Scenario) -> None:
    odd = unsure.edited({
        "people": {"party_size": {1: 0.6, 2: 0.4}, "minors": "10%", "unaccompanied_minors": "5%"},
        "uncertain": {
            "people.minors": {"uniform": ["6%", "20%"]},
            "people.unaccompanied_minors": {"uniform": ["1%", "9%"]},
        },
    })  # fmt: skip
    with pytest.raises(
        ScenarioError, match=r"run 1 of set \d+ draws values that contradict each other: people\.minors"
    ):
        sets_of(odd, 50, 2)


def test_the_files_have_every_run_and_both_intervals_follow_from_them(unsure: Scenario, tmp_path: Path) -> None:
    """Truth 2: chance from `kpis.csv`, assumptions from `assumption_sets.csv`, recomputed from their rows."""
    result = with_assumption_sets(run(unsure, 12), 80, 3, Runner())
    write_files(result, tmp_path)
    with (tmp_path / "kpis.csv").open(encoding="utf-8") as file:
        written = np.array([float(row["arrived"]) for row in csv.DictReader(file)])
    with (tmp_path / "assumption_sets.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * 80 * 3 and {row["law"] for row in rows} == {"stated", "uniform"}
    stated = [row for row in rows if row["law"] == "stated"]
    table = np.array([float(row["arrived"]) for row in stated]).reshape(80, 3)
    summary, sets = result.summary["arrived"], result.assumption_sets
    assert sets is not None
    assert (summary.mean, summary.n) == (pytest.approx(written.mean()), 12)
    assert summary.low < written.mean() < summary.high
    means, noise = table.mean(axis=1), table.var(axis=1, ddof=1).mean() / 3
    middle = np.median(means)
    own = middle + math.sqrt(1 - noise / means.var(ddof=1)) * (means - middle)
    spread = sets.spread("arrived")
    assert (spread.low, spread.high) == pytest.approx((np.sort(own)[3], np.sort(own)[75]))  # 4th and 76th of 80
    ordered = np.array([float(row["tents_ordered"]) for row in stated]).reshape(80, 3)
    shares = sets.shares("tents_ordered")
    assert (shares.every, shares.none) == (int((ordered.sum(axis=1) == 3).sum()), int((ordered.sum(axis=1) == 0).sum()))
    level = np.array([float(row["arrivals.door.claimants_per_day"]) for row in stated]).reshape(80, 3)
    assert (level == level[:, :1]).all() and len(set(level[:, 0])) == 80
    assert sets.influences("arrived").groups[0] == ("arrivals.door.claimants_per_day",)


THRESHOLD = """\
name: A hall that is ordered on a day that is not known
start: 2025-07-01
end: 2025-07-11
arrivals: {door: {claimants_per_day: 10}}
process: {steps: {stay: {area: hall, time: {party: 1 h}}}, journeys: {everyone: [stay]}}
space: {areas: {hall: {persons: 200}}}
contingency: {tents: {order_when: {on: 2025-07-05}, brings: {areas: {hall: 20}}}}
uncertain:
  contingency.tents.order_when.on: {uniform: [2025-07-01, 2025-07-25]}
  arrivals.door.claimants_per_day: {p10: 8, p90: 12}
"""


@pytest.mark.parametrize("runs", [1, 2, 6])
def test_on_a_port_that_orders_if_and_only_if_a_day_comes_before_the_end_the_share_of_sets_is_known(
    runs: int, tmp_path: Path
) -> None:
    """Ten of the 25 days are played: in 40% of sets every run orders, in 60% none does, whatever the runs of a set. The
    days are drawn evenly, so that the shares of 50 sets are within 3 sets of that; the interval holds the truth."""
    path = tmp_path / "threshold.yaml"
    path.write_text(THRESHOLD, encoding="utf-8")
    scenario = load(path).scenario
    found = sets_of(scenario, 50, runs)
    place = sorted(scenario.uncertain).index("contingency.tents.order_when.on")
    before = found.drawn[:, place] < scenario.end.toordinal()
    assert (found.values("tents_ordered") == before[:, None]).all(), "the input decides"
    shares, spread = found.shares("tents_ordered"), found.spread("tents_ordered")
    assert abs(shares.every - 20) <= 3 and shares.every + shares.none == 50
    assert shares.every_ends.low < 0.4 < shares.every_ends.high and shares.none_ends.low < 0.6 < shares.none_ends.high
    assert (spread.low, spread.high) == pytest.approx((0, 1), abs=1e-9)
    assert found.influences("tents_ordered").groups == (("contingency.tents.order_when.on",),)


QUEUE = """\
name: One officer
start: 2025-07-01
end: 2025-07-31
warm_up: 2 d
arrivals: {door: {claimants_per_day: 48}}
people: {party_size: {1: 1}}
process:
  steps: {talk: {staff: {officers: 1}, time: {party: {exponential: {mean: 10 min}}}}}
  journeys: {everyone: [talk]}
staff: {officers: {shifts: {all: {hours: 00:00-24:00, on_duty: 1}}}}
uncertain: {arrivals.door.claimants_per_day: {uniform: [36, 108]}}
"""


@pytest.mark.theory
def test_on_a_queue_with_one_officer_the_spread_is_that_of_the_formula_with_two_runs_a_set_and_with_many(
    tmp_path: Path,
) -> None:
    """M/M/1 with a mean task of 10 min and L claimants a day, L uniform on 36 to 108: a stay of 1 / (144 - L) days,
    between its values at the 5th and the 95th percentile of L. The interval of each end holds it, and two runs a set
    (whose means have far more noise) give the ends that twelve give."""
    path = tmp_path / "queue.yaml"
    path.write_text(QUEUE, encoding="utf-8")
    scenario = load(path).scenario
    truth = [24 / (144 - (36 + share * 72)) for share in (0.05, 0.95)]  # hours
    few, many = (sets_of(scenario, 100, runs) for runs in (2, 12))
    for found in (few, many):
        low, high = found.ends("time_on_site_mean")
        assert low.low <= truth[0] <= low.high and high.low <= truth[1] <= high.high
    narrow, wide = few.spread("time_on_site_mean"), many.spread("time_on_site_mean")
    assert narrow.between == pytest.approx(wide.between, rel=0.15)
    assert (narrow.high - narrow.low) == pytest.approx(wide.high - wide.low, rel=0.2)
    assert components(few.values("time_on_site_mean"))[1] > 0
    below = stats.kstest((few.drawn[:, 0] - 36) / 72, "uniform").pvalue
    assert below > 1e-3


def test_both_engines_agree_on_sets_too(unsure: Scenario) -> None:
    found = verify(unsure, 2)
    assert found.holds and found.replications == 2


def test_nothing_uncertain_has_no_sets_and_none_asked_for_is_none(unsure: Scenario) -> None:
    known = realise(unsure, {})
    assert play_sets({"": known}, 3, 1) == {}
    assert with_assumption_sets(run(unsure, 2), 0, 1, Runner()).assumption_sets is None
    with pytest.raises(ArgumentError, match="found 0 sets of 3 runs"):
        play_sets({"": unsure}, 0, 3)


def test_scenarios_that_are_compared_meet_the_same_sets_and_their_difference_has_the_noise_taken_out(
    unsure: Scenario,
) -> None:
    """By hand from the paired runs: an officer more does not change who comes, so that most of the noise cancels."""
    more = unsure.edited({"staff.officers.shifts.day.on_duty": 6})
    found = with_paired_sets(compare({"base": unsure, "more": more}, 4, figures=["cost_total"]), 30, 2, Runner())
    base, other = found.sets["base"], found.sets["more"]
    assert base.values("arrived").tolist() == other.values("arrived").tolist()
    assert base.drawn.tolist() == other.drawn.tolist()
    step = other.values("cost_total") - base.values("cost_total")
    spread = found.over_sets("more", "cost_total")
    assert spread is not None and spread.mean == pytest.approx(step.mean())
    between, within = components(step)
    assert (spread.between, spread.within) == pytest.approx((math.sqrt(between), math.sqrt(within)))
    assert within < components(base.values("cost_total"))[1], "pairing takes chance out of a difference"
    (said,) = [line for line in answer(found)[0][1] if line.startswith("With assumptions, ")]
    assert said.startswith(
        "With assumptions, in nine of ten of 30 sets of assumptions, the same for both: the total cost"
    )
    (cost,) = [row.cells[0] for group in groups(found) for row in group.rows if row.name == "cost_total"]
    low, high = (float(end) for end in re.findall(r"[+-]?[\d.]+", cost.assumed.replace("\u2212", "-").replace(",", "")))
    assert cost.assumed.startswith("with assumptions ")
    assert 1000 < step.mean() < 10_000, "such an amount is shown in hundreds, in the box as in the table"
    assert (low, high) == pytest.approx((spread.low, spread.high), abs=50)


def test_what_is_not_uncertain_in_both_alike_is_held_as_written_in_both(unsure: Scenario) -> None:
    """An edit makes absence known in one of the two: the other one draws it no more, and both meet the same sets of all
    that is left. Where nothing is left there are no sets."""
    other = unsure.edited({"staff.officers.absence": "0.5%"})
    found = with_paired_sets(compare({"base": unsure, "other": other}, 2, figures=["cost_total"]), 5, 2, Runner())
    assert found.held == ("staff.officers.absence",)
    base = found.sets["base"]
    assert set(base.scenario.uncertain) == set(other.uncertain) != set(unsure.uncertain)
    assert base.drawn.tolist() == found.sets["other"].drawn.tolist()
    level = unsure.staff["officers"].absence
    pinned = unsure.edited({"staff.officers.absence": level})
    alone = sets_of(pinned, 5, 2)
    assert base.values("cost_total").tolist() == alone.values("cost_total").tolist()
    assert "Held as written in both, since it is not uncertain in both alike: staff.officers.absence." in " ".join(
        answer(found)[0][1]
    )
    known = realise(unsure, {})
    none = with_paired_sets(compare({"base": unsure, "other": known}, 2, figures=["cost_total"]), 5, 1, Runner())
    assert none.sets == {} and none.over_sets("other", "cost_total") is None
