"""Conditions of the measures in words: as a rule, and as what was seen at a check.

What a quantity is called and what it is counted in stands with its declaration in `scenario/watches.py`.
"""

from sim.port.log import Seen
from sim.scenario.catalogue.watches import SPACE, STAFFED_CAPACITY
from sim.scenario.language.contingency import Condition, Measure
from sim.scenario.source.yaml_writer import duration, number, to_plain
from sim.views.text import words


def condition_words(condition: Condition) -> str:
    """Return one condition: what is watched, on which side of which level, for how long."""
    if condition.on is not None:
        return f"the date {condition.on.isoformat()} has come"
    given, watch = condition.above or condition.below, condition.watched
    assert given is not None and watch is not None
    level = to_plain(given) if given.kind != "number" else f"{number(given.value)} {watch.unit}".rstrip()
    return f"{_filled(watch.sentence, condition)} {_side(condition)} {level}{_of(condition, 'its')}{_for(condition)}"


def condition_text(seen: Seen, measure: Measure) -> str:
    """`crowded: people in the hall at 131%; rule: above 80% of the base space for 2 d`.

    Several rules may have a condition of that name: it is the one whose level is nearest, as a level that is uncertain
    is another in each run.
    """
    named = [found for rule in measure.rules.values() if (found := rule.conditions.get(seen.condition)) is not None]
    if not named:
        return f"{words.plain(seen.condition)}: {_number(seen.value)}; rule: {_number(seen.level)}"
    return _compared(seen, min(named, key=lambda one: 0.0 if one.on is not None else abs(one.level - seen.level)))


def _compared(seen: Seen, condition: Condition) -> str:
    name, watch = words.plain(seen.condition), condition.watched
    if watch is None:
        assert condition.on is not None
        return f"{name}: the date {condition.on.isoformat()} had come"
    said = f"{_filled(watch.label, condition)} {'at ' if condition.as_share else ''}{_value(seen.value, condition)}"
    rule = f"{_side(condition)} {_value(seen.level, condition)}{_of(condition, 'the')}{_for(condition)}"
    return f"{name}: {said}; rule: {rule}"


def _filled(text: str, condition: Condition) -> str:
    """Return the words of a declaration with what the condition says in their places."""
    return text.format(
        of=words.plain(condition.of or ""),
        step=words.plain(condition.step or ""),
        over=duration(condition.over),
        ahead=duration(condition.ahead or 0),
        of_space=condition.of_space,
    )


def _side(condition: Condition) -> str:
    return "above" if condition.above is not None else "below"


def _of(condition: Condition, article: str) -> str:
    """Return what a share is of, unless it is a chance."""
    if condition.watched is None or condition.watched.chance:
        return ""
    spaces = {SPACE: f" of {article} {condition.of_space} space", STAFFED_CAPACITY: " of the staffed capacity"}
    return spaces.get(condition.as_share_of, "")


def _for(condition: Condition) -> str:
    return f" for {duration(condition.lasting)}" if condition.lasting else ""


def _value(value: float, condition: Condition) -> str:
    if condition.as_share:
        return f"{100 * value:.0f}%"
    return f"{_number(value)} {condition.watched.unit if condition.watched else ''}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 100 else f"{value:,.1f}"
