"""Tables for the terminal, and the words of the diary."""

from datetime import date

import pytest
from rich.console import Console

from sim.port.log import Entry, Event, Reason, Seen
from sim.scenario.data.counts import Count, Counts
from sim.scenario.language.contingency import Measure
from sim.scenario.source.yaml_writer import duration
from sim.views.kit.terminal_table import main_figures, notes, targets
from sim.views.run import decision
from sim.views.run.diary import diary
from sim.views.run.page import html
from sim.views.text.condition_words import condition_text

pytestmark = pytest.mark.unit


def printed(table, width: int) -> list[str]:
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


@pytest.mark.parametrize("width", [80, 100])
def test_main_figures_fit_without_wrapping(port, width: int) -> None:
    measures = {"leased_hall": port.HALL, "loan": port.OFFICERS}

    def wide(number: int) -> dict[str, float]:
        return {"cost_loan": 450_000.0 + 3_430 * number}  # 450,000-1,130,000: money is told nowhere longer

    result = port.make(port.scenario(measures=measures), figures=wide)
    lines = printed(main_figures(result), width)
    rows = [row for group in decision.decision(result) for row in (group.heading, *group.rows)]
    assert len([line for line in lines if line]) == len(rows) + 2
    assert max(map(len, lines)) <= width


def test_main_figures(year) -> None:
    lines = printed(main_figures(year), 80)
    assert [" ".join(line.split()) for line in lines if line][2:9] == [
        "Leased hall",
        "Chance of an order 90% 85–93% –",
        "First order, median 29 Mar 2025 29–30 Mar 24 Mar–4 Apr",
        "First ready, median 18 Jul 2025 16–18 Jul 6–28 Jul",
        "Crowded before ready 720 h 680–760 0–810",
        "Days needed 0 days 0–7 0",
        "Days open, unneeded 153 days 145–160 0–170",
    ]


FEW = "The 5th and 95th percentile of the runs are not told of fewer than 72 runs."


@pytest.mark.parametrize("runs", [1, 2, 71, 72])
def test_percentiles_of_the_runs_are_told_from_the_number_on_that_they_need(port, runs: int) -> None:
    result = port.make(port.scenario(measures={"loan": port.OFFICERS}), runs=runs)
    said, page = "\n".join(printed(main_figures(result), 100)), html(result, "", [])
    enough = runs >= 72
    assert ("5–95% of runs" in said) == ("5–95% of runs" in page) == enough
    assert notes(result).count(FEW) == page.count(FEW) == (1 < runs < 72)
    for _, row in decision.figures(result):
        assert enough or (row.spread, row.ends) == ("–", ("", ""))
    if enough:
        assert 'class="meaning">' in page and "the 95% interval of each" in page


def test_the_intervals_beside_the_percentiles_are_those_of_the_summary(port) -> None:
    result = port.make(port.scenario(), runs=200, figures=lambda k: {"on_site_mean": float(100 + k)})
    one, row = result.summary["on_site_mean"], decision.row(result, "on_site_mean")
    assert (one.p5, one.p5_low, one.p5_high) == (109, 103, 116)
    assert (row.spread, row.ends) == ("109–289", ("103–116", "283–296"))


def test_a_date_of_few_runs_has_no_range(port) -> None:
    nan = float("nan")
    half = lambda k: port.measure_figures("leased_hall", k, *((nan, nan) if k % 2 else (40.0, 90.0)))  # noqa: E731
    result = port.make(runs=100, figures=half)
    rows = {row.label: row for row in decision.decision(result)[0].rows}
    assert rows["First order, median"].spread == "–" and rows["Cost"].spread != "–"
    assert "The range of a date is not told where fewer than 72 of the runs have it." in notes(result)


def test_targets(year) -> None:
    lines = [" ".join(line.split()) for line in printed(targets(year), 110)]
    assert "Served and gone within 24 h at least 80% 82.9% 95% (91–97%) met" in lines
    assert "Hours above the open space of the hall at most 120 h 900 h 0.0% (0.0–1.9%) missed" in lines


