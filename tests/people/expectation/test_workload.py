"""Officer-hours of a claimant, counted out: by hand, and against samples."""

from typing import Any

import numpy as np
import pytest
from people_scenarios import PORT, build, draw, listed

from sim.people.expectation.workload import expected_visits, officer_hours, stream_needs
from sim.people.route import path
from sim.people.sampler import Sampler
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit
POOLS = {name: {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 1}}} for name in ("officers", "delegates")}


def process(everyone: list[str], **steps: Any) -> dict[str, Any]:
    return {
        "process": {"steps": steps, "journeys": {"everyone": everyone}},
        "staff": POOLS,
        "people": {"party_size": {1: 0.5, 3: 0.5}, "minors": 0.25, "under_14": 0.4},
    }


def test_hours_by_hand() -> None:
    steps = {
        "a": {"staff": {"officers": 2}, "time": {"party": "30 min", "person": "6 min", "adult": "12 min"}},
        "b": {
            "staff": {"any": [{"delegates": 1}, {"officers": 1}]},
            "time": {"exponential": {"mean": "24 min"}},
            "who": {"share": 0.25},
        },
        "c": {"staff": {"officers": 1}, "time": "10 min", "who": "with_children"},
        "d": {"time": "90 min"},
    }
    found = officer_hours(build(process(list(steps), **steps)))
    # A party has 2 persons and 1.5 adults in the mean; a member after the first is a minor with chance 1/2.
    children = 0.5 * (1 - 0.5**2)
    officers = (2 * (30 + 6 * 2 + 12 * 1.5) + 10 * children) / 60 / 2
    assert found == pytest.approx({"officers": officers, "delegates": 0.25 * 24 / 60 / 2})


def test_one_by_one_or_together_a_party_takes_as_long() -> None:
    times: list[Any] = [{"party": "5 min", "person_14_up": "12 min"}, {"lognormal": {"mean": "10 min", "cv": 1}}]
    hours = []
    for unit in ("party", "person"):
        steps = {str(k): {"staff": {"officers": 1}, "time": t, "unit": unit} for k, t in enumerate(times)}
        hours.append(officer_hours(build(process(list(steps), **steps)))["officers"])
    over = 2 - 0.4 * 0.5  # of 14 and over in a party of 2 persons of whom 0.5 are minors
    assert hours == pytest.approx([(5 + 12 * over + 10) / 120, (5 + 12 * over + 10 * 2) / 120])


def visits(everyone: list[str], made: dict[str, float], **again: tuple[float, str]) -> list[float]:
    steps: dict[str, Any] = {name: {"time": "1 min"} for name in everyone}
    for name, (share, back_to) in again.items():
        steps[name] = {"time": "1 min", "again": {"share": share, "back_to": back_to}}
    scenario = build(process(everyone, **steps))
    chances = np.array([[made.get(name, 1.0)] for name in everyone])
    return [float(times) for times in expected_visits(scenario, path(scenario, "referred"), chances)[:, 0]]


def test_expected_visits_of_circles() -> None:
    assert visits(["a", "b"], {}) == [1, 1]
    assert visits(["a", "b"], {}, b=(0.5, "b")) == pytest.approx([1, 2])
    assert visits(["a", "b", "c"], {}, c=(0.2, "a")) == pytest.approx([1.25, 1.25, 1.25])
    assert visits(["a", "b", "c"], {"b": 0.5}, c=(0.2, "b")) == pytest.approx([1, 0.625, 1.25])
    # Whether c is made is settled once: half make it 1.25 times, and only they come back to b.
    assert visits(["a", "b", "c"], {"c": 0.5}, c=(0.2, "b")) == pytest.approx([1, 1.125, 0.625])
    # b twice a round, and two rounds: nested.
    assert visits(["a", "b", "c"], {}, b=(0.5, "b"), c=(0.5, "a")) == pytest.approx([2, 4, 2])


def sampled(scenario: Scenario, replications: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """(replications, streams, pools) officer-hours a claimant, before they are stretched."""
    sampler, steps = Sampler(scenario), list(scenario.process.steps.values())
    rows = []
    for replication in range(replications):
        s = sampler.sample(replication)
        party = np.repeat(np.arange(s.arrive.size), np.diff(s.first))
        of, persons = s.stream[party], np.bincount(s.stream, weights=s.persons)
        row = []
        for pool, given in scenario.staff.items():
            officers = np.array([step.alternatives[0].get(pool, 0) for step in steps])[s.step]
            row.append(np.bincount(of, weights=officers * s.seconds * given.productive_share) / 3600 / persons)
        rows.append(np.array(row).T)
    return np.array(rows)


def check(scenario: Scenario) -> None:
    """Counted out against 40 samples: |t| < 4.5 with 39 degrees of freedom, once in 15,000 seeds for each."""
    found = sampled(scenario, 40)
    wanted = np.array([list(need.hours.values()) for need in stream_needs(scenario).values()])
    t = (found.mean(axis=0) - wanted) / (found.std(axis=0, ddof=1) / np.sqrt(len(found)))
    assert (np.abs(t) < 4.5).all()


def test_needs_are_what_samples_take() -> None:
    check(build(PORT))


def test_needs_of_shares_circles_and_members_are_what_samples_take() -> None:
    steps = {
        "intake": {"unit": "person"},
        "biometrics": {"who": {"any": [{"share": 0.5}, "with_children"]}},
        "decision": {
            "who": {"not": {"all": [{"share": 0.5}, {"outcome": ["returned"]}]}},
            "again": {"share": 0.3, "back_to": "intake"},
        },
    }
    check(build(PORT, {"process": {"steps": steps}}))


def test_needs_of_a_list_are_what_samples_take() -> None:
    parties = [
        {"at": f"2025-03-{1 + k % 28:02}T12:00", "persons": 1 + k % 3, "party": str(k)}
        | ({"nationality": "Colombia"} if k % 5 == 0 else {})
        | ({"minors": k % 3} if k % 2 else {})
        | ({"outcome": "detained"} if k % 7 == 0 else {})
        for k in range(400)
    ]
    check(build(PORT | {"arrivals": {"list": listed(*parties)}}))


def test_streams_weigh_by_their_claimants() -> None:
    by_stream = stream_needs(build(PORT))
    wanted = (90 * by_stream["port_of_entry"].hours["delegates"] + 30 * by_stream["police"].hours["delegates"]) / 120
    weekdays = {"mon": 1, "tue": 1, "wed": 1, "thu": 1, "fri": 1, "sat": 1, "sun": 1}
    even = build(PORT, {"arrivals": {"port_of_entry": {"weekday": weekdays}}})
    assert officer_hours(even)["delegates"] == pytest.approx(wanted)


def test_needs_without_claimants_or_without_a_list_in_the_span() -> None:
    assert officer_hours(build(PORT | {"arrivals": {"door": {"claimants_per_day": 0}}}))["officers"] > 1
    scenario = build(PORT | {"arrivals": {"list": listed({"at": "2001-01-01T00:00"})}})
    assert officer_hours(scenario) == {"officers": 0, "delegates": 0}
    assert draw(scenario).arrive.size == 0


def test_needs_of_the_port_are_near_two_hours_a_claimant() -> None:
    steps = {"biometrics": {"again": None}}
    hours = officer_hours(build(PORT, {"process": {"steps": steps}}))["officers"]
    assert 1.5 < hours < 2.2  # four to six hours a claim, by the officers' own account
