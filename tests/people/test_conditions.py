"""Which parties a `who` means."""

from typing import Any

import numpy as np
import pytest
from people_scenarios import PORT, build, draw

from sim.arrays import F, I
from sim.people.chance.keys import DrawKeys
from sim.people.chance.random_streams import Chance, Draws, Register
from sim.people.conditions import Condition, NameIndex, expected
from sim.people.law.screening import Traits
from sim.scenario.language.who import Who, read_who

pytestmark = pytest.mark.unit
SCENARIO = build(PORT)
NATIONS = tuple(SCENARIO.people.nationalities)
WORDS = NameIndex(SCENARIO, NATIONS)

# A family from Haiti that claims, a man from the United States, a minor alone from Haiti brought by the police.
TRAITS = Traits(
    stream=np.array([0, 0, 1]),
    nation=np.array([0, 3, 0]),
    unaccompanied=np.array([False, False, True]),
    with_children=np.array([True, False, False]),
    covered=np.array([True, False, True]),
    claims=np.array([[True, False, False], [False, False, False], [False, False, True], [False, False, False]]),
    outcome=np.array([1, 0, 2]),
    in_person=np.array([True, False, False]),
    divided=np.array([False, True, False]),
    orders=np.array([[0, 1, 0], [4, 0, 0], [0, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 1]]),
    way=np.array([1, 0, 2]),
)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("everyone", [1, 1, 1]),
        ("covered", [1, 0, 1]),
        ("unaccompanied_minor", [0, 0, 1]),
        ("with_children", [1, 0, 0]),
        ("claims_family_member", [1, 0, 0]),
        ({"nationality": ["United States", "Haiti"]}, [1, 1, 1]),
        ({"nationality": ["Nowhere"]}, [0, 0, 0]),
        ({"stream": ["police"]}, [0, 0, 1]),
        ({"outcome": ["returned", "barred"]}, [1, 0, 1]),
        ("would_be_divided", [0, 1, 0]),
        ({"order": ["departure", "deportation"]}, [0, 1, 0]),
        ({"order": ["exclusion", "tribunal"]}, [1, 0, 1]),
        ({"not": "covered"}, [0, 1, 0]),
        ({"any": ["with_children", {"stream": ["police"]}]}, [1, 0, 1]),
        ({"all": ["covered", {"not": "with_children"}]}, [0, 0, 1]),
        ({"share": 0.25}, [0.25]),
        ({"any": [{"share": 0.5}, {"share": 0.5}, "with_children"]}, [1, 0.75, 0.75]),
        ({"all": [{"not": {"share": 0.2}}, "covered"]}, [0.8, 0, 0.8]),
    ],
)
def test_chance_of_a_condition(given: Any, meant: list[float]) -> None:
    assert WORDS.chance(read_who(given), TRAITS, expected).tolist() == pytest.approx(meant)


def test_every_share_is_asked_for_under_its_place_in_the_condition() -> None:
    condition = read_who({"any": [{"not": {"share": 0.1}}, {"all": ["covered", {"share": 0.2}]}, {"share": 0.3}]})
    asked: list[tuple[int, float]] = []

    def share(place: int, part: Who) -> F:
        asked.append((place, part.share))
        return expected(place, part)

    WORDS.chance(condition, TRAITS, share)
    assert asked == [(k, part.share) for k, part in enumerate(condition.walk()) if part.kind == "share"]


def drawn(given: Any, n: int) -> tuple[I, F]:
    """Which of n parties a condition means, and the uniforms of its first share."""
    register = Register()
    condition = Condition(read_who(given), WORDS, "process/steps/coach", register)
    keyed = DrawKeys(np.zeros(n, np.int64), np.zeros(n, np.int64), np.arange(n))
    draws = Draws(Chance(1, 0, ("arrivals/police",)), keyed)
    some = np.zeros(n, np.int64)
    held = condition.holds(TRAITS.only(some), draws)
    (place,) = (k for k, part in enumerate(condition._who.walk()) if part.kind == "share")
    return np.flatnonzero(held), draws.of(condition._shares[place])


def test_a_share_is_one_draw_a_party() -> None:
    meant, u = drawn({"share": 0.3}, 1000)
    assert meant.tolist() == np.flatnonzero(u < 0.3).tolist()


def test_a_share_within_all_is_drawn_among_those_it_can_mean() -> None:
    meant, u = drawn({"all": ["with_children", {"share": 0.3}]}, 1000)
    assert meant.tolist() == np.flatnonzero(u < 0.3).tolist()
    assert not drawn({"all": [{"not": "with_children"}, {"share": 0.3}]}, 1000)[0].size


def test_a_party_is_in_the_first_class_that_fits_and_after_all_if_none_does() -> None:
    classes = {
        "minors": {"who": "unaccompanied_minor"},
        "families": {"who": "with_children"},
        "many": {"who": {"any": ["with_children", {"nationality": ["Haiti"]}]}},
    }
    usual = dict.fromkeys(PORT["process"]["priority"])  # taken out
    sample = draw(build(PORT, {"process": {"priority": {**usual, **classes}}}))
    families = (sample.adults < sample.persons) & (sample.unaccompanied == 0)
    others = np.where(sample.nationality == 0, 2, 3)
    wanted = np.where(sample.unaccompanied == 1, 0, np.where(families, 1, others))
    assert {1, 2, 3} <= set(sample.priority_class.tolist())
    assert np.array_equal(sample.priority_class, wanted)


def test_a_larger_share_means_all_whom_a_smaller_one_meant() -> None:
    assert set(drawn({"share": 0.3}, 1000)[0]) < set(drawn({"share": 0.4}, 1000)[0])
