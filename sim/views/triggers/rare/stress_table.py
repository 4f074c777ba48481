"""What planners fear without a chance: what never ordering and the policy do then, in a table of its own."""

import math

from sim.planning.triggers.by_storms.stress_set import Stressed
from sim.planning.triggers.found import StudyResult
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.triggers.insurance_words import signed
from sim.wording import counted, say
from sim.wording.quantity import money, percent, rounded


def stress_table(result: StudyResult) -> Table | None:
    """Return a row a stress; None where the scenario names none, or none was played."""
    if not result.stressed:
        return None
    first = result.stressed[0]
    header = (
        say("what comes"), say("never loses"), say("it saves"), say("crowding left"), say("too late"),
    )  # fmt: skip
    note = counted(
        "The policy: {policy}. Mean of {n} future of each, in person-hours and money. Nobody knows a chance of these: "
        "they enter no average.",
        "The policy: {policy}. Mean of {n} futures of each, in person-hours and money. Nobody knows a chance of these: "
        "they enter no average.",
        first.futures, policy=first.policies[1].name,
    )  # fmt: skip
    rows = [_row(one, result.currency) for one in result.stressed]
    return Table(say("If it comes to the worst"), note, header, rows, 1)


def _row(one: Stressed, currency: str) -> tuple[str, ...]:
    never, mine = (one.mean(which, "loss") for which in (0, 1))
    late = one.late(1)
    return (
        words.plain(one.name),
        money(never, currency),
        signed(never - mine, currency),
        say("{n}", n=rounded(one.mean(1, "crowding"))),
        words.NOT_KNOWN if math.isnan(late) else percent(late),
    )
