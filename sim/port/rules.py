"""The rules of the measures as numbers: what is watched, against what, for how long, and how conditions join."""

from typing import NamedTuple

import numpy as np

from sim.scenario.calendar import Clock
from sim.scenario.contingency import Condition, Measure
from sim.scenario.schema import Scenario

OCCUPANCY, ARRIVALS, LONGEST_WAIT, LONGEST_STAY, WAITING_FOR, OUTSIDE, WORK_WAITING, ON = range(8)
WATCHES = {
    "occupancy": OCCUPANCY, "arrivals": ARRIVALS, "longest_wait": LONGEST_WAIT, "longest_stay": LONGEST_STAY,
    "waiting_for": WAITING_FOR, "outside": OUTSIDE, "work_waiting": WORK_WAITING,
}  # fmt: skip
PERSONS, OPEN, BASE = 0, 1, 2  # occupancy: in persons, or as a share of the space that is open, or of the base
CAPACITY = 1  # arrivals: as a share of the staffed capacity

CONDITION = np.dtype(
    [("level", "f8"), ("seen", "f8"), ("over", "i8"), ("lasting", "i8"), ("on", "i8"), ("checked", "i8"),
     ("false", "i8"), ("watch", "i4"), ("of", "i4"), ("share", "i4"), ("above", "i4"), ("true", "i4"),
     ("measure", "i4"), ("rule", "i4"), ("first", "i4")],
    align=True,
)  # fmt: skip
RULE = np.dtype(
    [("measure", "i4"), ("join", "i4"), ("first", "i4"), ("last", "i4"), ("holds", "i4"), ("awaited", "i4"),
     ("fired", "i4")],
    align=True,
)  # fmt: skip
ANY, ALL = 0, 1
HOLDS, BEGINS = 1, 2  # what is awaited of a rule: that it holds, or that it begins to


class Rules(NamedTuple):
    """Conditions and rules in order of measure and of field, with the names of the conditions.

    A condition is `true` when the comparison was at the last check, and holds when it was so at every check since
    `false`, the last one at which it was not, and that is `lasting` seconds ago or more.
    """

    conditions: np.ndarray
    rules: np.ndarray
    names: tuple[str, ...]


class Life(NamedTuple):
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
    dated: bool  # ordered on a date, whatever is seen


def compile_rules(scenario: Scenario, clock: Clock, place: dict[str, int]) -> tuple[Rules, tuple[Life, ...]]:
    """The rules of the enabled measures; `place` numbers pools, `room NAME` and `area NAME`."""
    steps = list(scenario.process.steps)
    conditions: list[np.ndarray] = []
    rules: list[np.ndarray] = []
    names: list[str] = []
    lives = []
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
                conditions.append(_condition(condition, clock, place, steps, m, numbers[field]))
        lives.append(_life(measure_name, measure, numbers))
    table = Rules(np.array(conditions, CONDITION).reshape(-1), np.array(rules, RULE).reshape(-1), tuple(names))
    return table, tuple(lives)


def _condition(c: Condition, clock: Clock, place: dict[str, int], steps: list[str], m: int, rule: int) -> np.ndarray:
    row = np.zeros((), CONDITION)
    row["measure"], row["rule"], row["false"], row["checked"] = m, rule, clock.start, -(1 << 40)
    if c.on is not None:
        row["watch"], row["above"], row["on"] = ON, 1, clock.tick(c.on)
        return row
    assert c.watch is not None
    row["watch"], row["above"], row["level"] = WATCHES[c.watch], c.above is not None, c.level
    row["over"], row["lasting"] = max(round(c.over), 1), round(c.lasting)
    if c.watch == "occupancy":
        row["of"] = place[f"area {c.of}"]
        row["share"] = (BASE if c.of_space == "base" else OPEN) if c.as_share else PERSONS
    elif c.watch == "arrivals":
        row["share"] = CAPACITY if c.as_share else PERSONS
    elif c.watch == "work_waiting":
        row["of"] = place[str(c.of)]
    elif c.watch == "waiting_for":
        row["of"] = steps.index(str(c.step))
    return row


def _life(name: str, measure: Measure, numbers: dict[str, int]) -> Life:
    options = measure.options
    return Life(
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
        dated=all(c.on is not None for c in measure.order_when.conditions.values()),
    )
