"""The charts: their message, their labels, nothing over anything else."""

from collections.abc import Callable

import matplotlib
import numpy as np
import pytest
from chart_texts import missing, off_the_page, texts, written_over

from sim.experiments.result import Result
from sim.views.kit.draw import draw
from sim.views.kit.marks import Line
from sim.views.kit.pictures import drawing, drawings, inline, pictures, save
from sim.views.kit.wrapping import apart
from sim.views.run.charts import CHARTS, charts, order_dates, outcomes, people_on_site, staff_week, time_on_site
from sim.views.run.charts.people_on_site import by_day
from sim.views.run.first.middle import middle_run
from sim.views.run.run_statistics import cumulative, people_in

pytestmark = pytest.mark.unit
LONG = "an_extremely_long_name_of_a_measure_that_nobody_would_ever_write"


def _short(port) -> Result:
    given = port.scenario(days=3)
    return port.make(
        given, 30, figures=lambda k: port.measure_figures("leased_hall", k, 0.5 + k / 60, 1.2, days_needed=1.0)
    )


def _one(port) -> Result:
    return port.make(runs=1, figures=lambda k: port.measure_figures("leased_hall", k, 82.0, 110.0))


def _many(port) -> Result:
    measures = {"two_step": port.TWO_STEP, "loan": port.OFFICERS, "leased_hall": port.HALL, LONG: port.HALL}
    return port.make(port.scenario(measures=measures), runs=40, asked=200)


def _bare(port) -> Result:
    return port.make(port.scenario(days=30, measures={}, name="A scenario with $a very$ long name_ " * 6), runs=20)


def _two_years(port) -> Result:
    return port.make(port.scenario(days=800), runs=5)


CASES: dict[str, Callable[..., Result]] = {
    "short": _short, "one": _one, "many": _many, "bare": _bare, "two years": _two_years,
}  # fmt: skip


@pytest.fixture(scope="module", params=list(CASES))
def result(request, port) -> Result:
    return CASES[request.param](port)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_every_chart_is_whole_and_nothing_is_written_over_anything_else(result, chart) -> None:
    value = chart(result)
    assert missing(value) == [] and value.name == chart.__name__
    figure = draw(value)
    assert written_over(figure) == [] and off_the_page(figure) == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_every_chart_says_where_it_comes_from(result, chart) -> None:
    foot = chart(result).source
    assert "seed 2025" in foot and "replication" in foot and foot.startswith("portsim ")


def test_messages_of_a_year(year) -> None:
    assert [chart(year).title for chart in CHARTS] == [
        "The hall was over its 150 places on 38 days or more in half of the runs; "
        "the leased hall opened after the crowding, on 18 July 2025",
        "The leased hall was ordered in 90% of runs, typically on 29 March 2025, and ready 110 days later",
        "82.9% of claimants were served and gone within 24 hours; the target of at least 80% is met",
        "Officers: busy for 71% of the time on duty; in no hour of the week are nine in ten busy",
        "15.2% of decided claimants were returned to the United States, 2,700 claimants on average; "
        "most often in the stream police, 24.0%",
    ]


def test_messages_of_one_run(port) -> None:
    one = _one(port)
    assert people_on_site(one).title == (
        "The hall was over its 150 places on 46 days; the leased hall opened after the crowding, on 12 July 2025"
    )
    assert order_dates(one).title == "The leased hall was ordered on 24 March 2025, and ready 110 days later"


def _leased(port, **given) -> Result:
    own = {"day": 82.0, "lead": 110.0} | given
    day, lead = own.pop("day"), own.pop("lead")
    return port.make(
        runs=10,
        figures=lambda k: port.measure_figures("leased_hall", k, day(k) if callable(day) else day, lead, **own),
    )


def test_messages_when_space_is_rare_late_or_never(port) -> None:
    rare = _leased(port, day=lambda k: 82.0 if k == 0 else np.nan)
    assert people_on_site(rare).title.endswith("the leased hall was ordered in only 10% of runs")
    late = _leased(port, lead=np.nan)
    assert people_on_site(late).title.endswith("the leased hall was ordered but never opened")
    assert order_dates(late).title == (
        "The leased hall was ordered in every run, on 24 March 2025, and never ready in time"
    )
    never = _leased(port, day=np.nan)
    assert people_on_site(never).title.endswith("in half of the runs")
    assert order_dates(never).title == "The leased hall was never ordered"
    needed = _leased(port, days_needed=4.0)
    assert people_on_site(needed).title.endswith("the leased hall opened on 12 July 2025 and was needed on 4 days")


