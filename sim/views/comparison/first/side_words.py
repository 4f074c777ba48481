"""The boxes of a comparison in words; in them a bar a scenario is drawn, or the same people in three parts."""

import math
from collections.abc import Callable

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.views.comparison.first.gap_words import letter, the_change
from sim.views.comparison.first.gaps import is_clear
from sim.views.comparison.first.sides import Box
from sim.views.kit.inline.box_graphics import Bar, Case, Graphic
from sim.views.run.first.phrases import conditioned, the_area
from sim.views.text.first_screen import HERE, BoxSaid, boxed
from sim.views.text.statement import Statement
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.quantity import hours, money, percent, rounded

LETTERS = 15  # of a name next to a bar
MOST = 4  # scenarios with a bar
LONG = 42  # percent of the width: the longest bar


def box_said(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    """Return a box of `sides.boxes` in words; the large number is that of the scenario in front."""
    return SAID[box.kind](comparison, front, box)


def graphic(comparison: Comparison, front: ScenarioDifference, box: Box) -> Graphic:
    """Return what is drawn in a box, and which of its small lines that says already."""
    if box.kind == "waits":
        one = box.sides[0]
        parts = (("less", "shorter"), ("idle", "as long"), ("late", "longer"))
        said = dict(zip(("shorter", "as long", "longer"), _parts(one), strict=True))
        return Graphic(cases=tuple(Case(kind, round(one[part], 4), said[part]) for kind, part in parts))
    kind, role, _ = DRAWN[box.kind]
    values = [one[role] for one in box.sides[:MOST]]
    most = max((value for value in values if math.isfinite(value)), default=0.0)
    if not most > 0:
        return Graphic(instead=())
    bars = tuple(
        Bar(kind, LONG * value / most if math.isfinite(value) else 0.0, _named(comparison, one.subject),
            _level(comparison, box, one))
        for one, value in zip(box.sides, values, strict=False)
    )  # fmt: skip
    return Graphic(bars=bars, instead=tuple(_sides(comparison, front, box)))


def _named(comparison: Comparison, label: str) -> str:
    """Return a scenario next to a bar: its letter and its name, as much of it as there is room for."""
    name = label if len(label) <= LETTERS else f"{label[: LETTERS - 1].rstrip()}…"
    return say("{letter}, {name}", letter=letter(comparison, label), name=name)


def _level(comparison: Comparison, box: Box, one: Statement) -> str:
    """Return the number of one scenario."""
    if one.kind == "absent":
        return say("none to order")
    _, role, said = DRAWN[box.kind]
    return say("not known") if math.isnan(one[role]) else said(comparison, one[role])


def _sides(comparison: Comparison, front: ScenarioDifference, box: Box) -> list[str]:
    """Return the number of each scenario but the one in front, as lines."""
    others = [one for one in box.sides[:MOST] if one.subject != front.label]
    if len(comparison.others) == 1:
        return [say("{level} without it", level=_level(comparison, box, one)) for one in others]
    return [
        say("{letter}: {level}", letter=letter(comparison, one.subject), level=_level(comparison, box, one))
        for one in others
    ]


def _side(box: Box, front: ScenarioDifference) -> Statement:
    return next((one for one in box.sides if one.subject == front.label), box.sides[0])


def _change(comparison: Comparison, front: ScenarioDifference, value: str, question: str, small: list[str]) -> BoxSaid:
    phrase = say("{value} with {change}", value=HERE, change=the_change(comparison, front))
    return boxed(question, value, phrase, *small)


def _orders(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    one = _side(box, front)
    question = say("Is the {measure} ordered?", measure=plain(box.subject))
    small = _sides(comparison, front, box)
    if one.kind == "absent":
        return boxed(question, say("none to order"), HERE, *small)
    every, change = int(one["runs"]), the_change(comparison, front)
    if conditioned(comparison.baseline):
        phrase = counted(
            "{k} of {n} history with {change}", "{k} of {n} histories with {change}", every, k=HERE, change=change
        )
    else:
        phrase = counted(
            "in {k} of {n} run with {change}", "in {k} of {n} runs with {change}", every, k=HERE, change=change
        )
    return boxed(question, say("{n}", n=int(one["ordered"])), phrase, *small)


def _over(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    question = say("How long is {area} over its places?", area=the_area(box.subject))
    value, small = _level(comparison, box, _side(box, front)), _sides(comparison, front, box)
    phrase = say("{value} a run with {change}", value=HERE, change=the_change(comparison, front))
    return boxed(question, value, phrase, *small)


def _stay(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    value, small = _level(comparison, box, _side(box, front)), _sides(comparison, front, box)
    return _change(comparison, front, value, say("How long do people stay?"), small)


def _within(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    value, small = _level(comparison, box, _side(box, front)), _sides(comparison, front, box)
    return _change(comparison, front, value, say("Who is gone within a day?"), small)


def _peak(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    question = say("Most people in {area}?", area=the_area(box.subject)) if box.subject else say("Most people on site?")
    value, small = _level(comparison, box, _side(box, front)), _sides(comparison, front, box)
    return _change(comparison, front, value, question, small)


def _cost(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    question, currency = say("What does it cost?"), comparison.baseline.scenario.currency
    if not any(one["total"] > 0 for one in box.sides):
        return boxed(question, say("no costs are given"))
    small = [*_sides(comparison, front, box), *_with_and_without(comparison, front, box)]
    gap = box.gap
    if gap is None or math.isnan(gap["gap"]):
        return _change(comparison, front, _level(comparison, box, _side(box, front)), question, small)
    if gap.conditions[0] == "same":
        return _change(comparison, front, say("the same"), question, small)
    size = money(abs(gap["gap"]), currency)
    value = say("+{amount}", amount=size) if gap["gap"] > 0 else say("−{amount}", amount=size)
    said = _change(comparison, front, value, question, small)
    return said if is_clear(gap) else said._replace(small=(say("not clear of chance"), *said.small))


def _with_and_without(comparison: Comparison, front: ScenarioDifference, box: Box) -> list[str]:
    """Return what all costs in runs with an order and in the others: of the first scenario and of that in front, where
    it has both and they are not the same.
    """
    currency, lines = comparison.baseline.scenario.currency, []
    for one in box.sides:
        amounts = [money(one[role], currency) for role in ("total with", "total without") if one[role] > 0]
        if one.subject in (comparison.label, front.label) and len(amounts) == 2 and amounts[0] != amounts[1]:
            whose = letter(comparison, one.subject)
            lines.append(
                say(
                    "{letter}: {with_it} with an order, {without} without",
                    letter=whose,
                    with_it=amounts[0],
                    without=amounts[1],
                )
            )
    return lines


def _waits(comparison: Comparison, front: ScenarioDifference, box: Box) -> BoxSaid:
    one = _side(box, front)
    phrase = say("{share} of the same people with {change}", share=HERE, change=the_change(comparison, front))
    said = boxed(say("Who waits less?"), percent(one["shorter"]), phrase)
    return said if box.sides[0] is one else said._replace(small=_parts(one))


def _parts(one: Statement) -> tuple[str, str, str]:
    """Return how many wait less, as long, longer."""
    return (
        say("{share} wait less", share=percent(one["shorter"])),
        say("{share} as long", share=percent(one["as long"])),
        say("{share} longer", share=percent(one["longer"])),
    )


def _runs(comparison: Comparison, value: float) -> str:
    if conditioned(comparison.baseline):
        return counted("{n} history", "{n} histories", round(value))
    return counted("{n} run", "{n} runs", round(value))


Level = Callable[[Comparison, float], str]
DRAWN: dict[str, tuple[str, str, Level]] = {  # the class of the bars, the number drawn, and its words
    "orders": ("measure", "ordered", _runs),
    "over": ("crowd", "mean", lambda _, value: hours(value)),
    "stay": ("people", "mean", lambda _, value: hours(value)),
    "within": ("people", "mean", lambda _, value: percent(value)),
    "peak": ("people", "peak", lambda _, value: say("{n}", n=rounded(value))),
    "cost": ("other", "total", lambda comparison, value: money(value, comparison.baseline.scenario.currency)),
}
SAID: dict[str, Callable[[Comparison, ScenarioDifference, Box], BoxSaid]] = {
    "orders": _orders,
    "over": _over,
    "stay": _stay,
    "within": _within,
    "peak": _peak,
    "cost": _cost,
    "waits": _waits,
}
