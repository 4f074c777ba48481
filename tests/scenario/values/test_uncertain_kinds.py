"""Whole numbers, levels, money, days and shares that are not known: read, drawn, and refused with their place."""

import itertools
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scenario_reader import Read, Said
from scipy import stats

from sim.people.chance.uncertain_inputs import columns, drawn, uniforms
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import Loaded, load
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file
from sim.scenario.uncertain.realise import realise
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.elicited import Dirichlet, Elicited
from sim.scenario.values.units import Level, Money

pytestmark = pytest.mark.unit

KINDS = """\
uncertain:
  staff.officers.shifts.day.on_duty: {uniform: [1, 4]}
  space.areas.hall.persons: {p10: 40, p90: 60}
  space.rooms.counters: {triangular: [2, 4, 6]}
  contingency.tent.brings.areas.hall: {discrete: {10: .5, 30: .5}}
  process.steps.coach.departures.seats: {pert: [40, 48, 56]}
  contingency.tent.order_when.any.crowded.above: {uniform: [30, 45]}
  contingency.tent.cost.set_up: {triangular: [400 CAD, 500 CAD, 900 CAD]}
  people.party_size: {dirichlet: {strength: 50}}
"""


def at(loaded: Loaded, u: float) -> Scenario:
    return realise(loaded.scenario, dict.fromkeys(loaded.scenario.uncertain, u))


def test_every_kind_keeps_the_value_of_the_file_and_draws_its_own(read: Read) -> None:
    loaded = read(KINDS)
    scenario = loaded.scenario
    assert {path: one.kind for path, one in scenario.uncertain.items()} == {
        "staff.officers.shifts.day.on_duty": "whole",
        "space.areas.hall.persons": "whole",
        "space.rooms.counters": "whole",
        "contingency.tent.brings.areas.hall": "whole",
        "process.steps.coach.departures.seats": "whole",
        "contingency.tent.order_when.any.crowded.above": "level number",
        "contingency.tent.cost.set_up": "money CAD",
        "people.party_size": "shares",
    }
    written = realise(scenario, {})
    assert written.staff == read().scenario.staff and written.people == read().scenario.people
    assert written.contingency == read().scenario.contingency and written.space == read().scenario.space
    high = at(loaded, 0.999)
    assert high.staff["officers"].shifts["day"].on_duty == 4
    assert high.space.areas["hall"].persons == round(
        float(Distribution("lognormal", (("p10", 40), ("p90", 60))).ppf(np.array(0.999)))
    )
    assert high.contingency["tent"].brings.areas == {"hall": 30}
    assert high.contingency["tent"].order_when.any["crowded"].above == Level(pytest.approx(45, abs=0.1), "number")
    set_up = high.contingency["tent"].cost.set_up
    assert set_up == Money(pytest.approx(880, abs=25), "CAD")
    assert high.uncertain == {} == high.move_together


def test_a_distribution_in_the_place_of_a_whole_number_a_level_and_a_date(read: Read) -> None:
    loaded = read(
        "staff: {officers: {shifts: {day: {on_duty: {uniform: [2, 6]}}}, at_most: {discrete: {3: .2, 5: .8}}}}\n"
        "present_at_start: {uniform: [0, 8]}\n"
        "contingency:\n  tent:\n    cost: {per_month: {uniform: [100 CAD per officer, 300 CAD per officer]}}\n"
        "    order_when: {any: {crowded: null, by_date: {on: {uniform: [2025-06-03, 2025-06-05]}}}}\n"
        "    release_when: {all: {quiet: {watch: occupancy, of: hall, below: {uniform: [20%, 40%]}}}}\n"
    )
    scenario = loaded.scenario
    assert scenario.staff["officers"].shifts["day"].on_duty == 4 and scenario.present_at_start == 4
    assert scenario.contingency["tent"].order_when.any["by_date"].on == date(2025, 6, 4)
    assert scenario.contingency["tent"].release_when.all["quiet"].below == Level(pytest.approx(0.3), "share")  # type: ignore[union-attr]
    assert scenario.contingency["tent"].cost.per_month[1] == Money(200, "CAD", "", "officer")
    last = at(loaded, 0.99)
    assert last.contingency["tent"].order_when.any["by_date"].on == date(2025, 6, 5)
    assert scenario.uncertain["contingency.tent.order_when.any.by_date.on"].kind == "day"


