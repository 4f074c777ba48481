"""Results made by hand, for the tests of all views."""

from types import SimpleNamespace

import pytest
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
