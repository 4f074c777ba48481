"""Which parties a `who` means."""

from collections.abc import Callable

import numpy as np

from sim.arrays import B, F
from sim.people.chance.random_streams import Decision, Draws, Register
from sim.people.law.screening import Traits
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.screening.law import ORDERED
from sim.scenario.language.who import Who
from sim.scenario.schema import Scenario

Share = Callable[[int, Who], F]  # the place of a `share` in Who.walk(), and it -> (N,) its chance, or 0 and 1 as drawn


class NameIndex:
    """What the names in a condition stand for in a scenario."""

    def __init__(self, scenario: Scenario, nations: tuple[str, ...]) -> None:
        law = scenario.screening.law
        self._represented = law is not None and law.representative
        self._index = {
            "nationality": {name: k for k, name in enumerate(nations)},
            "stream": {name: k for k, name in enumerate(scenario.arrivals)},
            "outcome": {name: k for k, name in enumerate(OUTCOMES)},
            "claims": {name: k for k, name in enumerate(scenario.screening.asked)},
        }

    def chance(self, who: Who, traits: Traits, share: Share) -> F:
        """(N,) the chance that the condition holds for each party; 0 or 1 unless `share` gives chances.

        Shares are independent of each other, so that the chances of parts multiply.
        """
        return self._chance(who, traits, share, 0)

    def _chance(self, who: Who, traits: Traits, share: Share, place: int) -> F:
        match who.kind:
            case "share":
                return share(place, who)
            case "not":
                return 1.0 - self._chance(who.parts[0], traits, share, place + 1)
            case "any" | "all":
                every = np.ones(traits.stream.size)
                for part in who.parts:
                    held = self._chance(part, traits, share, place + 1)
                    every *= held if who.kind == "all" else 1.0 - held
                    place += len(part.walk())
                return every if who.kind == "all" else 1.0 - every
        return self._plain(who, traits).astype(np.float64)

    def _plain(self, who: Who, traits: Traits) -> B:
        match who.kind:
            case "everyone":
                return np.ones(traits.stream.size, dtype=np.bool_)
            case "represented":
                return np.asarray(traits.unaccompanied & self._represented)
            case "covered" | "unaccompanied_minor" | "with_children" | "would_be_divided" | "in_person":
                field = {"unaccompanied_minor": "unaccompanied", "would_be_divided": "divided"}.get(who.kind, who.kind)
                return np.asarray(getattr(traits, field), dtype=np.bool_)
            case "order":
                rows = [ORDERED.index(name) for name in who.names if name in ORDERED]
                return np.asarray(traits.orders[rows].any(axis=0))
            case "claims":
                return np.asarray(traits.claims[self._index["claims"][who.names[0]]])
        column = {"nationality": traits.nation, "stream": traits.stream, "outcome": traits.outcome}[who.kind]
        meant = [self._index[who.kind][name] for name in who.names if name in self._index[who.kind]]
        return np.isin(column, meant)


def expected(_: int, who: Who) -> F:
    """Return the chance of a `share`, where it is not drawn."""
    return np.array([who.share])


class Condition:
    """A `who` in its place: each `share` in it has a draw of its own for every party."""

    def __init__(self, who: Who, words: NameIndex, path: str, register: Register) -> None:
        self._who, self._words = who, words
        self._shares: dict[int, Decision] = {
            k: register.decision(f"{path}/who/{k}") for k, part in enumerate(who.walk()) if part.kind == "share"
        }

    def holds(self, traits: Traits, draws: Draws) -> B:
        """Return (N,) for which parties it holds."""

        def drawn(place: int, who: Who) -> F:
            return draws.occurs(self._shares[place], who.share).astype(np.float64)

        return self._words.chance(self._who, traits, drawn) > 0.5

    @property
    def sees_outcome(self) -> bool:
        """Whether it depends on how the party's screening ends."""
        return any(part.kind == "outcome" for part in self._who.walk())
