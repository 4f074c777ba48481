"""Names that a scenario uses must be names that it declares."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sim.problems import Place, Problem, listing, sentence
from sim.scenario.language.contingency import Measure, rule_path
from sim.scenario.language.people import RELATIVE
from sim.scenario.language.process import OUTCOMES, AnyStaff, Step
from sim.scenario.language.screening.law import ORDERED
from sim.scenario.language.sections import FITTED, Sections
from sim.scenario.language.who import Who
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, Path, dotted, parts
from sim.scenario.source.yaml_writer import lines, to_plain
from sim.scenario.values.section import Section
from sim.wording import noted, say

MOST_COMPARED = 100_000  # paths that unknown ones are compared with, to guess what was meant

KINDS = {
    "pool": noted("pool"), "area": noted("area"), "step": noted("step"), "stream": noted("stream"),
    "nationality": noted("nationality"), "exception": noted("exception"), "outcome": noted("outcome"),
    "order": noted("order"), "measure": noted("measure"), "kind of room": noted("kind of room"),
}  # fmt: skip
Known = tuple[str, ...] | None  # names of one kind; None where the section is not a mapping (reported elsewhere)


class Names(NamedTuple):
    """What a scenario file declares, by kind. Read from the tree, so that a step with an error in it is still known."""

    steps: Known
    pools: Known
    rooms: Known
    areas: Known
    streams: Known
    nationalities: Known
    exceptions: Known
    measures: Known
    shifts: dict[str, Known]


def declared(source: Node) -> Names:
    """Return the names in the tree of a scenario."""

    def under(*path: str) -> Known:
        sections = [source.at(path[:n]) for n in range(1, len(path) + 1)]
        if any(node is not None and node.entries is None for node in sections):
            return None
        node = sections[-1]
        return tuple(map(str, node.entries or ())) if node else ()

    nationalities = under("people", "nationalities")
    return Names(
        steps=under("process", "steps"),
        pools=under("staff"),
        rooms=under("space", "rooms"),
        areas=under("space", "areas"),
        streams=under("arrivals"),
        nationalities=("other",) if nationalities == () else nationalities,
        exceptions=under("screening", "exceptions") if source.at(("screening", "facts")) is None else (RELATIVE,),
        measures=under("contingency"),
        shifts={pool: under("staff", pool, "shifts") for pool in under("staff") or ()},
    )


def _with_files(names: Names, scenario: Sections, source: Node) -> Names:
    """Return the names with the shifts that roster files bring; None for those of a file that cannot be used."""
    shifts = dict(names.shifts)
    for pool in shifts:
        if source.at(("staff", pool, "roster_file")) is not None:
            read = scenario.staff.get(pool)
            shifts[pool] = tuple(read.shifts) if read is not None and read.roster_file is not None else None
    return names._replace(shifts=shifts)


def unknown_names(scenario: Sections, source: Node) -> list[Problem]:
    """Return every name that nothing declares: of steps, pools, shifts, rooms, areas, streams, regimes and so on."""
    names = _with_files(declared(source), scenario, source)
    return [
        *_of_surges(scenario, names),
        *_of_regimes(scenario, source),
        *_of_steps(scenario, names),
        *_of_journeys(scenario, names),
        *_of_staff(scenario, names),
        *_of_screening(scenario, names),
        *_of_facts(scenario, names),
        *_of_listed(scenario, names),
        *(problem for name, measure in scenario.contingency.items() for problem in _of_measure(name, measure, names)),
        *_of_policy(scenario, names),
        *_of_lodging(scenario, names),
    ]


def unknown_paths(scenario: Sections, source: Node) -> Iterator[Problem]:
    """Yield assumptions about values that the scenario does not have, and what such values were fitted on."""
    paths: list[str] = []
    compared = 0
    for section, text in [(name, text) for name in ("assumptions", FITTED) for text in getattr(scenario, name)]:
        try:
            known = exists(scenario, source, text)
            allowed = say("the dotted path of a value of this scenario")
        except ValueError as error:
            known, allowed = False, str(error)
        if not known:
            paths = paths or [*all_paths(source), *(dotted(path) for _, path in lines(to_plain(scenario)) if path)]
            near = paths if compared < MOST_COMPARED else ()
            compared += len(near)
            yield Problem(dotted((section, text)), sentence(text, allowed, near), of_key=True)


def exists(scenario: Sections, source: Node, text: str) -> bool:
    """Return whether a dotted path leads to something that was written, or that has a default. ValueError if it is no
    path.
    """
    path = parts(text)
    if source.at(path) is not None:
        return True
    value: Any = scenario
    for part in path:
        if isinstance(value, Section):
            value = {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
        if not isinstance(value, dict) or str(part) not in (texts := {str(key): key for key in value}):
            return False
        value = value[texts[str(part)]]
    return True


def all_paths(source: Node) -> list[str]:
    """Return every path that was written, sections included."""
    leaves = [path for path, _ in source.leaves() if path[0] not in ("assumptions", FITTED)]
    return list(dict.fromkeys(dotted(path[:n]) for path in leaves for n in range(1, len(path) + 1)))


def _missing(path: Path, found: str | None, kind: str, known: Known) -> Iterator[Problem]:
    """Yield a problem if a name is not known."""
    if known is not None and found not in known:
        allowed = say("a declared {kind} ({known})", kind=KINDS.get(kind, kind), known=listing(known))
        yield Problem(dotted(path), sentence(short_text(found), allowed, known, str(found)), of_key=path[-1] == found)


def _of_who(path: Path, who: Who, names: Names) -> Iterator[Problem]:
    kinds: dict[str, tuple[str, Known]] = {
        "claims": ("exception", names.exceptions),
        "nationality": ("nationality", names.nationalities),
        "stream": ("stream", names.streams),
        "outcome": ("outcome", OUTCOMES),
        "order": ("order", ORDERED),
    }
    for condition in who.walk():
        if condition.kind in kinds:
            for name in condition.names:
                yield from _missing(path, name, *kinds[condition.kind])


def _of_surges(scenario: Sections, names: Names) -> Iterator[Problem]:
    for name, surge in scenario.surges.items():
        path = ("surges", name, "stream")
        stream = scenario.arrivals.get(surge.stream)
        if stream is None:
            yield from _missing(path, surge.stream, "stream", names.streams)
        elif stream.listed is not None:
            allowed = say("a stream that comes at a rate; parties of a list come as they are listed")
            yield Problem(dotted(path), sentence(say("the listed stream {stream}", stream=surge.stream), allowed))


def _of_regimes(scenario: Sections, source: Node) -> Iterator[Problem]:
    for stream, given in scenario.arrivals.items():
        section = source.at(("arrivals", stream, "regimes"))
        known = list(map(str, section.entries)) if section and section.entries else []
        for name, regime in given.regimes.items():
            others = [other for other in known if other != name]
            for follows in regime.next:
                if follows not in others:
                    path = ("arrivals", stream, "regimes", name, "next", follows)
                    allowed = say("another regime of the stream ({others})", others=listing(others))
                    yield Problem(dotted(path), sentence(follows, allowed, others), of_key=True)


def _of_steps(scenario: Sections, names: Names) -> Iterator[Problem]:
    for name, step in scenario.process.steps.items():
        yield from _of_step(("process", "steps", name), step, names)
    for name, group in scenario.process.priority.items():
        yield from _of_who(("process", "priority", name, "who"), group.who, names)


def _of_step(path: Path, step: Step, names: Names) -> Iterator[Problem]:
    for k, pools in enumerate(step.alternatives):
        way: Path = ("staff", "any", k) if isinstance(step.staff, AnyStaff) else ("staff",)
        for pool in pools:
            yield from _missing((*path, *way, pool), pool, "pool", names.pools)
    if step.room is not None:
        yield from _missing((*path, "room"), step.room, "kind of room", names.rooms)
    if step.area is not None:
        yield from _missing((*path, "area"), step.area, "area", names.areas)
    if step.again:
        yield from _missing((*path, "again", "back_to"), step.again.back_to, "step", names.steps)
    yield from _of_who((*path, "who"), step.who, names)


def _of_journeys(scenario: Sections, names: Names) -> Iterator[Problem]:
    for journey in type(scenario.process.journeys).model_fields:
        for k, step in enumerate(getattr(scenario.process.journeys, journey) or ()):
            yield from _missing(("process", "journeys", journey, k), step, "step", names.steps)


def _of_staff(scenario: Sections, names: Names) -> Iterator[Problem]:
    for name, pool in scenario.staff.items():
        for day, posts in pool.changes.items() if pool.roster_file is None else ():
            for shift in posts:
                path = ("staff", name, "changes", str(day), shift)
                yield from _missing(path, shift, say("shift of {pool}", pool=name), names.shifts.get(name, ()))


def _of_screening(scenario: Sections, names: Names) -> Iterator[Problem]:
    for k, nationality in enumerate(scenario.screening.not_covered):
        yield from _missing(("screening", "not_covered", k), nationality, "nationality", names.nationalities)
    for exception, claims in scenario.screening.exceptions.items():
        for nationality in claims:
            if nationality != "other":
                path = ("screening", "exceptions", exception, nationality)
                yield from _missing(path, nationality, "nationality", names.nationalities)


def _of_facts(scenario: Sections, names: Names) -> Iterator[Problem]:
    for field in ("late_between_ports", "days_since_crossing") if scenario.screening.facts else ():
        for stream in getattr(scenario.screening.facts, field):
            yield from _missing(("screening", "facts", field, stream), stream, "stream", names.streams)


def _of_listed(scenario: Sections, names: Names) -> Iterator[Problem]:
    for name, stream in scenario.arrivals.items():
        first: dict[str, Place | None] = {}
        for party, place in stream.listed.placed if stream.listed else ():
            if party.nationality is not None:
                first.setdefault(party.nationality, place)
        for nationality, place in first.items():
            for problem in _missing(("arrivals", name, "listed"), nationality, "nationality", names.nationalities):
                yield replace(problem, place=place)


def _of_lodging(scenario: Sections, names: Names) -> Iterator[Problem]:
    for name, lodging in scenario.space.lodging.items():
        path = ("space", "lodging", name)
        yield from _missing((*path, "area"), lodging.area, "area", names.areas)
        yield from _missing((*path, "rooms"), lodging.rooms, "kind of room", names.rooms)


def _of_policy(scenario: Sections, names: Names) -> Iterator[Problem]:
    for field in ("measure", "second") if scenario.policy else ():
        name = getattr(scenario.policy, field)
        measure = scenario.contingency.get(name)
        if measure is not None and not measure.brings.areas:
            yield Problem(dotted(("policy", field)), sentence(name, say("a measure that brings space to an area")))
        elif measure is None and name is not None:
            yield from _missing(("policy", field), name, "measure", names.measures)


def _of_measure(name: str, measure: Measure, names: Names) -> Iterator[Problem]:
    path = ("contingency", name)
    for area in measure.brings.areas:
        yield from _missing((*path, "brings", "areas", area), area, "area", names.areas)
    for room in measure.brings.rooms:
        yield from _missing((*path, "brings", "rooms", room), room, "kind of room", names.rooms)
    for pool, posts in measure.brings.staff.items():
        yield from _missing((*path, "brings", "staff", pool), pool, "pool", names.pools)
        for shift in posts if pool in names.shifts else ():
            yield from _missing(
                (*path, "brings", "staff", pool, shift), shift, say("shift of {pool}", pool=pool), names.shifts[pool]
            )
    further = [((*path, "stages", stage, "brings"), given.brings) for stage, given in measure.stages.items()]
    for where, given in (*further, *(((*path, "give_back", part), one) for part, one in measure.give_back.items())):
        for area in given.areas:
            yield from _missing((*where, "areas", area), area, "area", names.areas)
        for room in given.rooms:
            yield from _missing((*where, "rooms", room), room, "kind of room", names.rooms)
    for pool, called in measure.brings.overtime.items():
        at: Path = (*path, "brings", "overtime", pool)
        yield from _missing(at, pool, "pool", names.pools)
        for shift in called.shifts if pool in names.shifts else ():
            yield from _missing((*at, "shifts", shift), shift, say("shift of {pool}", pool=pool), names.shifts[pool])
    for rung, taking in measure.brings.rungs.items():
        if taking.after is not None:
            yield from _missing((*path, "brings", rung, "after"), taking.after, "step", names.steps)
        yield from _of_who((*path, "brings", rung, "who"), taking.who, names)
    for field, rule in measure.rules.items():
        join = "any" if rule.any else "all"
        for label, condition in rule.conditions.items():
            for told, kind in condition.watched.names.items() if condition.watched else ():
                known = {"area": names.areas, "pool": names.pools, "step": names.steps}[kind]
                yield from _missing(
                    (*path, *rule_path(field), join, label, told), getattr(condition, told), kind, known
                )
