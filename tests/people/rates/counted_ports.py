"""Small ports with counts, histories drawn from them with and without, and statistics of a history."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import chisquare

from sim.people.chance.random_streams import Chance, Register
from sim.people.rates.counted import History
from sim.people.sampler import Sampler
from sim.scenario.data.counts import Count, Counts
from sim.scenario.schema import Scenario

START = date(2025, 6, 2)
DAYS = 21
NESTED = ((0, 13), (2, 5), (14, 17))  # two weeks with four of their days within, and four days; three days uncounted
PEOPLE = {"party_size": {1: 0.5, 2: 0.3, 4: 0.2}}
LOADS = {"share": 0.4, "parties": {"discrete": {2: 0.5, 4: 0.5}}}


def counts(windows: tuple[tuple[int, int], ...], totals: tuple[int, ...], grade: str = "B") -> Counts:
    """Counts of windows, by the number of their first and last day."""
    rows = []
    for (first, last), total in zip(windows, totals, strict=True):
        days = START + timedelta(days=first), START + timedelta(days=last)
        rows.append(Count(*days, total, days[1], grade, "made up"))
    return Counts("made-up.csv", tuple(rows))


def port(given: Counts | None = None, days: int = DAYS, seed: int = 7, **stream: Any) -> Scenario:
    """A stream of twelve claimants a day, half as many again on Fridays, with parties that come in loads."""
    road: dict[str, Any] = {
        "claimants_per_day": 12, "weekday": {"fri": 1.5}, "day_to_day": {"sd": 0.5, "memory": 0.5},
        "coach_loads": LOADS,
    } | stream  # fmt: skip
    sweeps = road.pop("sweeps", 50)
    if given is not None:
        road["conditioned_on"] = {"counts": given, "sweeps": sweeps}
    return Scenario.model_validate({
        "name": "counted", "start": START, "end": START + timedelta(days=days), "seed": seed,
        "arrivals": {"road": road}, "people": PEOPLE,
        "staff": {"officers": {"shifts": {"day": {"hours": "07:00-19:00", "on_duty": 3}}}},
        "process": {"steps": {"desk": {"staff": {"officers": 1}, "time": "5 min"}}, "journeys": {"everyone": ["desk"]}},
    })  # fmt: skip


class Drawn(NamedTuple):
    """A history of D days."""

    factor: np.ndarray  # (D,)
    log_likelihood: float  # of the totals
    persons: np.ndarray  # (D,) who came on each day
    parties: np.ndarray  # (D,)


def by_day(sampler: Sampler, replication: int, days: int = DAYS) -> tuple[np.ndarray, np.ndarray]:
    """(days,) persons and parties of each day, as a run meets them."""
    sample = sampler.people(replication)
    row = (sample.identity >> 24) - START.toordinal()
    return np.bincount(row, sample.persons, days).astype(int), np.bincount(row, minlength=days)


def totals_of(persons: np.ndarray, windows: tuple[tuple[int, int], ...] = NESTED) -> tuple[int, ...]:
    return tuple(int(persons[first : last + 1].sum()) for first, last in windows)


def history(scenario: Scenario) -> History:
    return History(scenario, "road", Register())


def given(past: History, seed: int, number: int, factor: np.ndarray, days: int = DAYS) -> Drawn:
    """A history of what was counted, given factors of its days."""
    found = past.given(Chance(seed, number, ("road",)), factor)
    row = found.day - (START.toordinal() - int(past.days[0]))
    own = slice(START.toordinal() - int(past.days[0]), None)
    return Drawn(
        factor[own][:days],
        past.log_likelihood(factor),
        np.bincount(row, found.persons, days),
        np.bincount(row, minlength=days),
    )


Statistics = Callable[[History, Drawn], tuple[float, ...]]
NAMES = ("log-likelihood of the totals", "factor of a day", "largest day", "lag-1 product", "parties")


def statistics(past: History, drawn: Drawn) -> tuple[float, ...]:
    """What is ranked, of the days on which somebody was counted."""
    counted = past.cell[START.toordinal() - int(past.days[0]) :][: drawn.factor.size] >= 0
    return (
        drawn.log_likelihood,
        float(drawn.factor[4]),
        float(drawn.persons[counted].max()),
        float((drawn.factor[:-1] * drawn.factor[1:])[counted[:-1] & counted[1:]].sum()),
        float(drawn.parties[counted].sum()),
    )


def right(past: History, seed: int, draws: int) -> Iterator[Drawn]:
    """Draws of one chain, thinned by the sweeps of the scenario; before the first, as many for each of ten draws."""
    chain = past.chain(Chance(seed, 1, ("road",)), draws + 10)
    for number, factor in enumerate(chain):
        if number >= 10:
            yield given(past, seed, number, factor)


def split_afterwards(past: History, seed: int, draws: int) -> Iterator[Drawn]:
    """The wrong law: factors that know nothing of the totals, over which the totals are then split."""
    for number in range(draws):
        yield given(past, seed, number, past.free(Chance(seed, number, ("road",))))


def ranks(
    sampler: Callable[[History, int, int], Iterator[Drawn]], histories: int, draws: int, **stream: Any
) -> np.ndarray:
    """(histories, statistics) ranks of histories that nobody conditioned among `draws` draws given their totals.

    If these draws are from the law given the totals, every rank from 0 to `draws` is as likely (Talts, Betancourt,
    Simpson, Vehtari and Gelman 2018, Validating Bayesian inference algorithms with simulation-based calibration).
    """
    free = port(**stream)
    sampling, found, chance = Sampler(free), np.zeros((histories, len(NAMES)), dtype=int), np.random.default_rng(1)
    for k in range(histories):
        persons, parties = by_day(sampling, k)
        past = history(port(counts(NESTED, totals_of(persons)), **{"sweeps": 5} | stream))
        own = START.toordinal() - int(past.days[0])
        factor = past.free(Chance(free.seed, k, ("road",)))
        truth = np.array(statistics(past, Drawn(factor[own:][:DAYS], past.log_likelihood(factor), persons, parties)))
        others = np.array([statistics(past, drawn) for drawn in sampler(past, 1000 + k, draws)])
        below, same = (others < truth).sum(axis=0), (others == truth).sum(axis=0)
        found[k] = below + chance.integers(0, same + 1)
    return found


def p_values(found: np.ndarray, draws: int, bins: int = 20) -> np.ndarray:
    """(statistics,) of the chi-square test that ranks are even, in `bins` of equal width."""
    per = (draws + 1) // bins
    return np.array([chisquare(np.bincount(column // per, minlength=bins)).pvalue for column in found.T])
