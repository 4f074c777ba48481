"""The chart of demand: when it is there, what it says, nothing over anything else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chart_texts import missing, off_the_page, written_over

from sim.experiments.result import Result
from sim.people.expectation.demand_bands import demand as expected
from sim.views.kit.draw import draw
from sim.views.kit.pictures import drawings, pictures, save
from sim.views.run.charts import CHARTS, charts, demand

pytestmark = pytest.mark.unit

RUMOUR: dict[str, Any] = {"stream": "port_of_entry", "begins": "2025-05-05", "times": 3, "hold": "14 d"}


def _certain(port) -> Result:
    return port.make(port.scenario(surges={"rumour": RUMOUR}), runs=3)


def _uncertain(port) -> Result:
    surges = {"rumour": RUMOUR | {"probability": 0.5, "times": {"uniform": [2, 4]}}}
    return port.make(port.scenario(surges=surges), runs=3)


def _both(port) -> Result:
    police = {"stream": "police", "per_year": 4, "times": 5, "rise": "3 d", "fall": "9 d"}
    return port.make(port.scenario(surges={"rumour": RUMOUR, "often": police}, name="A long $name_ " * 12), runs=40)


def _short(port) -> Result:
    begins = {"begins": "2025-01-02", "hold": "1 d"}
    return port.make(port.scenario(days=3, surges={"rumour": RUMOUR | begins}), runs=5)


def _none(port) -> Result:
    return port.make(runs=2)


def _regimes(port) -> Result:
    jumps = {"quiet": {"times": 0.5, "lasts": "40 d"}, "busy": {"times": 3, "lasts": "20 d"}}
    arrivals = {"port_of_entry": {"claimants_per_day": 50, "regimes": jumps}, "police": {"claimants_per_day": 2}}
    return port.make(port.scenario(arrivals=arrivals), runs=3)


CASES: dict[str, Callable[..., Result]] = {
    "certain": _certain, "uncertain": _uncertain, "both": _both, "short": _short, "none": _none,
    "regimes": _regimes,
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_whole_and_nothing_is_written_over_anything_else(port, case: str) -> None:
    value = demand(CASES[case](port))
    assert missing(value) == []
    figure = draw(value)
    assert written_over(figure) == [] and off_the_page(figure) == []


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("certain", "The busiest week is expected to bring 152 claimants a day in the median run"),
        ("short", "The busiest day is expected to bring 152 claimants a day in the median run"),
        ("none", "The busiest week is expected to bring 52 claimants a day in the median run"),
    ],
)
def test_the_message_of_a_demand_that_is_certain(port, case: str, said: str) -> None:
    assert demand(CASES[case](port)).title == said


def test_the_message_says_both_the_middle_and_the_end(port) -> None:
    result = _uncertain(port)
    usual, high = np.quantile(expected(result.scenario, 200, 7).peaks, (0.5, 0.95), method="inverted_cdf")
    assert 52 <= usual < high <= 202
    assert demand(result).title == (
        f"The busiest week is expected to bring {usual:.0f} claimants a day in the median run, and at least {high:.0f} "
        "in one run in twenty"
    )


def test_the_level_is_shown_without_what_moves_it(port) -> None:
    for case, said in (("regimes", "without regimes"), ("uncertain", "without surges")):
        line = demand(CASES[case](port)).panels[0].marks[-1]
        assert line.label == said
        assert np.asarray(line.y) == pytest.approx(52)
    assert demand(_regimes(port)).title == (
        "The busiest week is expected to bring 152 claimants a day in the median run"
    )


def test_a_panel_for_each_stream_that_is_uncertain_where_several_are(port) -> None:
    assert len(demand(_uncertain(port)).panels) == 1
    assert [panel.title for panel in demand(_both(port)).panels] == ["", "Port of entry", "Police"]


def test_it_is_among_the_charts_only_where_demand_is_uncertain(port, tmp_path: Path) -> None:
    surging, quiet = _uncertain(port), _none(port)
    usual = [chart.__name__ for chart in CHARTS]
    assert list(charts(surging)) == ["demand", *usual] and list(charts(quiet)) == usual
    off = port.make(port.scenario(surges={"rumour": RUMOUR | {"probability": 0}}), runs=2)
    assert list(charts(off)) == usual
    drawn = drawings(charts(surging))
    assert {"demand.svg", "demand.png"} <= {path.name for path in save(drawn, tmp_path)}
    assert pictures(drawn)[0].message == demand(surging).title
