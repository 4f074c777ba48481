"""The table of the answer: the policies that a decision is between, not all."""

from sim.experiments.result import Summary
from sim.planning.triggers.found import Group, StudyResult, together
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.triggers import amounts

MOST = 10  # policies; policies.csv has all
SCALES = ((1e6, "million "), (1e3, "thousand "))  # for amounts that reach ten of them
PARTS = ("recommended", "as written", "never", "always open")


def contenders(result: StudyResult) -> list[Group]:
    """Return those with a part in the answer, then the front from cheap to dear; policies at one place as one."""
    groups = together(result.rows)
    named = sorted((one for one in groups if one.row.part), key=lambda one: PARTS.index(one.row.part))
    front = sorted((one for one in groups if one.row.front and not one.row.part), key=lambda one: one.row.cost)
    return [*named, *front][:MOST]


def table(result: StudyResult) -> Table:
    """Return a row a policy: what it costs, what it avoids, the two errors, the worst futures."""
    settings, shown = result.study.question.settings, contenders(result)
    money, of_money = _scale(max(abs(one.row.cost) for one in shown))
    persons, of_persons = _scale(max(abs(one.row.avoided) for one in shown))
    worst, of_worst = _scale(max(abs(one.row.figures["loss_worst"].mean) for one in shown))
    header = ("policy", "cost", "avoided", "too late", "for nothing", f"worst {words.percent(settings.worst)}")
    rows = [_row(one, result, money, persons, worst) for one in shown]
    left = sum(row.front for row in result.rows) - sum(one.row.front * (1 + one.more) for one in shown)
    more = f" {left} more are on the front." if left > 0 else ""
    fewer = ""
    if any(one.row.played < result.chosen.played for one in shown):
        fewer = " Policies without a loss in the worst futures were left out before the last look."
    note = (
        f"Means with 95% intervals. Cost in {of_money}{result.currency}, crowding avoided in {of_persons}person-hours, "
        f"the loss in the worst {words.percent(settings.worst)} of futures in {of_worst}{result.currency}.{more}{fewer}"
    )
    return Table("The policies that it is between", note, header, rows, 1)


def _scale(most: float) -> tuple[float, str]:
    return next((scale for scale in SCALES if most >= 10 * scale[0]), (1.0, ""))


def _row(group: Group, result: StudyResult, money: float, persons: float, worst: float) -> list[str]:
    row = group.row
    figures = (scaled(row.beside("cost"), money), scaled(row.beside("crowding_avoided"), persons))
    errors = (_percent(row.figures[name]) for name in ("late", "for_nothing"))
    bad = amounts.estimate(scaled(row.figures["loss_worst"], worst), unit="")
    whole = row.played >= result.chosen.played
    shown = [group.called, *(amounts.estimate(figure, unit="") for figure in figures), *errors]
    return [*shown, bad if whole else words.NOT_KNOWN]


def _percent(share: Summary) -> str:
    """Return whole percents: the columns are narrow."""
    if not share.n:
        return words.NOT_KNOWN
    return f"{share.mean:.0%} ({100 * share.low:.0f}–{share.high:.0%})"


def scaled(summary: Summary, scale: float) -> Summary:
    """Return an amount in thousands or millions, or as it is."""
    mean, low, high = (value / scale for value in (summary.mean, summary.low, summary.high))
    return summary._replace(kind="number", mean=mean, low=low, high=high)
