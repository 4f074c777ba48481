"""Distributions that could draw what is not allowed, and values as written that nothing that is drawn comes near."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from sim.problems import Problem, sentence
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.language.sections import Sections
from sim.scenario.messages import sentences
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, as_node, parts
from sim.scenario.uncertain.quantities import QUANTITIES, as_number, text_of
from sim.scenario.uncertain.realise import DRAWN, value_at
from sim.scenario.values.elicited import Dirichlet, Elicited
from sim.scenario.values.section import AS_DRAWN
from sim.scenario.values.units import quantity
from sim.wording import say

ENDS = (1e-9, 1 - 1e-9)  # what can be drawn must be allowed, out to here
VECTOR_ENDS = (1e-6, 1 - 1e-6)  # each share of a vector, the others in proportion
FEW = 12  # values that are tried one by one
FAR = (1e-3, 1 - 1e-3)  # a value as written that lies beyond is warned of


def out_of_bounds(tree: Node, found: dict[str, Elicited], context: dict[str, Any]) -> Iterator[Problem]:
    """Yield distributions that could draw a value that is not allowed. The tree itself must be sound.

    Many are tried together first, at their low ends, at their high ends, and every other one at either: one by one
    takes seconds.
    """
    if len(found) > FEW and all(_is_sound(tried, context) for tried in _together(tree, found)):
        return
    for text, drawn in found.items():
        yield from _vector(tree, text, drawn.vector, context) if drawn.vector else _single(tree, text, drawn, context)


def _together(tree: Node, found: dict[str, Elicited]) -> Iterator[Node]:
    """Yield trees with all single values at ends of theirs, then with all vectors at an end of one share each."""
    single = [text for text, drawn in found.items() if not drawn.vector]
    vectors = {text: drawn.vector for text, drawn in found.items() if drawn.vector}
    for turn in ((0, 0), (1, 1), (0, 1), (1, 0)):
        tried = tree
        for place, text in enumerate(single):
            try:
                value = value_at(found[text], ENDS[turn[place % 2]])
            except (ValueError, OverflowError):
                yield Node(None, tree.place)
                return
            tried = tried.with_child(parts(text), Node(value, tree.place))
        yield tried
    for k in range(max((len(vector.shares) for vector in vectors.values()), default=0)):
        for u in VECTOR_ENDS:
            tried = tree
            for text, vector in vectors.items():
                if vector.shares[k : k + 1] > (0.0,):
                    tried = tried.with_child(parts(text), _shares(vector, k, u))
            yield tried


def _is_sound(tree: Node, context: dict[str, Any]) -> bool:
    try:
        return not contradictions(Sections.model_validate(tree.plain(), context={**context, AS_DRAWN: True}))
    except ValidationError:
        return False


def _shares(vector: Dirichlet, k: int, u: float) -> Node:
    values = vector.with_share(k, u).tolist()
    return as_node(dict(zip(vector.names, values, strict=True)) if vector.names else values, DRAWN)


def _single(tree: Node, text: str, drawn: Elicited, context: dict[str, Any]) -> Iterator[Problem]:
    for u in ENDS:
        try:
            value = value_at(drawn, u)
        except (ValueError, OverflowError) as error:
            yield Problem(text, sentence(say("a distribution of values without a bound"), str(error)))
            break
        changed = tree.with_child(parts(text), Node(value, tree.place))
        plain = quantity(drawn.kind)[1] if drawn.kind in QUANTITIES else ""
        bound = _broken(changed, text, plain, context)
        if bound:
            end = value if isinstance(value, str) else f"{value:.4g}"
            allowed = say("a distribution of values that are allowed here: {bound}", bound=bound)
            down = say("a distribution of values down to {end}", end=end)
            up = say("a distribution of values up to {end}", end=end)
            yield Problem(text, sentence(down if u == ENDS[0] else up, allowed))


def _vector(tree: Node, text: str, drawn: Dirichlet, context: dict[str, Any]) -> Iterator[Problem]:
    for k, share in enumerate(drawn.shares):
        for u in VECTOR_ENDS if share else ():
            bound = _broken(tree.with_child(parts(text), _shares(drawn, k, u)), text, "", context)
            if bound:
                values = drawn.with_share(k, u).tolist()
                which = drawn.names[k] if drawn.names else k
                allowed = say(
                    "shares that are allowed here: {bound}; a greater strength keeps them nearer to what is written",
                    bound=bound,
                )
                yield Problem(
                    text,
                    sentence(
                        say(
                            "shares that are drawn out to {values} of {which}",
                            values=f"{values[k]:.4g}",
                            which=str(which),
                        ),
                        allowed,
                    ),
                )
                return


def _broken(tree: Node, path: str, plain: str, context: dict[str, Any]) -> str:
    """Return what would be allowed, if the tree is not: `plain` of the value itself, or what it contradicts; else
    nothing.
    """
    try:
        wrong = contradictions(Sections.model_validate(tree.plain(), context={**context, AS_DRAWN: True}))
    except ValidationError as error:
        problems = sentences.problems(error, tree)
        return plain or problems[0].allowed or str(problems[0])
    return next((one.allowed for one in wrong if one.path == path), str(wrong[0]) if wrong else "")


def far_from_written(tree: Node, found: dict[str, Elicited]) -> Iterator[Problem]:
    """Yield values as written that lie beyond nearly all that is drawn for them."""
    for text, drawn in found.items():
        node = tree.at(parts(text))
        if drawn.vector or node is None:
            continue
        low, high = (float(drawn.drawn(u)[0]) for u in FAR)
        value = as_number(drawn.kind, node.plain())
        if not low <= value <= high and not _most_often(drawn, value):
            first, last = (str(short_text(text_of(drawn.kind, end))) for end in (low, high))
            ends = say("{low} to {high}", low=first, high=last)
            message = sentence(
                say("{plain} as written", plain=str(short_text(node.plain()))),
                say("a value among those that are drawn ({ends})", ends=ends),
            )
            yield Problem(text, message, severity="warning")


def _most_often(drawn: Elicited, value: float) -> bool:
    """Return whether a value is where most is drawn, at an end of a triangle or a PERT: nothing else is as near."""
    given = drawn.distribution
    return not isinstance(given, Dirichlet) and value == dict(given.parameters).get("mode")
