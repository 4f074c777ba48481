"""The verdict of a comparison in words, at most 35 and at most five numbers, no brackets."""

from sim.experiments.comparison.compare import Comparison
from sim.views.comparison.first.against import Told, Verdict
from sim.views.comparison.first.gap_words import in_brief, in_full, the_change
from sim.views.comparison.first.gaps import is_clear, is_only
from sim.wording import counted, say


def verdict_said(comparison: Comparison, found: Verdict) -> str:
    """Return the sentence of the verdict (`against.verdict`)."""
    if found.kind == "alike":
        return say("Nothing differs: the files say the same, and every run gives the same figures.")
    if found.kind == "same":
        return counted(
            "The files differ, and no figure shown does: each is the same in the {n} pair of runs on the same people.",
            "The files differ, and no figure shown does: each is the same in all {n} pairs of runs on the same people.",
            comparison.pairs,
        )
    if found.kind == "chance":
        return _chance(comparison)
    return _clear(comparison, found)


def _chance(comparison: Comparison) -> str:
    """Return that nothing is proven, which is not to say that nothing differs."""
    if len(comparison.others) > 1:
        return counted(
            "None of the changes is proven to do anything: over {n} pair of runs on the same people, chance alone "
            "could make every difference shown.",
            "None of the changes is proven to do anything: over {n} pairs of runs on the same people, chance alone "
            "could make every difference shown.",
            comparison.pairs,
        )
    return counted(
        "The change is not proven to do anything: over {n} pair of runs on the same people, chance alone could make "
        "every difference shown.",
        "The change is not proven to do anything: over {n} pairs of runs on the same people, chance alone could make "
        "every difference shown.",
        comparison.pairs,
    )


def _clear(comparison: Comparison, found: Verdict) -> str:
    best, *others = found.told
    change = the_change(comparison, best.other)
    if not others:
        return _alone(change, _effects(comparison, best, 2))
    first, *more = _effects(comparison, best, 1)
    if len(others) == 1:
        two = {"change": change, "first": first, "other": the_change(comparison, others[0].other),
                "effect": _ranked(comparison, others[0], found.main)}  # fmt: skip
        if not more:
            return say("With {change}, {first}; with {other}, {effect}.", **two)
        return say("With {change}, {first}, and {second}; with {other}, {effect}.", second=more[0], **two)
    told: dict[str, str | int] = {
        "n": len(found.told),
        "change": change,
        "first": first,
        "second": more[0] if more else "",
    }
    if not found.best_is_better:
        if not more:
            return say("None of {n} changes helps: with {change}, {first}.", **told)
        return say("None of {n} changes helps: with {change}, {first}, and {second}.", **told)
    if not more:
        return say("Of {n} changes, {change} does most: {first}.", **told)
    return say("Of {n} changes, {change} does most: {first}, and {second}.", **told)


def _alone(change: str, effects: list[str]) -> str:
    first, *more = effects
    if not more:
        return say("With {change}, {first}.", change=change, first=first)
    if len(more) == 1:
        return say("With {change}, {first}, and {second}.", change=change, first=first, second=more[0])
    return say(
        "With {change}, {first}, {second}, and {third}.", change=change, first=first, second=more[0], third=more[1]
    )


def _effects(comparison: Comparison, told: Told, most: int) -> list[str]:
    """Return what a scenario does: its first effect in full, the next in brief, its cost; never none."""
    shown = [one for one in told.effects[:most] if is_only(one) or is_clear(one)]
    found = [in_brief(comparison, one) if k else in_full(comparison, one) for k, one in enumerate(shown)]
    if told.cost is not None:
        found.append(in_brief(comparison, told.cost))
    if not found:
        return [say("no difference is proven")]
    if all(is_only(one) for one in shown) and len(found) <= most:
        found.append(say("no other difference is proven"))
    return found


def _ranked(comparison: Comparison, told: Told, main: str) -> str:
    """Return the one effect by which a further scenario is ranked."""
    one = told.cost if main == "cost" else next((one for one in told.effects if one.kind == main), None)
    return say("this does not come about") if one is None else in_brief(comparison, one)