def test_messages_of_an_empty_port(port) -> None:
    empty = port.make(
        port.scenario(days=3, measures={}, targets={}, space={}, staff={}, process={
            "steps": {"wait": {"time": "1 h"}}, "journeys": {"everyone": ["wait"]}}),
        runs=2,
        figures=lambda k: dict.fromkeys(("within_24h", "within_72h", "returned_share", "time_on_site_mean"), np.nan),
    )  # fmt: skip
    assert people_on_site(empty).title.startswith("At most ")
    assert order_dates(empty).title == "No contingency measure is enabled"
    assert time_on_site(empty).title == "Nobody arrived"
    assert staff_week(empty).title == "The scenario has no staff"
    assert outcomes(empty).title == "No claimant was decided"


def test_the_line_of_people_is_one_run_that_was_played(year) -> None:
    """A median hour by hour is a year that never happens, and lies under places that every run is over."""
    marks = people_on_site(year).panels[0].marks
    (line,) = [one for one in marks if isinstance(one, Line) and one.label == "the middle run"]
    own = by_day(year, people_in(year, "hall"))[1][year.runs.index(middle_run(year))]
    assert list(line.y) == list(own) and len(line.y) == 365


def test_axes_carry_their_units(year) -> None:
    first = people_on_site(year)
    assert (first.panels[0].y.label, first.panels[0].y.unit) == (
        "persons in the hall, busiest hour of each day", "persons",
    )  # fmt: skip
    assert first.panels[-1].x.label == "local time, America/Toronto"
    written = [said for said, _ in texts(draw(first))]
    assert {"150 places", "350 open", "Jan\n2025", "Dec", "nine runs in ten", "the middle run"} <= set(written)
    since = time_on_site(year).panels[0].x
    assert (since.label, since.unit) == ("hours since arrival (waiting outside included)", "h")
    assert staff_week(year).panels[0].y.label == "officers, mean"


def test_dates_state_the_share_never_ordered(year) -> None:
    labels = {label.text for label in order_dates(year).panels[0].labels}
    assert labels == {"ordered 90%", "ready 90%", "never ordered 10%"}


def test_the_steps_of_a_measure_are_the_share_of_runs_by_date() -> None:
    when = np.array([30.0, np.nan, 5.0, 20.0])  # of four runs one ordered in the warm-up, one never
    assert cumulative(when, 10, 40) == ((10, 10, 20, 30, 40), (0, 25, 50, 75))


def test_the_global_style_is_left_alone(year) -> None:
    before = dict(matplotlib.rcParams)
    drawing(outcomes(year))
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_equal_results_give_equal_bytes(port, chart) -> None:
    first, second = (drawing(chart(_short(port))) for _ in range(2))
    assert first == second


def test_files(port, tmp_path) -> None:
    written = save(drawings(charts(_short(port))), tmp_path / "charts")
    assert sorted(path.name for path in written) == sorted(
        f"{chart.__name__}.{ending}" for chart in CHARTS for ending in ("png", "svg")
    )
    assert all(path.stat().st_size > 5000 for path in written)


def test_elements_of_a_page_share_no_ids(port) -> None:
    ids = [
        part.split('"')[0]
        for picture in pictures(drawings(charts(_short(port))))
        for part in picture.svg.split(' id="')[1:]
    ]
    assert len(ids) == len(set(ids))


def test_inline_drops_what_a_page_does_not_need() -> None:
    text = (
        '<?xml version="1.0"?>\n<svg width="9pt" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">'
        '<metadata>x</metadata><g id="a"><use xlink:href="#b" style="clip-path: url(#c)"/></g></svg>\n'
    )
    assert inline(text, "p") == (
        '<svg viewBox="0 0 9 9" aria-hidden="true" focusable="false">'
        '<g id="p-a"><use xlink:href="#p-b" style="clip-path: url(#p-c)"/></g></svg>'
    )


@pytest.mark.parametrize(
    ("at", "placed"),
    [([], []), ([5.0], [5.0]), ([5.0, 5.0], [5.0, 6.0]), ([10.0, 10.0, 0.0], [9.0, 10.0, 0.0]), ([-3.0], [0.0])],
)
def test_labels_are_moved_apart(at: list[float], placed: list[float]) -> None:
    assert apart(at, 1.0, 0.0, 10.0) == placed
