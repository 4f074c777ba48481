"""Warnings: what can be simulated, and is probably not what was meant."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import isclose

from sim.arrays import DAY
from sim.problems import Problem, listing, sentence
from sim.scenario.catalogue.watches import SPACE, STAFFED_CAPACITY
from sim.scenario.checks.run_on import without_people
from sim.scenario.checks.table_warnings import about_tables
from sim.scenario.language.condition import Condition
from sim.scenario.language.contingency import Measure, rule_path
from sim.scenario.language.sections import Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.source.yaml_writer import to_plain
from sim.wording import say
from sim.wording.quantity import digits

MOST_TIMES = 10  # the staffed capacity, in a rule; more is a percentage without its sign


def advice(scenario: Sections) -> list[Problem]:
    """Return every warning about a scenario that is sound, but for overload (`sim.people.expectation.overload`)."""
    return [
        *_shares(scenario),
        *_unused(scenario),
        *_alternatives(scenario),
        *_areas(scenario),
        *about_tables(scenario),
        *_surges_outside(scenario),
        *_beyond_desks(scenario),
        *_departures(scenario),
        *without_people(scenario),
        *(warning for name, m in scenario.contingency.items() for warning in _measure(scenario, name, m)),
    ]


def _warn(path: Path, message: str, of_key: bool = False) -> Problem:
    return Problem(dotted(path), message, severity="warning", of_key=of_key)


def _shares(scenario: Sections) -> Iterator[Problem]:
    given: tuple[tuple[str, Mapping[int, float] | Mapping[str, float]], ...] = (
        ("party_size", scenario.people.party_size),
        ("nationalities", scenario.people.nationalities),
    )
    for name, shares in given:
        total = sum(shares.values())
        if not isclose(total, 1, abs_tol=1e-6):
            found = say("shares that sum to {total}", total=short_text(total))
            yield _warn(("people", name), sentence(found, say("shares that sum to 1; they are divided by their sum")))
    for name, stream in scenario.arrivals.items():
        weekday = stream.weekday
        if not any(getattr(weekday, day) for day in type(weekday).model_fields):
            path = ("arrivals", name, "weekday")
            yield _warn(path, sentence(say("weights that are all 0"), say("one above 0; all days are taken as equal")))


def _unused(scenario: Sections) -> Iterator[Problem]:
    journeys = scenario.process.journeys
    made = {step for name in type(journeys).model_fields for step in getattr(journeys, name) or ()}
    for name in scenario.process.steps:
        if name not in made:
            yield _warn(("process", "steps", name), say("found a step in no journey; nobody makes it"), of_key=True)
    steps = [step for name, step in scenario.process.steps.items() if name in made]
    pools = {pool for step in steps for alternative in step.alternatives for pool in alternative}
    rooms = {step.room for step in steps} | {lodging.rooms for lodging in scenario.space.lodging.values()}
    for kind, path, declared, used in (
        (say("a pool"), ("staff",), scenario.staff, pools),
        (say("a kind of room"), ("space", "rooms"), scenario.space.rooms, rooms),
        (say("an area"), ("space", "areas"), scenario.space.areas, {step.area for step in steps}),
    ):
        for name in declared:
            if name not in used:
                yield _warn((*path, name), say("found {kind} that no step of a journey uses", kind=kind), of_key=True)


def _alternatives(scenario: Sections) -> Iterator[Problem]:
    for name, step in scenario.process.steps.items():
        pools = dict.fromkeys(pool for alternative in step.alternatives for pool in alternative)
        shares = [f"{pool} {short_text(scenario.staff[pool].productive_share)}" for pool in pools]
        least = {min(scenario.staff[pool].productive_share for pool in given) for given in step.alternatives if given}
        if len(least) > 1:
            found = say("pools of different productive_share ({shares})", shares=", ".join(shares))
            allowed = say("one share; tasks take as long as with the first alternative, whoever does them")
            yield _warn(("process", "steps", name, "staff"), sentence(found, allowed))


def _areas(scenario: Sections) -> Iterator[Problem]:
    for name, area in scenario.space.areas.items():
        if area.when_full == "divert" and area.limit == "soft":
            path = ("space", "areas", name, "when_full")
            yield _warn(
                path, sentence(say("divert at an area with limit: soft"), say("limit: hard; a soft area is never full"))
            )


def _surges_outside(scenario: Sections) -> Iterator[Problem]:
    from sim.scenario.calendar.clock import clock

    span = clock(scenario)
    for name, surge in scenario.surges.items():
        if surge.begins is None or not surge.happens:
            continue
        first, last = surge.between
        if first >= span.last or last < span.first_day:
            found = say(
                "a surge that is over before the first day or begins after the last, {first} to {last}",
                first=str(first),
                last=str(last),
            )
            yield _warn(("surges", name, "begins"), sentence(found, say("days that it shares with the run")))


def _departures(scenario: Sections) -> Iterator[Problem]:
    """Yield dates that the run does not have; an interval between two times of which the second is the first."""
    from sim.scenario.calendar.clock import clock

    span = clock(scenario)
    for name, step in scenario.process.steps.items():
        given, path = step.departures, ("process", "steps", name, "departures")
        outside = [day for day in given.on or () if not span.first_day <= day < span.last] if given else []
        if given and outside:
            found = say(
                "{n} of {all} dates outside of the run ({outside})",
                n=len(outside),
                all=len(given.on or ()),
                outside=listing(map(str, outside)),
            )
            yield _warn(
                (*path, "on"),
                sentence(
                    found,
                    say("dates from {first_day} to before {last}", first_day=str(span.first_day), last=str(span.last)),
                ),
            )
        if given and given.every and given.every < DAY and len(given.times) == 1:
            found = say(
                "{between}, within which {every} leave one departure a day",
                between=str(to_plain(given.between)),
                every=str(to_plain(given.every, "s")),
            )
            allowed = say(
                "`at: {times}` for one a day, 00:00-24:00 for the whole day",
                times=str(to_plain(given.times, "time of day")[0]),
            )
            yield _warn((*path, "between"), sentence(found, allowed))


def _beyond_desks(scenario: Sections) -> Iterator[Problem]:
    from sim.scenario.calendar.clock import clock
    from sim.scenario.calendar.desk_roster import beyond

    time = clock(scenario)
    for name in scenario.staff:
        over = list(beyond(scenario, name, time))
        if over:
            begin, end, count, most = over[0]
            when = say(
                "{begin} to {end}", begin=f"{time.at(begin):%Y-%m-%d %H:%M}", end=f"{time.at(end):%Y-%m-%d %H:%M}"
            )
            hours = sum(until - since for since, until, _, _ in over) / 3600
            found = say(
                "{count} officers on duty at once from {when}, the first of {hours} hours above the cap",
                count=count,
                when=when,
                hours=digits(hours, 4),
            )
            allowed = say("at most {most} (at_most); who has no desk is paid and idle", most=most)
            yield _warn(("staff", name, "at_most"), sentence(found, allowed))


def _measure(scenario: Sections, name: str, measure: Measure) -> Iterator[Problem]:
    path = ("contingency", name)
    brings = measure.brings
    if not (brings.areas or brings.rooms or brings.staff or brings.deferral or brings.overtime or brings.rungs):
        yield _warn((*path, "brings"), say("found a measure that brings nothing"))
    deferrable = any(step.deferrable for step in scenario.process.steps.values())
    if brings.deferral and not deferrable:
        yield _warn((*path, "brings", "deferral"), say("found deferral without a step that is `deferrable: true`"))
    yield from _out_of_scale(path, measure)
    per_officer = any(price.each == "officer" for price in measure.cost.per_month.values())
    if per_officer and not brings.staff:
        yield _warn((*path, "cost", "per_month"), say("found a price per officer for a measure that brings no staff"))
    beds = {lodging.rooms for lodging in scenario.space.lodging.values()}
    if measure.cost.per_night and beds.isdisjoint(measure.rooms):
        yield _warn(
            (*path, "cost", "per_night"), say("found a price per night for a measure that brings no rooms of a lodging")
        )
    places = {price.each for price in measure.cost.per_month.values()} & {"place", "head"}
    if places and not measure.space:
        yield _warn(
            (*path, "cost", "per_month"),
            say("found a price per {places} for a measure that brings no space", places=min(places)),
        )
    if measure.release_when and measure.order_when:
        rules = (measure.order_when.conditions.values(), measure.release_when.conditions.values())
        if any(_overlap(scenario, order, release) for order, release in product(*rules)):
            found = say("a level at which the measure is released and ordered at once")
            allowed = say(
                "release levels on the far side of the order levels, so that it is not given back while needed"
            )
            yield _warn((*path, "release_when"), sentence(found, allowed))


def _out_of_scale(path: Path, measure: Measure) -> Iterator[Problem]:
    """Yield levels that would be ordinary as percent, and are given as numbers."""
    for field, rule in measure.rules.items():
        join = "any" if rule.any else "all"
        for name, condition in rule.conditions.items():
            given, bound = (condition.above, "above") if condition.above else (condition.below, "below")
            watched, percent = condition.watched, None
            if given is None or given.kind != "number" or watched is None:
                continue
            if watched.is_persons and 0 < given.value < 1:
                percent, found = given.value * 100, say("{value} persons", value=short_text(given.value))
            elif condition.as_share_of == STAFFED_CAPACITY and given.value > MOST_TIMES:
                percent, found = given.value, say("{value} times the staffed capacity", value=short_text(given.value))
            if percent is not None:
                message = sentence(
                    found, say("a share of it as percent; did you mean {percent}%?", percent=short_text(percent))
                )
                yield _warn((*path, *rule_path(field), join, name, bound), message)


def _overlap(scenario: Sections, order: Condition, release: Condition) -> bool:
    """Return whether two conditions on one quantity, watched from opposite sides, can hold together or meet."""
    if order.watch is None or release.watch is None or _watched(order) != _watched(release):
        return False
    ordered, released = _level(scenario, order), _level(scenario, release)
    if order.as_share != release.as_share and (ordered is None or released is None):
        return False
    first = order.level if ordered is None or released is None else ordered
    second = release.level if ordered is None or released is None else released
    if order.above and release.below:
        return second >= first
    return bool(order.below and release.above) and second <= first


def _watched(condition: Condition) -> tuple[object, ...]:
    watched = condition.watched
    assert watched is not None
    space = condition.of_space if condition.as_share and watched.share_of == SPACE else "base"
    over = condition.over if watched.forecast or watched.recent else None
    seen_from = (condition.ahead, condition.memory, condition.spread) if watched.forecast else ()
    return condition.watch, condition.of, condition.step, space, over, *seen_from


def _level(scenario: Sections, condition: Condition) -> float | None:
    """Return persons in an area, if the level can be said in persons whatever is open."""
    if condition.watched is None or not condition.watched.is_persons:
        return None
    if condition.as_share and condition.of_space == "open":
        return None
    base = scenario.space.areas[str(condition.of)].persons
    return condition.level * base if condition.as_share else condition.level
