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
        "Leased hall. It is ordered in 90% (85–93%) of 200 runs. "
        "The first order comes on 29 March 2025 (24 March–4 April). It opens 110 days after the order. "
        "The crowding is over before it opens in all of these runs (98–100%). "
        "Between order and opening, the hall is over its 150 places for 33.5 days (33.4–33.5) on average. "
        "Once open, it is needed on 0 days (0–7) on average. It stands unneeded on 170 days on average."
    )


def test_one_replication_has_no_shares(port) -> None:
    assert first(port, runs=1, late_hours=1.0) == (
        "Leased hall. It is ordered on 24 March 2025. It opens 110 days after the order. "
        "The crowding is over before it opens. "
        "Between order and opening, the hall is over its 150 places for 1 hour. "
        "Once open, it is needed on 0 days. It stands unneeded on 170 days."
    )


def test_never_ordered(port) -> None:
    assert first(port, day=NAN) == "Leased hall. It is never ordered in 200 runs; its chance is at most 1.9%."
    assert first(port, runs=1, day=NAN) == "Leased hall. It is not ordered."


def test_always_ordered_on_one_day_and_always_needed(port) -> None:
    said = first(port, days_needed=3.0, late_hours=0.0)
    assert said.startswith(
        "Leased hall. It is ordered in all of 200 runs (98–100%). The first order comes on 24 March 2025. "
        "It opens 110 days after the order. It is needed once open in all of these runs (98–100%). "
    )
    assert said.endswith("Once open, it is needed on 3 days on average. It stands unneeded on 170 days on average.")


def test_orders_in_two_seasons_are_told_by_their_months(port) -> None:
    said = first(port, day=lambda k: 95.0 if k % 2 else 190.0)
    assert "The first order comes in April or July. It opens 110 days after the order." in said


def test_ordered_but_never_ready(port) -> None:
    assert first(port, day=300.0, lead=NAN, late_hours=2.0) == (
        "Leased hall. It is ordered in all of 200 runs (98–100%). The first order comes on 28 October 2025. "
        "It never opens before the end. "
        "Between order and the end, the hall is over its 150 places for 2 hours on average."
    )


def test_sometimes_ready_sometimes_needed(port) -> None:
    said = first(
        port,
        lead=lambda k: NAN if k % 2 else 100.0,
        days_needed=lambda k: float(k % 4 == 0),
        late_hours=lambda k: float(k % 8 == 2),
    )
    assert said.startswith(
        "Leased hall. It is ordered in all of 200 runs (98–100%). The first order comes on 24 March 2025. "
        "It opens before the end in 50% (43–57%) of these runs. It opens 100 days after the order. "
        "It is needed once open in 50% (40–60%) of these runs. "
        "The crowding is over before it opens in 25% (18–34%) of these runs. "
        "There is no crowding to relieve in 25% (18–34%) of these runs. "
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
    assert [sentence.split(".")[0] for sentence in said[:3]] == ["Leased hall", "Two step", "Officers on loan"]
    assert said[1] == (
        "Two step. It is opened in all of 200 runs (98–100%). It opens first on 22 March 2025. "
        "It is in use on 30 days on average. It defers 400 claimants on average."
    )
    assert said[2] == (
        "Officers on loan. It is ordered in all of 200 runs (98–100%). The first order comes on 2 March 2025. "
        "Its officers are there 3 days after the order. It is in use on 1 day on average. That takes 2 orders a run."
    )


def test_what_the_first_screen_says_is_not_said_again(port) -> None:
    said = told(port.make(port.scenario(measures={}, arrivals={"port_of_entry": {"claimants_per_day": 50}})))
    assert said[0].startswith("Assumptions. ")
    assert not [one for one in said if "contingency" in one or "Returned" in one or "150 places" in one]


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
        f"Assumptions. {FIXED}",
        "Crowding. The hall is over its open space for 37.4 days (36.9–38.0) a run. "
        "The most on site at once is 297 persons (293–301).",
        "Not served. 40 claimants (39–41) are still there at the end.",
        "Time on site. A claimant who is served stays 19.7 hours (19.4–20.0) on average. "
        "19 claimants in 20 stay less than 60.4 hours (59.7–61.2). "
        "Served and gone within 24 h: 82.4% (81.1–83.6%). Served and gone within 72 h: 98.2% (96.4–99.4%).",
        "Returned to the United States. Of the stream port of entry: 14.8% (14.6–15.1%). "
        "Of the stream police: 24.1% (23.7–24.4%).",
        "Cost. All costs are 35.7 million CAD (35.2–36.1) a run. A claimant costs 2,000 CAD (1,970–2,030).",
        "Target met. Served and gone within 24 h should be at least 80%. The mean is 82.4% (81.1–83.6%). "
        "It is met in 60% (54–67%) of runs.",
        "Target missed. Hours above the open space of the hall should be at most 120 h. The mean is 898 h (885–911). "
        "It is met in no run of 200.",
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
    assert said[:4] == [
        f"Assumptions. {FIXED}",
        "Crowding. No area ever holds more people than its open space. The most on site at once is 0 persons "
        "(too few runs).",
        "Not served. 40 claimants (±1) are still there at the end.",
        "Time on site. Nobody arrives.",
    ]
    assert said[5] == (
        "Target missed. Served and gone within 24 h should be at least 80%. The figure does not exist in any run."
    )


def test_a_target_has_as_many_decimals_as_what_was_found(port) -> None:
    given = port.scenario(targets={"wait_interview_mean": {"at_most": "10 min"}})
    said = told(port.make(given, figures=lambda k: {"wait_interview_mean": 0.22 + (k % 7) / 100}))
    assert "should be at most 0.17 h. The mean is 0.25 h" in next(one for one in said if one.startswith("Target"))


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
    assert said[1] == (
        "Crowding. The scenario has no areas to fill. The most on site at once is 2 persons. "
        "The most waiting outside at once is 1 person."
    )


def test_two_areas_extended_at_once(port) -> None:
    hall = port.HALL | {"brings": {"areas": {"hall": 200, "holding": 30}}}
    assert "the hall and the holding are over their own places for 2 hours" in first(
        port, measures={"leased_hall": hall}, late_hours=2.0
    )


def test_figures_among_runs_do_not_depend_on_runs_without_an_order(port) -> None:
    said = first(port, day=lambda k: 82.0 if k % 2 else np.nan, late_hours=lambda k: 5.0 if k % 2 else 0.0)
    assert "is over its 150 places for 5 hours on average" in said
