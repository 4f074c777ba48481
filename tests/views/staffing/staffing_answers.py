"""Staffing answers of a small port: the ordinary one and those at the edge of what there can be, each made once."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from sim.planning.staffing.effort import Effort
from sim.planning.staffing.proof import Staffing, staffing
from sim.planning.staffing.requirement import Goal
from sim.scenario.schema import Scenario

EFFORT = Effort(search=2, proof=4, tries=2)
DAY = {"day": {"hours": "06:00-22:00", "on_duty": 6}}
ROUND = {
    "day": {"hours": "07:00-15:00", "on_duty": 7},
    "late": {"hours": "15:00-23:00", "on_duty": 6, "breaks": ["19:00-20:00"]},
    "night": {"hours": "23:00-07:00", "on_duty": 2},
}
LONG = "officers_of_the_border_services"


def port(*, days: int = 3, pool: str = "officers", **changes: Any) -> Scenario:
    """A port with one step, for some days from a Monday on."""
    tree: dict[str, Any] = {
        "name": "a small port",
        "start": "2025-06-02",
        "end": str(np.datetime64("2025-06-02") + days),
        "arrivals": {"door": {"claimants_per_day": 36}},
        "process": {
            "steps": {"talk": {"staff": {pool: 1}, "area": "hall", "time": "2 h"}},
            "journeys": {"everyone": ["talk"]},
        },
        "staff": {pool: {"shifts": ROUND, "cost": "50 CAD/h", "absence": "10%"}},
        "space": {"areas": {"hall": {"persons": 50}}},
        "targets": {"within_24h": {"at_least": "60%"}},
        "currency": "CAD",
    }
    return Scenario.model_validate(tree | changes)


def two_pools() -> Scenario:
    steps = {
        "talk": {"staff": {"officers": 1}, "area": "hall", "time": "2 h"},
        "sign": {"staff": {"delegates": 1}, "area": "hall", "time": "20 min"},
    }
    return port(
        days=7,
        process={"steps": steps, "journeys": {"everyone": ["talk", "sign"]}},
        staff={"officers": {"shifts": ROUND, "cost": "50 CAD/h"}, "delegates": {"shifts": DAY, "cost": "80 CAD/h"}},
        targets={"within_24h": {"at_least": "50%"}, "wait_sign_mean": {"at_most": "10 min"}},
    )


def nobody() -> dict[str, Any]:
    return {name: one | {"on_duty": 0} for name, one in ROUND.items()}


def judged(found: Staffing, **state: bool) -> Staffing:
    """The same with every target, or hour of the week, in this state."""
    last = found.rounds[-1]
    every = last.every
    if every is not None:
        every = replace(every, hours=tuple(one._replace(why="", **state) for one in every.hours))
    last = replace(last, verdicts=tuple(one._replace(**state) for one in last.verdicts), every=every)
    return replace(found, rounds=(*found.rounds[:-1], last))


CASES: dict[str, Callable[[], Staffing]] = {
    "ordinary": lambda: staffing(port(days=14), EFFORT),
    "proven": lambda: judged(answer("ordinary"), met=True, proven=True),
    "missed": lambda: judged(answer("ordinary"), met=False, proven=False),
    "two pools": lambda: staffing(two_pools(), EFFORT),
    "unpriced": lambda: staffing(port(staff={"officers": {"shifts": ROUND}}), EFFORT),
    "by day only": lambda: staffing(port(staff={"officers": {"shifts": DAY, "cost": "50 CAD/h"}}), EFFORT),
    "an hour missed": lambda: staffing(
        port(targets={}, staff={"officers": {"shifts": DAY}}), EFFORT, Goal(served=0.9, within=600.0)
    ),
    "every hour met": lambda: judged(answer("an hour missed"), met=True, proven=False),
    "every hour proven": lambda: judged(answer("an hour missed"), met=True, proven=True),
    "a budget": lambda: staffing(port(targets={}), EFFORT, budget=400.0),
    "nobody written": lambda: staffing(port(staff={"officers": {"shifts": nobody(), "cost": "50 CAD/h"}}), EFFORT),
    "nobody written, unpriced": lambda: staffing(port(staff={"officers": {"shifts": nobody()}}), EFFORT),
    "a long name": lambda: staffing(port(pool=LONG), EFFORT),
}


@cache
def answer(case: str) -> Staffing:
    """One of the answers."""
    return CASES[case]()
