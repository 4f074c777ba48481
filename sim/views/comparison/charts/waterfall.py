"""From the baseline to a scenario, change by change: what each of them does to a figure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.experiments.comparison.attribution import TOGETHER, Attribution
from sim.experiments.comparison.compare import Comparison
from sim.views.comparison.answer import steps
from sim.views.comparison.attributed import as_difference, effect_text, named
from sim.views.comparison.charts.roles import source
from sim.views.comparison.difference_words import Steps
from sim.views.kit.chart import Axis, Chart, Panel, rows
from sim.views.kit.marks import Bar, Interval, Mark, Rule, Text
from sim.views.kit.palette import BETTER, CHANCE, INK, MEASURED, MUTED, WORSE
from sim.views.kit.scales import input_name
from sim.views.kit.wrapping import wrapped
from sim.views.text import words
from sim.wording import say

ROW = 0.34  # inches, a part
MOST = 4  # figures on one chart


def waterfall(comparison: Comparison, label: str, attributions: Sequence[Attribution]) -> Chart:
    """Return a panel a figure: from its value in the baseline, a step a change, to its value in the scenario."""
    moved = [one for one in attributions if any(part.clear for part in one.parts)][:MOST] or list(attributions[:1])
    telling = steps(comparison)
    number = 1 + [other.label for other in comparison.others].index(label)
    panels = tuple(_panel(label, one, telling) for one in moved)
    caption = say(
        "The steps add up to the difference. {method} Grey steps cannot be told from no effect.",
        method=_method(attributions[0].method),
    )
    return Chart(f"waterfall_{number}", title(label, moved, telling), caption, source(comparison), panels)


def _method(name: str) -> str:
    if name == "shapley":
        return say("Each is the mean effect of a change over all orders in which they can be made (Shapley 1953).")
    return say(
        "There are too many changes to play all combinations: each is made alone, and what they do only together is "
        "the last step."
    )


def _panel(label: str, one: Attribution, telling: Steps) -> Panel:
    levels = np.concatenate([[one.baseline], one.baseline + np.cumsum([part.effect for part in one.parts])]).tolist()
    last = len(one.parts) + 1
    marks: list[Mark] = [
        Bar(row, 0.0, level, MEASURED, soft=True) for row, level in ((0, one.baseline), (last, one.other))
    ]
    for row, (part, start) in enumerate(zip(one.parts, levels, strict=False), start=1):
        role = (WORSE if part.effect > 0 else BETTER) if part.clear else CHANCE
        marks.append(Bar(row, start, start + part.effect, role, soft=not part.clear))
        marks.append(Interval(start, row - 0.7, row + 0.3, MUTED, weight=0.8, upright=True))
    marks.append(Interval(levels[-1], last - 0.7, last + 0.3, MUTED, weight=0.8, upright=True))
    ends = [one.baseline, *(max(levels[k], levels[k + 1]) for k in range(len(one.parts))), one.other]
    texts = zip(ends, _texts(one, telling), strict=True)
    marks += [Text(max(end, 0.0), row, text) for row, (end, text) in enumerate(texts)]
    low, high = min(0.0, *ends, *levels), max(0.0, *ends)
    names = [say("baseline"), *(named(part, one.parts) for part in one.parts), label]
    across = Axis("", one.unit or one.kind, low - 0.02 * (high - low), high + 0.55 * (high - low or 1.0), bare=True,
                  stroke=False)  # fmt: skip
    down = replace(rows([wrapped(text, 26) for text in names], high=last + 0.55), stroke=False)
    heading = words.capital(telling.subject(one.figure))
    return Panel((*marks, Rule(0, INK, upright=True)), across, down, ROW * (len(one.parts) + 2) + 0.45, heading)


def _texts(one: Attribution, telling: Steps) -> list[str]:
    """Return what is written in each row: the value in the baseline, each effect, the value in the scenario."""
    first = as_difference(one, one.parts[0])
    effects = (effect_text(one, part, telling) for part in one.parts)
    return [telling.level(first), *effects, telling.level(first._replace(baseline=one.other))]


def title(label: str, attributions: Sequence[Attribution], telling: Steps) -> str:
    """Return which change does most of the first difference."""
    if not attributions:
        return say("“{scenario}”: no figure differs", scenario=label)
    one = attributions[0]
    part = max(one.parts, key=lambda part: abs(part.effect))
    if not part.effect:
        return say("“{scenario}”: no change moves {figure}", scenario=label, figure=telling.subject(one.figure))
    effect = effect_text(one, part, telling)
    change = input_name(part.name) if part.name != TOGETHER else named(part, one.parts)
    return say(
        "“{scenario}”: {change} does most to {figure}, {effect}",
        scenario=label, change=change, figure=telling.subject(one.figure), effect=effect,
    )  # fmt: skip