def test_a_surge_can_begin_on_a_day_that_is_not_known(read: Read) -> None:
    text = "surges: {wave: {stream: door, begins: 2025-06-04, times: 2, hold: 1 d}}\n"
    loaded = read(text + "uncertain: {surges.wave.begins: {uniform: [2025-06-03, 2025-06-06]}}\n")
    begins = [at(loaded, u).surges["wave"].begins for u in (0.1, 0.3, 0.6, 0.9)]
    assert [date.fromordinal(int(one["value"])).day for one in begins if one] == [3, 4, 5, 6]


@pytest.mark.parametrize("family", ["uniform", "triangular", "pert"])
def test_whole_numbers_between_two_ends_are_as_likely_as_the_range_around_them(family: str) -> None:
    """By hand for the uniform one: 2, 3, 4, 5 a quarter each. For all: the law from half below to half above."""
    names = ("low", "high") if family == "uniform" else ("low", "mode", "high")
    given = Distribution(family, tuple(zip(names, (2.0, 5.0) if family == "uniform" else (2.0, 3.0, 5.0), strict=True)))
    wide = Distribution(family, tuple(zip(names, (1.5, 5.5) if family == "uniform" else (1.5, 3.0, 5.5), strict=True)))
    grid = (np.arange(40_000) + 0.5) / 40_000
    found = np.bincount([int(Elicited("whole", given).drawn(float(u))[0]) for u in grid[::10]], minlength=7) / 4000
    wanted = np.bincount(np.clip(np.rint(wide.ppf(grid)), 2, 5).astype(np.int64), minlength=7) / 40_000
    assert found == pytest.approx(wanted, abs=2e-3)
    if family == "uniform":
        assert found[2:6] == pytest.approx([0.25] * 4, abs=1e-3)


def test_shares_of_a_dirichlet_have_its_means_and_variances() -> None:
    """Mean a_k / s and variance a_k (s - a_k) / (s^2 (s + 1)), times the sum that is written; a share of 0 stays 0."""
    given = Dirichlet(20.0, ("a", "b", "c", "d"), (0.5, 0.3, 0.0, 0.2))
    u = stats.qmc.Sobol(2, rng=np.random.default_rng(3)).random_base2(13)
    found = np.array([given.ppf(tuple(row)) for row in np.clip(u, 1e-12, 1 - 1e-12)])
    assert found.sum(axis=1) == pytest.approx(1) and (found[:, 2] == 0).all()
    shares = np.array(given.shares)
    assert found.mean(axis=0) == pytest.approx(shares, abs=1e-3)
    assert found.var(axis=0) == pytest.approx(shares * (1 - shares) / 21, rel=0.02, abs=1e-9)
    assert np.cov(found[:, 0], found[:, 3])[0, 1] == pytest.approx(-0.5 * 0.2 / 21, rel=0.05)


def test_profiles_keep_their_sum_and_their_form(read: Read) -> None:
    hours = [1, 2, 0] * 8
    loaded = read(
        f"arrivals: {{door: {{hour: {hours}, weekday: {{mon: 1, tue: 1, wed: 1, thu: 1, fri: 1, sat: 2, sun: 2}}}}}}\n"
        "uncertain:\n  arrivals.door.hour: {dirichlet: {strength: 300}}\n"
        "  arrivals.door.weekday: {dirichlet: {strength: 90}}\n"
    )
    stream = realise(loaded.scenario, uniforms(loaded.scenario, 3)).arrivals["door"]
    assert sum(stream.hour) == pytest.approx(24) and stream.hour[2::3] == (0.0,) * 8 and stream.hour[0] != 1
    assert sum(stream.weekday.model_dump().values()) == pytest.approx(9) and stream.weekday.sat != 2
    assert len(columns(loaded.scenario)) == 24 + 7 == len(drawn(loaded.scenario, uniforms(loaded.scenario, 3)))


