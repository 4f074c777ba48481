"""What tells the experiments of a store apart, on texts written by hand."""

import pytest

from sim.experiments.store.listing import FAR, Changed, alike, listed
from sim.experiments.store.store import Experiment

pytestmark = pytest.mark.unit


def experiment(key: str, name: str, *lines: str, model: str = "m") -> Experiment:
    text = "\n".join((f"name: {name}", "seed: 1", *lines, ""))
    return Experiment(key, key, "1", model, name, text, "2026-01-01", 1, 100, 0)


def hall(persons: int, share: str = "0.8") -> tuple[str, ...]:
    return ("space:", "  areas:", f"    hall: {{persons: {persons}}}", "staff:", f"  share: {share}")


def test_a_result_is_told_against_the_earlier_one_of_its_name_that_is_nearest() -> None:
    a, b = experiment("a", "A", *hall(20)), experiment("b", "A", *hall(30, "0.5"))
    c, other = experiment("c", "A", *hall(30, "0.6")), experiment("o", "B", *hall(30, "0.6"))
    first, _, second, third = listed([a, other, b, c])
    assert (first.against, first.changed) == (None, ())
    share, persons = Changed("staff.share", "0.8", "0.5"), Changed("space.areas.hall.persons", "20", "30")
    assert (second.against, set(second.changed)) == (a, {share, persons})
    assert (third.against, third.changed) == (b, (Changed("staff.share", "0.5", "0.6"),))


def test_of_equals_it_is_the_earliest() -> None:
    found = listed([experiment(str(k), "A", *hall(k)) for k in range(4)])
    assert [one.against and one.against.key for one in found] == [None, "0", "0", "0"]


@pytest.mark.parametrize(("unlike", "told"), [(FAR, True), (FAR + 1, False)])
def test_one_of_another_name_is_told_against_a_near_one_only(unlike: int, told: bool) -> None:
    ones = [[f"v{n}: {value}" for n in range(unlike)] for value in (1, 2)]
    found = listed([experiment("a", "A", *ones[0]), experiment("b", "B", *ones[1])])[1]
    assert (found.against is not None, len(found.changed)) == (told, unlike * told)


def test_what_one_lacks_is_told_and_words_about_a_scenario_are_not() -> None:
    a = experiment("a", "A", "question: one", *hall(20))
    b = experiment("b", "A", "question: two", *hall(20), "contingency: {tent: {lead_time: 1 d}}")
    (change,) = listed([a, b])[1].changed
    assert change == Changed("contingency", "–", "{tent: {lead_time: 1 d}}")


def test_many_in_a_row_that_differ_in_the_same_values_are_one_group() -> None:
    ones = [experiment(str(k), "A", *hall(k)) for k in range(6)]
    odd = experiment("odd", "A", *hall(0, "0.1"))
    sizes = [[one.experiment.key for one in group] for group in alike(listed([*ones, odd]), 4)]
    assert sizes == [["0"], ["1", "2", "3", "4", "5"], ["odd"]]
    assert all(len(group) == 1 for group in alike(listed(ones), 6))
