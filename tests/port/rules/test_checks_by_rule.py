"""What is kept of the roster ahead grows with the ticks at which somebody compares, and with who brings officers."""

from typing import Any

import numpy as np
import pytest
from small_port import PORT, port

from sim.people.sampler import Sampler
from sim.port.ahead import compared, rostered_ahead, sources
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.checks.size import too_large

pytestmark = pytest.mark.agreement

BUSY = {"watch": "arrivals", "over": "2 d", "of": "staffed_capacity", "above": "60%"}
TENTS = PORT["contingency"]["tents"]


def comparing(measures: int, **more: Any) -> dict[str, Any]:
    """So many measures that compare arrivals with the staffed capacity every two hours, the first with help."""
    brings = {"staff": {"officers": {"day": 2}}}
    found: dict[str, Any] = {f"space {k}": TENTS | {"order_when": BUSY, "watch_every": "2 h"} for k in range(measures)}
    return found | {"help": {"order_when": BUSY, "watch_every": "4 h", "brings": brings}} | more


def test_each_tick_and_each_who_brings_officers_is_kept_once_however_many_measures_there_are() -> None:
    few, many = (plan(port(contingency=comparing(n, tents=TENTS))) for n in (1, 30))
    assert np.array_equal(compared(few), np.arange(0, few.clock.end, 7200))  # hourly are only the tents, which do not
    assert sources(few).tolist() == [0, 2] and sources(many).tolist() == [0, 31]
    assert rostered_ahead(few).shape == rostered_ahead(many).shape == (132, 1, 2)
    assert np.array_equal(rostered_ahead(few), rostered_ahead(many))


def test_nothing_is_kept_where_nothing_is_compared() -> None:
    assert rostered_ahead(plan(port())).size == 0


def test_both_engines_make_the_same_of_thirty_measures_that_compare() -> None:
    given = port(contingency=comparing(30, tents=TENTS))
    made, sample = plan(given), Sampler(given).sample(1)
    log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    assert {entry.measure for entry in log.diary} >= {0, 29, 30}


def test_a_year_of_sixty_six_measures_that_compare_every_hour_may_be_played() -> None:
    every = {name: one | {"watch_every": "1 h"} for name, one in comparing(65).items()}
    assert too_large(port(start="2025-01-01", end="2026-01-01", contingency=every)) == []
