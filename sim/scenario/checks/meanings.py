"""Lines whose meaning has changed between versions of the language, reported once each.

`format: N` at the top of a scenario names the version of the language that it is written in; without it that is 1. It
is the file that is loaded which counts, not one that it extends. The rules of the day hold for every file, whatever it
says: an older format only has `check` and `load` say, once for each change of meaning, where it concerns the file. To
change a meaning, add a `Meaning` to `MEANINGS`:

    Meaning(2, _places, "a distribution is drawn once a visit, no longer once a run; for one draw a run write ..")
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sim.arrays import DAY
from sim.problems import Place, Problem, alternatives, sentence
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.catalogue.figures_of_people import STAY
from sim.scenario.language.people import Screening
from sim.scenario.language.sections import FORMAT, FORMATS, Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, Path, dotted
from sim.wording import noted, say


@dataclass(frozen=True)
class Meaning:
    """A change of meaning: `since` which format, `places` where a scenario has such a line, `now` what it means and
    what to write instead for the meaning that it had.

    `places` gets the scenario and the tree that it was read from, and gives dotted paths in the order of the file.
    """

    since: int
    places: Callable[[Sections, Node], Iterable[Path]]
    now: str


def _drawn_parts(scenario: Sections, _: Node) -> Iterator[Path]:
    for name, step in scenario.process.steps.items():
        for part, given in (step.time.parts if step.time else {}).items():
            if not given.is_constant:
                yield "process", "steps", name, "time", part


def _several_days(scenario: Sections, _: Node) -> Iterator[Path]:
    for name, step in scenario.process.steps.items():
        if step.departures and step.departures.every and step.departures.every > DAY:
            yield "process", "steps", name, "departures", "every"


def _watched_in_warm_up(scenario: Sections, source: Node) -> Iterator[Path]:
    for name in scenario.measures if scenario.warm_up else ():
        if source.at(("contingency", name, "watch_from")) is None:
            yield "contingency", name


def _without_screening(scenario: Sections, _: Node) -> Iterator[Path]:
    if scenario.screening == Screening():
        yield ("screening",)


def _families(scenario: Sections, source: Node) -> Iterator[Path]:
    for name, step in scenario.process.steps.items():
        if step.unit == "person" and source.at(("process", "steps", name, "family")) is None:
            yield "process", "steps", name, "unit"


def _stays(scenario: Sections, _: Node) -> Iterator[Path]:
    known = catalogue(scenario)
    for section, named in (("targets", scenario.targets), ("precision", scenario.precision)):
        yield from ((section, name) for name in named if name in known and known[name].what == STAY)


MEANINGS: tuple[Meaning, ...] = (
    Meaning(
        2,
        _families,
        noted(
            "the members of a family are served one after another without a break (`family: one_by_one`; "
            "or `together`, or `in_parallel`); they went to the back of the queue one by one, which "
            "nothing says any more"
        ),
    ),
    Meaning(
        2,
        _without_screening,
        noted(
            "without `screening` nobody is returned and everyone is referred; everyone was returned, "
            "which is now said by `screening: {exceptions: {none: {proven: 0}}}`"
        ),
    ),
    Meaning(
        2,
        _watched_in_warm_up,
        noted(
            "a measure watches from the first instant of the warm-up on, and what it orders there is "
            "under way at `start`; it slept until `start`, which is now said by `watch_from: start`"
        ),
    ),
    Meaning(
        2,
        _drawn_parts,
        noted(
            "a distribution in a part of `time` is drawn at every visit; it was drawn once a run, which "
            "is now said by the section `uncertain`, with this path"
        ),
    ),
    Meaning(
        2,
        _several_days,
        noted(
            "an interval of several days is counted from `start`; such departures left every day, which "
            "is now said by `every: 1 d`"
        ),
    ),
    Meaning(
        2,
        _stays,
        noted(
            "`time_on_site` is the whole stay of those who were served, past the end too; it was the "
            "stay so far, of all, which nothing says any more: set the level for whole stays"
        ),
    ),
)


def version(source: Node) -> tuple[int, Node, list[Problem]]:
    """Return the format of a merged tree, the tree without the key, and what is wrong with it."""
    node = source.at((FORMAT,))
    rest = source.with_child((FORMAT,), None)
    if node is None:
        return FORMATS[0], rest, []
    if type(node.value) is int and node.value in FORMATS:
        return node.value, rest, []
    allowed = say(
        "{formats}, the versions of the language that this program reads", formats=alternatives(map(str, FORMATS))
    )
    return FORMATS[-1], rest, [Problem(FORMAT, sentence(short_text(node.plain()), allowed), node.place)]


def changed(
    scenario: Sections, source: Node, given: int, file: str, meanings: Sequence[Meaning] | None = None
) -> list[Problem]:
    """Return one warning for each meaning that has changed since the format `given` of a scenario, read from `file`."""
    found = []
    for meaning in MEANINGS if meanings is None else meanings:
        places = list(meaning.places(scenario, source)) if meaning.since > given else []
        if places:
            found.append(_warning(meaning, places, file))
    return found


def _warning(meaning: Meaning, places: Sequence[Path], file: str) -> Problem:
    more = say(" (and at {n} more)", n=len(places) - 1) if len(places) > 1 else ""
    message = say(
        "since format {since}{more} {now}; if that is meant, `{format}: {since}` at the top of "
        "{file} ends this warning",
        since=str(meaning.since),
        more=more,
        now=meaning.now,
        format=FORMAT,
        file=file,
    )
    place = None if places[0] else Place(file, 0, 0)
    return Problem(dotted(places[0]), message, place, severity="warning")
