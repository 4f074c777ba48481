"""`--replications auto`: it stops where it should, whoever plays."""

import math

import numpy as np
import pytest
from progress_seen import seen
from small_port import port

from sim.experiments.output import write
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Replication, Result
from sim.experiments.run import run
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.precision import Reached, enough, half_widths, reached, run_many_until, run_until
from sim.experiments.store.store import Store
from sim.scenario.catalogue.figure import Range
from sim.scenario.catalogue.figures import catalogue

pytestmark = pytest.mark.unit
NOTHING = np.zeros(0, dtype=np.int16)
DAY = 86400.0


def result(precision, **columns):
    """A result in which some figures have the values given, one a replication, and all others do not exist."""
    scenario = port(precision=precision)
    names = tuple(catalogue(scenario))
    table = np.full((len(next(iter(columns.values()))), len(names)), np.nan)
    for name, values in columns.items():
        table[:, names.index(name)] = values
    runs = tuple(Replication(n, row, *[NOTHING] * 7, ()) for n, row in enumerate(table, start=1))
    return Result(scenario, "", 7, len(runs), names, runs)


def stop(precision, **columns):
    found = result(precision, **columns)
    return enough(found, half_widths(found))


def first(good):
    """The first n from 10 on for which it is good."""
    return next(n for n in range(10, 10_000) if good(n))


def test_a_mean_of_known_variance():
    """9 and 11 in turn: mean 10 and variance n / (n - 1), so Student's half is t / sqrt(n - 1) over 10 for even n.

    The upper end is that of the log scale, which is further away.
    """
    values = [9.0, 11.0] * 100
    t = 2.05183  # 97.5% of 27 degrees of freedom
    found = half_widths(result({"time_on_site_mean": 0.04}, time_on_site_mean=values))["time_on_site_mean"]
    half = t / math.sqrt(27) / 10
    assert found[27] == pytest.approx((half + math.exp(half) - 1) / 2, rel=1e-5)

    def met(n):
        interval = of_mean(np.array(values[:n]), of=Range(0.0))
        return (interval.high - interval.low) / 2 <= 0.04 * np.mean(values[:n])

    assert stop({"time_on_site_mean": 0.04}, time_on_site_mean=values) == first(met) + 5
    assert stop({"time_on_site_mean": 0.04}, time_on_site_mean=values[:32]) is None


def test_a_chance_of_one_half():
    """Wilson's half-width at one half is z / 2 / sqrt(n + z^2): 0.1 is met from n = 93 on (92.2), whatever n is odd."""
    flags = [0, 1] * 100
    assert stop({"tents_ordered": 0.1}, tents_ordered=flags) == 93 + 5
    needed = 0.25 * 1.959964**2 / 0.05**2 - 1.959964**2
    assert stop({"tents_ordered": 0.05}, tents_ordered=[0, 1] * 300) == math.ceil(needed) + 5 * math.ceil(needed) // 100


def test_equal_values_are_enough_at_once():
    assert stop({"within_24h": 0.01, "cost_total": 0.01}, within_24h=[0.9] * 40, cost_total=[7e6] * 40) == 15


def test_values_at_the_end_of_what_they_can_be_are_not_known_to_stay_there():
    """Of n runs none: a chance up to 1 - 0.025^(1/n) is not refuted, and its half is 0.02 from n = 91 on."""
    least = math.ceil(math.log(0.025) / math.log(1 - 2 * 0.02))
    for name, value in (("within_24h", 1.0), ("cost_total", 0.0), ("over_capacity_hours_hall", 0.0)):
        assert stop({name: 0.02}, **{name: [value] * 120}) == least + 5 == 91 + 5


def test_a_figure_that_a_few_runs_decide_is_not_precise():
    values = [0.0, 0.0, 1.0, 1.0] + [1.0] * 196
    assert math.isinf(half_widths(result({"on_site_mean": 9.0}, on_site_mean=values))["on_site_mean"][-1])
    assert stop({"on_site_mean": 9.0}, on_site_mean=values) is None


def test_a_share_is_absolute_and_the_rest_relative():
    values = np.array([0.009, 0.011] * 20)
    assert stop({"within_24h": 0.01}, within_24h=values) == 15
    assert stop({"on_site_mean": 0.01}, on_site_mean=values) is None


def test_a_date_in_days():
    """The median of n values lies between the order statistics of a binomial: ranks 2 and 9 of 10."""
    values = DAY * np.arange(10.0)
    (found,) = reached(one := result({"tents_first_order": 3.5}, tents_first_order=values), half_widths(one))
    assert (found.half, found.n, found.met) == (3.5, 10, True)
    some = np.insert(values, 5, np.nan)
    assert half_widths(result({"tents_first_order": 1}, tents_first_order=some))["tents_first_order"][-1] == 3.5


