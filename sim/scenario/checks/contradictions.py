"""Checks for contradictions between values of which each is valid."""

from collections import Counter
from collections.abc import Iterator

from sim.arrays import DAY, HOUR
from sim.problems import Problem, alternatives, listing, sentence
from sim.scenario.calendar.by_date import people_of
from sim.scenario.calendar.clock import clock
from sim.scenario.checks.blocked_areas import circle, journeys
from sim.scenario.checks.conditioned import conditioned
from sim.scenario.checks.makers import Makers
from sim.scenario.checks.takings import rung_problems
from sim.scenario.language.people import People, minor_chance, sizes
from sim.scenario.language.port import amounts_of
from sim.scenario.language.sections import Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import dotted
from sim.scenario.source.yaml_writer import to_plain
from sim.scenario.values.distributions import constant
from sim.scenario.values.same import Same
from sim.wording import counted, say

NIGHT = 4 * HOUR  # at which nights of lodging are counted
OFFICERS = 4  # most officers of pools that hand over in one task: a log has room for this many duties
BY_FACTS = ("order", "would_be_divided", "in_person", "represented")  # conditions that only facts can answer
POOLS = 7  # most pools in one task: the flow has room for this many, and a room


def contradictions(scenario: Sections, largest: int = 0) -> list[Problem]:
    """Return everything that cannot be simulated as it is written. Names must be known (`references`).

    `largest`: claimants of the largest party that may still be there from other dates, where the scenario changes.
    """
    return [
        *_currencies(scenario),
        *_minors(scenario),
        *_too_large(scenario, max(largest, largest_party(scenario))),
        *_again(scenario),
        *_handovers(scenario),
        *_deferral(scenario),
        *_parts(scenario),
        *_lodging(scenario),
        *_divided(scenario),
        *_ordered(scenario),
        *rung_problems(scenario),
        *_open_later(scenario),
        *_census(scenario),
        *_nations_of_their_own(scenario),
        *_listed_twice(scenario),
        *_circle(scenario),
        *conditioned(scenario),
    ]


def largest_party(scenario: Sections) -> int:
    """Return claimants of the largest party that may come."""
    listed = [p.persons for s in scenario.arrivals.values() if s.listed for p in s.listed.parties]
    listed += [row.persons for row in scenario.census.rows] if scenario.census else []
    drawn = any(s.listed is None for s in scenario.arrivals.values()) or scenario.present_at_start or scenario.census
    given = (*(s.people for s in scenario.arrivals.values()), *(s.people for s in scenario.surges.values()))
    every = [scenario.people, *(own.instead_of(scenario.people) for own in given if own)]
    return max([*listed, *(size for people in every for size in sizes(people) if drawn)], default=1)


def _currencies(scenario: Sections) -> Iterator[Problem]:
    stated, own = scenario.stated_currency, scenario.port.currency
    if stated and own and stated != own:
        yield Problem("currency", sentence(stated, say("{own}, as in port.currency, or no currency here", own=own)))
    for path, money in (found for name, part in scenario for found in amounts_of(Same(part), name)):
        if money.currency != scenario.currency:
            allowed = say("{currency}, the currency of the scenario", currency=scenario.currency)
            yield Problem(dotted(path), sentence(money.currency, allowed))


def _minors(scenario: Sections) -> Iterator[Problem]:
    yield from _minors_of(("people",), scenario.people)
    for name, stream in scenario.arrivals.items():
        if stream.people:
            yield from _minors_of(("arrivals", name, "people"), people_of(scenario, name))
    for name, surge in scenario.surges.items():
        if surge.people and surge.stream in scenario.arrivals:
            yield from _minors_of(("surges", name, "people"), people_of(scenario, surge.stream, name))


def _minors_of(path: tuple[str, ...], people: People) -> Iterator[Problem]:
    if 0 <= minor_chance(people) <= 1:
        return
    mean = sum(size * share for size, share in sizes(people).items())
    most = people.unaccompanied_minors + (1 - people.unaccompanied_minors) * (mean - 1) / mean
    allowed = say(
        "a share from {unaccompanied_minors} (the minors who come alone) to {most} (every member of "
        "a party but the first)",
        unaccompanied_minors=short_text(people.unaccompanied_minors),
        most=f"{most:.4g}",
    )
    yield Problem(dotted((*path, "minors")), sentence(short_text(people.minors), allowed))


