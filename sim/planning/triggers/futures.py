"""The futures of a question: every policy and the run without space on the same people, each judged as it arrives."""

import numpy as np

from sim.arrays import B, F
from sim.experiments.playing.executors import executor
from sim.experiments.playing.progress import Advance, unseen
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.run import play_missing
from sim.experiments.store.identity import identity
from sim.experiments.store.ledger import Ledger, figures
from sim.figures.reduce import Replication
from sim.people.chance.uncertain_inputs import future, future_of
from sim.planning.triggers.by_storms.futures_by_storms import Drawn
from sim.planning.triggers.judging.outcomes import COLUMNS, FutureNeed, judged, needed
from sim.planning.triggers.trigger import Question

OFF = ""  # the key of the run without space


class Futures:
    """Futures 1, 2, .. of a question, or those that are drawn; a context manager that leaves nothing unstored.

    Of a run only what is said of it is kept. Policies that play the same, and those that play as the run without space,
    are played once. StoreError when the store fails; WorkerError and ClusterError as for `run`.
    """

    def __init__(self, question: Question, using: Runner = ALONE, drawn: Drawn | None = None) -> None:
        self.question, self._drawn = question, drawn
        self._places = {number: place for place, number in enumerate(drawn.numbers, 1)} if drawn else {}
        self._beside = executor(using, base=question.off)
        first: dict[str, str] = {identity(question.off): OFF}
        self._plays = [first.setdefault(identity(p.scenario), str(k)) for k, p in enumerate(question.policies)]
        self._policies = dict(reversed([*zip(self._plays, question.policies, strict=True)]))
        self._rows: dict[str, dict[int, F]] = {key: {} for key in (OFF, *self._policies)}
        self._needed: dict[int, FutureNeed] = {}

        def numbering(place: int) -> int:
            return future(question.off, drawn.numbers[place - 1] if drawn else place)

        scenarios = {OFF: question.off} | {key: p.scenario for key, p in self._policies.items() if key != OFF}
        self._runs = Ledger(scenarios, using.store, self._judged, numbering)
        self._early: dict[int, list[tuple[str, Replication]]] = {}  # that came before the run without space

    def __enter__(self) -> "Futures":
        self._runs.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._runs.__exit__(*error)

    @property
    def done(self) -> int:
        """Runs that are finished, those without space among them."""
        return self._runs.done

    def left(self, futures: int, standing: B) -> int:
        """Return how many runs are missing until every policy that stands has this many futures."""
        keys = self._standing(standing) | {OFF}
        return sum(max(futures - len(self._rows[key]), 0) for key in keys)

    def play(self, futures: int, standing: B, advance: Advance = unseen, most: int | None = None) -> bool:
        """Play the policies (P,) that stand in futures 1 to `futures`; False when Ctrl-C ended it before.

        `advance` is called with the runs that are finished, and `most`.
        """
        self._runs.suspend(set(self._runs.scenarios) - self._standing(standing) - {OFF})
        whole = play_missing(self._runs, futures, self._beside, lambda done, _=None, /: advance(done, most))
        if whole:
            self._needed.clear()
        return whole

    def spent(self) -> tuple[int, ...]:
        """Return (P,) in how many futures each policy was played, counted from the first without a gap."""
        return tuple(_first(self._rows[key]) for key in self._plays)

    def values(self) -> F:
        """(P, R, J) what is said of each policy in each future; NaN where it was not played."""
        spent = self.spent()
        found = np.full((len(spent), max(spent, default=0), len(COLUMNS)), np.nan)
        for k, (key, futures) in enumerate(zip(self._plays, spent, strict=True)):
            for number in range(1, futures + 1):
                found[k, number - 1] = self._rows[key][number]
        return found

    def _standing(self, standing: B) -> set[str]:
        return {key for key, stands in zip(self._plays, standing, strict=True) if stands}

    def _judged(self, key: str, run: Replication) -> Replication:
        """Keep what is said of a run; of one that comes before that without space, when that is there."""
        number = self._place(run)
        if key != OFF and number not in self._needed:
            self._early.setdefault(number, []).append((key, run))
            return figures(key, run)
        if key == OFF:
            self._needed[number] = needed(self.question, run)
        for one, played in ((key, run), *self._early.pop(number, ())):
            if one in self._policies:
                self._rows[one][number] = judged(self.question, self._policies[one], played, self._needed[number])
        return figures(key, run)

    def _place(self, run: Replication) -> int:
        number = future_of(run.number)
        return self._places[number] if self._drawn else number


def _first(rows: dict[int, F]) -> int:
    """Return how many numbers there are from 1 on without a gap."""
    number = 0
    while number + 1 in rows:
        number += 1
    return number