def test_the_look_ahead_starts_again():
    """Twelve equal values look precise; those that follow show that they were not."""
    values = [10.0] * 12 + [14.0] * 5 + [10.0] * 300
    found = result({"on_site_mean": 0.02}, on_site_mean=values)
    widths = half_widths(found)
    assert (widths["on_site_mean"][9:12] == 0).all()
    assert widths["on_site_mean"][12] > 0.02
    since = first(lambda n: n > 12 and widths["on_site_mean"][n - 1] <= 0.02)
    assert enough(found, widths) == since + 5 * since // 100


def test_a_figure_that_never_exists_is_never_enough():
    found = result({"tents_first_order": 1, "returned_share": 0.1}, arrived=[1.0] * 30)
    assert enough(found, half_widths(found)) is None
    assert [(one.half, one.n, one.met) for one in reached(found, half_widths(found))] == [(math.inf, 0, False)] * 2


def test_widths_are_those_of_the_summary():
    rng = np.random.default_rng(5)
    columns = {
        "time_on_site_mean": rng.gamma(2.0, 5.0, 60),
        "tents_ordered": rng.integers(0, 2, 60).astype(float),
        "within_24h": np.where(rng.random(60) < 0.2, np.nan, rng.random(60)),
        "tents_first_order": DAY * rng.random(60),
    }
    for n in (10, 11, 37, 60):
        found = result(dict.fromkeys(columns, 0.1), **{name: values[:n] for name, values in columns.items()})
        for one in reached(found, half_widths(found)):
            summary = found.summary[one.name]
            unit = {"date": DAY, "hours": summary.mean}.get(one.kind, 1.0)
            assert one.half == pytest.approx((summary.high - summary.low) / 2 / unit, rel=1e-9)
            assert one.n == summary.n


def test_how_many_are_needed():
    assert Reached("a", "hours", 0.01, 0.02, 100).needed(100) == 400
    assert Reached("a", "hours", 0.01, 0.01, 100).needed(100) == 100
    assert Reached("a", "hours", 0.0, 0.01, 100).needed(100) == math.inf


PRECISION = {"time_on_site_mean": 0.1, "tents_ordered": 0.1, "tents_first_order": 3}


def test_it_does_not_depend_on_who_plays(tmp_path):
    scenario = port(precision=PRECISION)
    alone = run_until(scenario, 400)
    number = len(alone.result.runs)
    assert alone.met
    assert 15 < number < 400
    plain = run(scenario, 400, Runner(2))
    assert enough(plain, half_widths(plain)) == number
    with Store(tmp_path / "store.sqlite") as store:
        two = run_until(scenario, 400, Runner(2, store))
        again = run_until(scenario, 400, Runner(3, store))
        assert store.found >= number
    files = [
        {file.name: file.read_bytes() for file in write(one.result, tmp_path / str(k))}
        for k, one in enumerate((alone, two, again))
    ]
    assert files[0] == files[1] == files[2]
    assert alone.reached == two.reached
    assert (alone.result.asked, alone.result.interrupted) == (number, False)


def test_no_more_than_allowed():
    found = run_until(port(precision={"on_site_mean": 0.0001}), 18, Runner(2))
    assert (len(found.result.runs), found.result.asked, found.met) == (18, 18, False)
    assert len(run_until(port(precision={"on_site_mean": 0.0001}), 3).result.runs) == 3


def test_ctrl_c():
    def interrupt(done):
        if done == 4:
            raise KeyboardInterrupt

    found = run_until(port(precision=PRECISION), 400, seen(interrupt))
    assert len(found.result.runs) == 4
    assert found.result.interrupted


def test_a_scenario_without_precision():
    with pytest.raises(ValueError, match="declares `precision`"):
        run_until(port())


def test_several_are_played_as_often_as_the_one_that_needs_most():
    needy, modest = port(precision=PRECISION), port(precision={"time_on_site_mean": 0.5}, seed=8)
    alone = run_until(needy, 400)
    found = run_many_until({"modest": modest, "needy": needy, "neither": port(seed=9)}, 400, Runner(2))
    number = len(alone.result.runs)
    assert len(run_until(modest, 400).result.runs) < number
    assert {key: len(one.result.runs) for key, one in found.items()} == dict.fromkeys(found, number)
    assert found["needy"].reached == alone.reached
    assert found["neither"].reached == () and found["neither"].met
    with pytest.raises(ValueError, match="declares `precision`"):
        run_many_until({"neither": port()})