def _too_large(scenario: Sections, largest: int) -> Iterator[Problem]:
    """Yield parties that would never fit into a hard area, or into a departure."""
    steps, areas = scenario.process.steps, scenario.space.areas
    others = largest if largest > largest_party(scenario) else 0
    tight = {name for name, step in steps.items() if step.departures and step.departures.room < largest}
    small = [name for name, area in areas.items() if area.limit == "hard" and area.persons < largest]
    if not tight and not small:
        return
    makers = Makers(scenario)
    for name in small:
        persons = max(makers.largest(step for step, given in steps.items() if given.area == name), others)
        if areas[name].persons < persons:
            allowed = say("at least {persons} persons in a hard area, the size of the largest party", persons=persons)
            yield Problem(dotted(("space", "areas", name, "persons")), sentence(str(areas[name].persons), allowed))
    for name in sorted(tight, key=list(steps).index):
        persons, departures = max(makers.largest([name]), others), steps[name].departures
        for key, what in (("seats", say("seats")), ("at_most_per_day", say("persons a day"))) if departures else ():
            room = getattr(departures, key)
            if room is not None and room < persons:
                allowed = say("at least {persons} {what}, the size of the largest party", persons=persons, what=what)
                yield Problem(dotted(("process", "steps", name, "departures", key)), sentence(str(room), allowed))


def _again(scenario: Sections) -> Iterator[Problem]:
    """Yield steps to which parties go back though they have not done them (once more the step itself is allowed)."""
    for name, step in scenario.process.steps.items():
        if step.again is None:
            continue
        back_to = step.again.back_to
        if any(name in journey and back_to not in journey[: journey.index(name) + 1] for journey in journeys(scenario)):
            path = ("process", "steps", name, "again", "back_to")
            yield Problem(
                dotted(path),
                sentence(back_to, say("a step that comes before {name} in each of its journeys", name=name)),
            )


def _handovers(scenario: Sections) -> Iterator[Problem]:
    handing_over = {name for name, pool in scenario.staff.items() if pool.at_shift_end == "handover"}
    for name, step in scenario.process.steps.items():
        for pools in step.alternatives:
            officers = sum(count for pool, count in pools.items() if pool in handing_over)
            if officers > OFFICERS:
                allowed = say(
                    "at most {officers} officers a task from pools with at_shift_end: handover", officers=OFFICERS
                )
                yield Problem(
                    dotted(("process", "steps", name, "staff")),
                    sentence(say("{officers} officers", officers=officers), allowed),
                )
            if len(pools) > POOLS:
                found, allowed = say("{n} pools", n=len(pools)), say("at most {pools} pools a task", pools=POOLS)
                yield Problem(dotted(("process", "steps", name, "staff")), sentence(found, allowed))


def _deferral(scenario: Sections) -> Iterator[Problem]:
    """Yield what two-step processing lacks: it must send people on somewhere."""
    for name, measure in scenario.measures.items():
        deferrable = any(step.deferrable for step in scenario.process.steps.values())
        if measure.brings.deferral and deferrable and not scenario.process.journeys.deferred:
            path = dotted(("contingency", name, "brings", "deferral"))
            yield Problem(
                path, sentence(say("deferral without a journey"), say("steps under process.journeys.deferred"))
            )


def _open_later(scenario: Sections) -> Iterator[Problem]:
    """Yield measures that are open at the start since a day after it."""
    for name, measure in scenario.measures.items():
        since = measure.at_start.open_since if measure.at_start else None
        if since and since > scenario.start:
            allowed = say("a day to {start} (start), since it is open then", start=str(scenario.start))
            yield Problem(dotted(("contingency", name, "at_start", "open_since")), sentence(str(since), allowed))


def _parts(scenario: Sections) -> Iterator[Problem]:
    """Yield parts that are given back of what nothing brings."""
    for name, measure in scenario.contingency.items():
        stages = (measure.brings, *(stage.brings for stage in measure.stages.values()))
        brought = {("areas", area) for one in stages for area in one.areas}
        brought |= {("rooms", room) for one in stages for room in one.rooms}
        for part, given in measure.give_back.items():
            for kind, of in (("areas", given.areas), ("rooms", given.rooms)):
                for what in of if of else ():
                    if (kind, what) not in brought:
                        path = dotted(("contingency", name, "give_back", part, kind, what))
                        allowed = alternatives(sorted(one for k, one in brought if k == kind)) or say("none")
                        yield Problem(
                            path,
                            sentence(what, say("what {name} brings: {allowed}", name=name, allowed=allowed)),
                            of_key=True,
                        )


def _lodging(scenario: Sections) -> Iterator[Problem]:
    """Yield lodgings without a night, or with rooms or an area that something else has."""
    taken = {step.room: f"process.steps.{name}" for name, step in scenario.process.steps.items() if step.room}
    areas: dict[str, str] = {}
    for name, lodging in scenario.space.lodging.items():
        path = ("space", "lodging", name)
        back = lodging.back + (DAY if lodging.back <= lodging.at else 0)
        if not any(lodging.at <= night < back for night in (NIGHT, NIGHT + DAY)):
            begin, end = (str(to_plain(when, "time of day")) for when in (lodging.at, lodging.back))
            found = say("{at} to {back}", at=begin, back=end)
            allowed = say("hours with 04:00 among them, at which nights are counted")
            yield Problem(dotted((*path, "back")), sentence(found, allowed))
        for field, what, others in (("rooms", lodging.rooms, taken), ("area", lodging.area, areas)):
            if what in others:
                yield Problem(
                    dotted((*path, field)),
                    sentence(say("{what}, as {others} has", what=what, others=others[what]), say("one of its own")),
                )
            others[what] = f"space.lodging.{name}"


