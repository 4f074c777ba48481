"""The details of the answer, sentence by sentence; the first screen has tests of its own."""

import numpy as np
import pytest

from sim.views.run.answer import answer, details, legend, target
from sim.views.run.assumption_words import FIXED

pytestmark = pytest.mark.unit
NAN = float("nan")


def told(result) -> list[str]:
    """The details with the targets, and the legend."""
    targets = [target(met, result) for met in result.targets]
    return [*(one.sentence for one in details(result, targets)), legend(result)]


def first(port, runs=200, measures=None, **given) -> str:
    """The first sentence of the answer, about the only measure."""
    name = next(iter(measures)) if measures else "leased_hall"
    lists = {what: value for what, value in given.items() if callable(value)}

    def figures(number: int) -> dict[str, float]:
        own = {"day": 82.0, "lead": 110.0} | given | {what: value(number) for what, value in lists.items()}
        return port.measure_figures(name, number, own.pop("day"), own.pop("lead"), **own)

    result = port.make(port.scenario(measures=measures), runs=runs, figures=figures)
    return told(result)[0]


def test_a_lease_that_always_comes_too_late(port, year) -> None:
    assert told(year)[0] == (
        "Leased hall: ordered in 90% (85–93%) of 200 runs, typically on 29 March 2025 (24 March–4 April); "
        "ready on 18 July 2025 (6–28 July); in all of them (98–100%) the crowding had ended before it opened. "
        "Between order and opening, the hall was above its 150 places for 803.0 hours (802.7–803.3) on average. "
        "Once open, it was needed on no day and stood unneeded on 170 days on average."
    )


def test_one_replication_has_no_shares(port) -> None:
    assert first(port, runs=1, late_hours=1.0) == (
        "Leased hall: ordered on 24 March 2025; ready on 12 July 2025; the crowding had ended before it opened. "
        "Between order and opening, the hall was above its 150 places for 1 hour. "
        "Once open, it was needed on no day and stood unneeded on 170 days."
    )


def test_never_ordered(port) -> None:
    assert first(port, day=NAN) == "Leased hall: never ordered in 200 runs (its chance is at most 1.9%)."
    assert first(port, runs=1, day=NAN) == "Leased hall: not ordered."


def test_always_ordered_on_one_day_and_always_needed(port) -> None:
    said = first(port, days_needed=3.0, late_hours=0.0)
    assert said.startswith(
        "Leased hall: ordered in all 200 runs (98–100%), on 24 March 2025; ready on 12 July 2025; "
        "it was needed once open in all of them (98–100%). "
    )
    assert said.endswith("Once open, it was needed on 3 days and stood unneeded on 170 days on average.")


def test_ordered_but_never_ready(port) -> None:
    assert first(port, day=300.0, lead=NAN, late_hours=2.0) == (
        "Leased hall: ordered in all 200 runs (98–100%), on 28 October 2025; never ready before the run ended. "
        "Between order and the end, the hall was above its 150 places for 2 hours on average."
    )


def test_sometimes_ready_sometimes_needed(port) -> None:
    said = first(
        port,
        lead=lambda k: NAN if k % 2 else 100.0,
        days_needed=lambda k: float(k % 4 == 0),
        late_hours=lambda k: float(k % 8 == 2),
    )
    assert said.startswith(
        "Leased hall: ordered in all 200 runs (98–100%), on 24 March 2025; "
        "ready before the run ended in 50% (43–57%) of those, then on 2 July 2025; "
        "it was needed once open in 50% (40–60%) of them, in 25% (18–34%) of them the crowding had ended "
        "before it opened, in 25% (18–34%) of them there was no crowding to relieve. "
    )


def test_officers_and_two_step_processing_in_their_own_words(port) -> None:
    measures = {"two_step": port.TWO_STEP, "officers_on_loan": port.OFFICERS, "leased_hall": port.HALL}
    given = port.scenario(measures=measures)

    def figures(number: int) -> dict[str, float]:
        return (
            port.measure_figures("two_step", number, 80.0, 0.0, days_open=30.0)
            | port.measure_figures("officers_on_loan", number, 60.0, 3.0, days_open=1.0, times=2.0)
            | {"deferred": 400.0}
        )

    said = told(port.make(given, figures=figures))
    assert [sentence.split(":")[0] for sentence in said[:3]] == ["Leased hall", "Two step", "Officers on loan"]
    assert said[1] == (
        "Two step: opened in all 200 runs (98–100%), on 22 March 2025. In use on 30 days on average. "
        "It deferred 400 claimants on average."
    )
    assert said[2] == (
        "Officers on loan: ordered in all 200 runs (98–100%), on 2 March 2025; on duty from 5 March 2025. "
        "In use on 1 day on average, 2 orders a run."
    )


