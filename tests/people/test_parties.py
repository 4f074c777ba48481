"""Who is in a party: sizes, minors, nationalities."""

import numpy as np
import pytest
from people_scenarios import PORT, build, draw, z_share

from sim.people.chance.random_streams import Register
from sim.people.parties import Composition, alone_chance, binomial, nations
from sim.scenario.language.people import mean_party

pytestmark = pytest.mark.unit
MANY = {"end": "2026-03-01", "arrivals": {"port_of_entry": {"claimants_per_day": 400}}}


def test_shares_of_claimants_are_what_the_scenario_says() -> None:
    sample = draw(build(PORT, MANY))
    persons, alone = sample.persons.sum(), sample.unaccompanied.sum()
    minors, young = (sample.persons - sample.adults).sum(), (sample.persons - sample.over_14).sum()
    # Minors come in families, which widens the binomial by less than the mean square size over the mean, some 3.3.
    assert abs(z_share(minors, persons, 0.32)) < 4 * np.sqrt(3.3)
    assert abs(z_share(young, minors, 0.75)) < 4
    assert abs(z_share(alone, persons, 0.0025)) < 4


def test_sizes_of_parties_have_their_shares() -> None:
    scenario = build(PORT, MANY)
    sample = draw(scenario)
    others = sample.persons[sample.unaccompanied == 0]
    for size, share in scenario.people.party_size.items():
        assert abs(z_share((others == size).sum(), others.size, share)) < 4  # six of them: once in 2,600 seeds
    assert sample.persons.mean() == pytest.approx(mean_party(scenario.people), abs=4 * 1.4 / np.sqrt(others.size))


def test_nationalities_have_their_shares() -> None:
    scenario = build(PORT, MANY)
    sample = draw(scenario)
    for k, share in enumerate(scenario.people.nationalities.values()):
        assert abs(z_share((sample.nationality == k).sum(), sample.nationality.size, share)) < 4


def test_shares_that_do_not_sum_to_one_are_relative() -> None:
    one = {"people": {"party_size": {1: 0.5, 2: 0.5}, "nationalities": {"A": 0.2, "B": 0.2}}}
    other = {"people": {"party_size": {1: 0.25, 2: 0.25}, "nationalities": {"A": 0.4, "B": 0.4}}}
    assert draw(build(one)).persons.tolist() == draw(build(other)).persons.tolist()
    assert draw(build(one)).nationality.tolist() == draw(build(other)).nationality.tolist()


def test_members_are_ordered_by_age() -> None:
    sample = draw(build(PORT))
    assert (sample.adults <= sample.over_14).all() and (sample.over_14 <= sample.persons).all()
    assert ((sample.adults >= 1) | (sample.unaccompanied == 1)).all()
    assert (sample.persons[sample.unaccompanied == 1] == 1).all()
    assert not sample.adults[sample.unaccompanied == 1].any()


def test_minors_alone_only() -> None:
    sample = draw(build({"people": {"minors": 1.0, "unaccompanied_minors": 1.0, "under_14": 0.0}}))
    assert sample.unaccompanied.all() and (sample.over_14 == 1).all() and not sample.adults.any()


def test_a_party_of_one_is_more_likely_a_minor_alone() -> None:
    people = build(PORT).people
    alone = alone_chance(people, None)
    assert alone_chance(people, 1) == pytest.approx(alone / (alone + (1 - alone) * 0.42))
    assert alone_chance(people, 3) == 0


def test_shares_that_contradict_each_other_are_refused() -> None:
    message = r"the shares of minors, unaccompanied minors and party sizes contradict each other \(inf\)"
    with pytest.raises(ValueError, match=message):
        Composition(build({"people": {"minors": 0.5}}).people, 0, Register())


def test_binomial_chances() -> None:
    assert binomial(3, 0.25) == pytest.approx([27 / 64, 27 / 64, 9 / 64, 1 / 64])
    assert binomial(0, 0.3).tolist() == [1.0]


def test_nations_begin_with_the_mix() -> None:
    scenario = build(PORT, {"screening": {"not_covered": ["United States", "Saint Pierre"]}})
    assert nations(scenario)[:5] == tuple(scenario.people.nationalities)
    assert "Saint Pierre" in nations(scenario)
