"""Hard areas that could block each other for ever: a full A that waits for B while a full B waits for A."""

from collections.abc import Iterator, Sequence

from sim.scenario.language.process import WAYS, Step
from sim.scenario.language.sections import Sections
from sim.scenario.language.who import EVERYONE


def circle(scenario: Sections) -> tuple[str, ...]:
    """Return areas that parties move through in a circle, the first again at the end; empty if there is none.

    Only hard areas whose parties wait outside them count. Every way a party could take is considered: steps that it may
    skip, steps that it may go back to, and the deferred branch.
    """
    moves = _moves(scenario)
    done: set[str] = set()

    def search(area: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if area in trail:
            return (*trail[trail.index(area) :], area)
        if area not in done:
            done.add(area)
            for after in sorted(moves.get(area, ())):
                if found := search(after, (*trail, area)):
                    return found
        return ()

    return next((found for area in sorted(moves) if (found := search(area, ()))), ())


def _moves(scenario: Sections) -> dict[str, set[str]]:
    """Return the other hard areas that a party may wait for while it is in each hard area."""
    hard = {name for name, area in scenario.space.areas.items() if area.limit == "hard" and area.when_full == "wait"}
    steps = scenario.process.steps
    moves: dict[str, set[str]] = {area: set() for area in hard}
    if len(hard) < 2:  # a circle takes two
        return moves
    for journey in journeys(scenario):
        for k, name in enumerate(journey):
            here = _areas(steps, reversed(journey[: k + 1]))
            there = _areas(steps, journey[k + 1 :])
            again = steps[name].again
            if again and again.back_to in journey:
                there |= _areas(steps, journey[journey.index(again.back_to) :])
            for area in here & hard:
                moves[area] |= (there & hard) - {area}
    return moves


def journeys(scenario: Sections) -> Iterator[tuple[str, ...]]:
    """Yield every sequence of steps that a party may make, the deferred branch cut in at each step that can be
    deferred.
    """
    given = scenario.process.journeys
    measures = scenario.measures.values()
    deferral = any(measure.brings.deferral for measure in measures)
    entering = {rung.after for measure in measures if (rung := measure.brings.further_examination)}
    for way in WAYS:
        if way != "deferred":
            whole = (*given.everyone, *given.after(way))
            yield whole
            for k, name in enumerate(whole):
                if (deferral and scenario.process.steps[name].deferrable) or name in entering:
                    yield (*whole[:k], name, *given.deferred)


def _areas(steps: dict[str, Step], names: Sequence[str] | Iterator[str]) -> set[str]:
    """Return the areas in which a party that makes some of these steps may first be: up to one that nobody skips."""
    areas: set[str] = set()
    for name in names:
        step = steps[name]
        if step.area is not None:
            areas.add(step.area)
            if step.who == EVERYONE and not step.deferrable:
                break
    return areas
