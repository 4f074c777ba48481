"""The rules of the measures as numbers: what is watched, against what, for how long, and how conditions join."""

from typing import Any, NamedTuple

import numpy as np

from sim.scenario.calendar.clock import Clock
from sim.scenario.catalogue.watches import NUMBERS, SPACE, STAFFED_CAPACITY
from sim.scenario.language.condition import AGES, Condition
from sim.scenario.language.contingency import Measure
from sim.scenario.language.leases.terms import Places
from sim.scenario.schema import Scenario

ON = len(NUMBERS)  # the number of a date, after those of all watches
# What a quantity is compared as: the number it is, or a share of the open space, the base space, the staffed capacity.
PERSONS, OPEN, BASE, CAPACITY = range(4)

CONDITION = np.dtype(
    [("level", "f8"), ("seen", "f8"), ("spread", "f8"), ("over", "i8"), ("lasting", "i8"), ("on", "i8"),
     ("checked", "i8"), ("false", "i8"), ("watch", "i4"), ("of", "i4"), ("share", "i4"), ("above", "i4"),
     ("true", "i4"), ("measure", "i4"), ("rule", "i4"), ("first", "i4"), ("census", "i4"), ("hours", "i4"),
     ("like", "i4")],
    align=True,
)  # fmt: skip
RULE = np.dtype(
    [("measure", "i4"), ("join", "i4"), ("first", "i4"), ("last", "i4"), ("holds", "i4"), ("awaited", "i4"),
     ("fired", "i4")],
    align=True,
)  # fmt: skip
CENSUS = np.dtype(
    [("taken", "i8"), ("memory", "f8"), ("area", "i8"), ("first", "i8"), ("oldest", "i8"), ("there", "f8", AGES),
     ("on_site", "f8", AGES), ("arrived", "f8", AGES), ("came", "f8", AGES), ("persons", "f8", AGES),
     ("squares", "f8", AGES), ("elsewhere", "f8", AGES), ("elsewhere_squares", "f8", AGES)],
    align=True,
)  # fmt: skip
ANY, ALL = 0, 1
NEVER_YET = -(1 << 40)  # the tick of a last time that has not been
HOLDS, BEGINS = 1, 2  # what is awaited of a rule: that it holds, or that it begins to


class Rules(NamedTuple):
    """Conditions and rules in order of measure and of field, with the names of the conditions.

    A condition is `true` when the comparison was at the last check, and holds when it was so at every check since
    `false`, the last one at which it was not, and that is `lasting` seconds ago or more. Forecasts rest on a census of
    their area, which those of one measure and `memory` share. `like`: a condition that sees the same whenever both are
    checked; itself if there is none before it.
    """

    conditions: np.ndarray
    rules: np.ndarray
    censuses: np.ndarray
    names: tuple[str, ...]


Takes = tuple[tuple[int, int], ...]  # places and how many of each


class StageTiming(NamedTuple):
    """A further stage of an order: its row of `Sample.lead`, its term in seconds, and what it brings."""

    row: int
    term: int
    brings: Takes


class PartTiming(NamedTuple):
    """What is given back before the rest: the number of its rule, and how much."""

    rule: int
    takes: Takes


class MeasureTiming(NamedTuple):
    """What a measure does when: the numbers of its rules (-1 for none), terms in seconds, and how it is watched."""

    name: str
    order: int
    cancel: int
    release: int
    term: int
    options: int
    each: int
    notice: int
    rest: int
    always: bool
    watched: int  # the tick from which on someone looks
    dated: bool  # ordered on a date, whatever is seen
    begins: str  # what it is at the start: idle, ordered or open
    left: int  # open at the start: seconds of its term from then on
    used: int  # and options that are taken or lost by then
    brings: Takes  # persons of space and rooms
    stages: tuple[StageTiming, ...]
    parts: tuple[PartTiming, ...]


