"""Makers of short runs: the small port that has every quantity of the language, and shipped ones cut short, changed."""

import random
from typing import Any

from extremes import leaves, quantity, tree, written
from fuzz_kit import Case, Maker
from yaml_makers import SCALARS, SMALL, changed, places, plain, tree_of

from sim.scenario.messages.sentences import declared_at
from sim.scenario.source.yaml_writer import yaml
from sim.scenario.values import units
from sim.scenario.values.section import Section

TIMES = (0.0, 0.001, 0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 7.0, 50.0, 1000.0)  # what a quantity is multiplied by
SHORT = {"start": "2025-07-01", "end": "2025-07-05", "warm_up": "1 d"}


def quantities(chance: random.Random) -> Case:
    """The small port, with up to six of its quantities less or more, or at an end of what they can be."""
    return Case({"case.yaml": yaml(_changed(chance, tree(), chance.randint(1, 6)))}, play=True)


def without(chance: random.Random) -> Case:
    """The small port without some of what may be left out, and one quantity changed."""
    found = tree()
    for _ in range(chance.randint(1, 4)):
        able = [path for path in places(found)[1:] if _may_go(path)]
        if able:
            found = changed(found, chance.choice(able), _drop)
    return Case({"case.yaml": yaml(_changed(chance, found, chance.randint(0, 1)))}, play=True)


def shortened(chance: random.Random) -> Case:
    """A shipped file of a few days, with up to four of its quantities less or more."""
    found = _changed(chance, tree_of(chance.choice(SMALL)) | SHORT, chance.randint(1, 4))
    return Case({"case.yaml": yaml(found)}, play=True)


def _changed(chance: random.Random, found: Any, count: int) -> Any:
    able = [(path, value) for path, value in leaves(found) if quantity(path, value)]
    for path, value in chance.sample(able, min(count, len(able))):
        found = changed(found, path, _put(_other(chance, path, value)))
    return found


def _may_go(path: tuple[Any, ...]) -> bool:
    """Whether a scenario may be without this: a key with a default, or one of several names."""
    section = declared_at(path[:-1])
    if isinstance(section, type) and issubclass(section, Section):
        return any((field.alias or name) == path[-1] and not field.is_required()
                   for name, field in section.model_fields.items())  # fmt: skip
    return isinstance(path[-1], str) and len(path) == 2


def _other(chance: random.Random, path: tuple[Any, ...], value: Any) -> Any:
    given = quantity(path, value)
    if given is None or chance.random() < 0.05:
        return plain(chance.choice(SCALARS))
    bounds, unit = given
    if chance.random() < 0.1:
        return written(chance.choice((0.0 if bounds.nought else bounds.least, bounds.most)), unit)
    return written(min(max(_number(value, unit) * chance.choice(TIMES), bounds.least), bounds.most), unit)


def _number(value: Any, unit: str) -> float:
    """The number of a quantity, in the unit in which it is written again; 1 for a distribution."""
    if isinstance(value, int | float):
        return float(value)
    if unit == "s":
        return units.duration(value) if isinstance(value, str) else 3600.0
    first = str(value).split()[0]
    return float(first.rstrip("%")) / (100 if first.endswith("%") else 1)


def _put(value: Any) -> Any:
    def put(into: Any, key: Any) -> None:
        into[key] = value

    return put


def _drop(into: Any, key: Any) -> None:
    del into[key]


MAKERS: list[tuple[int, Maker]] = [(3, quantities), (3, without), (2, shortened)]
