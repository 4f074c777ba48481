"""What the reference forecasts of an area: plain counts of the parties at each check, and the sums over their ages."""

import math

import numpy as np

from sim.people.sample import Sample
from sim.port.reference.people import PeopledPort
from sim.port.rules import NEVER_YET
from sim.scenario.language.condition import AGES

F = np.ndarray


def by_age(arrive: F, weight: F, now: int) -> F:
    """(AGES,) the sum of weights by full hours since arriving: who came at 9:00 has an age of 0 until 10:00."""
    age = (now - arrive - 1) // 3600
    young = (arrive < now) & (age < AGES)
    return np.bincount(age[young], weight[young], AGES)


def in_order(terms: F) -> float:
    """A sum from the first term on, as it is written."""
    return float(np.cumsum(terms)[-1]) if terms.size else 0.0


def over(part: F, whole: F) -> F:
    """A share, 0 of nothing."""
    shares: F = np.divide(part, whole, out=np.zeros(part.size), where=whole > 0)
    return shares


class Census:
    """Who was seen of an area at the checks of one measure, by age."""

    def __init__(self, port: PeopledPort, area: int, memory: float) -> None:
        self.port, self.area, self.memory = port, area, memory
        self.there, self.on_site, self.arrived = np.zeros(AGES), np.zeros(AGES), np.zeros(AGES)
        self.taken = NEVER_YET

    def take(self, now: int) -> None:
        """Count, once a check."""
        if self.taken == now:
            return
        port, sample = self.port, self.port.sample
        here = [
            *port.inside[self.area].values(),
            *(me for me, _ in port.gate[self.area] if me.area == port.plan.outside),
        ]
        numbers = {me.number for me in here}
        others = [me for area in port.inside for me in area.values() if me.number not in numbers]
        (self.persons, self.squares), (self.elsewhere, self.elsewhere_squares) = (
            [
                by_age(np.array([me.arrived for me in parties], int), np.array([me.persons**k for me in parties]), now)
                for k in (1, 2)
            ]
            for parties in (here, others)
        )
        fade = math.exp(-(now - self.taken) / self.memory)
        self.there = self.there * fade + self.persons
        self.on_site = self.on_site * fade + (self.persons + self.elsewhere)
        self.arrived = self.arrived * fade + by_age(sample.arrive, sample.persons, now)
        self.taken = now

    def remaining(self, ahead: int) -> tuple[float, float]:
        """Mean and variance of the persons in the area a number of hours ahead, of those on site now."""
        curve = over(self.there, self.arrived)
        now, later = curve[: max(AGES - ahead, 0)], curve[ahead:]
        n = now.size
        stays = np.minimum(over(later, now), 1.0)
        comes = np.minimum(
            over(np.maximum(later - now, 0.0), np.where(later > now, over(self.on_site, self.arrived)[:n] - now, 0.0)),
            1.0,
        )
        mean = self.persons[:n] * stays + self.elsewhere[:n] * comes
        variance = self.squares[:n] * (stays * (1 - stays)) + self.elsewhere_squares[:n] * (comes * (1 - comes))
        return in_order(mean), in_order(variance)

    def hours_there(self, ahead: int) -> float:
        """Return hours in the area of a claimant in the first hours since arriving."""
        return in_order(over(self.there, self.arrived)[:ahead])


def arrived_lately(sample: Sample, window: int, now: int) -> tuple[float, float]:
    """Return claimants an hour over the window, or since the run began; how large a party is, as its members see it."""
    came = (sample.arrive >= now - window) & (sample.arrive < now) & (sample.counted == 1)
    claimants, squares = int(sample.persons[came].sum()), int((sample.persons[came] ** 2).sum())
    return claimants * 3600.0 / max(min(window, now), 1), squares / claimants if claimants else 1.0


def chance_above(space: float, mean: float, variance: float) -> float:
    """Return the chance of more persons than the space holds: a normal law, corrected for whole persons."""
    if variance == 0:
        return float(mean > space + 0.5)
    return 0.5 * math.erfc((space + 0.5 - mean) / math.sqrt(2 * variance))
