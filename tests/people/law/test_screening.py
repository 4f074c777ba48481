"""How eligibility is decided, counted out by hand and drawn."""

from typing import Any

import numpy as np
import pytest
from people_scenarios import PORT, build, draw, z_share

from sim.people.expectation.population import population
from sim.people.law.screening import BARRED, DETAINED, REFERRED, RETURNED, odds
from sim.people.parties import nations
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit
PROVEN = {"Haiti": 0.96 * 0.91, "Venezuela": 0.80 * 0.835, "Colombia": 0.85 * 0.835, "other": 0.80 * 0.73}
SHARES = {"Haiti": 0.76, "Venezuela": 0.06, "Colombia": 0.05, "other": 0.08}
PASS_BARS = 0.94 * 0.995 * 0.995


def returned_by_hand(scale: float) -> float:
    """Share of parties with an adult that are returned: covered, and none of three exceptions proven; not detained."""
    unproven = {
        nation: (1 - scale * family) * (1 - scale * 0.04 * 0.80) * (1 - scale * 0.002 * 0.50)
        for nation, family in PROVEN.items()
    }
    return 0.995 * sum(SHARES[nation] * unproven[nation] for nation in SHARES)


def chances(scenario: Scenario, stream: str, adults: bool = True) -> dict[int, float]:
    """Chance of each outcome among the parties with an adult, or among minors alone."""
    names, time = nations(scenario), clock(scenario)
    people = population(scenario, stream, time, odds(scenario, names), names)
    rows = people.traits.unaccompanied != adults
    weight = people.weight[rows] / people.weight[rows].sum()
    return {k: float(weight[people.traits.outcome[rows] == k].sum()) for k in range(4)}


@pytest.mark.parametrize(("stream", "scale", "about"), [("port_of_entry", 1.0, 0.158), ("police", 0.35, 0.664)])
def test_outcomes_counted_out_are_those_by_hand(stream: str, scale: float, about: float) -> None:
    found, returned = chances(build(PORT), stream), returned_by_hand(scale)
    assert returned == pytest.approx(about, abs=0.001)
    assert found[RETURNED] == pytest.approx(returned)
    assert found[DETAINED] == pytest.approx(0.005)
    assert found[REFERRED] == pytest.approx((0.995 - returned) * PASS_BARS)
    assert found[BARRED] == pytest.approx((0.995 - returned) * (1 - PASS_BARS))


@pytest.mark.parametrize("stream", ["port_of_entry", "police"])
def test_minors_alone_prove_their_exception_in_every_stream(stream: str) -> None:
    found = chances(build(PORT), stream, adults=False)
    assert found[RETURNED] == pytest.approx(0, abs=1e-12)
    assert found[REFERRED] == pytest.approx(0.995 * PASS_BARS)


@pytest.mark.parametrize("number", [0, 1])
def test_outcomes_drawn_have_the_chances_counted_out(number: int) -> None:
    scenario = build(PORT, {"end": "2026-03-01"})
    sample, stream = draw(scenario), list(scenario.arrivals)[number]
    drawn = sample.outcome[(sample.stream == number) & (sample.unaccompanied == 0)]
    for outcome, chance in chances(scenario, stream).items():
        assert abs(z_share((drawn == outcome).sum(), drawn.size, chance)) < 4  # four of them: once in 4,000 seeds


def screened(**screening: Any) -> Scenario:
    people = {"nationalities": {"A": 0.5, "B": 0.5}, "party_size": {1: 1.0}}
    return build({"people": people, "screening": screening})


def test_without_exceptions_all_who_are_covered_are_returned() -> None:
    sample = draw(screened(not_covered=["B"]))
    assert (sample.outcome[sample.nationality == 0] == RETURNED).all()
    assert (sample.outcome[sample.nationality == 1] == REFERRED).all()


def test_bars_are_for_those_who_pass() -> None:
    sample = draw(screened(not_covered=["B"], other_bars={"earlier": 1.0}))
    assert (sample.outcome[sample.nationality == 0] == RETURNED).all()
    assert (sample.outcome[sample.nationality == 1] == BARRED).all()


def test_detention_comes_last_and_for_all() -> None:
    assert (draw(screened(detained=1.0, other_bars={"earlier": 1.0})).outcome == DETAINED).all()


def test_a_nationality_without_an_entry_has_that_of_other() -> None:
    sample = draw(screened(exceptions={"family": {"A": {"proven": 0.0}, "other": {"proven": 1.0}}}))
    assert (sample.outcome[sample.nationality == 0] == RETURNED).all()
    assert (sample.outcome[sample.nationality == 1] == REFERRED).all()


def test_without_an_entry_and_without_other_nobody_asks() -> None:
    sample = draw(screened(exceptions={"family": {"A": {"proven": 1.0}}}))
    assert (sample.outcome[sample.nationality == 0] == REFERRED).all()
    assert (sample.outcome[sample.nationality == 1] == RETURNED).all()


def test_the_exception_of_minors_alone_is_for_them_only() -> None:
    mixed = {"minors": 0.3, "unaccompanied_minors": 0.3}
    exceptions = {"unaccompanied_minor": {"claimed": 0.0, "proven": 1.0}}
    sample = draw(build({"people": mixed, "screening": {"exceptions": exceptions}}))
    assert 0 < sample.unaccompanied.sum() < sample.unaccompanied.size
    assert np.array_equal(sample.outcome == REFERRED, sample.unaccompanied == 1)


def test_proof_is_scaled_by_stream_and_never_beyond_certainty() -> None:
    streams = {name: {"claimants_per_day": 5, "exceptions_scaled": times} for name, times in (("a", 0.5), ("b", 3.0))}
    exceptions = {"family": {"proven": 0.6}, "unaccompanied_minor": {"proven": 0.4}}
    scenario = build({"arrivals": streams, "screening": {"exceptions": exceptions}})
    assert odds(scenario, nations(scenario)).proven[:, :, 0].tolist() == [[0.3, 1.0], [0.4, 0.4]]
