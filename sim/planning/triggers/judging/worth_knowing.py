"""Which uncertain input to find out first: what knowing each is worth before a trigger is chosen."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.progress import Advance, unseen
from sim.experiments.statistics.intervals import UNKNOWN
from sim.people.chance.assumed import values_in
from sim.people.chance.uncertain_inputs import columns, inputs, number_of, uniforms
from sim.planning.triggers.by_storms.futures_by_storms import Drawn, as_they_come
from sim.planning.triggers.judging.information import LEAST, Worth, worth
from sim.planning.triggers.judging.outcomes import COLUMN, judged, needed
from sim.planning.triggers.trigger import Alternative, Question
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise
from sim.scenario.values.elicited import Uniforms

DRAWN_AGAIN = 5  # futures in which an input is drawn again alone, to see whether it bears on anything
ROUNDING = 1e-9  # of a loss: what both pay is taken off in another order
NOTHING = Worth(0.0, UNKNOWN, 0)


class Known(NamedTuple):
    """What it is worth to know one input before one chooses."""

    input: str  # its path, or its group of `move_together`
    worth: Worth
    bears: bool  # whether any loss changed where it alone was drawn again


def worth_knowing(
    question: Question,
    losses: F,
    standing: Sequence[int],
    advance: Advance = unseen,
    drawn: Drawn | None = None,
) -> list[Known]:
    """Return what knowing each uncertain input of a question is worth, the most first.

    `losses` (P, R) are those of all policies, `standing` the places of those that were played in every future. An input
    that would change the choice is drawn again by itself in the five futures in which most is lost: where no loss of a
    policy that is chosen moves, knowing it is worth nothing, exactly. Empty where nothing is uncertain, or fewer than
    40 futures were played. Calls `advance` with how many inputs are finished. `drawn` says which futures they
    are; None: the first ones, as they come.
    """
    scenario, futures = question.off, losses.shape[1]
    if not scenario.uncertain or futures < LEAST or len(standing) < 2:
        return []
    which = drawn.first(futures) if drawn else as_they_come(futures)
    values = np.array([values_in(scenario, number_of(number)) for number in which.numbers])
    column_of = np.array(inputs(scenario))
    among, found = losses[list(standing)], []
    names = list(dict.fromkeys(inputs(scenario)))
    worst = np.argsort(-among.max(axis=0), kind="stable")[:DRAWN_AGAIN]
    for done, name in enumerate(names, 1):
        told = worth(among, values[:, column_of == name], strata=which.strata)
        bears = not told.changed or _bears(
            question, name, worst.tolist(), losses, [standing[k] for k in told.among], which
        )
        found.append(Known(name, told if bears else NOTHING, bears))
        advance(done)
    return sorted(found, key=lambda one: -one.worth.value)


def _bears(
    question: Question, name: str, futures: Sequence[int], losses: F, among: Sequence[int], which: Drawn
) -> bool:
    """Return whether the loss of any of these policies changes where one input alone is drawn again."""
    policies = [question.policies[k] for k in among]
    return any(
        not math.isclose(loss, losses[k, place], rel_tol=ROUNDING, abs_tol=ROUNDING)
        for place in futures
        for k, loss in zip(
            among,
            losses_drawn_again(question, policies, name, which.numbers[place], which.last + place + 1),
            strict=True,
        )
    )


def losses_drawn_again(
    question: Question, policies: Sequence[Alternative], name: str, number: int, other: int
) -> Iterator[float]:
    """Yield the loss of each policy in future `number`, with one input as it is in future `other`."""
    own, theirs = uniforms(question.off, number), uniforms(question.off, other)
    group = dict(zip(columns(question.off), inputs(question.off), strict=True))
    mixed = {path: theirs[path] if group[path] == name else own[path] for path in own}
    off = Engine(_drawn(question.off, mixed)).replication(number_of(number))
    need = needed(question, off)
    for policy in policies:
        on = Engine(_drawn(policy.scenario, mixed)).replication(number_of(number))
        yield float(judged(question, policy, on, need)[COLUMN["loss"]])


def _drawn(scenario: Scenario, at: Mapping[str, Uniforms]) -> Scenario:
    return realise(scenario, {path: u for path, u in at.items() if path in scenario.uncertain})
