"""Parts of random worlds: streams of parties, people of their own, and what changes by date."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from random_worlds.world_process import Draw, evenly
from sim.scenario.data.counts import Count, Counts
from sim.scenario.data.listed import Listed, ListedParty

WEEKDAY = {"mon": 0.5, "tue": 0.7, "wed": 0.8, "thu": 0.9, "fri": 1.1, "sat": 2, "sun": 0.3}


@st.composite
def streams(draw: Draw, first: date, days: int, unit: int) -> dict[str, Any]:
    """A list of people on a coarse grid, and sometimes a stream at a rate."""
    cells = days * 1440 // unit
    begin = datetime(first.year, first.month, first.day)
    rows = draw(st.lists(st.tuples(st.integers(0, cells - 1), st.sampled_from([1, 1, 2, 4])), max_size=60))
    parties = tuple(ListedParty(begin + timedelta(minutes=cell * unit), persons) for cell, persons in sorted(rows))
    found: dict[str, Any] = {"listed": {"listed": Listed("drawn.csv", parties)}}
    if draw(st.sampled_from([True, True, False])):
        found["rate"] = draw(rates(first, days))
    return found


@st.composite
def rates(draw: Draw, first: date, days: int) -> dict[str, Any]:
    """A level as written or made of counts, by hours and weekdays, alike or not; as it was counted, or by regimes."""
    found: dict[str, Any] = {
        "claimants_per_day": draw(st.sampled_from([5, 30, 90])),
        "day_to_day": draw(st.sampled_from([0.4, {"sd": 0.4, "memory": 0.7}])),
        "coach_loads": {"share": 0.3, "parties": {"discrete": {2: 0.5, 4: 0.5}}},
        "exceptions_scaled": draw(st.sampled_from([1, 0.5])),
    }
    if draw(st.sampled_from([True, False, True])):
        found |= {"hour": [1, 2, 0, 5] * 6, "weekday": WEEKDAY}
    found |= draw(conditions(first, days))
    if not found["conditioned_on"] and draw(st.sampled_from([True, False])):
        calm = {"times": 1, "lasts": {"exponential": {"mean": "20 h"}}, "next": {"busy": 0.7, "none": 0.3}}
        busy = {"times": {"uniform": [1, 3]}, "lasts": "9 h"}
        found["regimes"] = {"calm": calm, "busy": busy, "none": {"times": 0, "lasts": "5 h"}}
    if not found["conditioned_on"] and draw(st.integers(0, 3)) == 0:
        del found["claimants_per_day"]
        last = first + timedelta(days=days)
        found["counts"] = Counts("levels.csv", (Count(first, last, draw(st.integers(0, 300)), last, "A", "drawn"),))
    return found


# People of a stream, a surge and a date, and what else changes by date, in the random scenarios of `worlds`.
OWN: list[dict[str, Any]] = [
    {"party_size": {1: 0.2, 3: 0.8}, "nationalities": {"Haiti": 1}}, {"minors": 0.3, "under_14": 0.5},
    {"minors": 0.4, "unaccompanied_minors": 0.2, "nationalities": {"Haiti": 0.2, "other": 0.8}},
]  # fmt: skip


@st.composite
def people_of_their_own(draw: Any, tree: dict[str, Any], start: date) -> dict[str, Any]:
    """Streams that bring people of their own, surges that do, and a census of those present."""
    first, arrivals = tree["process"]["steps"]["one"], tree["arrivals"]
    alone, comes = tree["warm_up"] == "0 d" and not tree["present_at_start"], tree["process"]["journeys"]["everyone"]
    if alone and comes and first["who"] == "everyone":
        tree["census"] = draw(st.sampled_from([{"one": 5}, {"one": {"waiting": 4, "under_way": 3}}, None]))
    for stream in arrivals.values():
        if evenly(draw, range(3)) == 0:
            stream["people"] = evenly(draw, OWN)
    surges = {}
    if "rate" in arrivals and draw(st.booleans()):
        wave = {"stream": "rate", "begins": str(start), "times": draw(st.sampled_from([0.5, 3])), "hold": "2 d"}
        surges = {"slump": wave | {"times": 0.8}, "wave": wave | {"people": evenly(draw, OWN)}}
        storm = {"stream": "rate", "per_year": draw(st.sampled_from([0, 200])), "times": {"uniform": [1, 3]}}
        surges["storm"] = storm | {"probability": 0.8, "rise": "1 d", "fall": {"triangular": ["0 d", "1 d", "2 d"]}}
        if arrivals["rate"]["conditioned_on"]:  # the counts say what parties are like
            del surges["wave"]["people"]
    return {"surges": surges}


@st.composite
def changes(draw: Any, tree: dict[str, Any], unit: int) -> dict[str, Any]:
    """What changes on a date: something of every kind that can."""
    found: dict[str, Any] = {}
    if draw(st.booleans()):
        areas = {name: {"persons": draw(st.integers(4, 14))} for name in tree["space"]["areas"]}
        found["space"] = {"areas": areas, "rooms": {"rooms": draw(st.integers(0, 3))}}
    if draw(st.booleans()):
        found["people"] = dict(evenly(draw, OWN))
        if tree["arrivals"].get("rate", {}).get("conditioned_on"):
            for known in ("party_size", "unaccompanied_minors"):
                found["people"].pop(known, None)
        found["screening"] = {"detained": 0.2}
    if draw(st.booleans()):
        steps: dict[str, Any] = {}
        for name, step in tree["process"]["steps"].items():
            if "departures" in step:
                quota = draw(st.sampled_from([None, 4, 7]))
                steps[name] = {"departures": {"seats": draw(st.integers(4, 10))}}
                if quota:
                    steps[name]["departures"]["at_most_per_day"] = quota
            else:
                steps[name] = {"time": {"party": f"{3 * unit} min"}}
        found["process"] = {"steps": steps}
    return found


@st.composite
def conditions(draw: Any, first: date, days: int) -> dict[str, Any]:
    """One window from the first day on, or two of which one lies within the other, or none; few sweeps."""
    length, total = draw(st.integers(0, days)), draw(st.integers(0, 80))
    last = first + timedelta(days=length)
    rows = [Count(first, last, total, last, "A", "drawn")]
    if length and draw(st.booleans()):
        rows.append(Count(first, first, draw(st.integers(0, total)), last, "B", "drawn"))
    given = {"counts": Counts("counted.csv", tuple(rows)), "sweeps": 3}
    return {"conditioned_on": draw(st.sampled_from([None, given, None]))}
