"""What the facts of a port rule out: sets of assumptions whose runs are too far from what was seen.

A set is implausible if a fact lies more than three standard deviations from the mean of its runs, of the error with
which it was seen, of the discrepancy allowed to the model and of the chance between runs together (history matching:
Craig, Goldstein, Seheult and Smith 1997, Pressure matching for hydrocarbon reservoirs; three deviations hold 95% of
any law with one peak: Pukelsheim 1994, The three sigma rule). The chance is that of one run, as the port had one
year, and that of the mean. It is itself known from few runs, so that the limit is the point which Student's law
leaves as seldom as the normal law leaves three, with the degrees of freedom of Welch and Satterthwaite. In a set of
fewer than 10 runs it is no less than the mean over all sets, as two runs may be alike by luck. A set with one run
shows no chance and is not struck; one in which the figure does not exist neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from sim.arrays import B, F
from sim.experiments.statistics.assumption_sets import LAWS, AssumptionSets
from sim.experiments.statistics.intervals import percentile
from sim.experiments.statistics.set_spread import set_means
from sim.people.chance.uncertain_inputs import STATED
from sim.scenario.schema import Scenario
from sim.scenario.values.fact import Fact, amount

DEVIATIONS = 3.0
FEW = 10  # runs of a set, with fewer of which its own chance alone is not relied on
HELD_OUT = "held_out"
LOW, HIGH = 5, 95  # percent of what is simulated


class Ranked(NamedTuple):
    """A fact that was held out, among one run of each set that stands, with the error of the fact and the discrepancy
    drawn for each: how many of them are below what was seen, and from where to where nine in ten of them go."""

    below: int
    of: int
    low: float
    high: float

    @property
    def outside(self) -> bool:
        """Whether what was seen lies below or above all of them."""
        return self.of > 0 and self.below in (0, self.of)


class Weighed(NamedTuple):
    """A fact and what it did. `refutes` sets of those drawn, `alone` those that no other fact refutes."""

    name: str
    fact: Fact
    figure: str  # that it is held against; empty where its days are not played
    simulated: float  # mean over the sets drawn
    refutes: int = 0
    alone: int = 0
    ranked: Ranked | None = None  # where it was held out and sets stand


@dataclass(frozen=True)
class Evidence:
    """What the facts of a scenario say of the sets of assumptions that were drawn."""

    drawn: AssumptionSets
    wanted: int  # sets that are to stand
    facts: tuple[Weighed, ...]  # in the order of the file

    @cached_property
    def standing(self) -> AssumptionSets:
        """The first sets that no fact refutes, as many as are wanted or as there are; all drawn where none stands."""
        return stand(self.drawn, self.wanted)

    @cached_property
    def kept(self) -> int:
        """Of the sets drawn, as stated, those that agree with the facts."""
        return int((~refuted(self.drawn, STATED)).sum())

    @property
    def gave_up(self) -> bool:
        """Whether fewer stand than are wanted, after as many as are drawn at most."""
        return self.kept < self.wanted

    @property
    def against(self) -> Weighed | None:
        """The fact that refutes most of the sets; None where none refutes any."""
        most = max(self.facts, key=lambda one: one.refutes, default=None)
        return most if most and most.refutes else None


def judged(scenario: Scenario) -> dict[str, str]:
    """Return the figure that each fact is held against, by the name of the fact; empty where its days are not
    played."""
    return {name: fact.judged(scenario.start, scenario.end) for name, fact in scenario.evidence.items()}


def fitted(scenario: Scenario) -> bool:
    """Return whether any fact can strike a set."""
    return any(figure and scenario.evidence[name].use != HELD_OUT for name, figure in judged(scenario).items())


def distance(values: F, fact: Fact) -> tuple[F, F]:
    """Return (N,) standard deviations from what was seen to the mean of each set, of (N, M) values, and (N,) how many
    are too many; NaN for a set without two runs that have the figure."""
    from scipy import stats

    there = ~np.isnan(values)
    n, means = there.sum(axis=1), set_means(values)
    squares = np.where(there, (values - means[:, None]) ** 2, 0.0).sum(axis=1)
    known = n > 1
    freedom = np.where(known, n - 1, 1)
    own = squares / freedom
    usual = float(own[known].mean()) if known.any() else 0.0
    chance = np.where(known, np.where(n < FEW, np.maximum(own, usual), own) * (1 + 1 / np.maximum(n, 1)), np.nan)
    whole = chance + amount(fact.error) ** 2 + amount(fact.discrepancy) ** 2
    off = np.abs(means - amount(fact.observed))
    with np.errstate(divide="ignore", invalid="ignore"):
        far = np.where(off > 0, off / np.sqrt(whole), 0.0)
        effective = np.where(chance > 0, freedom * (whole / chance) ** 2, np.inf)
    limit = stats.t.isf(stats.norm.sf(DEVIATIONS), np.minimum(effective, 1e9))
    return np.where(known, far, np.nan), np.asarray(limit)


def refutes(sets: AssumptionSets, figure: str, fact: Fact, law: int = STATED) -> B:
    """(N,) whether a fact refutes each set."""
    far, limit = distance(sets.values(figure, law), fact)
    return np.asarray(np.nan_to_num(far, nan=0.0) > limit)


def refuted(sets: AssumptionSets, law: int) -> B:
    """(N,) whether any fitted fact refutes each set."""
    struck = [*_by_fact(sets, law).values(), np.zeros(sets.asked, dtype=np.bool_)]
    return np.asarray(np.any(struck, axis=0), dtype=np.bool_)


def _by_fact(sets: AssumptionSets, law: int) -> dict[str, B]:
    facts = sets.scenario.evidence
    return {
        name: refutes(sets, figure, facts[name], law)
        for name, figure in judged(sets.scenario).items()
        if figure in sets.names and facts[name].use != HELD_OUT
    }


def stand(drawn: AssumptionSets, wanted: int) -> AssumptionSets:
    """Return the first sets that stand, by each law; all of them where none stands as stated."""
    places = {law: tuple((np.flatnonzero(~refuted(drawn, law))[:wanted] + 1).tolist()) for law in LAWS}
    return replace(drawn, asked=len(places[STATED]), kept=places).only_kept() if places[STATED] else drawn


def weighed(drawn: AssumptionSets, wanted: int) -> Evidence:
    """Return what each fact did to the sets that were drawn, none of them struck yet."""
    facts, figures = drawn.scenario.evidence, judged(drawn.scenario)
    struck = _by_fact(drawn, STATED)
    times = np.sum([*struck.values(), np.zeros(drawn.asked, dtype=np.int64)], axis=0)
    standing = stand(drawn, wanted) if (times == 0).any() else None
    found = []
    for k, (name, fact) in enumerate(facts.items()):
        figure = figures[name] if figures[name] in drawn.names else ""
        means = set_means(drawn.values(figure)) if figure else np.zeros(0)
        means = means[~np.isnan(means)]
        one = Weighed(name, fact, figure, float(means.mean()) if means.size else np.nan)
        if name in struck:
            one = one._replace(refutes=int(struck[name].sum()), alone=int((struck[name] & (times == 1)).sum()))
        elif figure and standing is not None:
            one = one._replace(ranked=rank(standing.values(figure), fact, (drawn.scenario.seed, k)))
        found.append(one)
    return Evidence(drawn, wanted, tuple(found))


def rank(values: F, fact: Fact, seed: tuple[int, ...]) -> Ranked:
    """Return where what was seen lies among one run of each of (N, M) sets, that may be seen with the same error."""
    chance = np.random.default_rng((*seed, *b"held out"))
    first = values[:, 0]
    away = np.hypot(amount(fact.error), amount(fact.discrepancy)) * chance.standard_normal(first.size)
    drawn = (first + away)[~np.isnan(first)]
    below = int((drawn < amount(fact.observed)).sum())
    return Ranked(below, drawn.size, percentile(drawn, LOW), percentile(drawn, HIGH))


def rows(found: Evidence) -> Iterator[Sequence[Any]]:
    """Yield the rows of `evidence.csv`, a fact each, after those of the columns. Amounts are in the unit of the figure
    (hours, shares of one); what does not exist is empty."""
    yield (
        "fact", "figure", "from", "to", "observed", "error", "discrepancy", "use", "grade", "source", "simulated",
        "sets", "refutes", "refutes_alone", "below", "ranked_among", "simulated_p5", "simulated_p95",
    )  # fmt: skip
    for one in found.facts:
        fact, rank = one.fact, one.ranked
        days = ("" if day is None else str(day) for day in (fact.from_, fact.to))
        amounts = (amount(level) for level in (fact.observed, fact.error, fact.discrepancy))
        strikes = bool(one.figure) and fact.use != HELD_OUT
        did = (one.refutes, one.alone) if strikes else ("", "")
        told = (one.name, one.figure or fact.figure, *days, *amounts, fact.use, fact.grade or "", fact.source)
        yield (*told, one.simulated, found.drawn.asked if one.figure else "", *did, *(rank or ("", "", "", "")))
