"""What other readings of what is not settled make of the same runs, in a sentence."""

from typing import TYPE_CHECKING

from sim.views.run.first.overflow import overflow_area, overflow_measure
from sim.views.run.first.phrases import conditioned
from sim.views.text import words
from sim.wording import counted, say
from sim.wording.quantity import listed, written

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.experiments.statistics.other_reading import OtherReading, ReadOtherwise


def readings_said(result: "Result") -> str:
    """Return it: "as written it is ordered in 34 of 100 runs, with the minutes inside the hours in 11"."""
    name, found = overflow_measure(result), result.other_readings
    figure = f"{name}_ordered" if name else f"peak_{area}" if (area := overflow_area(result)) else "on_site_peak"
    told = [(one, one.figures[figure]) for one in found if figure in one.figures]
    if not told:
        return ""
    if not name:
        before = _rounded(result, figure, told[0][1].as_written)
        others = [
            say("{reading} {value}", reading=one.name, value=_rounded(result, figure, of.otherwise)) for one, of in told
        ]
        return say(
            "{figure} is {value} as written, {others}",
            figure=result.figures[figure].label,
            value=before,
            others=listed(others),
        )
    others = [say("{reading} in {k}", reading=one.name, k=_orders(of, of.otherwise)) for one, of in told]
    ordered, runs, measure = _orders(told[0][1], told[0][1].as_written), told[0][1].runs, words.plain(name)
    if conditioned(result):
        return counted(
            "as written the {measure} is ordered in {k} of {n} history, {others}",
            "as written the {measure} is ordered in {k} of {n} histories, {others}",
            runs, measure=measure, k=ordered, others=listed(others),
        )  # fmt: skip
    return counted(
        "as written the {measure} is ordered in {k} of {n} run, {others}",
        "as written the {measure} is ordered in {k} of {n} runs, {others}",
        runs, measure=measure, k=ordered, others=listed(others),
    )  # fmt: skip


def _orders(of: "ReadOtherwise", share: float) -> str:
    return written(round(share * of.runs))


def _rounded(result: "Result", figure: str, value: float) -> str:
    how = words.rounding(result.summary[figure], result.scenario.currency)
    return how.text(value) + how.suffix


def readings_rest_on(found: "tuple[OtherReading, ...]") -> str:
    """Return on what it rests."""
    return counted("the same people in the first {n} run", "the same people in the first {n} runs", found[0].runs)
