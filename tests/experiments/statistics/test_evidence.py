"""What facts rule out: the truth seldom, what is far always, and nothing of an answer that they do not bear on."""

import math
from pathlib import Path

import numpy as np
import port_file
import pytest
from scipy import stats

from sim.experiments.output import write as write_files
from sim.experiments.play_sets import MOST_TIMES, play_standing
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.experiments.statistics.evidence import distance, fitted, rank
from sim.experiments.statistics.set_spread import ends, spread
from sim.experiments.studies import with_assumption_sets
from sim.figures.basis import basis
from sim.figures.some_days import of_days
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.catalogue.figures_of_days import has_windows
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.values.fact import Fact, Window
from sim.views.run.answer import answer
from sim.views.run.first.fact_words import told

pytestmark = pytest.mark.unit

PORTS = 400  # synthetic ports; their truth may be struck in 27 of them


def fact(observed: float, error: float, discrepancy: float = 0.0, use: str = "fitted") -> Fact:
    values = {"figure": "arrived", "observed": observed, "error": error, "discrepancy": discrepancy}
    return Fact.model_validate(values | {"use": use, "source": "x"})


def port(folder: Path, *facts: str) -> Scenario:
    lines = "".join(f"  f{k}: {{{one}, source: x}}\n" for k, one in enumerate(facts))
    text = f"format: 2\n{port_file.TEXT}{port_file.UNCERTAIN}" + (f"evidence:\n{lines}" if facts else "")
    (folder / "port.yaml").write_text(text, encoding="utf-8")
    return load(folder / "port.yaml", ["end=2025-07-05"]).scenario


def test_a_set_is_refuted_beyond_three_deviations_of_error_discrepancy_and_chance() -> None:
    values = np.array([[98.0, 102.0] * 500, [99.0, 99.0] * 500, [50.0, math.nan] + [math.nan] * 998])
    far, limit = distance(values, fact(90, 3, 4))
    chance = values[0].var(ddof=1) * 1.001
    assert far[0] == pytest.approx(10 / math.sqrt(9 + 16 + chance))
    assert far[1] == pytest.approx(9 / 5) and limit[1] == pytest.approx(3)
    assert limit[0] == pytest.approx(3, abs=0.02)
    assert math.isnan(far[2])  # one run shows no chance


def test_chance_known_from_few_runs_needs_more_than_three_deviations() -> None:
    """With chance alone and n runs: Student's law with n - 1 degrees of freedom, in the tail that 3 leaves."""
    values = np.random.default_rng(1).normal(size=(1, 10))
    _, limit = distance(values, fact(0, 0))
    assert stats.t.sf(limit[0], 9) == pytest.approx(stats.norm.sf(3))


@pytest.mark.parametrize("per_set", [2, 10])
def test_the_truth_is_struck_in_at_most_27_of_400_synthetic_ports(per_set: int) -> None:
    """Each port has three facts, with chance of a skew law, error and discrepancy, and 20 sets, the first of which is
    the truth; 27 is the 95% point of 400 at 5%."""
    chance = np.random.default_rng(per_set)
    struck = np.zeros(PORTS, dtype=bool)
    for size in (1.0, 4.0, 20.0):
        runs = chance.gamma(4.0, size, (PORTS, 20, per_set))
        seen = chance.gamma(4.0, size, PORTS) + chance.normal(0, 3, PORTS) + chance.normal(0, 2, PORTS) + 20
        for k in range(PORTS):
            far, limit = distance(runs[k] + 20, fact(seen[k], 3, 2))
            struck[k] |= bool(far[0] > limit[0])
    assert stats.binom.ppf(0.95, PORTS, 0.05) == 27
    assert struck.sum() <= 27


def test_a_fact_without_bearing_leaves_the_spread_within_its_stated_error() -> None:
    """The answer and the figure of the fact are independent over sets: in 100 studies, the ends after striking lie in
    the intervals before at least as often as 95% allows (binomial, 1%)."""
    chance = np.random.default_rng(5)
    inside, struck = 0, []
    for _ in range(100):
        answers = chance.normal(0, 1, (150, 1)) + chance.normal(0, 0.5, (150, 10))
        other = chance.normal(100, 10, (150, 1)) + chance.normal(0, 2, (150, 10))
        far, limit = distance(other, fact(100, 1, 3))
        stands = far <= limit
        struck.append(int((~stands).sum()))
        low, high = ends(answers)
        after = spread(answers[stands][:100])
        inside += low.low <= after.low <= low.high and high.low <= after.high <= high.high
    assert min(struck) > 5
    assert inside >= stats.binom.ppf(0.01, 100, 0.9)  # two ends of 95% each


def test_the_rank_of_what_was_held_out_is_uniform_where_the_sets_are_right() -> None:
    chance = np.random.default_rng(3)
    found = []
    for k in range(400):
        sets = chance.normal(50, 4, (19, 1)) + chance.normal(0, 3, (19, 3))
        seen = chance.normal(50, 4) + chance.normal(0, 3) + chance.normal(0, 5)
        found.append(rank(sets, fact(seen, 5, use="held_out"), (k,)).below)
    counts = np.bincount(found, minlength=20)
    assert stats.chisquare(counts).pvalue > 0.01
    low = rank(np.full((20, 1), 50.0), fact(10, 1, use="held_out"), (1,))
    assert (low.below, low.of, low.outside) == (0, 20, True)


