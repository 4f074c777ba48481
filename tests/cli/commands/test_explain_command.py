"""`portsim explain` and `portsim schema`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.scenario.catalogue.reference_page import schema_text

pytestmark = pytest.mark.cli

Portsim = Callable[..., Any]


def test_every_value_with_its_origin(portsim: Portsim) -> None:
    left = portsim("explain", "port.yaml", "--set", "seed=7")
    lines = [" ".join(line.split()) for line in left.out.splitlines()]
    assert (left.status, left.err) == (0, "")
    assert lines[:2] == ["format: 2 # port.yaml:10", "name: A small port # port.yaml:1"]
    assert "seed: 7 # --set" in lines
    assert "warm_up: 0 s # default" in lines


def test_a_wrong_scenario_leaves_with_2(portsim: Portsim) -> None:
    left = portsim("explain", "port.yaml", "--set", "seed=x", "--set", "end=never")
    assert left == (
        2,
        "",
        "--set: end: found never; allowed: a day, such as 2025-01-31\n--set: seed: found x; allowed: a whole number\n",
    )


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_demand_is_drawn(portsim: Portsim, ending: str) -> None:
    surge = "surges={rumour: {stream: door, begins: 2025-06-04, times: 3, hold: 1 d}}"
    left = portsim("explain", "port.yaml", "--set", surge, "--demand", f"demand.{ending}")
    assert (left.status, left.err) == (0, "")
    assert "surges:" in left.out
    assert Path(f"demand.{ending}").stat().st_size > 5000


def test_a_picture_of_another_kind_is_refused(portsim: Portsim) -> None:
    left = portsim("explain", "port.yaml", "--demand", "demand.txt")
    assert left.status == 2
    assert "a file that ends in .png or .svg" in left.err


def test_the_schema_is_json(portsim: Portsim) -> None:
    left = portsim("schema")
    assert left == (0, schema_text(), "")
    assert json.loads(left.out)["title"] == "Scenario"
