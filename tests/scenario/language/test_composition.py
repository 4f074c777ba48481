"""The arithmetic of parties, against itself by enumeration."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.scenario.language.people import People, mean_party, minor_chance, sizes, unaccompanied_share_of_parties

pytestmark = pytest.mark.unit

shares = st.floats(0, 1)


@given(st.dictionaries(st.integers(1, 8), shares, min_size=1), st.floats(0, 0.9), shares)
def test_the_shares_of_claimants_come_out(party_size: dict[int, float], alone: float, minors: float) -> None:
    assume(sum(party_size.values()) > 0.01)
    people = People(party_size=party_size, unaccompanied_minors=alone, minors=minors)
    x, mean = unaccompanied_share_of_parties(people), mean_party(people)
    assert x / mean == pytest.approx(alone)
    chance = minor_chance(people)
    if 0 <= chance <= 1:
        members = (1 - x) * sum(share * (size - 1) for size, share in sizes(people).items())
        assert (x + members * chance) / mean == pytest.approx(minors, abs=1e-9)


def test_parties_by_hand() -> None:
    people = People(party_size={1: 0.5, 3: 0.5}, unaccompanied_minors=0.2, minors=0.4)
    assert sizes(people) == {1: 0.5, 3: 0.5}
    assert unaccompanied_share_of_parties(people) == pytest.approx(1 / 3)
    assert mean_party(people) == pytest.approx(1 / 3 + 2 / 3 * 2)
    assert minor_chance(people) == pytest.approx(0.5)


def test_shares_are_relative_and_zeros_are_left_out() -> None:
    assert sizes(People(party_size={4: 0.0, 2: 0.25, 1: 0.25})) == {1: 0.5, 2: 0.5}


@pytest.mark.parametrize(
    ("minors", "alone", "size", "chance"),
    [(0, 0, 1, 0.0), (0.1, 0.1, 1, 0.0), (0.2, 0.1, 1, math.inf), (0.05, 0.1, 1, -math.inf), (0.5, 0, 2, 1.0)],
)
def test_ends_of_the_chance_of_a_minor(minors: float, alone: float, size: int, chance: float) -> None:
    assert minor_chance(People(party_size={size: 1.0}, minors=minors, unaccompanied_minors=alone)) == chance
