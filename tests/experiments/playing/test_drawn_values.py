"""With drawn values only what they touch is built again: a set is what an engine of its own would make of it."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.experiments.playing.engine import Engine
from sim.figures.basis import Basis, basis, drawn
from sim.people.chance.uncertain_inputs import number_of, uniforms
from sim.port.flow.records import frame, timeline
from sim.port.plan import Plan, of_people, plan
from sim.port.run_on import beyond
from sim.scenario.load import load
from sim.scenario.origin import values_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.uncertain.realise import realise
from sim.scenario.values.section import AS_DRAWN

pytestmark = pytest.mark.unit

LACOLLE = Path(__file__).parents[3] / "scenarios" / "lacolle-2025.yaml"
ABSENCE = "staff.officers.absence"
RANGES: dict[str, list[Any]] = {
    "arrivals.police.claimants_per_day": [20, 40],
    "process.steps.intake.time.party": ["20 min", "40 min"],
    ABSENCE: ["1%", "9%"],
}


@pytest.fixture(scope="module")
def unsure() -> Scenario:
    return load(LACOLLE, ["start=2025-06-01", "end=2025-06-15"]).scenario


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))
    if isinstance(one, tuple) and not isinstance(one, str):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def differing(one: Any, other: Any, but: set[str]) -> Iterator[str]:
    for field in fields(one):
        if field.name not in but and not same(getattr(one, field.name), getattr(other, field.name)):
            yield field.name


def of_a_plan(one: Plan, other: Plan) -> list[str]:
    return [*differing(one, other, {"scenario", "like"})]


def of_a_basis(one: Basis, other: Basis) -> list[str]:
    return [*differing(one, other, {"plan", "prices"})]


def test_a_section_that_is_not_drawn_is_the_very_same_and_one_that_is_reads_as_within_the_whole(
    unsure: Scenario,
) -> None:
    at = uniforms(unsure, 3)
    context = {"folder": unsure._origin.folder, AS_DRAWN: True}
    assert len(unsure.uncertain) > 50
    for path in unsure.uncertain:
        found, touched = realise(unsure, {path: at[path]}), parts(path)[0]
        whole = type(unsure).model_validate(values_of(found).plain(), context=context)
        assert found == whole, path
        assert all(part is getattr(unsure, name) for name, part in found
                   if name not in (touched, "uncertain", "move_together")), path  # fmt: skip


def test_a_plan_knows_nothing_of_the_values_that_are_of_people_alone(unsure: Scenario) -> None:
    usual, alone = plan(realise(unsure, {})), [path for path in unsure.uncertain if of_people([path])]
    known, at = basis(usual), uniforms(unsure, 3)
    assert len(alone) > 30 and ABSENCE not in alone and "space.areas.hall.persons" not in alone
    for path in alone:
        scenario = realise(unsure, {path: at[path]})
        made, shared = plan(scenario), usual.for_people(scenario)
        assert of_a_plan(made, shared) == [], path
        assert of_a_basis(basis(made), drawn(shared, known)) == [], path
    assert same(tuple(frame(made)), tuple(frame(shared)))
    assert same(timeline(beyond(made)), timeline(beyond(shared)))


@pytest.mark.parametrize("path", RANGES)
def test_a_set_plays_as_an_engine_of_its_own_does(unsure: Scenario, path: str) -> None:
    only = unsure.edited({"uncertain": {path: {"uniform": RANGES[path]}}})
    engine = Engine(only)
    engine.replication(number_of(1))
    found = engine.replication(number_of(2))
    alone = Engine(realise(only, uniforms(only, 2))).replication(number_of(2))
    assert found.drawn != () and np.array_equal(found.figures, alone.figures, equal_nan=True)
    assert not np.array_equal(found.figures, engine.replication(number_of(1)).figures, equal_nan=True)
