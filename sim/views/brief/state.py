"""What a brief keeps of a state: its first screen in each language, its runs of a few figures, its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.experiments.comparison.levers.states import Key, States
from sim.experiments.playing.officers_by_hour import officers_by_hour
from sim.experiments.result import Result, Summary
from sim.scenario.source.self_contained import self_contained
from sim.views.brief.packed import Lists, shortened
from sim.views.kit.inline.drawn import three
from sim.views.kit.template import rendered
from sim.views.run.first.middle import middle_run
from sim.views.run.page import first_screen
from sim.wording import language, say, speaking
from sim.wording.named import plain
from sim.wording.translations import languages

if TYPE_CHECKING:
    from sim.views.kit.inline.timeline import Timeline

TEMPLATE = Path(__file__).with_name("state.html.j2")


class Told(NamedTuple):
    """A state in a language: its name, and its first screen (`first_screen`)."""

    name: str
    screen: dict[str, Any]


@dataclass(frozen=True)
class State:
    """A state: its words by language, the (R,) runs of figures that are compared, all summaries, its file."""

    key: Key
    told: Mapping[str, Told]
    runs: Mapping[str, list[float]]
    summary: Mapping[str, Summary]
    file: str


def spoken() -> list[str]:
    """Return the languages of a brief, that which is spoken first."""
    return list(dict.fromkeys((language(), *languages())))


def kept(found: States, key: Key, result: Result, figures: tuple[str, ...]) -> State:
    """Return what is kept of the result of a state."""
    officers = officers_by_hour(result.scenario, middle_run(result).number)
    told = {}
    for tongue in spoken():
        with speaking(tongue):
            told[tongue] = Told(named(found, key), first_screen(result, officers))
    there = [name for name in figures if name in result.names]
    runs = {name: result.values[:, result.names.index(name)].tolist() for name in there}
    return State(key, told, runs, result.summary, self_contained(result.scenario))


def named(found: States, key: Key) -> str:
    """Return what a state is called: each lever with its state."""
    parts = [
        say("{lever}: {state}", lever=plain(one.lever.label or one.name), state=plain(one.states[place]))
        for one, place in zip(found.steps, key, strict=True)
    ]
    return "; ".join(parts) or say("as written")


def screens(states: list[State], tongue: str, across: Lists, up: Mapping[Key, Lists]) -> dict[Key, str]:
    """Return the first screen of every state in a language, as HTML whose lines name lists (`packed.shortened`).

    The pictures of all states with the same place of the first lever have the same scales.
    """
    most = scales(states, tongue)
    told = {}
    with speaking(tongue):
        for one in states:
            text = screen(one.told[tongue], most[one.key[:1]])
            told[one.key] = shortened(text, across, up[one.key])
    return told


def screen(told: Told, most: tuple[float, ...] = ()) -> str:
    """Return a first screen as HTML; `most` is what its panels show at least."""
    from markupsafe import Markup

    view: Timeline = told.screen["view"]
    scales = (*most, *(0.0,) * (len(view.panels) - len(most)))
    panels = tuple(one._replace(most=high) for one, high in zip(view.panels, scales, strict=False))
    return rendered(TEMPLATE, told.screen | {"picture": Markup(three(view._replace(panels=panels)))}, ())


def scales(states: list[State], tongue: str) -> dict[Key, tuple[float, ...]]:
    """Return the highest number of each panel, over the states with the same place of the first lever."""
    found: dict[Key, list[float]] = {}
    for one in states:
        most = highest(one.told[tongue].screen["view"])
        before = found.setdefault(one.key[:1], most)
        found[one.key[:1]] = [max(pair) for pair in zip(before, most, strict=True)]
    return {key: tuple(highest) for key, highest in found.items()}


def highest(view: "Timeline") -> list[float]:
    """Return the highest number of each panel of a picture."""
    return [max((*panel.line, *panel.high, *panel.have), default=0.0) for panel in view.panels]
