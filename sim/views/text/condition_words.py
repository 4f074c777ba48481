"""Conditions of the measures in words: as a rule, and as what was seen at a check.

What a quantity is called and what it is counted in stands with its declaration in `scenario/watches.py`.
"""

from sim.port.log import Seen
from sim.scenario.catalogue.watches import SPACE, STAFFED_CAPACITY
from sim.scenario.language.condition import Condition
from sim.scenario.language.contingency import Measure
from sim.scenario.messages.values_said import level as level_of
from sim.scenario.source.yaml_writer import number
from sim.views.text import words
from sim.views.text.unit_words import amount, span_said
from sim.wording import Noted, noted, said, say
from sim.wording.quantity import in_percent, rounded, written
from sim.wording.spoken import Number


def condition_words(condition: Condition) -> str:
    """Return one condition: what is watched, on which side of which level, for how long."""
    if condition.on is not None:
        return say("the date {day} has come", day=condition.on.isoformat())
    given, watch = condition.above or condition.below, condition.watched
    assert given is not None and watch is not None
    level = said(level_of(given)) if given.kind != "number" else _level(number(given.value), watch.unit)
    what, level = _filled(watch.sentence, condition), _of(level, condition, its=True)
    if condition.above is not None:
        return _for(say("{what} above {level}", what=what, level=level), condition)
    return _for(say("{what} below {level}", what=what, level=level), condition)


def _level(told: str, unit: str) -> str:
    """Return a number as a planner writes it with its unit."""
    named = UNIT.get(unit, unit)
    return say("{level} {unit}", level=told, unit=said(named)) if unit else told


def condition_text(seen: Seen, measure: Measure) -> str:
    """`crowded: people in the hall at 131%; rule: above 80% of the base space for 2 d`.

    Several rules may have a condition of that name: it is the one whose level is nearest, as a level that is uncertain
    is another in each run.
    """
    named = [found for rule in measure.rules.values() if (found := rule.conditions.get(seen.condition)) is not None]
    if not named:
        value, level = (written(_shown(one)) for one in (seen.value, seen.level))
        return say("{name}: {seen}; rule: {rule}", name=words.plain(seen.condition), seen=value, rule=level)
    return _compared(seen, min(named, key=lambda one: 0.0 if one.on is not None else abs(one.level - seen.level)))


def _compared(seen: Seen, condition: Condition) -> str:
    name, watch = words.plain(seen.condition), condition.watched
    if watch is None:
        assert condition.on is not None
        return say("{name}: the date {day} had come", name=name, day=condition.on.isoformat())
    what, value = _filled(watch.label, condition), _value(seen.value, condition)
    told = say("{what} {value}", what=what, value=value)
    if condition.as_share:
        told = say("{what} at {share}", what=what, share=value)
    level = _of(_value(seen.level, condition), condition, its=False)
    rule = say("below {level}", level=level)
    if condition.above is not None:
        rule = say("above {level}", level=level)
    return say("{name}: {seen}; rule: {rule}", name=name, seen=told, rule=_for(rule, condition))


def _filled(text: str, condition: Condition) -> str:
    """Return the words of a declaration with what the condition says in their places."""
    values = {
        "of": words.plain(condition.of or ""),
        "step": words.plain(condition.step or ""),
        "over": span_said(condition.over),
        "ahead": span_said(condition.ahead or 0),
        "of_space": said(SPACES[condition.of_space]),
    }
    return said(Noted(text, values))


def _of(level: str, condition: Condition, *, its: bool) -> str:
    """Return a level with what it is a share of, unless it is a chance."""
    if condition.watched is None or condition.watched.chance:
        return level
    if condition.as_share_of == SPACE:
        space = said(SPACES[condition.of_space])
        if its:
            return say("{share} of its {which} space", share=level, which=space)
        return say("{share} of the {which} space", share=level, which=space)
    if condition.as_share_of == STAFFED_CAPACITY:
        return say("{share} of the staffed capacity", share=level)
    return level


def _for(rule: str, condition: Condition) -> str:
    return say("{rule} for {time}", rule=rule, time=span_said(condition.lasting)) if condition.lasting else rule


def _value(value: float, condition: Condition) -> str:
    if condition.as_share:
        return in_percent(rounded(100 * value))
    return amount(_shown(value), condition.watched.unit if condition.watched else "")


def _shown(value: float) -> Number:
    return rounded(value, 0 if value == round(value) or abs(value) >= 100 else 1)


SPACES = {"open": noted("open"), "base": noted("base")}
UNIT = {
    "persons": noted("persons"),
    "claimants a day": noted("claimants a day"),
    "officer-hours": noted("officer-hours"),
}
