"""Random scenarios over the whole language, small and coarse in time so that ties abound."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from random_worlds.world_by_law import lodgings, screenings, with_facts, with_rungs
from random_worlds.world_demand import changes, people_of_their_own, streams
from random_worlds.world_measures import measures
from random_worlds.world_process import AUTUMN, ORDINARY, SPRING, STEPS, Draw, minutes, pool_of, processes
from random_worlds.world_ranges import ranges
from sim.people.chance.assumed import assumed
from sim.people.chance.uncertain_inputs import number_of
from sim.scenario.schema import Scenario


@st.composite
def worlds(draw: Draw) -> Scenario:
    """A scenario of two to four days."""
    unit = draw(st.sampled_from([1, 10, 30]))  # minutes
    start = draw(st.sampled_from([ORDINARY, SPRING, AUTUMN]))
    days = draw(st.integers(2, 4))
    warm_up = draw(st.integers(0, 1))
    pools = ["officers", "delegates"][: draw(st.integers(1, 2))]
    areas = draw(st.lists(st.sampled_from(["soft", "wait", "divert"]), min_size=1, max_size=3))
    steps = STEPS[: draw(st.integers(1, 5))]
    staff = {pool: draw(pool_of()) for pool in pools}
    tree: dict[str, Any] = {
        "name": "drawn",
        "time_zone": "America/Toronto",
        "start": str(start),
        "end": str(start + timedelta(days=days)),
        "warm_up": f"{warm_up} d",
        "begins": draw(st.sampled_from(["00:00", "00:00", "12:34"])),
        "present_at_start": draw(st.sampled_from([0, 0, 7])),
        "seed": draw(st.integers(0, 1000)),
        "arrivals": draw(streams(start - timedelta(days=warm_up), days + warm_up, unit)),
        "people": {
            "party_size": {1: 0.5, 2: 0.2, 4: 0.3},
            "minors": 0.25,
            "under_14": draw(st.sampled_from([0, 0.5])),
            "unaccompanied_minors": draw(st.sampled_from([0, 0.1])),
            "nationalities": {"Haiti": 0.6, "United States": 0.2, "other": 0.2},
        },
        "screening": draw(screenings()),
        "process": draw(processes(steps, pools, len(areas), unit)),
        "staff": staff,
        "space": {
            "areas": {
                f"a{k}": {"persons": draw(st.integers(4, 14)), "limit": "soft" if kind == "soft" else "hard"}
                | ({"when_full": kind} if kind != "soft" else {})
                for k, kind in enumerate(areas)
            },
            "rooms": {"rooms": draw(st.integers(0, 3))},
            "cost": draw(st.sampled_from([None, "9000 CAD/month"])),
        },
    }
    draw(with_more(tree, start, unit, pools))
    return Scenario.model_validate(tree | draw(ranges(tree)))


@st.composite
def with_more(draw: Draw, tree: dict[str, Any], start: date, unit: int, pools: list[str]) -> None:
    """Beds for the night, measures, law, rungs, people of their own, and what changes by date."""
    areas, staff, steps = len(tree["space"]["areas"]), tree["staff"], tuple(tree["process"]["steps"])
    if draw(st.integers(0, 2)) == 0:
        tree["space"]["rooms"]["beds"] = draw(st.integers(0, 3))
        tree["space"]["lodging"] = {"hotel": draw(lodgings(areas))}
    mine = measures(steps, pools, staff, areas, start, unit, "beds" in tree["space"]["rooms"])
    tree["contingency"] = {f"m{k}": draw(mine) for k in range(draw(st.sampled_from([2, 1, 3, 0])))}
    with_facts(tree, minutes(unit))
    draw(with_rungs(tree, minutes(unit)))
    tree |= draw(people_of_their_own(tree, start))
    tree["changes"] = {
        str(start + timedelta(days=day)): draw(changes(tree, unit))
        for day in draw(st.sampled_from([(), (), (0, 1), (1,)]))
    }


def realised(scenario: Scenario) -> Scenario:
    """The world with values drawn for what is uncertain in it, of a set that its seed names."""
    return assumed(scenario, number_of(1 + scenario.seed % 50))
