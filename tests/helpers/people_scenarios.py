"""Small scenarios for the tests of people, and samples as plain rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

Row = tuple[int, ...]
PARTY = (
    "stream",
    "persons",
    "adults",
    "over_14",
    "unaccompanied",
    "nationality",
    "outcome",
    "priority_class",
    "counted",
)

BASE: dict[str, Any] = {
    "name": "test",
    "time_zone": "UTC",
    "start": "2025-03-01",
    "end": "2025-04-01",
    "seed": 11,
    "arrivals": {"door": {"claimants_per_day": 40}},
    "process": {"steps": {"desk": {"time": "10 min"}}, "journeys": {"everyone": ["desk"]}},
}

# The mix, exceptions and process of the port of entry in the shipped scenarios, shortened to what people need.
PORT: dict[str, Any] = {
    "arrivals": {
        "port_of_entry": {
            "claimants_per_day": 90,
            "day_to_day": 0.27,
            "weekday": {"mon": 0.85, "tue": 0.85, "wed": 0.87, "thu": 0.9, "fri": 1.05, "sat": 1.28, "sun": 1.2},
            "coach_loads": {"share": 0.25, "parties": {"discrete": {4: 0.2, 5: 0.2, 6: 0.2, 7: 0.2, 8: 0.2}}},
        },
        "police": {"claimants_per_day": 30, "exceptions_scaled": 0.35},
    },
    "people": {
        "party_size": {1: 0.42, 2: 0.20, 3: 0.16, 4: 0.13, 5: 0.06, 6: 0.03},
        "minors": 0.32,
        "under_14": 0.75,
        "unaccompanied_minors": 0.0025,
        "nationalities": {"Haiti": 0.76, "Venezuela": 0.06, "Colombia": 0.05, "United States": 0.05, "other": 0.08},
    },
    "screening": {
        "not_covered": ["United States"],
        "exceptions": {
            "family_member": {
                "Haiti": {"claimed": 0.96, "proven": 0.91},
                "Colombia": {"claimed": 0.85, "proven": 0.835},
                "Venezuela": {"claimed": 0.80, "proven": 0.835},
                "other": {"claimed": 0.80, "proven": 0.73},
            },
            "document_holder": {"other": {"claimed": 0.04, "proven": 0.80}},
            "unaccompanied_minor": {"proven": 1.0},
            "public_interest": {"other": {"claimed": 0.002, "proven": 0.50}},
        },
        "other_bars": {"prior_claim": 0.06, "earlier_claim": 0.005, "security": 0.005},
        "detained": 0.005,
    },
    "process": {
        "priority": {
            "unaccompanied_minor": {"who": "unaccompanied_minor"},
            "with_children": {"who": "with_children"},
            "everyone_else": {},
        },
        "steps": {
            "intake": {"staff": {"officers": 1}, "time": {"party": "30 min"}, "cv": 0.35},
            "biometrics": {
                "staff": {"officers": 1},
                "time": {"person_14_up": "12 min"},
                "cv": 0.35,
                "again": {"share": 0.1, "back_to": "intake"},
            },
            "forms": {"staff": {"officers": 1}, "time": {"adult": "75 min"}, "cv": 0.35, "deferrable": True},
            "relative": {"time": {"lognormal": {"median": "1.5 h", "p95": "8 h"}}, "who": "claims_family_member"},
            "decision": {
                "staff": {"officers": 1},
                "time": {"party": "30 min", "person": "9 min"},
                "cv": 0.35,
                "patience": {"exponential": {"mean": "40 h"}},
            },
            "acknowledgement": {"staff": {"officers": 1}, "time": {"party": "50 min", "person": "10 min"}, "cv": 0.35},
            "coach": {"departures": {"every": "3 h", "between": "02:00-23:00", "seats": 48}, "who": {"share": 0.65}},
            "removal_order": {"staff": {"delegates": 2}, "time": {"party": "40 min"}, "cv": 0.35},
        },
        "journeys": {
            "everyone": ["intake", "biometrics", "forms", "relative", "decision"],
            "referred": ["coach"],
            "returned": ["removal_order"],
            "barred": ["coach"],
            "detained": ["removal_order"],
            "deferred": ["acknowledgement", "coach"],
        },
    },
    "staff": {
        "officers": {
            "shifts": {
                "day": {"hours": "07:00-19:00", "on_duty": 30},
                "night": {"hours": "19:00-07:00", "on_duty": 12},
            },
            "productive_share": 0.75,
            "absence": 0.05,
        },
        "delegates": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}},
    },
}

DEFERRAL = {
    "two_step": {
        "order_when": {"any": {"long_wait": {"watch": "longest_wait", "above": "24 h"}}},
        "lead_time": {"triangular": ["1 d", "2 d", "4 d"]},
        "brings": {"deferral": True},
    }
}


def merged(tree: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings merge key by key; the rest is replaced, and None removes."""
    result = dict(tree)
    for key, value in change.items():
        both = isinstance(value, Mapping) and isinstance(result.get(key), Mapping)
        result[key] = merged(result[key], value) if both else value
        if value is None:
            del result[key]
    return result


def build(*changes: Mapping[str, Any]) -> Scenario:
    """The base with changes laid over it, one after the other; arrivals and process are replaced by the first."""
    tree = dict(BASE)
    for change in changes:
        whole = {key: change[key] for key in ("arrivals", "process") if tree.get(key) is BASE[key] and key in change}
        tree = merged(tree | whole, change)
    return Scenario.model_validate(tree)


def listed(*parties: dict[str, Any]) -> dict[str, Any]:
    """A stream that replays parties; `at` as text, one person each if not said."""
    rows = tuple(ListedParty(**{"persons": 1, **party, "at": datetime.fromisoformat(party["at"])}) for party in parties)
    return {"listed": Listed("people.csv", rows)}


def draw(scenario: Scenario, replication: int = 0) -> Sample:
    """One sample."""
    return Sampler(scenario).sample(replication)


def visits(sample: Sample, p: int) -> tuple[Row, ...]:
    """(step, seconds, patience) of each visit of a party, the deferred branch included."""
    rows = slice(int(sample.first[p]), int(sample.first[p + 1]))
    columns = (sample.step[rows], sample.seconds[rows], sample.patience[rows])
    return tuple(zip(*(column.tolist() for column in columns), strict=True))


def persons(sample: Sample, origin: int = 0) -> list[tuple[Any, ...]]:
    """Every party as one row: when it came (from `origin` on), who it is, and all its visits."""
    columns = np.array([getattr(sample, name) for name in PARTY]).T.tolist()
    came = (sample.arrive + origin).tolist()
    own = (sample.deferred - sample.first[:-1]).tolist()
    return [(came[p], *columns[p], own[p], *visits(sample, p)) for p in range(len(came))]


def same(one: Sample, other: Sample) -> bool:
    """Whether two samples agree in every value of every column."""
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def z_share(found: float, n: float, share: float) -> float:
    """Standard score of `found` of `n` independent trials that succeed with chance `share`."""
    return float((found - n * share) / np.sqrt(n * share * (1 - share)))