def _nations_of_their_own(scenario: Sections) -> Iterator[Problem]:
    """Yield nationalities of the people of a stream or a surge that `people` does not name."""
    known = tuple(scenario.people.nationalities)
    of_streams = {("arrivals", name): one.people for name, one in scenario.arrivals.items()}
    of_surges = {("surges", name): one.people for name, one in scenario.surges.items()}
    for path, people in (of_streams | of_surges).items():
        for nation in (people.nationalities or ()) if people else ():
            if nation not in known:
                where = dotted((*path, "people", "nationalities", nation))
                allowed = say("a declared nationality ({known})", known=listing(known))
                yield Problem(where, sentence(nation, allowed, known, nation), of_key=True)


def _census(scenario: Sections) -> Iterator[Problem]:
    """Yield what a census cannot stand with, steps that it alone names, and moments in it that are not before the
    start.
    """
    if scenario.census is None:
        return
    steps = tuple(scenario.process.steps)
    for step in scenario.census.steps:
        if step not in steps:
            allowed = say("a declared step ({steps})", steps=listing(steps))
            yield Problem(dotted(("census", step)), sentence(step, allowed, steps, step))
    for name, given in (("warm_up", scenario.warm_up), ("present_at_start", scenario.present_at_start)):
        if given:
            found = say("a census and {name}, of which each says who is present when the counted days begin", name=name)
            yield Problem("census", sentence(found, say("census or {name}", name=name)))
    time = clock(scenario)
    late = [row for row in scenario.census.rows if time.moment(row.since or row.arrived) > time.start]
    if late:
        when = str(late[0].since or late[0].arrived)
        found = counted("{when} on {n} row", "{when} on {n} rows", len(late), when=when)
        start = time.at(time.start)
        allowed = say("moments to {start} {time} (start)", start=str(scenario.start), time=f"{start:%H:%M}")
        yield Problem("census", sentence(found, allowed))


def _ordered(scenario: Sections) -> Iterator[Problem]:
    """Orders are made only where facts are drawn, which say of whom; journeys apart come of it too."""
    for way in sorted(scenario.process.journeys.apart) if not scenario.screening.facts else ():
        path = dotted(("process", "journeys", way))
        yield Problem(path, sentence(say("a journey of its own"), say("screening.law and screening.facts beside it")))
    for name, step in scenario.process.steps.items() if not scenario.screening.facts else ():
        if step.time and step.time.order != constant(0.0):
            path = dotted(("process", "steps", name, "time", "order"))
            yield Problem(
                path, sentence(say("a time for each order"), say("screening.law and screening.facts beside it"))
            )
        if any(part.kind in BY_FACTS for part in step.who.walk()):
            path = dotted(("process", "steps", name, "who"))
            found = say("a condition on what the law says")
            yield Problem(path, sentence(found, say("screening.law and screening.facts beside it")))


def _divided(scenario: Sections) -> Iterator[Problem]:
    """Yield where the law may divide a party, every step before the decision is one task of all its members."""
    for name in dict.fromkeys(scenario.process.journeys.everyone) if scenario.screening.facts else ():
        step = scenario.process.steps[name]
        if step.unit == "person" and step.family != "together":
            path = dotted(("process", "steps", name, "family"))
            found = say(
                "{family} before the decision, at which the law may divide a party (screening.facts)",
                family=step.family,
            )
            yield Problem(path, sentence(found, say("family: together, or unit: party")))


def _listed_twice(scenario: Sections) -> Iterator[Problem]:
    for name, stream in scenario.arrivals.items():
        counts = Counter(p.party for p in (stream.listed.parties if stream.listed else ()) if p.party is not None)
        for party in (party for party, count in counts.items() if count > 1):
            found = say("the party {party} on {counts} rows", party=short_text(party), counts=counts[party])
            yield Problem(dotted(("arrivals", name, "listed")), sentence(found, say("each party on one row")))


def _circle(scenario: Sections) -> Iterator[Problem]:
    areas = circle(scenario)
    if areas:
        found = say("hard areas in a circle ({areas}), which can block each other for ever", areas=" -> ".join(areas))
        yield Problem(
            dotted(("space", "areas", areas[0])), sentence(found, say("one of them soft, or journeys one way"))
        )
