"""What was chosen, on futures that had no part in the choice: it and its rivals replayed on as many more.

Of many policies the one that did best in some futures did so partly by luck, so that its mean in these flatters it. The
choice is fixed first; what is said of it rests on the futures that come after those of the search alone.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.arrays import F
from sim.errors import Interrupted
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.by_storms.futures_by_storms import Drawn, as_they_come, drawn
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.study import Study
from sim.planning.triggers.trigger import ALWAYS_OPEN, AS_WRITTEN, NEVER

KEPT = (NEVER, AS_WRITTEN, ALWAYS_OPEN)  # families that are replayed whatever they lose


@dataclass(frozen=True)
class Fresh:
    """Policies in futures after those of the search."""

    after: int  # the last future of the search, or candidate for it
    places: tuple[int, ...]  # (Q,) of the policies, in the question
    values: F  # (Q, N, J) the columns of their judgement, none missing
    drawn: Drawn | None = None  # which futures they were; None: those that come next

    @property
    def futures(self) -> int:
        """How many there are."""
        return int(self.values.shape[1])

    @cached_property
    def strata(self) -> Strata | None:
        """Those of the futures; None where they are drawn as they come."""
        return self.drawn.strata if self.drawn else None

    def number(self, place: int) -> int:
        """Return the number of the future at a place, from 0."""
        return self.drawn.numbers[place] if self.drawn else self.after + 1 + place

    def of(self, place: int) -> F:
        """Return (N, J) what is said of a policy, by its place in the question. ValueError if it was not replayed."""
        return np.asarray(self.values[self.places.index(place)])

    def column(self, place: int, name: str) -> F:
        """Return (N,) one column of a policy, as `of`."""
        return np.asarray(self.of(place)[:, COLUMN[name]])


def replayed(made: Study, using: Runner = ALONE) -> Fresh:
    """Return the recommended policy and its `rivals` in as many futures after those that were asked for.

    Ctrl-C ends it with the futures that all of them have; Interrupted when that is none. Else as `run`.
    """
    places = rivals(made)
    asked = replace(made.question, policies=tuple(made.question.policies[k] for k in places))
    everyone, after = np.ones(len(places), dtype=np.bool_), made.drawn.last if made.drawn else made.asked
    which = drawn(asked.off, made.asked, after) if made.drawn else as_they_come(made.asked, after)
    with (
        using.progress.bar(len(places) * made.asked) as advance,
        Futures(asked, using, which) as played,
    ):
        played.play(made.asked, everyone, advance, played.left(made.asked, everyone))
        spent, values = min(played.spent()), played.values()
    if not spent:
        raise Interrupted
    return Fresh(after, places, values[:, :spent], which.first(spent))


def rivals(made: Study) -> tuple[int, ...]:
    """Return the places of the recommended policy, of never, as written and always open, and of the best of each
    family, by its loss in the search; those that are not ranked come after all others."""
    choice, price = made.choice, made.question.settings.price.amount
    loss = choice.places[:, 0] + price * choice.places[:, 1]
    best: dict[str, tuple[bool, float, int]] = {}
    for k, policy in enumerate(made.question.policies):
        mine = (k in choice.cut, float(loss[k]), k)
        best[policy.family] = min(best.get(policy.family, mine), mine)
    kept = {k for k, policy in enumerate(made.question.policies) if policy.family in KEPT}
    return tuple(sorted({choice.chosen, *kept, *(k for _, _, k in best.values())}))
