"""Results made by hand, for the tests of all views."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from left_out import program
from made_results import HALL, OFFICERS, TWO_STEP, make, measure_figures, scenario

from sim.experiments.result import Result


@pytest.fixture(scope="session")
def port() -> SimpleNamespace:
    """The makers of this module, and its measures."""
    return SimpleNamespace(
        scenario=scenario, make=make, measure_figures=measure_figures, HALL=HALL, OFFICERS=OFFICERS, TWO_STEP=TWO_STEP
    )


@pytest.fixture(scope="session")
def year() -> Result:
    """200 replications of a year."""
    return make()


@pytest.fixture(scope="session")
def needed() -> Callable[[str, str], str]:
    """Finds a program that a test needs; without it the test is left out, or fails where none may be."""
    return program