def compile_rules(scenario: Scenario, clock: Clock, place: dict[str, int]) -> tuple[Rules, tuple[MeasureTiming, ...]]:
    """Return the rules of the enabled measures; `place` numbers pools, `room NAME` and `area NAME`."""
    steps = list(scenario.process.steps)
    conditions: list[np.ndarray] = []
    rules: list[np.ndarray] = []
    names: list[str] = []
    censuses: dict[tuple[int, int, float], int] = {}
    lives: list[MeasureTiming] = []
    for m, (measure_name, measure) in enumerate(scenario.measures.items()):
        numbers = {"order_when": -1, "cancel_when": -1, "release_when": -1}
        for field, rule in measure.rules.items():
            numbers[field] = len(rules)
            row = np.zeros((), RULE)
            row["measure"], row["join"] = m, ALL if rule.all else ANY
            row["first"], row["last"] = len(conditions), len(conditions) + len(rule.conditions)
            rules.append(row)
            for name, condition in rule.conditions.items():
                names.append(name)
                row = _condition(condition, clock, place, steps, m, numbers[field])
                row["false"] = clock.watched(measure.watch_from)
                if condition.watched and condition.watched.forecast:
                    row["census"] = censuses.setdefault((m, int(row["of"]), condition.memory), len(censuses))
                conditions.append(row)
        first = len(scenario.measures) + sum(len(life.stages) for life in lives)
        lives.append(_life(measure_name, measure, numbers, clock)._replace(**_space(measure, numbers, place, first)))
    rows = (np.array(conditions, CONDITION).reshape(-1), np.array(rules, RULE).reshape(-1))
    rows[0]["like"] = np.arange(len(conditions))
    return Rules(*rows, _censuses(list(censuses)), tuple(names)), tuple(lives)


def _censuses(of: list[tuple[int, int, float]]) -> np.ndarray:
    """A row for each measure, area and memory: nothing counted yet."""
    rows = np.zeros(len(of), CENSUS)
    for row, (_, area, memory) in zip(rows, of, strict=True):
        row["area"], row["memory"], row["taken"] = area, memory, NEVER_YET
    return rows


def _condition(c: Condition, clock: Clock, place: dict[str, int], steps: list[str], m: int, rule: int) -> np.ndarray:
    row = np.zeros((), CONDITION)
    row["measure"], row["rule"], row["checked"] = m, rule, NEVER_YET
    if c.on is not None:
        row["watch"], row["above"], row["on"] = ON, 1, clock.tick(c.on)
        return row
    assert c.watch is not None
    row["watch"], row["above"], row["level"] = NUMBERS[c.watch], c.above is not None, c.level
    row["over"], row["lasting"] = max(round(c.over), 1), round(c.lasting)
    row["spread"], row["hours"] = c.spread, max(round((c.ahead or 0) / 3600), 1)
    row["share"], row["of"] = _share(c), _named(c, place, steps)
    return row


def _share(c: Condition) -> int:
    """Return what the quantity is divided by, if by anything."""
    of_space = BASE if c.of_space == "base" else OPEN
    return {SPACE: of_space, STAFFED_CAPACITY: CAPACITY}.get(c.as_share_of, PERSONS)


def _named(c: Condition, place: dict[str, int], steps: list[str]) -> int:
    """Return the area, pool or step that a condition names, by number; how many areas there are, if it names
    nothing.
    """
    for told, kind in c.watched.names.items() if c.watched else ():
        name = str(getattr(c, told))
        return steps.index(name) if kind == "step" else place[f"area {name}" if kind == "area" else name]
    return sum(name.startswith("area ") for name in place)


def _life(name: str, measure: Measure, numbers: dict[str, int], clock: Clock) -> MeasureTiming:
    options, begun = measure.options, measure.at_start
    left = round(begun.term_left or 0) if begun else 0
    lost = options is not None and left < round(options.notice)
    return MeasureTiming(
        name=name,
        order=numbers["order_when"],
        cancel=numbers["cancel_when"],
        release=numbers["release_when"],
        term=round(measure.minimum_term),
        options=options.count if options else 0,
        each=round(options.each) if options else 0,
        notice=round(options.notice) if options else 0,
        rest=round(measure.rest),
        always=measure.watch_every == "always" and measure.check_at is None,
        watched=clock.watched(measure.watch_from),
        dated=measure.order_when is not None and all(c.on for c in measure.order_when.conditions.values()),
        begins="idle" if begun is None else "open" if begun.open_since else "ordered",
        left=left,
        used=options.count if options and lost else begun.options_used if begun else 0,
        brings=(),
        stages=(),
        parts=(),
    )


def _space(measure: Measure, numbers: dict[str, int], place: dict[str, int], row: int) -> dict[str, Any]:
    """Return what a measure brings in all, its further stages (the first has this row of `Sample.lead`), and parts."""

    def takes(given: Places) -> Takes:
        areas = ((place[f"area {name}"], persons) for name, persons in given.areas.items())
        return (*areas, *((place[f"room {name}"], rooms) for name, rooms in given.rooms.items()))

    terms = [measure.minimum_term if one.minimum_term is None else one.minimum_term for one in measure.stages.values()]
    stages = zip(terms, measure.stages.values(), strict=True)
    return {
        "brings": takes(measure.brings),
        "stages": tuple(StageTiming(row + k, round(term), takes(one.brings)) for k, (term, one) in enumerate(stages)),
        "parts": tuple(
            PartTiming(numbers[f"give_back/{name}"], takes(part)) for name, part in measure.give_back.items()
        ),
    }
