"""How well a forecast trigger foresees: its skill against persistence, by how far ahead it looks."""

import math
from typing import Any

from sim.arrays import DAY, HOUR
from sim.experiments.comparison.output import number
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.forecast_skill import SkillAhead
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.text.unit_words import amount
from sim.wording import counted, say
from sim.wording.quantity import rounded

BRIEF = 4  # rows on the screen, besides that of the trigger


def skill_table(result: StudyResult, *, short: bool = False) -> Table | None:
    """Return a row a lead; None where no trigger orders by a forecast. `short`: a few rows, without errors."""
    found = result.skill
    if found is None:
        return None
    points = [one for k, one in enumerate(found.points) if not short or one.own or k in _some(len(found.points))]
    header = (
        say("it looks ahead"), say("skill against persistence"), say("95%"), say("forecast off by, persons"),
        say("persistence off by, persons"),
    )[: 3 if short else 5]  # fmt: skip
    note = counted(
        "Skill: one less the mean squared error of the forecast of people in the {area} over that of persistence (as "
        "many then as now), a forecast a day, over {n} future without the space. 1: never wrong; 0: no better.",
        "Skill: one less the mean squared error of the forecast of people in the {area} over that of persistence (as "
        "many then as now), a forecast a day, over {n} futures without the space. 1: never wrong; 0: no better.",
        found.futures, area=words.plain(found.area),
    )  # fmt: skip
    rows = [_row(one)[: len(header)] for one in points]
    return Table(say("What the forecast foresees"), note, header, rows, 1)


def _some(many: int) -> set[int]:
    """Return the places of a few of the rows, the first and the last among them."""
    return {round(k * (many - 1) / (BRIEF - 1)) for k in range(BRIEF)}


def _row(one: SkillAhead) -> tuple[str, ...]:
    ahead = _ahead(one)
    return (
        say("{span}, as the trigger", span=ahead) if one.own else ahead,
        _number(one.skill.value),
        between(one) or words.NOT_KNOWN,
        say("{n}", n=rounded(one.off, 1)),
        say("{n}", n=rounded(one.persistence, 1)),
    )


def between(one: SkillAhead) -> str:
    """Return the interval of a skill: "−0.10 to 0.32"; empty where there is none."""
    if math.isnan(one.skill.low):
        return ""
    return say("{low} to {high}", low=_number(one.skill.low), high=_number(one.skill.high))


def _ahead(one: SkillAhead) -> str:
    """Return how far ahead, in whole days, or hours where it is less than two."""
    return amount(round(one.ahead / DAY), "days") if one.ahead >= 2 * DAY else amount(round(one.ahead / HOUR), "h")


def _number(value: float) -> str:
    return words.NOT_KNOWN if math.isnan(value) else say("{n}", n=rounded(value, 2))


def skill_said(result: StudyResult) -> str:
    """Return what the forecast is worth as far ahead as its trigger looks; empty where it looks past what is played."""
    one = result.skill.own if result.skill else None
    if one is None:
        return ""
    given = {"span": _ahead(one), "skill": _number(one.skill.value)}
    if not between(one):
        return say("Looking {span} ahead, the forecast has a skill of {skill} against persistence.", **given)
    given["interval"] = between(one)
    if one.skill.low > 0:
        return say(
            "Looking {span} ahead, the forecast foresees more than persistence does: a skill of {skill} ({interval}).",
            **given,
        )
    if one.skill.high < 0:
        return say(
            "Looking {span} ahead, the forecast is worse than persistence: a skill of {skill} ({interval}).", **given
        )
    return say(
        "Looking {span} ahead, the forecast cannot be told from persistence: a skill of {skill} ({interval}).", **given
    )


def skill_document(result: StudyResult) -> list[dict[str, Any]]:
    """Return the skill by lead, for the JSON document."""
    return [
        {
            "ahead_days": number(one.ahead / DAY),
            "as_trigger": one.own,
            "skill": number(one.skill.value),
            "low": number(one.skill.low),
            "high": number(one.skill.high),
        }
        for one in (result.skill.points if result.skill else ())
    ]
