"""`levers`: what could be otherwise at the port, and the states of each that are tried by themselves."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.source.source_tree import parts
from sim.scenario.values.section import Section, optional, required
from sim.wording import noted, say

OF_THE_PORT = (  # what a reading or a lever may change: the port and the people who come, not what is asked of the runs
    "arrivals", "surges", "people", "screening", "process", "staff", "space", "contingency", "changes",
)  # fmt: skip
LEVERS = "levers"
MOST_STATES = 20  # of one lever; each is read as a scenario of its own
MOST_LEVERS = 40


def _paths(value: Any) -> tuple[str, ...]:
    """Return the paths that a lever moves: one, or a list of them."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not given or not all(isinstance(one, str) for one in given):
        raise ValueError(say("a dotted path, or a list of dotted paths"))
    for one in given:
        if parts(one)[0] not in OF_THE_PORT:
            raise ValueError(say("a path that begins with one of {names}", names=", ".join(OF_THE_PORT)))
    if len(set(given)) < len(given):
        raise ValueError(say("each path once"))
    return tuple(given)


def _of_the_port(value: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what may come, each with paths of the port. ValueError."""
    for edits in value.values():
        if not edits:
            raise ValueError(say("at least one dotted path with what it is then"))
        _paths(list(edits))
    return value


Stresses = Annotated[
    dict[str, dict[str, Any]],
    AfterValidator(_of_the_port),
    WithJsonSchema({"description": noted("for each name dotted paths, and what is there"), "type": "object"}),
]


def _states(value: Any) -> Any:
    """Return the states: a list of values, or values by label."""
    if not isinstance(value, dict | list | tuple) or _holds_nothing(value):
        raise ValueError(say("a list of values, or {label: value}, without null"))
    if not 2 <= len(value) <= MOST_STATES:
        raise ValueError(say("from 2 to {most} states, the value as written among them", most=MOST_STATES))
    return {str(label): one for label, one in value.items()} if isinstance(value, dict) else tuple(value)


def _holds_nothing(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return value is None or any(_holds_nothing(one) for one in inner)


class Lever(Section):
    """Something that could be otherwise, and what it could be."""

    label: str = optional("", "What it is called in tables; without it, its name.")
    path: Annotated[
        tuple[str, ...],
        BeforeValidator(_paths),
        WithJsonSchema({
            "description": noted("a dotted path, or a list of paths that change together"),
            "type": ["string", "array"],
            "items": {"type": "string"},
        }),
    ] = required("The dotted path of the value, or a list of paths that change together.")  # fmt: skip
    states: Annotated[
        dict[str, Any] | tuple[Any, ...],
        BeforeValidator(_states),
        WithJsonSchema({"description": noted("a list of values, or {label: value}"), "type": ["array", "object"]}),
    ] = required(
        "What it can be, as a list of values or as {label: value}; the value as written is one of them. Of several "
        "paths a state is a list with a value for each."
    )

    with_: tuple[str, ...] = Field(
        (),
        alias="with",
        description=noted(
            "Other levers, by name: `portsim brief` plays the pairs with each, where all combinations are too many."
        ),
    )

    @property
    def values(self) -> dict[str | int, dict[str, Any]]:
        """The values of each state by path; states by their key in the file: a label, or a place from 0 on."""
        given = self.states.items() if isinstance(self.states, dict) else enumerate(self.states)
        alone = len(self.path) == 1
        return {key: dict(zip(self.path, [one] if alone else one, strict=True)) for key, one in given}

    @model_validator(mode="after")
    def _a_value_for_each_path(self) -> "Lever":
        given = self.states.values() if isinstance(self.states, dict) else self.states
        n = len(self.path)
        if n > 1 and any(not isinstance(one, list | tuple) or len(one) != n for one in given):
            raise ValueError(say("states that are lists of {n} values, one for each path", n=n))
        return self
