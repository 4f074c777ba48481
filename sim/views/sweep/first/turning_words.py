"""The verdict of a sweep in words, at most 35 and at most five numbers, no brackets; and its doubt."""

from typing import TYPE_CHECKING

from sim.views.kit.scales import input_name
from sim.views.run.first.phrases import the_area
from sim.views.sweep.first.turning import Turn, at_point
from sim.views.text import figure_levels
from sim.views.text.statement import Number, Statement
from sim.views.text.words import plain
from sim.wording import counted, said, say
from sim.wording.quantity import listed

if TYPE_CHECKING:
    from sim.experiments.sweep.sweep import Sweep

WORDS = 5  # of the name of an input that is said in a verdict


def level(sweep: "Sweep", figure: str, value: float) -> str:
    """Return a value of a figure, with its unit."""
    return figure_levels.level(sweep.figures[figure], value, sweep.plan.scenario, sweep.replications)


def point_of(sweep: "Sweep", number: Number) -> str:
    """Return the point whose number it is: "80", or "80 and 5%" of two paths."""
    return listed(sweep.points[int(number.of) - 1].values)


def inputs(sweep: "Sweep") -> str:
    """Return what is varied; "the value" where its name would break the sentence."""
    names = [input_name(path) for path in sweep.plan.paths]
    return listed(names) if all(len(name.split()) <= WORDS for name in names) else say("the value")


def verdict_said(sweep: "Sweep", found: Statement) -> str:
    """Return the sentence of the verdict (`turning.verdict`)."""
    if found.kind == "nowhere":
        return say("No run at any point has {figure}.", figure=said(sweep.figures[found.subject].label))
    if found.kind == "range":
        return _range(sweep, found)
    told = {role: level(sweep, found.subject, found[role]) for role in ("least", "most", "after", "before")}
    what = _answer(sweep, found, found.conditions[1] == "yes")
    if found.kind == "turns":
        where = {"at": point_of(sweep, found.numbers["after"]), "previous": point_of(sweep, found.numbers["before"])}
        return say(
            "From {at} on, for {input}, {what}: {after} instead of {before} at {previous}.",
            input=inputs(sweep), what=what, after=told["after"], before=told["before"], **where,
        )  # fmt: skip
    points = len(sweep.points)
    if found.kind == "same":
        if told["least"] == told["most"]:
            return counted(
                "At the {n} point {what}: {least}.", "At all {n} points {what}: {least}.", points, what=what,
                least=told["least"],
            )  # fmt: skip
        return counted(
            "At the {n} point {what}: from {least} to {most}.", "At all {n} points {what}: from {least} to {most}.",
            points, what=what, least=told["least"], most=told["most"],
        )  # fmt: skip
    yes = _answer(sweep, found, True)
    if found.kind == "part":
        return counted(
            "At {k} of {n} point {what}: from {least} to {most} over all.",
            "At {k} of {n} points {what}: from {least} to {most} over all.",
            points, k=int(found["yes"]), what=yes, least=told["least"], most=told["most"],
        )  # fmt: skip
    return counted(
        "The answer turns more than once over {input}: at {k} of {n} value {what}, from {least} to {most} over all.",
        "The answer turns more than once over {input}: at {k} of {n} values {what}, from {least} to {most} over all.",
        points, input=inputs(sweep), k=int(found["yes"]), what=yes, least=told["least"], most=told["most"],
    )  # fmt: skip


def _range(sweep: "Sweep", found: Statement) -> str:
    figure = said(sweep.figures[found.subject].subject)
    least, most = (level(sweep, found.subject, found[role]) for role in ("least", "most"))
    if least == most:
        return counted(
            "At the {n} point {figure} is the same: {value}.", "At all {n} points {figure} is the same: {value}.",
            len(sweep.points), figure=figure, value=least,
        )  # fmt: skip
    if len(sweep.plan.paths) > 2:
        return say("Over all points {figure} goes from {least} to {most}.", figure=figure, least=least, most=most)
    at = [point_of(sweep, found.numbers[role]) for role in ("least", "most")]
    return say(
        "For {input}, {figure} goes from {least} at {first} to {most} at {last}.",
        input=inputs(sweep), figure=figure, least=least, first=at[0], most=most, last=at[1],
    )  # fmt: skip