def test_brackets_in_a_name_are_text(port) -> None:
    result = port.make(port.scenario(measures={"[red]hall": port.HALL}), runs=3)
    assert any("[red]hall" in line for line in printed(main_figures(result), 100))


def test_a_measure_that_is_never_ordered_has_no_dates(port) -> None:
    nan = float("nan")
    result = port.make(runs=5, figures=lambda k: port.measure_figures("leased_hall", k, nan, nan))
    rows = {row.label: row for row in decision.decision(result)[0].rows}
    assert rows["First order, median"] == decision.Row("First order, median", "never", "–", "–")


RULES = {
    "crowded": ({"watch": "occupancy", "of": "main_hall", "above": "80%", "for": "2 d"}, 1.31, 0.8,
                "crowded: people in the main hall at 131%; rule: above 80% of the open space for 2 d"),
    "full": ({"watch": "occupancy", "of": "hall", "above": 150}, 151.0, 150.0,
             "full: people in the hall 151 persons; rule: above 150 persons"),
    "swamped": ({"watch": "arrivals", "over": "7 d", "of": "staffed_capacity", "above": "100%"}, 1.2, 1.0,
                "swamped: arrivals over 7 d at 120%; rule: above 100% of the staffed capacity"),
    "busy": ({"watch": "arrivals", "over": "36 h", "above": 50}, 61.25, 50.0,
             "busy: arrivals over 36 h 61.2 claimants a day; rule: above 50 claimants a day"),
    "long_wait": ({"watch": "longest_wait", "below": "90 min", "for": "6 h"}, 0.25, 1.5,
                  "long wait: longest wait 0.2 h; rule: below 1.5 h for 6 h"),
    "stay": ({"watch": "longest_stay", "above": "2 d"}, 49.0, 48.0, "stay: longest stay 49 h; rule: above 48 h"),
    "queue": ({"watch": "waiting_for", "step": "intake", "above": 5}, 6.0, 5.0,
              "queue: waiting for intake 6 persons; rule: above 5 persons"),
    "door": ({"watch": "outside", "above": 0}, 1.0, 0.0, "door: people outside 1 person; rule: above 0 persons"),
    "load": ({"watch": "work_waiting", "of": "officers", "above": 40}, 44.4, 40.0,
             "load: work waiting for officers 44.4 officer-hours; rule: above 40 officer-hours"),
    "soon": ({"watch": "forecast_occupancy", "of": "main_hall", "ahead": "82 d", "above": 120}, 131.26, 120.0,
             "soon: people expected in the main hall 82 d ahead 131 persons; rule: above 120 persons"),
    "soon_crowded": ({"watch": "forecast_occupancy", "of": "hall", "ahead": "36 h", "above": "80%", "for": "1 d"}, 0.9,
                     0.8, "soon crowded: people expected in the hall 36 h ahead at 90%; "
                     "rule: above 80% of the open space for 1 d"),
    "soon_full": ({"watch": "forecast_full", "of": "hall", "ahead": "82 d", "above": "30%", "of_space": "base"}, 0.41,
                  0.3, "soon full: chance of more people in the hall than its base space 82 d ahead at 41%; "
                  "rule: above 30%"),
    "date": ({"on": "2025-01-22"}, 1.0, 1.0, "date: the date 2025-01-22 had come"),
    "unknown": (None, 3.0, 2.0, "unknown: 3; rule: 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_what_was_seen_is_told_with_its_rule(name: str) -> None:
    condition, value, level, said = RULES[name]
    rule = {"any": {name: condition}} if condition else {"any": {"other": {"on": "2025-01-01"}}}
    measure = Measure.model_validate({"order_when": rule, "brings": {}})
    assert condition_text(Seen(name, value, level), measure) == said


def test_a_level_that_was_drawn_is_told_with_its_unit_and_beside_the_right_rule() -> None:
    """An uncertain level is another in each run, and two rules may call their conditions alike."""
    hall = {"watch": "occupancy", "of": "hall", "of_space": "base"}
    measure = Measure.model_validate({
        "order_when": {"any": {"hall": hall | {"above": "80%"}}},
        "release_when": {"any": {"hall": hall | {"below": "40%"}}}, "brings": {"areas": {"hall": 10}},
    })  # fmt: skip
    assert condition_text(Seen("hall", 0.8421052631578947, 0.7719), measure) == (
        "hall: people in the hall at 84%; rule: above 77% of the base space"
    )
    assert condition_text(Seen("hall", 0.3333333333333333, 0.42), measure) == (
        "hall: people in the hall at 33%; rule: below 42% of the base space"
    )


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (Entry(0, 0, Event.ORDERED, ("crowded",)), "ordered"),
        (Entry(0, 0, Event.ORDERED, ("by_hand",)), "ordered: by hand"),
        (Entry(0, 0, Event.READY), "ready"),
        (Entry(0, 0, Event.REFUSED, reason=Reason.ALREADY_OPEN), "not ordered again: already open"),
        (Entry(0, 0, Event.REFUSED, reason=Reason.WITHIN_TERM), "not given back: within its term"),
        (Entry(0, 0, Event.KEPT, option=2), "option 2 taken"),
        (Entry(0, 0, Event.GIVEN_BACK, ("crowded",)), "option not taken"),
        (Entry(0, 0, Event.RELEASED, ("crowded",)), "given back"),
        (Entry(0, 0, Event.RELEASED, reason=Reason.TERM_OVER), "given back: the term is over"),
        (Entry(0, 0, Event.CANCELLED, ("crowded",)), "called off"),
        (Entry(0, 0, Event.OVERTAKEN, reason=Reason.CEASED), "ready, but what it was ordered for was over"),
    ],
)
def test_entries_in_words(port, entry: Entry, what: str) -> None:
    seen = (Seen("crowded", 0.9, 0.8),)
    result = port.make(port.scenario(days=3), runs=1, diary=(entry._replace(seen=seen),))
    assert diary(result).lines[0].what == what


