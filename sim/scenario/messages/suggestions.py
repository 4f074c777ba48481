"""What may have been meant by a value that is refused: another spelling of it that the same place allows."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from sim.problems import alternatives
from sim.scenario.language.sections import Sections
from sim.scenario.messages.other_spellings import RULES, UNNAMED, Rule, respelt
from sim.scenario.source.commas import repaired
from sim.scenario.source.scalars import as_scalar
from sim.scenario.source.source_tree import Node, Path
from sim.scenario.source.yaml_writer import flow, number
from sim.wording import say

_CODE = re.compile(r"[A-Z]{3}")
_PRICE = re.compile(r"\d+(?:\.\d+)? ([A-Z]{3})(?:/|\Z| per )")
MOST = 60  # other spellings that are tried of a value
Accepts = Callable[[Any], bool]
Tried = tuple[tuple[Rule, ...], Any, str]  # by which rules, the value, and how it would be written


def meant(value: Any, accepts: Accepts, currency: str = "") -> str:
    """`did you mean 1 d?`, with spellings that the place accepts; nothing if none is known.

    `value` is what was written: a scalar, or a mapping or list whose scalars are tried together. `currency` is that of
    the file: an amount that names none is read in it, and without it no amount is suggested.
    """
    by: tuple[Rule, ...] = ()
    found: list[str] = []
    for rules, candidate, said in _candidates(value, currency):
        if found and rules != by:
            break
        if said not in found and accepts(candidate):
            by = rules
            found.append(said)
    words = alternatives(found[:2])
    if not found:
        return ""
    return (
        say("decimal comma? write {words}", words=words)
        if by[:1] == (repaired,) and "," in str(value)
        else say("did you mean {words}?", words=words)
    )


def accepted_at(path: Path, source: Node, key: bool = False) -> Accepts:
    """Return whether a value (or, with `key`, a key) would be accepted at a path; all else of the tree is left
    aside.
    """

    def accepts(value: Any) -> bool:
        if key and (isinstance(value, bool) or not isinstance(value, str | int | float)):
            return False
        under = source.at(path) if key else None
        tree: Any = under.plain() if under else value
        for k in range(len(path) - 1, -1, -1):
            name = value if key and k == len(path) - 1 else path[k]
            above = source.at(path[:k])
            if above is not None and isinstance(above.value, tuple):
                items = above.plain()
                tree = [tree if str(name) == str(i) else item for i, item in enumerate(items)]
            else:
                tree = {name: tree}
        here = (*path[:-1], value) if key else path
        return not any(_within(loc, here) for loc in _refused(tree))

    return accepts


def currency_of(source: Node) -> str:
    """Return the currency that a file states, else that of the first amount which names one; empty if none does."""
    for path in (("port", "currency"), ("currency",)):
        stated = source.at(path)
        if stated is not None and isinstance(stated.value, str) and _CODE.fullmatch(stated.value):
            return stated.value
    texts = (str(node.value) for path, node in source.leaves() if any("cost" in str(part) for part in path))
    return next((found[1] for text in texts if (found := _PRICE.match(text))), "")


def _refused(tree: Any) -> list[tuple[str, ...]]:
    try:
        Sections.model_validate(tree, context={"folder": None})
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=False)
        return [tuple(map(str, item["loc"])) for item in items if item["type"] != "missing"]
    return []


def _within(loc: tuple[str, ...], path: Path) -> bool:
    """Return whether a location of pydantic's lies at a path or below; steps of its own are left out."""
    rest = iter(loc)
    return all(any(step == str(part) for step in rest) for part in path)


def _candidates(value: Any, currency: str) -> Iterator[Tried]:
    if isinstance(value, dict | list):
        if (pairs := _paired(value)) != value:
            yield (repaired,), pairs, flow(pairs)
        for rule in (*RULES, None):
            new = _each(value, rule, currency)
            if new != value:
                yield (rule,) if rule else (), new, flow(new)
    elif value is not None and not isinstance(value, bool):
        text = number(value) if isinstance(value, float) and abs(value) < 1e15 else str(value)
        plain = as_scalar(text)
        if plain is not None and type(plain) is not type(value):
            yield (), plain, text  # without its quotes, or its `.0`
        for rules, respelled in islice(respelt(text), MOST):
            new = respelled.replace(UNNAMED, currency or UNNAMED)
            yield rules, as_scalar(new), new if not isinstance(as_scalar(new), str) else flow(new)
        items = [part.strip() for part in value.split(",")] if isinstance(value, str) else [value]
        yield (), items, flow(items)


def _paired(value: Any) -> Any:
    """Read lists of whole numbers, two each, as halves of numbers with a decimal comma: `[0,1,0,2]` as [0.1, 0.2]."""
    if isinstance(value, dict):
        return {key: _paired(inner) for key, inner in value.items()}
    if isinstance(value, list) and value and len(value) % 2 == 0 and all(type(item) is int for item in value):
        return [float(f"{a}.{abs(b)}") for a, b in zip(value[::2], value[1::2], strict=True)]
    return value


def _each(value: Any, rule: Rule | None, currency: str) -> Any:
    """Return a mapping or list with each scalar in it by one rule; without one, each by the first rule that fits it."""
    if isinstance(value, dict):
        return {
            _each(key, rule, currency) if isinstance(key, str) else key: _each(inner, rule, currency)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_each(inner, rule, currency) for inner in value]
    if value is None or isinstance(value, bool):
        return value
    text = str(value)
    new = next(rule(text), text) if rule else next((new for _, new in respelt(text)), text)
    return value if new == text else as_scalar(new.replace(UNNAMED, currency or UNNAMED))