def test_no_measures(port) -> None:
    said = told(port.make(port.scenario(measures={})))
    assert said[0] == "No contingency measure is enabled, so nothing is ordered."


def test_interrupted(port) -> None:
    assert answer(port.make(runs=77, asked=200))[1] == "77 of 200 runs were finished; everything here rests on them."
    assert answer(port.make(runs=1, asked=2))[1] == "1 of 2 runs was finished; everything here rests on it."


def test_the_first_screen_comes_first_and_the_legend_last(port, year) -> None:
    said = answer(year)
    assert said[0].startswith("Space is ordered in nine runs in ten, in March or April")
    assert said[1].startswith("Chance: 180 of 200 runs order it") and said[2].startswith("Assumptions: held")
    assert said[-len(told(year)) :] == told(year)
    assert said[-1] == legend(year)


def test_the_rest_of_the_answer(port) -> None:
    assert told(port.make(runs=200, noise=0.1))[1:] == [
        f"Assumptions: {FIXED}",
        "Crowding: the hall held more people than its open space for 898 hours (885–911) of 8,760 on average; "
        "the most on site at once was 297 persons (293–301).",
        "Not served: 40 claimants (39–41) still there at the end.",
        "Time on site: 19.7 hours (19.4–20.0) on average; 19 claimants in 20 stay less than 60.4 hours (59.7–61.2); "
        "served and gone 82.4% (81.1–83.6%) within 24 h and 98.2% (96.4–99.4%) within 72 h.",
        "Returned to the United States: 15.2% (15.0–15.4%) of those decided, 2,700 claimants (2,660–2,740); "
        "by stream: port of entry 14.8% (14.6–15.1%) and police 24.1% (23.7–24.4%).",
        "Cost: 35.7 million CAD (35.2–36.1) in total, 2,000 CAD (1,970–2,030) a claimant; "
        "leased hall 2.30 million CAD.",
        "Target met: served and gone within 24 h should be at least 80%; the mean is 82.4% (81.1–83.6%); "
        "met in 60% (54–67%) of runs.",
        "Target missed: hours above the open space of the hall should be at most 120 h; the mean is 898 h (885–911); "
        "met in no run of 200.",
        "In brackets: the 95% confidence interval of a mean or a share; for a date (the median of the runs in which "
        "it happened), the span of nine runs in ten. A figure that fewer than five runs decide, all others alike, has "
        "too few runs for an interval.",
    ]


def test_nobody_came(port) -> None:
    nothing = {"time_on_site_mean": NAN, "time_on_site_p95": NAN, "returned_share": NAN, "cost_total": 0.0}
    nothing |= {"arrived": 0.0, "present_at_start": 0.0}
    nothing |= {"within_24h": NAN, "within_72h": NAN, "over_capacity_hours_hall": 0.0, "on_site_peak": 0.0}
    given = port.scenario(measures={}, space={"areas": {"hall": {"persons": 150}}})
    said = told(port.make(given, figures=lambda number: nothing))
    assert said[1:7] == [
        f"Assumptions: {FIXED}",
        "Crowding: no area ever held more people than its open space; the most on site at once was 0 persons "
        "(too few runs).",
        "Not served: 40 claimants (±1) still there at the end.",
        "Time on site: nobody arrived.",
        "Returned to the United States: nobody was decided.",
        "Cost: the scenario gives no costs.",
    ]
    target = "Target missed: served and gone within 24 h should be at least 80%"
    assert said[7] == f"{target}; the figure does not exist in any run."


def test_a_port_without_areas_whose_people_wait_outside(port) -> None:
    given = port.scenario(
        measures={},
        space={},
        targets={},
        process={
            "steps": {"interview": {"staff": {"officers": 1}, "time": "1 h"}},
            "journeys": {"everyone": ["interview"]},
        },
    )
    said = told(port.make(given, runs=1, figures=lambda number: {"outside_peak": 1.0, "on_site_peak": 2.0}))
    assert said[2] == (
        "Crowding: the scenario has no areas to fill; the most on site at once was 2 persons; "
        "up to 1 person waited outside."
    )


def test_two_areas_extended_at_once(port) -> None:
    hall = port.HALL | {"brings": {"areas": {"hall": 200, "holding": 30}}}
    assert "the hall and the holding were above their own space for 2 hours" in first(
        port, measures={"leased_hall": hall}, late_hours=2.0
    )


def test_figures_among_runs_do_not_depend_on_runs_without_an_order(port) -> None:
    said = first(port, day=lambda k: 82.0 if k % 2 else np.nan, late_hours=lambda k: 5.0 if k % 2 else 0.0)
    assert "above its 150 places for 5 hours on average" in said
