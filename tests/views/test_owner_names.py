"""Names of owners that look like figures: a measure called `target_hall`, an area `days_open`, a pool `cost_total`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_results import HALL, make

from sim.experiments.comparison.compare import paired
from sim.experiments.result import Result
from sim.scenario.catalogue.figure import FigureInfo, Kind
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.schema import Scenario
from sim.views.comparison import rows
from sim.views.comparison.answer import answer as compared
from sim.views.run import decision, page
from sim.views.run.answer import answer

pytestmark = pytest.mark.unit

OWNERS = ("qarea", "qroom", "qpool", "qdesk", "qstream", "qdoor", "qstep", "qclass", "qlease", "qtents")
PARTS = (
    *("time_on_site", "within", "24h", "wait", "peak", "over_capacity_hours", "person_hours", "cost", "total"),
    *(
        "target",
        "targets",
        "hall",
        "days_open",
        "first_order",
        "ordered",
        "times",
        "hours",
        "utilisation",
        "busy_hours",
    ),
    *("returned", "share", "unserved", "mean", "p95", "gave_up", "72h", "still_present", "on_site", "per_claimant"),
)
HOSTILE = (
    *("days_open", "on_site", "cost_total", "busy_hours_p95", "share_door", "mean", "time_on_site_p95", "p95"),
    *("target_hall", "targets"),
)
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map("_".join)
AMOUNTS: dict[Kind, float] = {
    "share": 0.3, "flag": 1.0, "hours": 40.0, "persons": 90.0, "money": 5e5, "count": 70.0, "number": 30.0,
}  # fmt: skip


def port(names: Sequence[str], officers: int) -> Scenario:
    """A port with an owner of every kind, called as `OWNERS` are in order."""
    area, room, pool, desk, stream, door, step, rank, lease, tents = names
    crowded = {"crowded": {"watch": "occupancy", "of": area, "above": "80%", "of_space": "base"}}
    brings = HALL | {"order_when": {"any": crowded}, "brings": {"areas": {area: 200}}}
    shift = {"shifts": {"day": {"hours": "07:00-15:00", "on_duty": officers}}, "cost": "40 CAD/h"}
    tree: dict[str, Any] = {
        "name": "names",
        "start": "2025-01-01",
        "end": "2025-04-01",
        "warm_up": "1 d",
        "currency": "CAD",
        "arrivals": {stream: {"claimants_per_day": 50}, door: {"claimants_per_day": 2}},
        "process": {
            "priority": {rank: {}},
            "steps": {step: {"staff": {pool: 1}, "area": area, "time": "1 h", "patience": "4 h"}},
            "journeys": {"everyone": [step]},
        },
        "staff": {pool: shift, desk: shift},
        "space": {"areas": {area: {"persons": 150}, room: {"persons": 30}}},
        "contingency": {lease: brings, tents: brings},
        "targets": {"within_24h": {"at_least": "80%"}, f"peak_{area}": {"at_most": 120}},
        "figures": [f"wait_{step}_over_4h_class_{rank}", f"time_on_site_p90_stream_{door}", f"wait_{step}_p50"],
    }
    return Scenario.model_validate(tree)


def result(of: Scenario, more: float) -> Result:
    """Twenty runs in which every figure is made from its place in the catalogue."""
    known = list(catalogue(of).values())
    assert set(dict.fromkeys(kind for info in known for kind, _ in info.owners)) == {
        "area", "pool", "stream", "step", "class", "measure",
    }  # fmt: skip

    def figures(number: int) -> dict[str, float]:
        return {info.name: value(info, k, number) for k, info in enumerate(known)}

    def value(info: FigureInfo, k: int, number: int) -> float:
        if info.kind == "date":
            return 86400.0 * (20 + k % 7 + number)
        if info.kind == "flag":
            return 1.0
        return 0.0 if k % 11 == 0 else AMOUNTS[info.kind] * (1 + k / 1000 + number / 100 + more)

    return make(of, runs=20, figures=figures)


def shown(names: Sequence[str]) -> list[str]:
    """All that a run and a comparison say of the port, without charts."""
    base, other = result(port(names, 6), 0.0), result(port(names, 7), 0.1)
    every = paired({"today": base, "other": other}, figures=base.names)
    usual = paired({"today": base, "other": other})
    return [
        *answer(base),
        *map(str, decision.decision(base)),
        *map(str, decision.figures(base)),
        *map(str, decision.targets(base)),
        *(str(base.summary[name]) for name in base.names),
        *page.html(base, "", ()).splitlines(),
        *(str(group) for comparison in (every, usual) for group in rows.groups(comparison)),
        *(sentence for comparison in (every, usual) for _, said in compared(comparison) for sentence in said),
    ]


def renamed(lines: Sequence[str], names: Sequence[str]) -> list[str]:
    """The lines with other names for the owners, in small letters and without underscores."""
    of = dict(zip(OWNERS, names, strict=True))
    pattern = re.compile("|".join(OWNERS), re.IGNORECASE)
    told = (pattern.sub(lambda hit: of[hit[0].lower()], line).lower().replace("_", " ") for line in lines)
    return [
        line.replace('class="verdict long"', 'class="verdict"') for line in told
    ]  # smaller letters for more of them


@pytest.fixture(scope="module", autouse=True)
def no_charts() -> Iterator[None]:
    """The report without its charts, in which long names are wrapped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "three", lambda view: "")
        patch.setattr(page, "small", lambda view, name: "")
        yield


@cache
def plainly() -> list[str]:
    """What is said of the port whose owners have names that look like nothing."""
    return shown(OWNERS)


def test_owners_called_like_figures_are_told_like_any_other():
    assert renamed(shown(HOSTILE), OWNERS) == renamed(plainly(), HOSTILE)


@given(
    st.lists(
        st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map("_".join), min_size=10, max_size=10, unique=True
    )
)
@settings(max_examples=15, deadline=None)
def test_no_name_of_an_owner_changes_what_is_said(names: list[str]):
    try:
        known = catalogue(port(names, 6))
    except ValueError:  # refused: two figures would have one name
        assume(False)
    assert len(known) == len(catalogue(port(OWNERS, 6)))
    assert renamed(shown(names), OWNERS) == renamed(plainly(), names)
