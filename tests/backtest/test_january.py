"""The order of January 2025: too late for April, not needed in July."""

from datetime import date, datetime

import numpy as np
import pytest
from playback import Run, gone_within, on_site, runs, space_open
from published import SCENARIOS

ORDERED = SCENARIOS / "ordered-in-january.yaml"
REPLICATIONS = 40


def dates(run: Run, what: str) -> list[datetime]:
    """When the leased hall was ordered, or ready, by the local clock."""
    hall = list(run.plan.scenario.measures).index("leased_hall")
    return [run.plan.clock.at(entry.tick) for entry in run.log.diary if entry.measure == hall and entry.event == what]


@pytest.mark.backtest
def test_it_is_ordered_on_22_january_and_ready_on_19_june() -> None:
    # A: notice of 22 January 2025. B: trailers complete on 19 June 2025. C: that these answer that notice
    for run in runs(ORDERED, REPLICATIONS):
        assert [when.date() for when in dates(run, "ordered")] == [date(2025, 1, 22)]
        assert [when.date() for when in dates(run, "ready")] == [date(2025, 6, 19)]


@pytest.mark.backtest
def test_no_overflow_space_is_open_in_april() -> None:
    # B: 2,733 claims in April 2025 and no trailer before 19 June: base space only, in every run
    for run in runs(ORDERED, REPLICATIONS):
        assert space_open(run, "hall", date(2025, 4, 1), date(2025, 4, 30)) == (150, 150)


@pytest.mark.backtest
def test_it_is_open_in_july_and_not_needed() -> None:
    # Band: at most 10% of the hours of July above the base space in the median replication. B: the trailers stood
    # unused at 30 July 2025.
    july = date(2025, 7, 1), date(2025, 7, 31)
    crowded = []
    for run in runs(ORDERED, REPLICATIONS):
        assert space_open(run, "hall", *july) == (350, 350)
        crowded.append((on_site(run, *july) > 150).mean())
    assert np.median(crowded) <= 0.10


@pytest.mark.backtest
def test_april_passes_without_it() -> None:
    # Band: as for late April in the base scenario, at least 75% gone within 24 h in the median replication; the space
    # had no part in it.
    shares = [gone_within(run, 24, date(2025, 4, 21), date(2025, 4, 30)) for run in runs(ORDERED, REPLICATIONS)]
    assert np.median(shares) >= 0.75
