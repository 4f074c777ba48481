"""The tables that are shown of a result, recomputed from its replications: every row, as far as it is rounded."""

import math
import re

import pytest
from rich.console import Console
from truth_files import figures_told, least

from sim.views.kit.terminal_table import main_figures, notes, targets
from sim.views.run import decision

NEEDED = 72  # runs, of which the 5th and the 95th percentile have an interval: .95 ** 72 < 2.5%


def number(text):
    """The first number of a cell of the decision table, its unit and its rounding."""
    cleaned = text.replace(",", "").split("±")[0]
    first = cleaned.split()[0].rstrip("%").split("–")[0]
    scale = 1e6 if "million" in text else 0.01 if "%" in text else 1.0
    return float(first) * scale, scale * 10.0 ** -(len(first.split(".")[1]) if "." in first else 0)


def coarse(grain, value):
    """How far a rounded number may be off: never coarser than the first digit of the mean, or of half an interval."""
    return 0.51 * max(grain, 10.0 ** math.floor(math.log10(value)) if value > 0 else 0)


def check_table(result):
    """Every row of the table of all figures: the mean as it is rounded, the interval or why it has none, the range."""
    found = figures_told(result)
    assert [name for name, _ in decision.figures(result)] == list(result.names)
    for name, row in decision.figures(result):
        one, values = result.summary[name], [figures[result.names.index(name)] for figures in found]
        values = [value for value in values if not math.isnan(value)]
        if len(values) < NEEDED or one.kind == "flag":
            assert (row.spread, row.ends) == ("–", ("", ""))
        if one.kind == "date" or not values:
            assert (row.value in ("never", "–")) == (not values)
            continue
        if row.value.startswith("more than "):  # a quantile of stays up to a limit, not reached in every run
            lower = sum(values) / len(values)
            assert max(values) == 72
            assert float(row.value.split()[2]) == pytest.approx(lower, abs=0.0 if lower == 72 else 5)
            continue
        value, grain = number(row.value)
        mean = math.fsum(values) / len(values)
        assert value == pytest.approx(mean, abs=coarse(grain, mean))
        check_within(row, one, grain)
        check_spread(row, values, row.value, grain, mean)


def check_within(row, one, grain):
    """The cell of the interval."""
    if math.isnan(one.low):
        assert row.interval == ("too few runs" if one.n > 1 else "–")
        return
    assert not row.interval.startswith(("-", "−"))
    ends = re.fullmatch(r"([\d,.]+)–([\d,.]+)%?", row.interval)
    scale = 1e6 if "million" in row.value else 0.01 if "%" in row.value else 1.0
    if ends:
        half = (one.high - one.low) / 2
        for text, end in zip(ends.groups(), (one.low, one.high), strict=True):
            assert float(text.replace(",", "")) * scale == pytest.approx(end, abs=coarse(grain, half))
    else:
        known = one.low == one.high
        assert row.interval in ("exact", "–") if known else row.interval.startswith("±")


def check_spread(row, values, told, grain, mean):
    """The range of nine runs in ten, where there are enough."""
    if row.spread == "–":
        return
    scale = 1e6 if "million" in told else 0.01 if "%" in told else 1.0
    ends = [float(text) * scale for text in row.spread.replace(",", "").replace("%", "").split("–")]
    for end, percent in zip((ends * 2)[:2] if len(ends) == 1 else ends, (5, 95), strict=True):
        assert end == pytest.approx(least(values, percent), abs=coarse(grain, mean))


def check_shown(result):
    """What is on the screen: rows of the table of all figures under their headings, the targets, the notes."""
    of_all = {row._replace(label="") for _, row in decision.figures(result)}
    shown = [row for group in decision.decision(result) for row in group.rows]
    assert all(row._replace(label="") in of_all for row in shown)
    screen, met = (printed(table) for table in (main_figures(result), targets(result)))
    for row in shown:
        begins, *others = row.label.split()  # a name may go on in the next line, no number does
        assert all(any(word in line for line in screen) for word in others), row
        cells = (begins, row.value, row.interval, *([row.spread] if row.spread != "–" else []))
        assert any(all(cell in line for cell in cells) for line in screen), row
    assert ("5–95% of runs" in "\n".join(screen)) == any(row.spread != "–" for row in shown)
    assert any("not told of fewer" in note for note in notes(result)) == (1 < len(result.runs) < NEEDED)
    for row, target in zip(decision.targets(result), result.targets, strict=True):
        assert row.met == target.met
        assert any(row.label in line and row.asked in line and row.value in line for line in met)


def printed(table):
    """The lines of a table on a wide screen."""
    console = Console(width=300, no_color=True)
    with console.capture() as found:
        console.print(table)
    return found.get().splitlines()
