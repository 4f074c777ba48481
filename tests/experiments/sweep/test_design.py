"""The points of a sweep: grids in order, samples with one point in every part of every range."""

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.experiments.sweep.design import Range, Values, axes, grid, latin_hypercube

pytestmark = pytest.mark.unit


def test_a_grid_has_every_combination_the_last_path_fastest() -> None:
    given = axes(["staff.officers.absence=5%, 10%", "space.areas.hall.persons=20,40,60"])
    assert [axis.path for axis in given] == [("staff", "officers", "absence"), ("space", "areas", "hall", "persons")]
    assert grid(given) == (
        ("5%", "20"), ("5%", "40"), ("5%", "60"), ("10%", "20"), ("10%", "40"), ("10%", "60"),
    )  # fmt: skip


def test_commas_in_brackets_and_quotes_part_nothing() -> None:
    (axis,) = axes(['x={uniform: [1 d, 3 d]},[mon, tue],"a,b",2'])
    assert axis == Values(("x",), ("{uniform: [1 d, 3 d]}", "[mon, tue]", '"a,b"', "2"))


def test_a_quoted_part_of_a_path_may_have_a_dot_and_an_equals_sign() -> None:
    (axis,) = axes(['people.nationalities."a.b=c"=10%'])
    assert axis.path == ("people", "nationalities", "a.b=c")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("x=2..4", ["2", "2", "3", "4", "4"]),
        ("x=2.0..4.0", ["2.000", "2.500", "3.000", "3.500", "4.000"]),
        ("x=10%..30%", ["10.00%", "15.00%", "20.00%", "25.00%", "30.00%"]),
        ("x=2..6 h", ["2.000 h", "3.000 h", "4.000 h", "5.000 h", "6.000 h"]),
        ("x=2 h .. 6 h", ["2.000 h", "3.000 h", "4.000 h", "5.000 h", "6.000 h"]),
        ("x=2025-12-31..2026-01-02", ["2025-12-31", "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-02"]),
    ],
)
def test_a_range_from_end_to_end(text: str, values: list[str]) -> None:
    (axis,) = axes([text])
    assert isinstance(axis, Range)
    assert [axis.at(u) for u in (0.0, 0.25, 0.5, 0.75, 1 - 1e-12)] == values


@pytest.mark.parametrize("points", [1, 2, 3, 7, 40])
def test_a_sample_has_one_point_in_each_of_as_many_parts_of_every_range(points: int) -> None:
    given = axes(["a=0.0..1.0", "b=100%..200%", "c=5.0 h..6.0 h"])
    values = np.array([[float(value.strip("% h")) for value in point] for point in latin_hypercube(given, points, 7)])
    parts = np.sort((values - [0, 100, 5]) / [1, 100, 1], axis=0) * points - np.arange(points)[:, None]
    rounding = 0.0005 * points + 1e-9  # of values, to four digits of the range
    assert ((parts >= -rounding) & (parts <= 1 + rounding)).all()


def test_values_in_a_sample_come_equally_often() -> None:
    given = axes(["a=pooled,handover", "b=0.0..1.0"])
    assert sorted(point[0] for point in latin_hypercube(given, 10, 7)) == ["handover"] * 5 + ["pooled"] * 5


def test_a_sample_depends_on_the_seed() -> None:
    given = axes(["a=0.0..1.0", "b=0.0..1.0"])
    assert latin_hypercube(given, 8, 7) == latin_hypercube(given, 8, 7)
    assert latin_hypercube(given, 8, 7) != latin_hypercube(given, 8, 8)


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ("persons", "--vary: found persons; allowed: PATH=VALUE,VALUE,.. or PATH=LOW..HIGH"),
        ("a..b=1", "--vary: found a..b=1; allowed: a dotted path"),
        ("a=1,,2", "--vary: a: found 1,,2; allowed: values between commas, none of them twice"),
        ("a=1,1", "--vary: a: found 1,1; allowed: values between commas, none of them twice"),
        ("a=3..2", "--vary: a: found 3..2; allowed: LOW..HIGH, two days or two numbers of one unit"),
        ("a=1 h..2 d", "--vary: a: found 1 h..2 d; allowed: LOW..HIGH"),
        ("a=x..y", "--vary: a: found x..y; allowed: LOW..HIGH"),
        ("seed=1,2", "--vary: seed: found seed; allowed: what the port is like; one seed: the same people"),
    ],
)
def test_what_cannot_be_varied(vary: str, said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        axes([vary])
    assert str(caught.value).startswith(said)


def test_no_path_lies_in_another() -> None:
    with pytest.raises(ScenarioError, match="allowed: paths of which none lies in another"):
        axes(["staff.officers=1", "staff.officers.absence=2"])


def test_a_grid_has_no_ranges() -> None:
    with pytest.raises(ScenarioError, match=r"a: found a range; allowed: values, or a sample \(--sample N\)"):
        grid(axes(["a=1..2"]))