@pytest.mark.parametrize("correlation", [1.0, 0.6, -0.8])
def test_values_of_a_group_have_the_rank_correlation_that_is_written(correlation: float, read: Read) -> None:
    """1,024 sets; the standard error of a rank correlation is at most 1 / sqrt(1023), and four of it are allowed."""
    text = (
        "people: {minors: {uniform: [10%, 30%]}, under_14: {uniform: [40%, 60%]}}\n"
        "arrivals: {door: {claimants_per_day: {uniform: [5, 15]}}}\n"
    )
    alone = read(text).scenario
    group = f"move_together: {{both: {{values: [people.minors, people.under_14], rank_correlation: {correlation}}}}}\n"
    scenario = read(text + group).scenario
    table = np.array([drawn(scenario, uniforms(scenario, k)) for k in range(1, 1025)])
    before = np.array([drawn(alone, uniforms(alone, k)) for k in range(1, 1025)])
    found = stats.spearmanr(table[:, 1], table[:, 2]).statistic
    assert found == pytest.approx(correlation, abs=4 / np.sqrt(1023)) and abs(found) <= 1
    assert (table[:, 0] == before[:, 0]).all(), "what is in no group is drawn as it was"
    for column, (low, high) in zip(table.T, ((5, 15), (0.1, 0.3), (0.4, 0.6)), strict=True):
        assert stats.kstest(column, "uniform", (low, high - low)).pvalue > 1e-3, "each keeps its own law"
    if correlation == 1.0:
        assert table[:, 1] - 0.1 == pytest.approx(table[:, 2] - 0.4)


def test_three_of_a_group_are_correlated_each_with_each(read: Read) -> None:
    paths = ["people.minors", "people.under_14", "staff.officers.absence"]
    text = "".join(f"  {path}: {{uniform: [20%, 30%]}}\n" for path in paths)
    group = f"move_together: {{all: {{values: [{', '.join(paths)}], rank_correlation: .7}}}}\n"
    base = "people: {minors: 25%, under_14: 25%}\nstaff: {officers: {absence: 25%}}\n"
    scenario = read(base + "uncertain:\n" + text + group).scenario
    table = np.array([drawn(scenario, uniforms(scenario, k)) for k in range(1, 1025)])
    for one, other in itertools.combinations(table.T, 2):
        assert stats.spearmanr(one, other).statistic == pytest.approx(0.7, abs=4 / np.sqrt(1023))


