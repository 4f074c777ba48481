"""The eligibility decision in the order of the law, for the party as a whole."""

from typing import Any, NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.people.chance.random_streams import Draws, Register
from sim.scenario.language.people import Claim
from sim.scenario.language.process import OUTCOMES
from sim.scenario.schema import Scenario

REFERRED, RETURNED, BARRED, DETAINED, DEFERRED = range(len(OUTCOMES))
ALONE = "unaccompanied_minor"  # the exception that is for minors alone, and always claimed by them


class Traits(NamedTuple):
    """What a condition can see of N parties."""

    stream: I  # (N,)
    nation: I  # (N,) index in the names that the sampler knows
    unaccompanied: B  # (N,)
    with_children: B  # (N,) minors who are not alone
    covered: B  # (N,) by the Safe Third Country Agreement
    claims: B  # (E, N) asks for the exception
    outcome: I  # (N,) index in OUTCOMES
    way: I  # (N,) index in WAYS: the journey, which is that of the outcome unless the way has one of its own
    in_person: B  # (N,) a delegate must speak to them in person; nobody where no facts are drawn
    divided: B  # (N,) some of it are let in and others not, whether it then goes back together or on in parts
    orders: I  # (O, N) persons by what the law makes of them, in the order of ORDERED; 0 where no facts are drawn

    def only(self, rows: I) -> "Traits":
        """Return those of some parties."""
        columns: list[Any] = [column[..., rows] for column in self]
        return Traits(*columns)


class Odds(NamedTuple):
    """The chances of the decision, by nationality (A), exception (E), stream (K) and other bar (B)."""

    covered: B  # (A,)
    claimed: F  # (E, A) of those whom the exception is for; a party that is not covered needs none
    proven: F  # (E, K, A) of those who ask
    alone: B  # (E,) for unaccompanied minors only
    bars: F  # (B,) of those who pass
    detained: float  # of all


def odds(scenario: Scenario, nations: tuple[str, ...]) -> Odds:
    """Return the chances as a table. A nationality without an entry has that of `other`; without that one, nobody
    asks.
    """
    screening = scenario.screening
    scale = [stream.exceptions_scaled for stream in scenario.arrivals.values()]
    claimed = np.zeros((len(screening.exceptions), len(nations)))
    proven = np.zeros((len(screening.exceptions), len(scale), len(nations)))
    for e, (name, claims) in enumerate(screening.exceptions.items()):
        given: list[Claim | None] = [claims.get(nation, claims.get("other")) for nation in nations]
        for a, claim in enumerate(given):
            if claim is not None:
                claimed[e, a] = 1.0 if name == ALONE else claim.claimed
                proven[e, :, a] = [claim.proven * (1.0 if name == ALONE else times) for times in scale]
    return Odds(
        covered=np.array([screening.covers(nation) for nation in nations], dtype=np.bool_),
        claimed=claimed,
        proven=np.minimum(proven, 1.0),
        alone=np.array([name == ALONE for name in screening.exceptions], dtype=np.bool_),
        bars=np.array(list(screening.other_bars.values()), dtype=np.float64),
        detained=screening.detained,
    )


def entitled(odds: Odds, nation: I, unaccompanied: B) -> F:
    """(E, N) the chance that each party asks for each exception."""
    meant = odds.covered[nation] & (~odds.alone[:, None] | unaccompanied)
    return np.where(meant, odds.claimed[:, nation], 0.0)


class Screening:
    """How the decision is drawn: every exception, bar and detention for every party, whatever comes before it."""

    def __init__(self, scenario: Scenario, nations: tuple[str, ...], register: Register) -> None:
        self.odds = odds(scenario, nations)
        names = scenario.screening.exceptions
        self._claimed = [register.decision(f"screening/exceptions/{name}/claimed") for name in names]
        self._proven = [register.decision(f"screening/exceptions/{name}/proven") for name in names]
        self._bars = [register.decision(f"screening/other_bars/{name}") for name in scenario.screening.other_bars]
        self._detained = register.decision("screening/detained")

    def claims(self, draws: Draws, nation: I, unaccompanied: B) -> B:
        """(E, N) which exceptions each party asks for."""
        chance = entitled(self.odds, nation, unaccompanied)
        asked = [draws.occurs(decision, chance[e]) for e, decision in enumerate(self._claimed)]
        return np.array(asked, dtype=np.bool_).reshape(chance.shape)

    def detained(self, draws: Draws) -> B:
        """Return (N,) who is detained, whatever the decision."""
        return draws.occurs(self._detained, self.odds.detained)

    def outcome(self, draws: Draws, stream: I, nation: I, claims: B) -> I:
        """Return (N,) covered and nothing proven: returned; else barred by the first bar, or referred; detained
        last.
        """
        proven, barred = np.zeros(nation.size, dtype=np.bool_), np.zeros(nation.size, dtype=np.bool_)
        for e, decision in enumerate(self._proven):
            if (rows := np.flatnonzero(claims[e])).size:
                proven[rows] |= draws.of(decision, rows) < self.odds.proven[e, stream[rows], nation[rows]]
        for bar, decision in zip(self.odds.bars, self._bars, strict=True):
            barred |= draws.occurs(decision, float(bar))
        decided = np.where(self.odds.covered[nation] & ~proven, RETURNED, np.where(barred, BARRED, REFERRED))
        return np.where(self.detained(draws), DETAINED, decided)


def outcome_chances(odds: Odds, stream: I, nation: I, claims: B) -> F:
    """(4, N) the chances of referred, returned, barred and detained, given what each party asks for."""
    unproven = np.where(claims, 1.0 - odds.proven[:, stream, nation], 1.0).prod(axis=0)
    returned = np.where(odds.covered[nation], unproven, 0.0)
    barred = (1.0 - returned) * (1.0 - float((1.0 - odds.bars).prod()))
    decided = np.array([1.0 - returned - barred, returned, barred]) * (1.0 - odds.detained)
    return np.concatenate((decided, np.full((1, nation.size), odds.detained)))
