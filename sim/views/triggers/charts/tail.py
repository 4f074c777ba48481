"""How bad it can get: the mean loss of each policy, and that of its worst futures."""

from collections.abc import Sequence
from dataclasses import replace

from sim.experiments.result import Summary
from sim.planning.triggers.found import Group, Row, StudyResult, together
from sim.views.kit.chart import Axis, Chart, Panel, Tick, rows
from sim.views.kit.marks import Dots, Interval, Mark
from sim.views.kit.palette import CHOSEN, FAINT, INK, MEAN, WORST
from sim.views.text import words
from sim.views.triggers import amounts
from sim.views.triggers.charts.family_styles import source
from sim.views.triggers.table import called_said
from sim.wording import noted, said, say

ROW = 0.235  # inches
MOST = 24
CAPTION = noted(
    "The mean loss over all futures and over the worst of them, with 95% intervals. Of policies that were left out "
    "early only the mean is told: they met fewer bad futures."
)


def drawn(rows: Sequence[Row]) -> list[Group]:
    """Return those with a part in the answer, the alike and the front, then the others; the least mean loss first."""

    def weight(group: Group) -> tuple[bool, float]:
        row = group.row
        return not (row.part or row.alike or row.front), row.loss

    return sorted(sorted(together(rows), key=weight)[:MOST], key=lambda group: group.row.loss)


def tail(result: StudyResult) -> Chart:
    """Return a row a policy: a dot for the mean of its loss over all futures, one for that of the worst; bars: 95%.

    Those that were left out before the last look met fewer bad futures: of them only the mean is drawn.
    """
    shown, settings = drawn(result.rows), result.study.question.settings
    great = max(abs(group.row.figures["loss_worst"].mean) for group in shown) >= words.MILLION
    scale = words.MILLION if great else 1000.0
    unit = amounts.scaled_unit(scale, result.currency)
    worst, every = say("mean of the worst {share}", share=words.percent(settings.worst)), say("mean of all futures")
    marks: list[Mark] = []
    for y, (row, _) in enumerate(shown):
        mean = row.beside("loss")
        marks += _dot(y, mean, scale, Dots((mean.mean / scale,), (y,), MEAN, every))
        if row.played >= result.chosen.played:
            bad = row.figures["loss_worst"]
            marks.append(Interval(y, row.loss / scale, bad.mean / scale, FAINT, weight=2.0))
            marks += _dot(y, bad, scale, Dots((bad.mean / scale,), (y,), WORST, worst, shape="D"))
    label = say(
        "loss: cost above doing nothing, and {price} for each crowded person-hour; {unit}",
        price=amounts.priced(settings.price), unit=unit,
    )  # fmt: skip
    across = Axis(label, unit, grid=True, aside=True, margin=0.03)
    names = [Tick(y, called_said(group), role=CHOSEN if group.row.chosen else INK, bold=bool(group.row.part))
             for y, group in enumerate(shown)]  # fmt: skip
    down = replace(rows(names, low=-0.6, high=len(shown) - 0.4, size=8.5), stroke=False)
    panel = Panel(tuple(marks), across, down, ROW * len(shown) + 0.7)
    return Chart("tail", title(result), said(CAPTION), source(result), (panel,))


def _dot(y: int, one: Summary, scale: float, dot: Dots) -> tuple[Mark, ...]:
    return Interval(y, one.low / scale, one.high / scale, dot.role, weight=3.4, fade=0.35), dot


def title(result: StudyResult) -> str:
    """Return what the worst futures cost under the recommended policy, against never ordering."""
    chosen, never = result.chosen, result.never
    worst = words.percent(result.study.question.settings.worst)
    bad = amounts.mean(chosen.figures["loss_worst"], result.currency)
    if never is chosen:
        return say("In the worst {share} of futures the loss is {bad} if space is never ordered", share=worst, bad=bad)
    return say(
        "In the worst {share} of futures the loss is {bad} under {policy}, and {never} if space is never ordered",
        share=worst, bad=bad, policy=chosen.policy.name,
        never=amounts.mean(never.figures["loss_worst"], result.currency),
    )  # fmt: skip
