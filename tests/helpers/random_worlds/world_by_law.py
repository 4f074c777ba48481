"""Parts of random worlds: screening by shares or person by person, beds for the night, rungs of measures."""

from itertools import combinations
from typing import Any

from hypothesis import strategies as st
from law_cases import LAW

from random_worlds.world_process import Draw, evenly

CROSSED: list[dict[str, Any]] = [
    {},
    {"late_between_ports": {"listed": 0.3}},
    {"days_since_crossing": {"listed": {"uniform": ["0 d", "28 d"]}}},
]


@st.composite
def screenings(draw: Draw) -> dict[str, Any]:
    """Screening of parties as a whole, or by the law with facts that divide many of them."""
    if draw(st.integers(0, 2)):
        return {
            "not_covered": ["United States"],
            "exceptions": {"family_member": {"claimed": 0.8, "proven": 0.6}, "unaccompanied_minor": {"proven": 1.0}},
            "other_bars": {"prior_claim": 0.2},
            "detained": 0.05,
        }
    facts = {
        "adults": {"spouse": 0.5, "sibling": 0.3, "none": 0.2},
        "spouses_proven": draw(st.sampled_from([1, 0.3])),
        "born_in_partner": draw(st.sampled_from([0, 0.5])),
        "parent_in_partner": 0.3,
        "relatives": {
            "citizen": {"share": {"Haiti": 0.6, "other": 0.3}, "status": "citizen", "proven": 0.8},
            "student": {"share": 0.2, "status": "study_permit", "proven": 0.9, "of": "second_adult"},
            "shared": {
                "share": 0.1,
                "status": "claim_referred",
                "proven": 0.9,
                "of": "couple",
                "relation": {"child": 1},
            },
        },
        "documents": {"temporary_resident_visa": 0.1},
        "records": {"claimed_in_partner_country": 0.1, "before_division": 0.05},
        "entered_before": 0.1,
        "entered_ago": draw(st.sampled_from([730, 400])),
        **evenly(draw, CROSSED),
        "in_person": draw(st.sampled_from([0, 0.5])),
        "order_first": draw(st.sampled_from([0, 0.5])),
        "withdraw": draw(st.sampled_from([0, 0.4])),
    }
    return {"law": draw(laws()), "facts": facts, "detained": 0.05}


@st.composite
def laws(draw: Draw) -> dict[str, Any]:
    """The law of the shipped table, as it is or with words of it changed, and each of its readings turned at times."""
    law = LAW.model_dump() | {"representative": draw(st.booleans())}
    if draw(st.booleans()):
        return law
    law["readings"] = {name: taken != (draw(st.integers(0, 2)) == 0) for name, taken in law["readings"].items()}
    bars = {label: bar | {"years": 2} for label, bar in law["bars"].items()}
    orders = ("none", "departure", "exclusion", "deportation")
    records = {name: one | {"order": orders[k % 4]} for k, (name, one) in enumerate(law["records"].items())}
    exceptions = {label: one | {"only_if": "members_anchor"} for label, one in law["exceptions"].items()}
    other: dict[str, Any] = {
        "adult": 19,
        "guardian_of_minors_only": False,
        "suspended_from": "2025-06-03",
        "suspended_until": "2025-06-04",
        "referral": "later",
        "anchors_before_referral": True,
        "bars": bars,
        "records": records,
        "exceptions": exceptions,
    }
    named = evenly(draw, combinations(sorted(other), 5))
    return law | {name: other[name] for name in named}


def with_facts(tree: dict[str, Any], order: str) -> None:
    """Families are served as one before the decision; after it orders take time, and are what some steps are for."""
    if "facts" not in tree["screening"]:
        return
    steps, journeys = tree["process"]["steps"], tree["process"]["journeys"]
    for name in journeys["everyone"]:
        if "family" in steps[name]:
            steps[name]["family"] = "together"
        if steps[name]["who"] in ("covered", "unaccompanied_minor"):
            steps[name]["who"] = "would_be_divided"
    for name in journeys["referred"]:
        if "time" in steps[name]:
            steps[name]["time"]["order"] = order
        if steps[name]["who"] in ("covered", "unaccompanied_minor"):
            steps[name]["who"] = {"any": [{"order": ["departure", "exclusion"]}, "represented", "in_person"]}
    for step in steps.values():
        if step["who"] == "claims_family_member":
            step["who"] = "claims_relative"
    journeys["child_protection"] = journeys["suspended"] = journeys["barred"][-1:]
    for name in journeys["suspended"] if not journeys["everyone"] else ():
        steps[name].pop("again", None)  # on these journeys there is nothing before it to go back to


@st.composite
def lodgings(draw: Draw, areas: int) -> dict[str, Any]:
    """Beds for those who wait in an area, over hours that a change of the clock skips too."""
    at, back = draw(st.sampled_from([("22:00", "06:00"), ("02:30", "07:00"), ("19:30", "12:00"), ("23:10", "08:00")]))
    who = draw(st.sampled_from(["beyond_places", "everyone"]))
    return {"area": f"a{draw(st.integers(0, areas - 1))}", "rooms": "beds", "at": at, "back": back, "who": who}


@st.composite
def with_rungs(draw: Draw, tree: dict[str, Any], unit: str) -> None:
    """Measures that take people out at the door and after an assessment, and call officers on overtime."""
    process, measures = tree["process"], list(tree["contingency"].values())
    steps, everyone = process["steps"], list(process["journeys"]["everyone"])
    before = [k for k, name in enumerate(everyone) if steps[name]["who"] == "everyone"]
    asked = [None]
    if before and draw(st.booleans()):
        steps["assess"] = {"time": unit, "staff": {"officers": 1}, "holds": draw(st.booleans())}
        everyone.insert(draw(st.sampled_from(before)), "assess")
        process["journeys"]["everyone"] = tuple(everyone)
        asked.append("assess")
        for name in process["journeys"]["deferred"]:  # it may follow on the assessment, before anything to go back to
            steps[name].pop("again", None)
    for measure in measures:
        brings = measure["brings"]
        for rung in ("other_port", "further_examination", "detention", "direct_back"):
            after = draw(st.sampled_from(asked[-1:] if rung == "further_examination" else asked))
            if draw(st.integers(0, 2)) == 0 and (after or rung != "further_examination"):
                who = draw(st.sampled_from(["everyone", {"share": 0.5}, {"not": "covered"}]))
                brings[rung] = {"who": who, "after": after, "places_per_day": draw(st.sampled_from([None, 3, 8]))}
        if draw(st.integers(0, 2)) == 0 and (shifts := brings["staff"].pop("officers", None)):
            limits = {
                "hours_per_week": draw(st.sampled_from(["3 h", "20 h"])),
                "days_in_a_row": draw(st.integers(1, 3)),
            }
            brings["overtime"] = {"officers": {"shifts": shifts, "officers": 2} | limits}
