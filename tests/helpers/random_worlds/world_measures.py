"""Parts of random worlds: measures, what they bring, and the rules that they watch."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from random_worlds.world_process import Draw, evenly, minutes


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
    if draw(st.integers(0, 2)) == 0:
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
    if draw(st.integers(0, 1 if "options" in watched else 3)) == 0:
        since = str(start - timedelta(days=draw(st.integers(0, 9))))
        used = draw(st.sampled_from([1, 2, 0])) if "options" in watched else 0
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
    paid = draw(st.sampled_from([{}, PRICES, BY_DATE]))
    if "stages" in watched and paid:
        for stage in watched["stages"].values():
            stage["cost"] = {"set_up": "7 CAD", "per_month": "70 CAD per place"}
    enabled = draw(st.integers(0, 9)) > 0
    whole = {"enabled": enabled, "brings": brings, "lead_time": lead, "minimum_term": term, "rest": rest, "cost": paid}
    return watched | rules | whole


# Prices are counted from the log; here they are read, written, and read back.
PRICES: dict[str, Any] = {
    "set_up": "100 CAD",
    "per_month": {1: "900 CAD", 4: "800 CAD"},
    "standby_per_month": "40 CAD",
    "restoration": "50 CAD per place",
    "to_sending_ports": "300 CAD",
    "per_night": "80 CAD",
    "reserved": True,
}
BY_DATE: dict[str, Any] = {
    "per_month": "90 CAD per head",
    "least_heads": 2,
    "changes": {
        "2025-06-03": PRICES | {"per_month": "80 CAD per head", "restoration": "60 CAD"},
    },
}
del BY_DATE["changes"]["2025-06-03"]["reserved"]


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
    found: dict[str, Any] = evenly(draw, watched)
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