def _answer(sweep: "Sweep", found: Statement, yes: bool) -> str:
    """Return what the answer to the question is, in words."""
    info = sweep.figures[found.subject]
    if found.conditions[0] == "target":
        figure = said(info.label)
        return (
            say("the target for {figure} is met", figure=figure)
            if yes
            else say("the target for {figure} is missed", figure=figure)
        )
    if found.conditions[0] == "crowded":
        area = the_area(info.owner("area"))
        return (
            say("{area} is over its places in some run", area=area)
            if yes
            else say("{area} is never over its places", area=area)
        )
    measure = plain(info.owner("measure"))
    if figure_levels.counted_year(sweep.plan.scenario):
        return (
            say("the {measure} is ordered in most histories", measure=measure)
            if yes
            else say("the {measure} is not ordered in most histories", measure=measure)
        )
    return (
        say("the {measure} is ordered in most runs", measure=measure)
        if yes
        else say("the {measure} is not ordered in most runs", measure=measure)
    )


def doubt(sweep: "Sweep", found: Turn) -> tuple[tuple[str, str], ...]:
    """Return how sure the verdict is: by chance, with assumptions; and whether points differ in who is served."""
    lines = [(say("Chance"), _chance(sweep, found)), (say("Assumptions"), _assumed(sweep))]
    away = [point.summary["unserved"].mean for point in sweep.points if "unserved" in point.summary]
    if away and min(away) != max(away):
        unlike = say("the points differ in how many leave unserved, so that none is better by the rest")
        lines.append((say("Left unserved"), unlike))
    return tuple(lines)


def _chance(sweep: "Sweep", found: Turn) -> str:
    figure = found.question.figure
    if sweep.replications < 2:
        return say("one run of each point shows what can happen, not how likely it is")
    if found.at >= 0:
        after = at_point(sweep, figure, found.order[found.at])
        if after and after["low"].value == after["low"].value:
            ends = {name: level(sweep, figure, after[name].value) for name in ("low", "high")}
            value = level(sweep, figure, after["value"].value)
            line = counted(
                "at {at} {figure} is {value}; chance alone leaves {low} to {high}, over {n} run of each point",
                "at {at} {figure} is {value}; chance alone leaves {low} to {high}, over {n} runs of each point",
                sweep.replications, at=point_of(sweep, after["value"]), figure=said(sweep.figures[figure].subject),
                value=value, **ends,
            )  # fmt: skip
            if not after["low"].value < found.question.level < after["high"].value:
                return line
            return say("{line}: the answer may turn at another value", line=line)
    left = open_points(sweep, found)
    if found.question.kind == "range" or left is None:
        return counted(
            "{n} run of each point, on the same people; the table has the interval of each",
            "{n} runs of each point, on the same people; the table has the interval of each", sweep.replications,
        )  # fmt: skip
    return counted(
        "it leaves the answer open at {k} of {n} point, over {runs} runs of each on the same people",
        "it leaves the answer open at {k} of {n} points, over {runs} runs of each on the same people",
        len(sweep.points), k=left, runs=sweep.replications,
    )  # fmt: skip


def open_points(sweep: "Sweep", found: Turn) -> int | None:
    """Return at how many points the interval holds the level that decides; None where none has an interval."""
    ones = [point.summary[found.question.figure] for point in sweep.points if found.question.figure in point.summary]
    known = [one for one in ones if one.low == one.low]
    return sum(one.low < found.question.level < one.high for one in known) if known else None


def _assumed(sweep: "Sweep") -> str:
    uncertain = len(sweep.plan.scenario.uncertain)
    if not uncertain:
        return say("held at the values as written; nothing is said to be uncertain")
    return counted(
        "held at the values as written: a sweep draws nothing of {n} value that is uncertain",
        "held at the values as written: a sweep draws none of the {n} values that are uncertain", uncertain,
    )  # fmt: skip
