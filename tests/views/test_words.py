"""Numbers, dates and names in words."""

import math

import pytest
import rich.padding
import rich.table

from sim.cli.saving import report_console
from sim.experiments.result import Summary
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.views.text.unbroken import Unbroken

pytestmark = pytest.mark.unit
NAN = math.nan


def figure(kind: str, mean: float, low: float = NAN, high: float = NAN, unit: str = "", n: int = 100) -> Summary:
    return Summary("x", kind, unit, n, mean, low, high, mean * 0.9, mean, mean * 1.1)


@pytest.mark.parametrize(
    ("summary", "unit", "said"),
    [
        (figure("hours", 1034.3, 1010.1, 1058.5), "hour", "1,030 hours (1,010–1,060)"),
        (figure("hours", 803.0, 802.6, 803.4), "hour", "803.0 hours (802.6–803.4)"),
        (figure("hours", 19.63), "hour", "19.6 hours (too few runs)"),
        (figure("hours", 894.6, n=1), "hour", "895 hours"),
        (figure("hours", 170.0, n=1), "hour", "170 hours"),
        (figure("hours", 3.0, 0.2, 43.0), "hour", "3 hours (0–43)"),
        (figure("number", 1.0, 1.0, 1.0), "day", "1 day"),
        (figure("number", 0.0, 0.0, 0.0), "day", "0 days"),
        (figure("share", 0.8312, 0.8271, 0.8353), "", "83.1% (82.7–83.5%)"),
        (figure("share", 0.83, 0.79, 0.87), "", "83% (79–87%)"),
        (figure("share", 0.152, 0.15196, 0.15204), "", "15.2% (±0.1%)"),
        (figure("share", 0.999, 0.98, 0.99996), "", "99.9% (98.0–100.0%)"),
        (figure("flag", 0.93, 0.895, 0.955), "", "93% (90–96%)"),
        (figure("money", 41_312_000.0, 41_000_000.0, 41_624_000.0), "", "41.3 million CAD (41.0–41.6)"),
        (figure("money", 412_345.0, 400_000.0, 424_690.0), "", "412,000 CAD (400,000–425,000)"),
        (figure("money", 2_300_000.0, 2_300_000.0, 2_300_000.0), "", "2.30 million CAD"),
        (figure("count", 3.52, 3.21, 3.83), "order", "3.5 orders (3.2–3.8)"),
        (figure("count", 2699.7, 2691.4, 2708.0), "claimant", "2,700 claimants (2,691–2,708)"),
        (figure("count", NAN, n=0), "claimant", "–"),
    ],
)
def test_an_estimate_is_rounded_to_what_its_interval_supports(summary: Summary, unit: str, said: str) -> None:
    assert words.estimate(summary, unit, "CAD") == said


@pytest.mark.parametrize(
    ("half", "mean", "decimals"),
    [(24.0, 1034.0, -1), (12.0, 1034.0, 0), (0.4, 83.0, 1), (1.0, 83.0, 1), (40.0, 3.0, 0), (0.012, 5.0, 1)],
)
def test_decimals(half: float, mean: float, decimals: int) -> None:
    assert words.decimals(half, mean, 1) == decimals


def test_a_rounded_zero_has_no_sign() -> None:
    assert words.Rounding(0, 1.0, "").text(-0.2) == "0"


@pytest.mark.parametrize(
    ("part", "said"), [(0.0, "0%"), (1.0, "100%"), (0.004, "0.4%"), (0.995, "99.5%"), (0.5, "50%")]
)
def test_percent(part: float, said: str) -> None:
    assert words.percent(part) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_lists(parts: list[str], said: str) -> None:
    assert words.listed(parts) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (76, 88, "18–30 March"),
        (76, 76.4, "18 March"),
        (175, 212, "25 June–1 August"),
        (350, 370, "17 December 2025–6 January 2026"),
        (370, 372, "6–8 January 2026"),
    ],
)
def test_spans_of_dates(port, first: float, last: float, said: str) -> None:
    dates = Dates(port.scenario(days=400))
    assert dates.span(first * 86400 + 7200, last * 86400 + 7200, 2025) == said


def test_dates_follow_daylight_saving(port) -> None:
    dates = Dates(port.scenario())
    midnight_of_1_july = dates.clock.tick(dates.clock.first_day.replace(month=7))
    assert dates.moment(midnight_of_1_july) == "2025-07-01 00:00"
    assert dates.whole() == "1 January–31 December 2025"


def test_short_spans_tell_the_time_of_day(port) -> None:
    dates = Dates(port.scenario(days=3))
    assert dates.day(50 * 3600) == "3 January 2025 at 02:00"
    assert dates.span(3600, 7200) == "1 January 01:00–02:00"
    assert dates.span(3600, 90000) == "1 January 01:00–2 January 01:00"


def test_a_hard_blank_holds_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich breaks a line there: a number would part from its unit, and from its thousands."""
    monkeypatch.setenv("COLUMNS", "16")
    console, told = report_console(), "un coût de 12\u00a0010\u00a0000\u00a0$ par an"
    table = rich.table.Table(box=None, padding=0)
    table.add_column(Unbroken("a b\u00a0c"), width=15)
    table.add_row(Unbroken(told))
    for printed in (told, rich.padding.Padding(Unbroken(told), (0, 0, 0, 2)), table):
        console.print(printed)
        lines = capsys.readouterr().out.splitlines()
        assert any("12\u00a0010\u00a0000\u00a0$" in line for line in lines)