def test_a_long_diary_is_cut_and_says_so(port) -> None:
    entries = tuple(Entry(60 * k, 0, Event.ORDERED) for k in range(9))
    found = diary(port.make(port.scenario(days=3), runs=1, diary=entries), most=5)
    assert len(found.lines) == 5 and found.left_out == 4


def test_the_example_says_why_it_was_chosen(year, port) -> None:
    assert diary(year).chosen == (
        "of the runs in which the leased hall was ordered (90% of 200), the one whose first order is nearest to the "
        "median date"
    )
    assert diary(port.make(port.scenario(days=3, measures={}), runs=2)).chosen.startswith("no measure was ordered")


@pytest.mark.parametrize(
    ("seconds", "said"), [(172800, "2 d"), (21600, "6 h"), (5400, "90 min"), (61, "61 s"), (0.5, "0.5 s")]
)
def test_lengths_of_time(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_the_tables_of_a_year_that_was_counted_tell_histories_and_no_chance(port) -> None:
    january = Count(date(2025, 1, 1), date(2025, 1, 31), 1500, date(2025, 2, 1), "A", "made")
    counted = {"claimants_per_day": 50, "conditioned_on": {"counts": Counts("counted.csv", (january,))}}
    scenario = port.scenario(measures={"leased_hall": port.HALL}, arrivals={"port_of_entry": counted})
    result = port.make(scenario, figures=lambda number: {"on_site_peak": 100.0 + number})
    shown = "\n".join([*printed(main_figures(result), 100), *printed(targets(result), 100)])
    page = html(result, "", [])
    for text in (shown, page):
        assert "Histories with an order" in text and "hance of an order" not in text
        assert "5–95% of histories" in text and "of runs" not in text
        assert "istories that meet it" in text and "uns that meet it" not in text
    assert result.figures["leased_hall_ordered"].subject == "the share of histories with an order of the leased hall"
