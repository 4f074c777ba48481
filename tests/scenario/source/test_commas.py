"""Numbers with a comma in them: never half a number and a key that is dropped."""

from typing import Any

import pytest

from sim.scenario.source.commas import repaired
from sim.scenario.source.yaml_reader import read_value

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{absence: 0,10}", {"absence": "0,10"}),
        ("{persons: 1,200}", {"persons": "1,200"}),
        ("{persons: 1,200,000, limit: hard}", {"persons": "1,200,000", "limit": "hard"}),
        ("{a: 0,5, b: 0,5}", {"a": "0,5", "b": "0,5"}),
        ("{1: 0,5, 2: 0,5}", {1: "0,5", 2: "0,5"}),
        ("{time: 1,5 h}", {"time": "1,5 h"}),
        ("{cost: 65,50 CAD/h}", {"cost": "65,50 CAD/h"}),
        ("{share: 12,5%}", {"share": "12,5%"}),
        ("{a: 0, 10}", {"a": "0,10"}),
        ("{a: 1, 10: 2}", {"a": 1, 10: 2}),
        ("{a: x, 10}", {"a": "x", 10: None}),
        ("{1, 2}", {1: None, 2: None}),
        ("[0,10, 0,20]", ["0,10", "0,20"]),
        ("[0,1, 0,2, 0,3]", ["0,1", "0,2", "0,3"]),
        ("[1,200,000, 5]", ["1,200,000", 5]),
        ("[0,5 h, 1,5 h]", ["0,5 h", "1,5 h"]),
        ("[1,2,3]", [1, 2, 3]),
        ("[1, 2, 3]", [1, 2, 3]),
        ("[1, 2,\n 3]", [1, 2, 3]),
        ("[2025-01-01,2025-02-01, 2025-03-01]", ["2025-01-01", "2025-02-01", "2025-03-01"]),
        ("[a,b, c]", ["a", "b", "c"]),
        ("['1',2, 3]", ["1", 2, 3]),
        ("- 0,10\n- 1", ["0,10", 1]),
        ("a: 0,10", {"a": "0,10"}),
    ],
)
def test_a_number_with_a_comma_is_read_as_it_stands(text: str, value: Any) -> None:
    assert read_value(text, "x").plain() == value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0,10", ["0.10"]), ("1,200", ["1200", "1.200"]), ("12,5 h", ["12.5 h"]), ("0,5 %", ["0.5 %"]),
        ("1,200,000 CAD", ["1200000 CAD"]), ("1.200,50", ["1200.50"]), ("1 200", ["1200"]), ("1'200", ["1200"]),
        ("1 200,5 CAD", ["1200.5 CAD"]), ("0,125", ["0.125"]), ("-0,5", ["-0.5"]),
        ("2025-01-01", []), ("1.5", []), ("07:00-15:00", []), ("10 d", []), ("x", []), ("", []),
    ],
)  # fmt: skip
def test_what_was_meant(text: str, meant: list[str]) -> None:
    assert list(repaired(text)) == meant
