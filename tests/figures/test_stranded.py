"""Who waits at the end without any chance, worked out by hand. The span is 2 to 5 July 2025, from hour 0 to 96."""

from typing import Any

import pytest
from hand_logs import PORT, Party, Visit, run

from sim.experiments.run import run as play
from sim.scenario.load import load
from sim.views.run.answer import answer

pytestmark = pytest.mark.unit
ON_AND_OFF = ((8, "officers", 2), (20, "officers", 0))


def officers(**shift: Any) -> dict[str, Any]:
    """Two officers by day, until the roster ends for good."""
    pool = {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}} | shift
    return {"officers": pool, "delegates": PORT["staff"]["delegates"]}


def waiting(step: str, *hours: float, persons: int = 1) -> list[Party]:
    return [Party(hour, persons=persons, visits=(Visit(step, hour),)) for hour in hours]


def lost(*parties: Party, **more: Any) -> float:
    return run(*parties, **more).figures["stranded"]


def test_only_who_came_after_the_last_officer_had_gone_for_good():
    """The roster ends on 2 July at 20:00. Who was ready before might have been served; who came then, or later, not."""
    gone = officers(changes={"2025-07-03": {"day": 0}})
    people = [*waiting("intake", 7, 19, 19.99), *waiting("intake", 20, 50, persons=3)]
    assert lost(*people, levels=ON_AND_OFF, staff=gone) == 6
    assert run(*people, levels=ON_AND_OFF, staff=gone).figures["still_present"] == 9


def test_who_comes_at_night_is_served_the_next_day_even_past_the_end():
    assert lost(*waiting("intake", 50, 95), levels=ON_AND_OFF, staff=officers()) == 0
    weekly = officers(shifts={"day": {"hours": "08:00-20:00", "on_duty": 2, "days": "wed"}})
    assert lost(*waiting("intake", 50), levels=ON_AND_OFF, staff=weekly) == 0


def test_officers_who_come_back_within_sixty_days_of_the_end_are_a_chance():
    for day, number in (("2025-08-20", 0), ("2025-09-10", 1)):
        gone = officers(changes={"2025-07-03": {"day": 0}, day: {"day": 2}})
        assert lost(*waiting("intake", 50), levels=ON_AND_OFF, staff=gone) == number


def test_officers_of_a_measure_might_still_come():
    gone = officers(changes={"2025-07-03": {"day": 0}})
    help_ = {"order_when": {"on": "2026-01-01"}, "brings": {"staff": {"officers": {"day": 1}}}}
    assert lost(*waiting("intake", 50), levels=ON_AND_OFF, staff=gone, contingency={"help": help_}) == 0


def test_an_alternative_counts_only_when_all_of_it_is_there():
    """Interviews take two officers or a delegate: one officer is left for good, the delegates go on 3 July at 16:00."""
    left = officers(changes={"2025-07-03": {"day": 1}})
    left["delegates"] = left["delegates"] | {"changes": {"2025-07-04": {"day": 0}}}
    levels = ((8, "officers", 2), (20, "officers", 1), (32, "delegates", 1), (40, "delegates", 0))
    assert lost(*waiting("interview", 39, 40, 41), levels=levels, staff=left) == 2


@pytest.mark.parametrize(("words", "number"), [
    ({"at": ["10:00"], "on": ["2025-07-02", "2025-07-03"]}, 2),
    ({"at": ["10:00"], "on": ["2025-07-03", "2025-08-03"]}, 0),
    ({"at": ["10:00"], "on": ["2025-07-03", "2025-09-30"]}, 2),
    ({"every": "7 d", "between": "10:00-10:00"}, 0),
])  # fmt: skip
def test_a_departure_that_was_the_last(words, number):
    """At hour 34 it has left, also for those who come at that instant."""
    process = {"steps": {"bus": {"departures": {"seats": 9} | words}}, "journeys": {"everyone": ["bus"]}}
    assert lost(*waiting("bus", 33, 34, 35), process=process) == number


def test_behind_those_who_are_stuck_in_an_area_nobody_gets_in():
    """Two fill the cells for good: the two at the door are lost with them, the one in the hall is not."""
    steps = {"intake": PORT["process"]["steps"]["intake"]}
    steps["custody"] = {"area": "cells", "staff": {"officers": 1}, "time": "1 h"}
    process = {"steps": steps, "journeys": {"everyone": ["intake"], "referred": ["custody"]}}
    gone = officers(changes={"2025-07-03": {"day": 0}}) | {
        "delegates": {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 1}}}
    }
    steps["intake"] = steps["intake"] | {"staff": {"delegates": 1}}
    through = [Visit("intake", 30, 30, 31, 0), Visit("custody", 31)]
    inside = [Party(30, visits=tuple(through)) for _ in range(2)]
    door = [Party(40, visits=(Visit("intake", 40, 40, 41, 0), Visit("custody")), persons=2)]
    hall = waiting("intake", 90)
    levels = (*ON_AND_OFF, (0, "delegates", 1))
    assert lost(*inside, *door, *hall, levels=levels, staff=gone, process=process) == 4


def test_the_answer_of_a_run_says_so(tmp_path):
    """Ten a day for four days and nobody on duty from the second day on: those of the last three days are lost."""
    path = tmp_path / "port.yaml"
    path.write_text(
        "name: n\nstart: 2025-07-02\nend: 2025-07-06\narrivals: {door: {claimants_per_day: 10}}\n"
        "process: {steps: {interview: {staff: {officers: 1}, time: 10 min}}, journeys: {everyone: [interview]}}\n"
        "staff: {officers: {shifts: {day: {hours: 00:00-24:00, on_duty: 2}}, changes: {2025-07-03: {day: 0}}}}\n"
    )
    result = play(load(path).scenario, 2)
    for run_ in result.runs:
        came = run_.arrivals.sum(axis=0)
        assert run_.figures[result.names.index("stranded")] == came[1:].sum()
    (said,) = [line for line in answer(result) if "no chance" in line]
    assert "of these have no chance: nothing comes any more for interview." in said
