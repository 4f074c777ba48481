"""How many servers: the least number for a target, and the square-root rules."""

import math
from collections.abc import Callable

from sim.formulas.stations import erlang_a, erlang_c, mmc_wait_over


def least_servers(load: float, delayed: float, peakedness: float = 1.0) -> int:
    """Return least number of servers with which at most the share `delayed` of arrivals waits (Erlang C).

    `peakedness` is the variance over the mean of what infinitely many servers would hold: 1 for Poisson arrivals, more
    for coaches and families. It enters by Hayward's approximation: servers and load are divided by it (Fredericks
    1980). No load needs no servers.
    """
    _share(delayed)
    if peakedness <= 0:
        raise ValueError("a peakedness above 0")
    return _least(lambda c: erlang_c(c / peakedness, load / peakedness) <= delayed, load)


def least_servers_within(arrival: float, service: float, limit: float, over: float) -> int:
    """Return least number of servers with which at most the share `over` of arrivals waits longer than `limit`
    (M/M/c).
    """
    _share(over)
    return _least(lambda c: mmc_wait_over(limit, arrival, service, c) <= over, arrival * service)


def least_servers_patience(arrival: float, service: float, patience: float, delayed: float) -> int:
    """Return least number of servers with which at most the share `delayed` waits when those who wait give up (Erlang
    A).
    """
    _share(delayed)
    return _least(lambda c: erlang_a(arrival, service, patience, c).delayed <= delayed, arrival * service, 0)


def _least(enough: Callable[[int], bool], load: float, low: int | None = None) -> int:
    """Return the least whole number above `low` (by default the load) that is enough, by doubling, then halving."""
    if load == 0:
        return 0
    low, step = math.floor(load) if low is None else low, 1
    while not enough(low + step):
        low, step = low + step, 2 * step
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def square_root_staffing(load: float, level: float) -> int:
    """Return the least whole number at or above load + level x sqrt(load) (Erlang 1924; Halfin and Whitt 1981)."""
    return math.ceil(load + level * math.sqrt(load))


def halfin_whitt(level: float) -> float:
    """Return share who wait in large M/M/c staffed at load + level x sqrt(load), level above 0 (Halfin and Whitt
    1981).
    """
    if level <= 0:
        raise ValueError("a level above 0: without patience the queue would grow for ever")
    return _hazard(-level) / (_hazard(-level) + level)


def halfin_whitt_level(delayed: float) -> float:
    """Return the level at which `halfin_whitt` is the share `delayed`."""
    _share(delayed)
    return _level(halfin_whitt, delayed, 1e-12)


def garnett(level: float, service: float, patience: float) -> float:
    """Return share who wait in large M/M/c+M staffed at load + level x sqrt(load) (Garnett, Mandelbaum and Reiman
    2002).

    `level` may be negative; `service` and `patience` are the means.
    """
    ratio = math.sqrt(patience / service)
    idle = ratio * _hazard(-level)
    return idle / (idle + _hazard(level * ratio))


def garnett_level(delayed: float, service: float, patience: float) -> float:
    """Return the level at which `garnett` is the share `delayed`."""
    _share(delayed)
    return _level(lambda level: garnett(level, service, patience), delayed, -1.0)


def _level(function: Callable[[float], float], delayed: float, low: float) -> float:
    """Return where a falling function of the level is `delayed`; a negative `low` is lowered until it is below the
    answer.
    """
    from scipy import optimize

    high = 1.0
    while function(high) > delayed:
        high *= 2
    while low < 0 and function(low) < delayed:
        low *= 2
    return float(optimize.brentq(lambda level: function(level) - delayed, low, high, xtol=1e-12))


def _hazard(x: float) -> float:
    """Hazard rate of the standard normal law."""
    from scipy import special

    return math.sqrt(2 / math.pi) / float(special.erfcx(x / math.sqrt(2)))


def _share(value: float) -> None:
    if not 0 < value < 1:
        raise ValueError(f"a share above 0 and below 1, not {value}")
