"""Random scenarios over the whole language, small and coarse in time so that ties abound."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from people_scenarios import changes, conditions, people_of_their_own
from worlds_by_law import lodgings, screenings, with_facts, with_rungs

from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

Draw = Any
ORDINARY, SPRING, AUTUMN = date(2025, 6, 2), date(2025, 3, 8), date(2025, 11, 1)  # the last two: a day before a change
STEPS = ("one", "two", "three", "four", "five")


def minutes(n: float) -> str:
    return f"{n:g} min"


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
        "present_at_start": draw(st.sampled_from([0, 0, 7])),
        "seed": draw(st.integers(0, 1000)),
        "arrivals": draw(streams(start - timedelta(days=warm_up), days + warm_up, unit)),
        "people": {
            "party_size": {1: 0.5, 2: 0.2, 4: 0.3},
            "minors": 0.25,
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
        },
    }
    if draw(st.integers(0, 2)) == 0:
        tree["space"]["rooms"]["beds"] = draw(st.integers(0, 3))
        tree["space"]["lodging"] = {"hotel": draw(lodgings(len(areas)))}
    mine = measures(steps, pools, staff, len(areas), start, unit, "beds" in tree["space"]["rooms"])
    tree["contingency"] = {f"m{k}": draw(mine) for k in range(draw(st.integers(0, 3)))}
    with_facts(tree, minutes(unit))
    draw(with_rungs(tree, minutes(unit)))
    tree |= draw(people_of_their_own(tree, start))
    tree["changes"] = {
        str(start + timedelta(days=day)): draw(changes(tree, unit))
        for day in draw(st.sampled_from([(), (), (0, 1), (1,)]))
    }
    return Scenario.model_validate(tree)


@st.composite
def streams(draw: Draw, first: date, days: int, unit: int) -> dict[str, Any]:
    """A list of people on a coarse grid, and sometimes a stream at a rate."""
    cells = days * 1440 // unit
    begin = datetime(first.year, first.month, first.day)
    rows = draw(st.lists(st.tuples(st.integers(0, cells - 1), st.sampled_from([1, 1, 2, 4])), max_size=60))
    parties = tuple(ListedParty(begin + timedelta(minutes=cell * unit), persons) for cell, persons in sorted(rows))
    found: dict[str, Any] = {"listed": {"listed": Listed("drawn.csv", parties)}}
    if draw(st.booleans()):
        found["rate"] = {
            "claimants_per_day": draw(st.sampled_from([5, 30, 90])),
            "day_to_day": draw(st.sampled_from([0.4, {"sd": 0.4, "memory": 0.7}])),
            "coach_loads": {"share": 0.3, "parties": {"discrete": {2: 0.5, 4: 0.5}}},
        } | draw(conditions(first, days))
    return found


@st.composite
def pool_of(draw: Draw) -> dict[str, Any]:
    """Shifts that meet, overlap or leave gaps; zero officers at times; changes; both disciplines."""
    hours = draw(st.sampled_from([
        ["07:00-15:00", "15:00-23:00", "23:00-07:00"], ["06:00-18:00", "12:00-00:00"], ["08:00-08:00"], ["09:00-12:00"],
        ["02:00-03:00", "01:30-09:00"],
    ]))  # fmt: skip
    shifts = {
        f"s{k}": {
            "hours": span,
            "on_duty": draw(st.integers(0, 4)),
            "days": draw(st.sampled_from(["mon-sun", "sat-mon"])),
        }
        for k, span in enumerate(hours)
    }
    day = draw(st.sampled_from([ORDINARY, SPRING, AUTUMN])) + timedelta(days=1)
    return {
        "shifts": shifts,
        "changes": draw(st.sampled_from([{}, {str(day): {"s0": 3}}])),
        "productive_share": draw(st.sampled_from([1, 0.75, 0.5])),
        "absence": draw(st.sampled_from([0, 0.3])),
        "at_shift_end": draw(st.sampled_from(["pooled", "handover"])),
        "at_most": draw(st.sampled_from([None, None, 2, {"02:30-13:00": 1, "20:00-02:30": 2}, {"12:00-08:00": 0}])),
    }


@st.composite
def processes(draw: Draw, steps: tuple[str, ...], pools: list[str], areas: int, unit: int) -> dict[str, Any]:
    """Steps with everything switched on somewhere. Areas rise along a journey, so that no two hard ones can block."""
    rooms = sorted(draw(st.lists(st.integers(-1, areas - 1), min_size=len(steps), max_size=len(steps))))
    found: dict[str, Any] = {}
    for name, area in zip(steps, rooms, strict=True):
        step: dict[str, Any] = {"area": f"a{area}"} if area >= 0 else {}
        if draw(st.integers(0, 5)) == 0:
            quota = draw(st.sampled_from([None, None, 4, 6]))
            step["departures"] = draw(timetables()) | {"seats": draw(st.integers(4, 10)), "at_most_per_day": quota}
        else:
            step |= draw(service(pools, unit))
            step["holds"] = draw(st.booleans())
        if draw(st.integers(0, 3)) == 0 and area == rooms[0]:
            step["again"] = {"share": 0.3, "back_to": steps[0]}
        if draw(st.integers(0, 3)) == 0:
            patient = draw(st.sampled_from([minutes(2 * unit), {"exponential": {"mean": "1 h"}}]))
            step["patience"] = patient
        step["who"] = draw(
            st.sampled_from(["everyone", "everyone", "covered", {"share": 0.6}, {"not": "with_children"}])
        )
        step["deferrable"] = draw(st.integers(0, 2)) == 0
        if draw(st.integers(0, 2)) == 0:
            step["priority"] = draw(st.integers(1, 3))
        found[name] = step
    cut = draw(st.integers(0, len(steps)))
    tail = steps[cut:]
    journeys = dict.fromkeys(("referred", "returned", "barred", "detained"), tail) | {"deferred": steps[-1:]}
    if draw(st.booleans()):
        journeys["returned"] = tail[:1]
    return {
        "priority": draw(st.sampled_from([{"everyone": {}}, {"kids": {"who": "with_children"}, "rest": {}},
                                          {"kids": {"who": "with_children"}}])),
        "steps": found,
        "journeys": {"everyone": steps[:cut], **journeys},
    }  # fmt: skip


@st.composite
def timetables(draw: Draw) -> dict[str, Any]:
    """Departures by intervals of hours or days, or at times, all days or some, over hours that a change skips too."""
    if draw(st.booleans()):
        return {"every": minutes(draw(st.sampled_from([60, 240, 420]))), "between": "02:00-20:00"}
    at = {"at": draw(st.sampled_from([["02:30"], ["24:00", "10:00"], ["07:10", "02:00", "15:00"]]))}
    dates = [str(day + timedelta(days=1)) for day in (ORDINARY, SPRING, AUTUMN)]
    some = [{"days": "mon,sun"}, {"on": dates}, {"cost": "90 CAD"}, {"cost": "70 CAD", "paid": "boarded"}]
    several: dict[str, Any] = {"every": draw(st.sampled_from(["2 d", "3 d"])), "between": "09:00-09:00"}
    return draw(st.sampled_from([several, *(at | words for words in some)]))


@st.composite
def service(draw: Draw, pools: list[str], unit: int) -> dict[str, Any]:
    """Officers of one pool, of several, by alternatives, or none; a room; a time."""
    one = {pool: draw(st.integers(1, 2)) for pool in draw(st.lists(st.sampled_from(pools), unique=True, max_size=2))}
    staff: dict[str, Any] = one
    if draw(st.integers(0, 3)) == 0:
        staff = {"any": [{pools[-1]: 1}, {pools[0]: 1}]}
    either: dict[str, Any] = {"discrete": {minutes(unit): 0.5, minutes(2 * unit): 0.5}}
    person = draw(st.sampled_from([minutes(0), minutes(unit), minutes(2 * unit), either]))
    whole = {"party": minutes(unit * draw(st.integers(1, 4))), "person": person}
    step: dict[str, Any] = {"staff": staff, "time": whole}
    if person is not either and draw(st.integers(0, 2)) == 0:
        step["cv"] = 0.5
    if draw(st.integers(0, 2)) == 0:
        step["room"] = "rooms"
    if draw(st.integers(0, 2)) == 0:
        step |= {"unit": "person", "family": draw(st.sampled_from(["one_by_one", "together", "in_parallel"]))}
    return step


@st.composite
def measures(draw: Draw, steps: Any, pools: Any, staff: Any, areas: int, start: date, unit: int, beds: bool) -> Any:
    """A measure that brings something of every kind, watched in every way."""
    always = draw(st.integers(0, 3)) == 0
    rules = {"order_when": draw(rule(steps, pools, areas, start, "above", always)),
             "release_when": draw(rule(steps, pools, areas, start, "below", always))}  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        rules["cancel_when"] = draw(rule(steps, pools, areas, start, "below", always))
    if draw(st.integers(0, 5)) == 0:
        del rules["release_when"]
    watched: dict[str, Any] = {"watch_every": "always" if always else minutes(draw(st.sampled_from([10, 60, 90])))}
    if not always and draw(st.integers(0, 3)) == 0:
        watched["check_at"] = draw(st.sampled_from(["02:30", "08:00"]))
    watched["watch_from"] = draw(st.sampled_from(["warm_up", "warm_up", "start"]))
    term = draw(st.sampled_from(["0 d", "2 h", "90 min", "1 d"]))
    if draw(st.integers(0, 3)) == 0:
        watched["options"] = {"count": 2, "each": "3 h", "notice": draw(st.sampled_from(["0 h", "1 h"]))}
        term = draw(st.sampled_from(["2 h", "1 d"]))
    pool = draw(st.sampled_from(pools))
    brings = {
        "areas": {f"a{draw(st.integers(0, areas - 1))}": draw(st.integers(0, 9))},
        "rooms": {"rooms": draw(st.integers(0, 2))} | ({"beds": draw(st.integers(0, 3))} if beds else {}),
        "staff": {pool: {shift: draw(st.integers(0, 3)) for shift in staff[pool]["shifts"]}},
        "deferral": draw(st.integers(0, 2)) == 0,
    }
    if "options" not in watched and draw(st.integers(0, 2)) == 0:
        watched |= draw(stages(steps, pools, areas, start, always))
    lead = draw(st.sampled_from(["0 d", "1 h", "200 min", {"triangular": ["1 h", "2 h", "9 h"]}]))
    rest = draw(st.sampled_from(["0 d", "0 d", "1 h", "100 min"]))
    if draw(st.integers(0, 3)) == 0:
        since = str(start - timedelta(days=draw(st.integers(0, 9))))
        used = draw(st.integers(0, 2)) if "options" in watched else 0
        watched.pop("stages", None)
        rules["at_start"] = draw(st.sampled_from([
            {"ready_in": draw(st.sampled_from(["0 h", "90 min", {"triangular": ["1 h", "2 h", "9 h"]}]))},
            {"open_since": since, "term_left": draw(st.sampled_from(["0 h", "1 h", "7 h"])), "options_used": used},
        ]))  # fmt: skip
        if draw(st.integers(0, 3)) == 0:
            del rules["order_when"]
    own = [
        area for one in [brings, *(s["brings"] for s in watched.get("stages", {}).values())] for area in one["areas"]
    ]
    for part in watched.get("give_back", {}).values():
        part["areas"] = {area if area in own else own[0]: n for area, n in part["areas"].items()}
    return {**watched, **rules, "brings": brings, "lead_time": lead, "minimum_term": term, "rest": rest}


@st.composite
def stages(draw: Draw, steps: Any, pools: Any, areas: int, start: date, always: bool) -> dict[str, Any]:
    """Further space of the same order, and parts that are given back before the rest, larger at times than what is."""

    def places() -> dict[str, Any]:
        area = f"a{draw(st.integers(0, areas - 1))}"
        return {"areas": {area: draw(st.integers(1, 9))}, "rooms": {"rooms": draw(st.integers(0, 1))}}

    leads = st.sampled_from(["0 d", "2 h", {"triangular": ["1 h", "3 h", "20 h"]}])
    terms = st.sampled_from([None, "0 h", "3 h", "1 d"])
    some = st.integers(0, 2)
    further = {
        f"s{k}": {"brings": places(), "lead_time": draw(leads), "minimum_term": draw(terms)} for k in range(draw(some))
    }
    when = rule(steps, pools, areas, start, "below", always)
    parts = {f"p{k}": places() | {"when": draw(when)} for k in range(draw(some))}
    return {"stages": further, "give_back": parts}


@st.composite
def rule(draw: Draw, steps: Any, pools: Any, areas: int, start: date, side: str, always: bool) -> dict[str, Any]:
    """One to three conditions, joined by any or all."""
    each = {f"c{k}": draw(condition(steps, pools, areas, start, side, always)) for k in range(draw(st.integers(1, 3)))}
    return {draw(st.sampled_from(["any", "all"])): each}


@st.composite
def condition(draw: Draw, steps: Any, pools: Any, areas: int, start: date, side: str, always: bool) -> dict[str, Any]:
    """Any watch; after every event only counts of persons."""
    lasting = draw(st.sampled_from(["0 d", "0 d", "1 h", "150 min"]))
    area = f"a{draw(st.integers(0, areas - 1))}"
    counts = [
        {"watch": "occupancy", "of": area, side: draw(st.sampled_from([3, "50%"])), "of_space": draw(space)},
        {"watch": "waiting_for", "step": draw(st.sampled_from(steps)), side: draw(st.integers(0, 6))},
        {"watch": "outside", side: draw(st.integers(0, 6))},
    ]
    dated = {"on": str(start + timedelta(days=draw(st.integers(-1, 2))))}
    slow = [
        {"watch": "arrivals", "over": draw(st.sampled_from(["6 h", "2 d"])), side: draw(st.integers(1, 40))},
        {"watch": "arrivals", "over": "1 d", "of": "staffed_capacity", side: draw(st.sampled_from(["40%", "150%"]))},
        {"watch": "longest_wait", side: draw(st.sampled_from(["30 min", "3 h"]))},
        {"watch": "longest_stay", side: draw(st.sampled_from(["1 h", "6 h"]))},
        {"watch": "work_waiting", "of": draw(st.sampled_from(pools)), side: draw(st.integers(0, 9))},
        {"watch": "forecast_occupancy", side: draw(st.sampled_from([3, "50%"])), **draw(ahead(area))},
        {"watch": "forecast_full", side: draw(chances), **draw(ahead(area)), "spread": draw(st.sampled_from([0, 0.5]))},
    ]
    watched = [*counts, *counts, dated] if always else [*counts, *slow, *slow, dated]
    found: dict[str, Any] = draw(st.sampled_from(watched))
    return found if "on" in found else {**found, "for": lasting}


@st.composite
def ahead(draw: Draw, area: str) -> dict[str, Any]:
    """What is forecast, and from what."""
    return {
        "of": area,
        "of_space": draw(space),
        "ahead": draw(st.sampled_from(["20 min", "3 h", "1 d", "12 d"])),
        "over": draw(st.sampled_from(["6 h", "7 d"])),
        "memory": draw(st.sampled_from(["2 h", "28 d"])),
    }


space = st.sampled_from(["open", "base"])
chances = st.sampled_from(["0%", "20%", "90%", "100%"])
