"""Whether the warm-up is long enough, in one sentence."""

import math

from sim.experiments.warm_up import ENOUGH, SHORT, Compared, WarmUpTest
from sim.views.text import words


def sentence(test: WarmUpTest) -> str:
    """Return the verdict on a warm-up and the difference that it rests on, with its 95% interval."""
    which, other = f"warm-up of {test.days} d", f"one of {test.longer} d"
    if test.silent:
        do, them = ("does", "it") if len(test.silent) == 1 else ("do", "them")
        which = f"{which} cannot be tested: {words.listed(test.silent)}"
        return f"The {which} {do} not reach back over {other}; give {them} the days before."
    if not test.pairs:
        return f"The {which} was not tested: no replication with {other} was finished."
    of = f" ({words.count(test.pairs, 'pair')} of replications{'' if test.same_people else ', of other regimes'})"
    if test.verdict == ENOUGH:
        return f"The {which} is long enough: {_comparison_text(test.whole)} after {other}{of}."
    if test.verdict == SHORT:
        return (
            f"The {which} is too short: {_comparison_text(test.worst)} after {other}{of}; try warm_up: {test.longer} d."
        )
    return (
        f"Whether the {which} is long enough is not clear: {_comparison_text(test.worst)} after {other}{of}; "
        "play more replications."
    )


def _comparison_text(compared: Compared) -> str:
    """Return a sentence such as: in week 1 12.3 persons more (+10.1 to +14.2) are on site."""
    place = (
        "on site" if compared.where == "on_site" else f"in the {words.plain(compared.where.removeprefix('occupancy_'))}"
    )
    when = _when(compared)
    if compared.difference == compared.low == compared.high == 0:
        return f"in {when} as many persons are {place} as"
    within = "" if math.isnan(compared.low) else f" ({_signed(compared.low)} to {_signed(compared.high)})"
    many = f"{abs(compared.difference):,.1f} persons {'fewer' if compared.difference < 0 else 'more'}"
    return f"in {when} {many}{within} are {place}, of {compared.longer:,.1f},"


def _signed(value: float) -> str:
    return f"{round(value, 1) + 0.0:+,.1f}"


def _when(compared: Compared) -> str:
    days = compared.last - compared.first + 1
    if compared.first == 1:
        weeks = f"{days // 7} weeks" if days > 7 else "week"
        return f"the first {weeks}" if days % 7 == 0 else "the first day" if days == 1 else f"the first {days} days"
    return f"week {compared.first // 7 + 1}"
