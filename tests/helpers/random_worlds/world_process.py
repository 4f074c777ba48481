"""Parts of random worlds: pools of officers, steps, journeys, departures."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

Draw = Any
ORDINARY, SPRING, AUTUMN = date(2025, 6, 2), date(2025, 3, 8), date(2025, 11, 1)  # the last two: a day before a change
STEPS = ("one", "two", "three", "four", "five")


def minutes(n: float) -> str:
    return f"{n:g} min"


def evenly(draw: Draw, several: Any) -> Any:
    """One of several, each as often: `sampled_from` repeats what it has drawn, and rare words then come in no world."""
    return Random(draw(st.integers(0, 2**32))).choice(list(several))


SOME: list[Any] = [  # what parties may be
    "covered", {"share": 0.6}, {"not": "with_children"}, {"nationality": ["Haiti"]}, {"stream": ["listed"]},
    {"all": [{"outcome": ["returned", "barred"]}, {"share": 0.7}]}, "unaccompanied_minor", "claims_family_member",
]  # fmt: skip
CLASSES: list[Any] = [
    {"everyone": {}}, {"kids": {"who": "with_children"}, "rest": {}}, {"kids": {"who": "with_children"}},
    {"alone": {"who": "unaccompanied_minor"}, "rest": {}},
]  # fmt: skip
BREAKS: dict[str, list[dict[str, Any]]] = {  # within the first shift, some over the hours of a change of the clock
    "07:00-15:00": [{"breaks": ["11:00-11:30"]}, {"paid_breaks": ["09:10-10:00"], "overtime": "90 min"}],
    "06:00-18:00": [{"breaks": ["12:00-12:30"], "paid_breaks": ["08:00-08:10"]}, {"overtime": "2 h"}],
    "08:00-08:00": [{"breaks": ["01:30-03:00"]}, {"paid_breaks": ["02:30-03:30"]}],
    "09:00-12:00": [{"breaks": ["10:00-10:30"]}, {"overtime": "1 h"}],
    "02:00-03:00": [{"paid_breaks": ["02:10-02:30"]}],
}


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
    if draw(st.integers(0, 3)) == 0:
        shifts["s0"] |= draw(st.sampled_from(BREAKS[hours[0]]))
    day = draw(st.sampled_from([ORDINARY, SPRING, AUTUMN])) + timedelta(days=1)
    return {
        "shifts": shifts,
        "changes": draw(st.sampled_from([{}, {str(day): {"s0": 3}}])),
        "productive_share": draw(st.sampled_from([1, 0.75, 0.5])),
        "absence": draw(st.sampled_from([0, 0.3])),
        "at_shift_end": draw(st.sampled_from(["pooled", "handover"])),
        "at_most": draw(st.sampled_from([None, None, 2, {"02:30-13:00": 1, "20:00-02:30": 2}, {"12:00-08:00": 0}])),
        "people_per_post": draw(st.sampled_from([1, 4.8])),
        "cost": draw(st.sampled_from([None, "60 CAD/h"])),
        "overtime_cost": draw(st.sampled_from([None, "90 CAD/h"])),
    }


@st.composite
def processes(draw: Draw, steps: tuple[str, ...], pools: list[str], areas: int, unit: int) -> dict[str, Any]:
    """Steps with everything switched on somewhere. Areas rise along a journey, so that no two hard ones can block."""
    rooms = sorted(draw(st.lists(st.integers(-1, areas - 1), min_size=len(steps), max_size=len(steps))))
    found: dict[str, Any] = {}
    for name, area in zip(steps, rooms, strict=True):
        step: dict[str, Any] = {"area": f"a{area}"} if area >= 0 else {}
        if evenly(draw, range(5)) == 0:
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
        step["who"] = draw(st.sampled_from(["everyone", "everyone", evenly(draw, SOME)]))
        step["deferrable"] = draw(st.integers(0, 2)) == 0
        if draw(st.integers(0, 2)) == 0:
            step["priority"] = draw(st.integers(1, 3))
        found[name] = step
    cut = draw(st.sampled_from([1, *range(len(steps) + 1)]))
    tail = steps[cut:]
    journeys = dict.fromkeys(("referred", "returned", "barred", "detained"), tail) | {"deferred": steps[-1:]}
    if draw(st.booleans()):
        journeys["returned"] = tail[:1]
    return {
        "priority": draw(st.sampled_from(CLASSES)),
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
    some = [{"on": dates}, {"days": "mon,sun"}, {"cost": "90 CAD"}, {"cost": "70 CAD", "paid": "boarded"}]
    several: dict[str, Any] = {"every": draw(st.sampled_from(["2 d", "3 d"])), "between": "09:00-09:00"}
    return evenly(draw, [several, *(at | words for words in some)])


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
    if draw(st.integers(0, 5)) == 0:
        whole |= {"adult": minutes(unit), "person_14_up": minutes(unit)}
    step: dict[str, Any] = {"staff": staff, "time": whole}
    if person is not either and draw(st.integers(0, 2)) == 0:
        step["cv"] = 0.5
    if draw(st.integers(0, 2)) == 0:
        step["room"] = "rooms"
    if draw(st.integers(0, 2)) == 0:
        step |= {"unit": "person", "family": draw(st.sampled_from(["one_by_one", "together", "in_parallel"]))}
    return step
