"""The random worlds of the agreement tests hold every word of the language that can change what happens at the port."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from random_worlds.worlds import worlds

from sim.scenario.language.who import LISTS, WORDS, Who
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.uncertain.quantities import QUANTITIES
from sim.scenario.uncertain.vectors import VECTORS
from sim.scenario.uncertain.vectors import _fits as fits
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.section import Section

pytestmark = pytest.mark.agreement

# Words, or sections of them, that no random world holds, and why they need not.
ELSEWHERE = {
    "Scenario.name": "what a scenario is called",
    "Scenario.question": "what it answers",
    "Scenario.port": "what those around the port are called, and when a fiscal year begins",
    "Scenario.stated_currency": "what amounts are counted in",
    "Scenario.stay_limit": "how figures are made from the log",
    "Scenario.levers": "what each state makes is a scenario of words that are here",
    "Scenario.readings": "other scenarios, each of words that are here",
    "Scenario.targets": "what is asked of the figures",
    "Scenario.figures": "which figures are made from the log",
    "Scenario.precision": "how many runs are played",
    "Scenario.policy": "which triggers are compared",
    "Scenario.assumptions": "where values come from",
    "Scenario.labels": "what names are called by",
    "Scenario.evidence": "what figures are held against",
    "Scenario.fitted_on": "what values were fitted on",
    "Scenario.run_on": "a run of its own: test_run_on.py::test_both_engines_agree_to_the_day_of_ranking",
    "Pool.templates": "what a roster may be made of",
    "Pool.roster_file": "read into `on_duty` and `changes`",
}
MANY = 300  # worlds


def sections(annotation: Any) -> Iterator[type[Section]]:
    """The sections that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for inner in get_args(annotation):
        yield from sections(inner)


def words(kind: type[Section], seen: set[type[Section]]) -> Iterator[str]:
    """Every field of a section, what it may choose among, and the sections within it; nothing below ELSEWHERE."""
    if kind in seen:
        return
    seen.add(kind)
    for name, field in kind.model_fields.items():
        word = f"{kind.__name__}.{name}"
        yield word
        if word not in ELSEWHERE:
            yield from (f"{word}: {choice}" for choice in choices(field.annotation))
            for inner in sections(field.annotation):
                yield from words(inner, seen)


def choices(annotation: Any) -> Iterator[str]:
    """What a field may choose among by name."""
    if get_origin(annotation) is Literal:
        yield from (choice for choice in get_args(annotation) if isinstance(choice, str))
    elif get_origin(annotation) in (Union, UnionType, Annotated):
        yield from (choice for inner in get_args(annotation) for choice in choices(inner))


def held(value: Any) -> Iterator[str]:
    """What is said in a section and in those within it: fields with another value than their default, and choices."""
    if isinstance(value, Section):
        kind = type(value)
        for name, field in kind.model_fields.items():
            given_here = getattr(value, name)
            if isinstance(given_here, str):
                yield f"{kind.__name__}.{name}: {given_here}"
            if given_here != field.get_default():
                yield f"{kind.__name__}.{name}"
                yield from held(given_here)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from held(inner)


@pytest.fixture(scope="module")
def drawn() -> list[Scenario]:
    """Worlds as they are drawn, with values that are not known in some of them."""
    found: list[Scenario] = []

    @settings(
        deadline=None, derandomize=True, max_examples=MANY, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(worlds())
    def collect(scenario: Scenario) -> None:
        found.append(scenario)

    collect()
    return found


def test_random_worlds_hold_every_word_of_the_language(drawn: list[Scenario]) -> None:
    every, found = set(words(Scenario, set())), {word for scenario in drawn for word in held(scenario)}
    missing = sorted(every - found - set(ELSEWHERE))
    assert not missing, f"add to tests/helpers/random_worlds, or say why not: {', '.join(missing)}"
    assert sorted(set(ELSEWHERE) - every) == []


def test_they_hold_every_condition_on_a_party(drawn: list[Scenario]) -> None:
    given_here = [who for scenario in drawn for who in conditions(scenario)]
    found = {part.kind for who in given_here for part in who.walk()}
    missing = sorted({*WORDS, *LISTS, "claims", "share", "any", "all", "not"} - found)
    assert not missing, f"add to tests/helpers/random_worlds: {', '.join(missing)}"


def conditions(value: Any) -> Iterator[Who]:
    """Every `who` of a section."""
    if isinstance(value, Who):
        yield value
    elif isinstance(value, Section):
        yield from (who for name in type(value).model_fields for who in conditions(getattr(value, name)))
    elif isinstance(value, dict):
        yield from (who for inner in value.values() for who in conditions(inner))


def test_they_draw_every_kind_of_value_that_can_be_uncertain(drawn: list[Scenario]) -> None:
    uncertain = [(parts(path), one) for scenario in drawn for path, one in scenario.uncertain.items()]
    kinds = {one.kind.partition(" ")[0] for _, one in uncertain}
    assert kinds == {*QUANTITIES, "whole", "day", "level", "money", "shares"}
    assert {"level number", "level share", "level duration"} - {one.kind for _, one in uncertain} == set()
    families = {one.distribution.family for _, one in uncertain if isinstance(one.distribution, Distribution)}
    assert {"uniform", "triangular", "pert", "discrete", "logitnormal", "lognormal"} - families == set()
    vectors = [path for path, one in uncertain if one.vector]
    assert [pattern for pattern in VECTORS if not any(fits(path, pattern) for path in vectors)] == []
    whole = {path[0] for path, one in uncertain if one.kind == "whole"} | {path[-1] for path, one in uncertain}
    assert {"space", "staff", "contingency", "process", "seats", "persons", "rooms", "on_duty"} - whole == set()
    groups = [group.rank_correlation for scenario in drawn for group in scenario.move_together.values()]
    assert {float(np.sign(one - 1)) for one in groups} == {0.0, -1.0} and min(groups) < 0