def test_what_is_written_out_reads_back(read: Read, tmp_path: Path) -> None:
    text = KINDS + "move_together: {space: {values: [space.areas.hall.persons, space.rooms.counters]}}\n"
    scenario = read(text).scenario
    (tmp_path / "again.yaml").write_text(as_file(scenario), encoding="utf-8")
    again = load(tmp_path / "again.yaml").scenario
    assert again == scenario and fingerprint(again) == fingerprint(scenario)
    assert realise(again, uniforms(again, 5)) == realise(scenario, uniforms(scenario, 5))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("uncertain: {staff.officers.shifts.day.on_duty: {uniform: [1.5, 3]}}",
         "2:13: uncertain.\"staff.officers.shifts.day.on_duty\": found {uniform: [1.5, 3]}; "
         "allowed: a distribution of whole numbers"),
        ("uncertain: {process.steps.coach.departures.seats: {uniform: [0, 50]}}",
         "2:13: uncertain.\"process.steps.coach.departures.seats\": found a distribution of values down to 0; allowed: "
         "a distribution of values that are allowed here: a whole number from 1 to 1,000,000"),
        ("uncertain: {contingency.tent.order_when.any.crowded.above: {uniform: [40, 80%]}}",
         "2:13: uncertain.\"contingency.tent.order_when.any.crowded.above\": found {uniform: [40, 80%]}; "
         "allowed: levels of one kind: numbers, shares or durations; did you mean {uniform: [40%, 80%]}?"),
        ("uncertain: {contingency.tent.cost.set_up: {uniform: [40, 80]}}",
         "2:13: uncertain.\"contingency.tent.cost.set_up\": found {uniform: [40, 80]}; "
         "allowed: money with its currency, such as 1200 CAD; did you mean {uniform: [40 CAD, 80 CAD]}?"),
        ("uncertain: {end: {uniform: [2025-06-09, 2025-06-12]}}",
         "2:13: uncertain.end: found end; allowed: one value of `end`, which all runs have in common"),
        ("targets: {within_24h: {at_least: 80%}}\nuncertain: {targets.within_24h.at_least: {p10: 70%, p90: 90%}}",
         "3:13: uncertain.\"targets.within_24h.at_least\": found targets.within_24h.at_least; "
         "allowed: one value under `targets`: what is asked of the runs is chosen, not drawn"),
        ("people: {minors: 10%}\nuncertain: {people.minors: {dirichlet: {strength: 5}}}",
         "3:13: uncertain.\"people.minors\": found {dirichlet: {strength: 5}}; allowed: shares or a profile: "
         "people.party_size, people.nationalities, `hour` or `weekday` of a stream, `next` of a regime"),
        ("uncertain: {people.party_size: {dirichlet: {alpha: 5}}}",
         "2:13: uncertain.\"people.party_size\": found {dirichlet: {alpha: 5}}; "
         "allowed: {dirichlet: {strength: 50}}, as if the shares had been counted from so many cases"),
        ("uncertain: {people.party_size: {dirichlet: {strength: 50}}, people.party_size.1: {p10: .4, p90: .6}}",
         "2:61: uncertain.\"people.party_size.1\": found people.party_size.1; "
         "allowed: people.party_size as a whole, or single values of it"),
        ("people: {minors: 35%}\nuncertain: {people.party_size: {dirichlet: {strength: 5}}}",
         "3:13: uncertain.\"people.party_size\": found shares that are drawn out to 0.998 of 1; allowed: shares that "
         "are allowed here: people.minors: found 0.35; allowed: a share from 0 (the minors who come alone) to 0.002827 "
         "(every member of a party but the first); a greater strength keeps them nearer to what is written"),
        ("uncertain: {people.minors: {p10: .1, p90: .2}}\npeople: {minors: .15}\n"
         "move_together: {x: {values: [people.minors, people.minor]}}",
         "4:45: move_together.x.values.1: found people.minor; allowed: the dotted path of an uncertain value; "
         "did you mean people.minors?"),
        ("move_together: {x: {values: [people.minors, people.under_14, staff.officers.absence], rank_correlation: -1}}",
         "2:17: move_together.x: found {values, rank_correlation}; "
         "allowed: a rank_correlation of at least -0.4826: 3 values cannot all be opposed"),
    ],
)  # fmt: skip
def test_the_sentence_of_what_cannot_be_uncertain_so(text: str, sentence: str, said: Said) -> None:
    assert said(text) == [f"port.yaml:{sentence}"]


def test_a_value_far_from_its_own_range_and_a_group_of_what_is_known_are_warned_of(said: Said) -> None:
    (found,) = said("uncertain: {staff.officers.shifts.day.on_duty: {uniform: [5, 9]}}")
    assert found == (
        'port.yaml:2:13: warning: uncertain."staff.officers.shifts.day.on_duty": found 2 as written; '
        "allowed: a value among those that are drawn (5 to 9)"
    )
    (found,) = said(
        "people: {minors: 10%, under_14: 20%}\nmove_together: {x: {values: [people.minors, people.under_14]}}"
    )[:1]
    assert "people.minors, which is not uncertain; allowed: values under `uncertain:`" in found
