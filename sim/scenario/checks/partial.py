"""What can still be checked of a scenario with errors in it: the same without the parts that are wrong."""

from typing import Any

from pydantic import ValidationError

from sim.scenario.checks.references import declared
from sim.scenario.language.sections import Sections
from sim.scenario.messages.sentences import source_path
from sim.scenario.source.source_tree import Node, Path, as_node

ROUNDS = 10  # a part that is left out can leave its section without a key that it must have, and so on outwards

# What stands in for parts that must be there; none of it names anything.
_STAND_IN: dict[Path, Any] = {
    ("name",): "",
    ("start",): "1900-01-01",
    ("end",): "2199-12-31",
    ("arrivals",): {"": {"claimants_per_day": 0}},
    ("process",): {"steps": {"": {"time": 0}}, "journeys": {}},
    ("process", "steps"): {"": {"time": 0}},
    ("process", "journeys"): {},
}


def salvaged(source: Node, error: ValidationError, context: dict[str, Any]) -> Sections | None:
    """Return the scenario without its wrong parts, for checks of names only; None if too little is left."""
    for _ in range(ROUNDS):
        for item in error.errors(include_url=False, include_input=False):
            is_key = item["loc"][-1:] == ("[key]",)
            path = source_path(item["loc"][:-1] if is_key else item["loc"], source)
            missing = (*path, item["loc"][-1]) if item["type"] == "missing" else path
            source = _without(source, missing if missing in _STAND_IN else path)
        try:
            return Sections.model_validate(source.plain(), context=context)
        except ValidationError as again:
            error = again
    return None


def is_whole(scenario: Sections, source: Node) -> bool:
    """Return whether everything that the tree declares is still in the salvaged scenario."""
    names = declared(source)
    kinds = (
        (names.steps, scenario.process.steps),
        (names.pools, scenario.staff),
        (names.areas, scenario.space.areas),
        (names.streams, scenario.arrivals),
        (names.measures, scenario.contingency),
    )
    return all(known is not None and set(known) <= set(left) for known, left in kinds)


def _without(source: Node, path: Path) -> Node:
    if not path:
        return source
    if path in _STAND_IN:
        return source.with_child(path, as_node(_STAND_IN[path], source.place))
    above = source.at(path[:-1])
    if above is None:
        return source
    return _without(source, path[:-1]) if above.entries is None else source.with_child(path, None)
