"""What one order has leased, stage by stage, and what of it is given back when.

What is given back is taken from the stage that opened first and is past its term; what there is not waits for the next
term to end. Port and costs count by this one account, the port as time passes and the costs afterwards.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sim.port.rules import Takes


class Taking(NamedTuple):
    """An amount of a place, given back from a stage."""

    tick: int
    stage: int
    place: int
    amount: int


class Stock:
    """The stages of an order: when each opens, when its term is over, and what is left of it."""

    def __init__(self, opens: Sequence[int], terms: Sequence[int], brings: Sequence[Takes]) -> None:
        self.over = [begin + term for begin, term in zip(opens, terms, strict=True)]
        self.left = [dict(takes) for takes in brings]
        self.wanted: list[dict[int, int]] = []  # parts on their way out, in the order in which they were decided
        self.rest = False  # all of it is on its way out
        self.order = sorted(range(len(opens)), key=lambda stage: opens[stage])

    def want(self, part: Takes) -> dict[int, int]:
        """Have a part given back as soon as it can be; what of it is still to go."""
        wanted = dict(part)
        self.wanted.append(wanted)
        return wanted

    def want_rest(self) -> None:
        """Have everything given back as soon as it can be; parts on their way out are among it."""
        self.rest = True
        for wanted in self.wanted:
            wanted.clear()

    def take(self, now: int) -> list[Taking]:
        """Give back what is wanted of the stages past their terms."""
        found = []
        for stage in self.order:
            for place, there in self.left[stage].items() if self.over[stage] <= now else ():
                amount = there if self.rest else min(there, sum(wanted.get(place, 0) for wanted in self.wanted))
                self.left[stage][place] -= amount
                self._went(place, 0 if self.rest else amount)
                if amount:
                    found.append(Taking(now, stage, place, amount))
        return found

    def _went(self, place: int, amount: int) -> None:
        """Give an amount of a place to the parts that want it, the earliest first."""
        for wanted in self.wanted:
            given = min(amount, wanted.get(place, 0))
            amount -= given
            if given:
                wanted[place] -= given

    def next_term(self, now: int) -> int | None:
        """Return when the next term is over, of a stage of which something is left; none if there is no such stage."""
        ends = (end for end, left in zip(self.over, self.left, strict=True) if end > now and any(left.values()))
        return min(ends, default=None)

    @property
    def gone(self) -> bool:
        """Whether all of it is wanted, and given back."""
        return self.rest and not any(any(left.values()) for left in self.left)