def test_sets_are_drawn_in_waves_until_as_many_stand_as_were_asked_for(tmp_path: Path) -> None:
    scenario = port(tmp_path, "figure: arrived, observed: 210, error: 1")
    standing, evidence = play_standing(scenario, 12, 10)
    assert standing is not None and evidence is not None
    assert evidence.drawn.asked > 12 == standing.asked and not evidence.gave_up
    assert evidence.facts[0].refutes == evidence.facts[0].alone == evidence.drawn.asked - evidence.kept > 0
    far, limit = distance(standing.values("arrived"), scenario.evidence["f0"])
    assert (far <= limit).all()
    assert not standing.interrupted and standing.drawn.shape == (12, 3)  # three inputs
    again, _ = play_standing(scenario, 12, 10)
    assert again is not None and [one.number for one in again.runs] == [one.number for one in standing.runs]


def test_where_no_set_agrees_the_answer_says_so_and_names_the_fact(tmp_path: Path) -> None:
    scenario = port(tmp_path, "figure: arrived, observed: 9000, error: 5", "figure: peak_hall, observed: 12, error: 20")
    result = with_assumption_sets(run(scenario, 3), 4, 2, using=_alone())
    assert result.evidence is not None and result.evidence.kept == 0
    assert result.evidence.drawn.asked <= MOST_TIMES * 4 and result.assumption_sets == result.evidence.drawn
    line = next(one for one in answer(result) if one.startswith("Facts"))
    assert "model and facts disagree" in line and "f0" in line
    write_files(result, tmp_path / "out")
    rows = (tmp_path / "out" / "evidence.csv").read_text().splitlines()
    assert len(rows) == 3 and rows[1].startswith("f0,arrived,,,9000.0,5.0,0.0,fitted,,x,")


def test_facts_that_strike_nothing_are_said_to_and_change_no_set(tmp_path: Path) -> None:
    with_facts = port(tmp_path, "figure: arrived, observed: 160, error: 900")
    standing, evidence = play_standing(with_facts, 5, 2)
    without, _ = play_standing(port(tmp_path), 5, 2)
    assert standing is not None and without is not None and evidence is not None
    for one, other in zip(standing.runs, without.runs, strict=True):
        np.testing.assert_array_equal(one.figures, other.figures)
    result = with_assumption_sets(run(with_facts, 2), 5, 2, using=_alone())
    assert any("rule out nothing" in one for one in answer(result))
    shown = told(result)
    assert shown is not None and shown.rows[0].did == "refutes no set"


def test_a_fact_whose_days_are_not_played_is_not_judged(tmp_path: Path) -> None:
    late = "figure: arrived, from: 2025-07-03, to: 2025-07-09, observed: 1, error: 1"
    scenario = port(tmp_path, late)
    assert not fitted(scenario) and fingerprint(scenario) == fingerprint(port(tmp_path))
    result = with_assumption_sets(run(scenario, 2), 3, 2, using=_alone())
    shown = told(result)
    assert shown is not None and "not all played" in shown.rows[0].did


def test_a_figure_of_some_days_is_that_of_these_days_alone(tmp_path: Path) -> None:
    scenario = port(
        tmp_path,
        "figure: arrived, from: 2025-07-02, to: 2025-07-03, observed: 1, error: 1",
        "figure: on_site_mean, from: 2025-07-02, to: 2025-07-03, observed: 1, error: 1",
        "figure: peak_hall, from: 2025-07-02, to: 2025-07-03, observed: 1, error: 1",
    )
    engine = Engine(scenario)
    one = engine.replication(1)
    figures = dict(zip(engine.names, one.figures.tolist(), strict=True))
    tail = "_2025_07_02_to_2025_07_03"
    assert figures[f"arrived{tail}"] == one.arrivals[0, 1:3].sum()
    hours = one.occupancy[0, 24:72]
    assert hours.max() <= figures[f"peak_hall{tail}"] <= figures["peak_hall"]
    assert figures[f"on_site_mean{tail}"] == pytest.approx(one.on_site[24:72].mean(), rel=0.1)
    assert fingerprint(scenario) != fingerprint(port(tmp_path))


def test_every_figure_that_may_be_of_some_days_is_made_and_days_that_are_all_give_the_same(tmp_path: Path) -> None:
    engine = Engine(port(tmp_path))
    sample, log = engine.played(1)
    whole = Window(engine.scenario.start, engine.scenario.end)
    found = of_days(basis(engine.plan), sample, log, whole)
    usual = dict(zip(engine.names, engine.replication(1).figures.tolist(), strict=True))
    wanted = [name for name, info in catalogue(engine.scenario).items() if has_windows(info)]
    assert [name for name in wanted if name not in found] == []
    for name in wanted:
        assert found[name] == pytest.approx(usual[name], nan_ok=True), name


@pytest.mark.parametrize(("line", "said"), [
    ("figure: arived, observed: 1, error: 1", "did you mean arrived?"),
    ("figure: arrived, observed: 10 h, error: 1", "found a duration; allowed: a number"),
    ("figure: within_24h, observed: 10, error: 1%", "at most 100%"),
    ("figure: cost_total, from: 2025-07-02, observed: 1, error: 1", "those of officers, measures and money"),
    ("figure: tents_first_order, observed: 1, error: 1", "a figure that is a number"),
    ("figure: arrived, from: 2025-07-04, to: 2025-07-02, observed: 1, error: 1", "a last day that is not before"),
])  # fmt: skip
def test_what_is_wrong_with_a_fact_is_said(line: str, said: str, tmp_path: Path) -> None:
    from sim.errors import ScenarioError

    with pytest.raises(ScenarioError) as error:
        port(tmp_path, line)
    assert said in "\n".join(str(one) for one in error.value.problems)
    assert all("evidence.f0" in str(one) for one in error.value.problems)


def _alone() -> Runner:
    return Runner()
