"""Samples in which some parties are divided at a visit, made of samples in which none is."""

from typing import Any

import numpy as np

from sim.arrays import I
from sim.people.sample import Sample


def divided(sample: Sample, family: I, seed: int) -> Sample:
    """A sample in which about half of the parties that can be divided are, each at any of its visits.

    The part has a person or more of the party, and the visits that the party would have made from then on. Parties that
    a step serves member by member stay whole.
    """
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    columns = [
        name for name in Sample._fields if name not in ("first", "step", "seconds", "patience", "present", "lead")
    ]
    for p in range(sample.arrive.size):
        own = {name: getattr(sample, name)[p] for name in columns} | {"parent": -1, "decided": -1}
        visits, branch = range(sample.first[p], sample.deferred[p]), range(sample.deferred[p], sample.first[p + 1])
        row = own | {"visits": list(visits), "branch": list(branch)}
        rows.append(row)
        if sample.persons[p] > 1 and not family[sample.step[visits]].any() and rng.random() < 0.6:
            cut, part = int(rng.integers(0, len(visits) + 1)), int(rng.integers(1, sample.persons[p]))
            row |= {"decided": cut, "persons": sample.persons[p] - part}
            tail = {"visits": list(visits)[cut:], "branch": []}
            rows.append(own | tail | {"persons": part, "parent": len(rows) - 1, "outcome": int(rng.integers(0, 4))})
    return _sample(sample, rows, columns)


def _sample(sample: Sample, rows: list[dict[str, Any]], columns: list[str]) -> Sample:
    order = np.array([v for row in rows for v in (*row["visits"], *row["branch"])], dtype=np.int64)
    main = np.array([len(row["visits"]) for row in rows], dtype=np.int64)
    sizes = main + np.array([len(row["branch"]) for row in rows], dtype=np.int64)
    first = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    made: dict[str, Any] = {name: np.array([row[name] for row in rows], dtype=np.int64) for name in columns}
    made["decided"] = np.where(made["decided"] >= 0, made["decided"] + first[:-1], -1)
    made |= {name: getattr(sample, name)[order] for name in ("step", "seconds", "patience")}
    return sample._replace(**made | {"first": first, "deferred": first[:-1] + main})
