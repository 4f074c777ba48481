"""Those who left unserved: in the answer, in the table, and in the sentence of a comparison."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.experiments.comparison.compare import compare
from sim.experiments.result import Summary, summaries
from sim.experiments.run import run
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.schema import Scenario
from sim.views.comparison.answer import answer as told
from sim.views.run import decision
from sim.views.run.answer import answer
from sim.views.sweep import page
from sim.views.sweep.page import beside
from sim.views.text import words
from sim.views.triggers.answer import unserved

pytestmark = pytest.mark.unit

CROWDED = {
    "start": "2025-07-07",
    "end": "2025-07-12",
    "arrivals": {"door": {"claimants_per_day": 30}},
    "process": {
        "steps": {"interview": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "2 h"}, "cv": 0.5}},
        "journeys": {"everyone": ["interview"]},
    },
    "staff": {"officers": {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 2}}, "cost": "50 CAD/h"}},
}
SPACE = {
    "wait": {"areas": {"hall": {"persons": 12}}},
    "divert": {"areas": {"hall": {"persons": 12, "limit": "hard", "when_full": "divert"}}},
}


def scenario(space: str, **step: object) -> Scenario:
    tree = CROWDED | {"name": space, "space": SPACE[space]}
    steps = {"interview": CROWDED["process"]["steps"]["interview"] | step}
    return Scenario.model_validate(tree | {"process": tree["process"] | {"steps": steps}})


def table(result):
    return {row.label: row.value for group in decision.decision(result) for row in group.rows}


def test_the_answer_and_the_table_say_how_many_were_not_served():
    result = run(scenario("divert", patience="5 h"), 6)
    said = {line.partition(". ")[0]: line for line in answer(result)}
    away, gave_up, here = (result.summary[name].mean for name in ("diverted", "withdrawn", "still_present"))
    assert min(away, gave_up, here) > 0
    assert result.summary["unserved"].mean == pytest.approx(away + gave_up)
    for part in (
        "a run leave unserved.",
        "Turned away, as an area is full: ",
        "Gave up waiting: ",
        "are still there at the end.",
    ):
        assert part in said["Not served"]
    assert "A claimant who is served stays " in said["Time on site"] and "Served and gone " in said["Time on site"]
    rows = table(result)
    for label in ("Left unserved", "Turned away, an area full", "Gave up waiting", "Still there at the end"):
        assert label in rows
    assert "Served and gone, 24 h" in rows


def test_an_area_is_set_against_its_own_places_and_not_those_of_the_whole_site():
    result = run(scenario("wait"), 6)
    peak = result.summary["peak_hall"].mean
    assert "persons " in (crowding := next(line for line in answer(result) if line.startswith("Crowding")))
    assert "The most on site at once is " in crowding  # that of the hall is on the first screen
    assert any(line.startswith("Most people in the hall?") and "for 12 places" in line for line in answer(result))
    assert table(result)["Most in hall, of 12"] == f"{peak:.0f} persons"


def test_a_port_that_serves_everybody_says_nothing_of_it():
    tree = CROWDED | {"name": "nobody", "arrivals": {"door": {"claimants_per_day": 0}}}
    result = run(Scenario.model_validate(tree | {"space": SPACE["wait"]}), 2)
    assert not any(line.startswith("Not served") for line in answer(result))
    assert not {"Left unserved", "Still there at the end"} & set(table(result))


def test_where_the_numbers_unserved_differ_the_sentence_says_so_and_neither_is_better():
    compared = compare({"Wait": scenario("wait"), "Divert": scenario("divert")}, 12, followed=3)
    assert "unserved" in compared.figures
    ((_, sentences),) = told(compared)
    clear = next(line for line in sentences if line.startswith("The change did this"))
    assert "more claimants left unserved (0 in the baseline, " in clear
    assert clear.count("so that neither side is better by the rest: ") == 1
    assert "the mean time on site fell by" in clear.partition("better by the rest: ")[2]
    assert "the number who left unserved" not in clear.partition("better by the rest: ")[2]
    (other,) = compared.others
    for met in other.people:  # nobody who was turned away counts as one who waits shorter
        diverted = other.result.values[met.number - 1, other.result.names.index("diverted")]
        assert (met.unserved_old, met.unserved_new, met.only_old, met.only_new) == (0, diverted, 0, 0)
        assert met.by_change.sum() + met.unserved_new == compared.baseline.runs[met.number - 1].arrivals.sum()
    assert any("left unserved here" in line for line in sentences)


def test_it_is_said_where_only_other_figures_were_asked_for():
    scenarios = {"Wait": scenario("wait"), "Divert": scenario("divert")}
    compared = compare(scenarios, 6, figures=["within_24h"], followed=0)
    assert compared.figures == ("within_24h",)
    assert any("left unserved" in line for _, lines in told(compared) for line in lines)


def test_scenarios_that_turn_nobody_away_are_compared_as_ever():
    faster = scenario("wait", time={"party": "1 h"})
    compared = compare({"Wait": scenario("wait"), "Faster": faster}, 6, followed=0)
    assert "unserved" not in compared.figures
    assert not any("unserved" in line for _, lines in told(compared) for line in lines)


def places(persons: int) -> Scenario:
    hall = SPACE["divert"]["areas"]["hall"] | {"persons": persons}
    return Scenario.model_validate(CROWDED | {"name": "places", "space": {"areas": {"hall": hall}}})


def swept(*persons: int) -> SimpleNamespace:
    points = [SimpleNamespace(values=(str(n),), **vars(run(places(n), 3))) for n in persons]
    for point in points:
        point.summary = summaries(point.scenario, point.names, np.array([one.figures for one in point.runs]))
    plan = SimpleNamespace(paths=("space.areas.hall.persons",), scenario=places(persons[0]))
    return SimpleNamespace(plan=plan, points=points, figures=catalogue(plan.scenario))


def test_a_sweep_shows_them_and_says_that_no_point_is_better():
    sweep = swept(6, 12)
    most, least = (point.summary["unserved"].mean for point in sweep.points)
    assert most > least > 0
    assert beside(sweep, ("within_24h",)) == ("within_24h", "unserved")
    made = page.table(sweep, ("within_24h",))
    assert [*made.header[1:]] == ["served and gone within 24 h", "unserved"]
    said = f"how many left unserved (from {words.bare(least)} to {words.bare(most)} claimants), so that none is better"
    assert said in made.note


def test_a_sweep_that_turns_nobody_away_says_nothing():
    sweep = swept(5000, 6000)
    assert beside(sweep, ("within_24h",)) == ("within_24h",)
    assert "unserved" not in page.table(sweep, ("within_24h",)).note


def test_a_policy_that_leaves_people_unserved_is_told():
    def figure(mean: float) -> Summary:
        return Summary("unserved", "count", "claimants", 9, mean, mean - 1, mean + 1, mean, mean, mean)

    def found(mine: float, never: float) -> SimpleNamespace:
        rows = (SimpleNamespace(figures={"unserved": figure(mean)}) for mean in (mine, never))
        return SimpleNamespace(**dict(zip(("chosen", "never"), rows, strict=True)))

    assert unserved(found(0, 0)) == ""
    assert unserved(found(10, 40)) == (
        "Left unserved: 10 claimants (9–11) under this policy, 40 (39–41) without space, so that neither is better by "
        "cost and crowding alone; the rule does not weigh them."
    )
