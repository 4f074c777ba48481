"""A run that makes sense is let pass, and each thing that no run can have is complained of."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from extremes import tree
from sense import nonsense

from sim.experiments.result import Result
from sim.experiments.run import run
from sim.scenario.load import load
from sim.scenario.source.yaml_writer import yaml

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path: Path = tmp_path_factory.mktemp("sense") / "port.yaml"
    path.write_text(yaml(tree()), encoding="utf-8")
    return run(load(path).scenario, 1)


def with_figure(result: Result, name: str, value: float) -> Result:
    """The result with one figure of its run replaced."""
    (only,) = result.runs
    figures = only.figures.copy()
    figures[result.names.index(name)] = value
    return replace(result, runs=(only._replace(figures=figures),))


def test_a_sound_run_is_let_pass(played: Result) -> None:
    assert list(nonsense(played)) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("utilisation_officers", 1.2, "utilisation_officers is 1.2"), ("cost_staff", -1.0, "cost_staff is -1.0"),
     ("cost_total", math.inf, "cost_total is inf"), ("cost_staff", math.nan, "cost_staff is not a number"),
     ("arrived", 999.0, "came, and"), ("busy_hours_officers", 9999.0, "busy_hours_officers is 9999.0 of"),
     ("peak_hall", 9999.0, "peak_hall is 9999.0"),
     ("time_on_site_max", 9999.0, "time_on_site_max is 9999.0 h in a run"),
     ("over_capacity_hours_hall", 49.0, "over_capacity_hours_hall is 49.0")],
)  # fmt: skip
def test_a_figure_that_no_run_can_have_is_complained_of(played: Result, name: str, value: float, said: str) -> None:
    assert any(said in complaint for complaint in nonsense(with_figure(played, name, value)))


def test_persons_below_nought_are_complained_of(played: Result) -> None:
    (only,) = played.runs
    wrong = replace(played, runs=(only._replace(occupancy=np.full_like(only.occupancy, -1)),))
    assert any(complaint.startswith("occupancy has -1") for complaint in nonsense(wrong))
