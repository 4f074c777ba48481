"""Parts of random worlds: values of every kind that are not known, and groups of them that move together."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from random_worlds.world_process import Draw
from sim.problems import Place
from sim.scenario.source.source_tree import as_node, dotted
from sim.scenario.uncertain.quantities import elicited
from sim.scenario.uncertain.vectors import is_vector, vector
from sim.scenario.values.distributions import MARK
from sim.scenario.values.elicited import Elicited

Ranges = Iterator[tuple[tuple[Any, ...], str, dict[str, Any]]]  # where, what kind of value, and what is drawn of it
WHOLE = {"pert": [0, 1, 6]}
SHARES = {"dirichlet": {"strength": 40}}


@st.composite
def ranges(draw: Draw, tree: dict[str, Any]) -> dict[str, Any]:
    """`uncertain` and `move_together` of a world: some of what could be uncertain in it, or nothing."""
    found = [*_of_people(tree), *_of_port(tree), *_of_measures(tree)]
    if draw(st.sampled_from([False, False, True])):
        return {}
    chance = Random(draw(st.integers(0, 2**32)))  # so that what is rare comes in few worlds too
    rare = [
        [one for one in found if is_vector(one[2])],
        [one for one in found if one[1] == "level" and "pert" not in one[2]],
    ]
    taken = chance.sample(found, min(chance.randint(1, 7), len(found))) + [chance.choice(some) for some in rare if some]
    uncertain = {dotted(path): _elicited(tree, path, kind, written) for path, kind, written in taken}
    single = [path for path, one in uncertain.items() if not one.vector]
    if len(single) < 2 or draw(st.booleans()):
        return {"uncertain": uncertain}
    together = {"values": single[:3], "rank_correlation": draw(st.sampled_from([1, 0.6, -0.4]))}
    return {"uncertain": uncertain, "move_together": {"group": together}}


def _elicited(tree: dict[str, Any], path: tuple[Any, ...], kind: str, written: dict[str, Any]) -> Elicited:
    if is_vector(written):
        node = as_node(tree, Place("drawn", 0, 0)).at(path)
        assert node is not None
        return vector(path, node, written)
    return elicited({MARK: written}, kind, Path())


def _of_people(tree: dict[str, Any]) -> Ranges:
    """Shares, vectors of shares, profiles, levels and days, where counts say nothing of them."""
    rate = tree["arrivals"].get("rate")
    counted = rate is not None and rate["conditioned_on"]
    yield ("people", "nationalities"), "", SHARES
    yield ("screening", "detained"), "share", {"logitnormal": {"p10": 0.02, "p90": 0.3}}
    if not counted:
        yield ("people", "party_size"), "", SHARES
        yield ("people", "minors"), "share", {"uniform": [0.2, 0.25]}
    if "facts" in tree["screening"]:
        yield ("screening", "facts", "withdraw"), "share", {"uniform": [0, "50%"]}
    if rate is None:
        return
    at = ("arrivals", "rate")
    yield (*at, "exceptions_scaled"), "number", {"triangular": [0.2, 1, 1.2]}
    if not counted:
        for profile in sorted({"hour", "weekday"} & set(rate)):
            yield (*at, profile), "", SHARES
        if "claimants_per_day" in rate:
            yield (*at, "claimants_per_day"), "number", {"lognormal": {"p10": 20, "p90": 60}}
        if "regimes" in rate:
            yield (*at, "regimes", "calm", "next"), "", SHARES
    for name in tree["surges"]:
        if "begins" in tree["surges"][name]:
            first = date.fromisoformat(tree["start"])
            yield ("surges", name, "begins"), "day", {"uniform": [first, first + timedelta(days=2)]}


def _of_port(tree: dict[str, Any]) -> Ranges:
    """Officers, rooms, places, seats and quotas, terms of work, and times."""
    for pool, given in tree["staff"].items():
        some = {"uniform": [0, 4]} if pool == "officers" else {"discrete": {0: 0.2, 2: 0.4, 4: 0.4}}
        yield ("staff", pool, "shifts", "s0", "on_duty"), "whole", some
        yield ("staff", pool, "absence"), "share", {"pert": [0, 0.1, 0.5]}
        yield ("staff", pool, "productive_share"), "share", {"uniform": ["40%", "100%"]}
        if given["cost"]:
            yield ("staff", pool, "cost"), "money", {"uniform": ["50 CAD/h", "80 CAD/h"]}
    for name in tree["space"]["areas"]:
        yield ("space", "areas", name, "persons"), "whole", {"triangular": [4, 9, 14]}
    yield ("space", "rooms", "rooms"), "whole", {"discrete": {0: 0.2, 1: 0.3, 3: 0.5}}
    for name, step in tree["process"]["steps"].items():
        at = ("process", "steps", name)
        if "departures" in step:
            yield (*at, "departures", "seats"), "whole", {"pert": [4, 5, 10]}
            if step["departures"]["at_most_per_day"]:
                yield (*at, "departures", "at_most_per_day"), "whole", {"uniform": [4, 8]}
        elif isinstance(step["time"], dict):
            long = {"pert": ["0 min", "20 min", "2 h"]} if name == "one" else {"p10": "10 min", "p90": "40 min"}
            yield (*at, "time", "party"), "duration", long


def _of_measures(tree: dict[str, Any]) -> Ranges:
    """Lead times, terms, what is brought, levels of each kind, days, places of rungs, hours on overtime, prices."""
    for name, measure in tree["contingency"].items():
        at = ("contingency", name)
        if isinstance(measure["lead_time"], str):
            yield (*at, "lead_time"), "duration", {"pert": ["0 s", "2 h", "30 h"]}
        yield (*at, "minimum_term"), "duration", {"uniform": ["1 h", "1 d"]}
        yield from _of_brings((*at, "brings"), measure["brings"])
        if "set_up" in measure["cost"]:
            yield (*at, "cost", "set_up"), "money", {"triangular": ["80 CAD", "100 CAD", "150 CAD"]}
        for way in ("order_when", "release_when", "cancel_when"):
            for join, conditions in measure.get(way, {}).items():
                for label, condition in conditions.items():
                    yield from _of_condition((*at, way, join, label), condition)


def _of_brings(at: tuple[Any, ...], brings: dict[str, Any]) -> Ranges:
    for area in brings["areas"]:
        yield (*at, "areas", area), "whole", {"discrete": {0: 0.2, 3: 0.4, 12: 0.4}}
    for pool, shifts in brings["staff"].items():
        for shift in shifts:
            yield (*at, "staff", pool, shift), "whole", WHOLE
    for pool in brings.get("overtime", {}):
        yield (*at, "overtime", pool, "hours_per_week"), "duration", {"uniform": ["2 h", "30 h"]}
    for rung, taking in brings.items():
        if isinstance(taking, dict) and taking.get("places_per_day"):
            yield (*at, rung, "places_per_day"), "whole", {"uniform": [1, 8]}


def _of_condition(at: tuple[Any, ...], condition: dict[str, Any]) -> Ranges:
    if "on" in condition:
        day = date.fromisoformat(condition["on"])
        yield (*at, "on"), "day", {"triangular": [day - timedelta(days=1), day, day + timedelta(days=2)]}
        return
    side = "above" if "above" in condition else "below"
    level = condition[side]
    if isinstance(level, str) and level.endswith("%"):
        yield (*at, side), "level", {"uniform": ["10%", "90%"]}
    else:
        law = {"uniform": ["1 h", "4 h"]} if isinstance(level, str) else {"pert": [0, 3, 9]}
        yield (*at, side), "level", law
