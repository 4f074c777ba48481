"""The core rules of YAML 1.2, and how values are shown."""

import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.problems import unprintable
from sim.scenario.source.scalars import scalar, short_text
from sim.scenario.source.yaml_reader import read_value
from sim.scenario.source.yaml_writer import flow

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["22:00", "07:00-15:00", "2025-01-01", "no", "yes", "on", "off", "y", "N", "1_000", "0b11", "1:30", "3 d",
     "80%", "65 CAD/h", "-", "+", ".", "1.2.3", "e5", "0o8", "0xg", "tRue", "nULL", "=", "<<"],
)  # fmt: skip
def test_text_stays_text(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("~", None), ("null", None), ("NULL", None), ("true", True), ("False", False), ("0", 0), ("-12", -12),
     ("+7", 7), ("007", 7), ("0o14", 12), ("0xff", 255), (".35", 0.35), ("1e3", 1000.0), ("1.", 1.0),
     ("-2.5E-1", -0.25),
     (".inf", math.inf), ("-.inf", -math.inf), ("+.INF", math.inf)],
)  # fmt: skip
def test_what_is_no_text(text: str, value: Any) -> None:
    found = scalar(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number() -> None:
    assert math.isnan(float(scalar(".nan") or 0))


def test_a_number_of_absurd_length() -> None:
    with pytest.raises(ValueError, match=r"^a number of at most 25 digits$"):
        scalar("1" * 5000)


def test_quoted_scalars_are_text() -> None:
    assert read_value("['1', \"true\", 'null', '']", "x").plain() == ["1", "true", "null", ""]


def test_keys_follow_the_same_rules() -> None:
    assert read_value("{1: a, on: b, 2025-01-01: c, 22:00: d, .5: e, '2': f}", "x").plain() == {
        1: "a", "on": "b", "2025-01-01": "c", "22:00": "d", 0.5: "e", "2": "f",
    }  # fmt: skip


numbers = st.integers(-(10**20), 10**20) | st.floats(-1e20, 1e20) | st.sampled_from([math.inf, -math.inf])
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]).filter(lambda char: not unprintable(char)))
leaves = st.none() | st.booleans() | numbers | texts
keys = texts | st.integers(-(10**20), 10**20)
trees = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=10)


@example("...")  # alone on a line it ends a document
@example("... a")
@example({"...": [{"<<": "---"}]})  # within quotes << is no merge key
@given(trees)
def test_what_is_written_in_flow_style_reads_back(tree: Any) -> None:
    assert read_value(flow(tree), "x").plain() == tree


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "nothing"), (True, "true"), (0.1 + 0.2, "0.3"), ("", "empty text"), ("a\n  b", "a b"), (12, "12"),
     ({"a": [1, {"b": None}]}, "{a: [1, {b: nothing}]}"), ("x" * 80, "x" * 62 + "..")],
)  # fmt: skip
def test_a_value_in_a_message(value: Any, text: str) -> None:
    assert short_text(value) == text
