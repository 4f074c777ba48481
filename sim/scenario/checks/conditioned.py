"""`conditioned_on`: totals that can all hold at once, of a stream whose base year is known but for its days."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from sim.problems import Problem, sentence
from sim.scenario.calendar.by_date import people_of
from sim.scenario.data.windows import Cell, cells, reach
from sim.scenario.language.arrivals import Stream
from sim.scenario.language.people import People, sizes, unaccompanied_share_of_parties
from sim.scenario.language.sections import CHANGES, Sections
from sim.scenario.source.source_tree import Path, dotted, parts
from sim.scenario.values.distributions import MARK
from sim.wording import say

OF_STREAM = ("claimants_per_day", "weekday", "day_to_day", "coach_loads", "counts")  # what the totals bear on
OF_PEOPLE = ("party_size", "unaccompanied_minors")


def conditioned(scenario: Sections) -> Iterator[Problem]:
    """Yield what cannot hold of the streams that are conditioned on counts."""
    first, last = reach(scenario.start - timedelta(seconds=scenario.warm_up), scenario.end, scenario.run_on)
    for name, stream in scenario.arrivals.items():
        if stream.conditioned_on is not None:
            found, wrong = cells(stream.conditioned_on.counts, first, last)
            path, places = ("arrivals", name, "conditioned_on", "counts"), stream.conditioned_on.counts.places
            for refused in wrong:
                place = places[refused.row] if places else None
                yield Problem(dotted(path), sentence(refused.found, refused.allowed), place)
            if not found and not wrong:
                allowed = say(
                    "at least one of grade A or B that touches {first} to {last}", first=str(first), last=str(last)
                )
                yield Problem(dotted(path), sentence(say("no count that could be held"), allowed))
            yield from _drawn(scenario, name, {day for cell in found for day in cell.days})
            yield from _apart(scenario, name)
            yield from () if wrong else _totals(scenario, path, stream, found)


def hindsight(scenario: Sections) -> Iterator[Problem]:
    """Yield the streams that are conditioned on counts, for what chooses or is scored: it would know the year."""
    for name, stream in scenario.arrivals.items():
        if stream.conditioned_on is not None:
            path = dotted(("arrivals", name, "conditioned_on"))
            allowed = say(
                "arrivals that nobody knows when something is chosen for them: the file that this one "
                "extends, or --set '{path}=null'",
                path=path,
            )
            yield Problem(path, sentence(say("arrivals as they were counted"), allowed))


def _drawn(scenario: Sections, name: str, counted: set[date]) -> Iterator[Problem]:
    """Yield what is uncertain and would have to be drawn with the totals: a range says nothing of what was counted."""
    for path in scenario.uncertain:
        keys = [str(key) for key in parts(path)]
        of_stream = keys[:2] == ["arrivals", name] and keys[2] in OF_STREAM
        if of_stream and keys[2] == "claimants_per_day" and keys[3:]:
            own = date.fromisoformat(keys[3])
            of_stream = any(_level_day(scenario.arrivals[name], day) == own for day in counted)
        own_people = keys[:3] == ["arrivals", name, "people"] and keys[3] in OF_PEOPLE
        if of_stream or own_people or (keys[0] == "people" and keys[1] in OF_PEOPLE):
            allowed = say(
                "one value, since {name} is conditioned on counts, which say something of it: leave the "
                "range out ('{path}: null'), or conditioned_on",
                name=name,
                path=dotted((MARK, path)),
            )
            yield Problem(dotted((MARK, path)), sentence(say("a range"), allowed))


def _apart(scenario: Sections, name: str) -> Iterator[Problem]:
    """Yield what a conditioned stream cannot have with its counts."""
    stream = scenario.arrivals[name]
    for key, given in (("listed", stream.listed), ("regimes", stream.regimes)):
        if given:
            allowed = say("{key} or conditioned_on, not both", key=key)
            yield Problem(
                dotted(("arrivals", name, key)),
                sentence(say("{key} of a stream with conditioned_on", key=key), allowed),
            )
    for surge, shock in scenario.surges.items():
        if shock.stream == name and shock.people:
            allowed = say("the people of {name}, which is conditioned on counts", name=name)
            yield Problem(dotted(("surges", surge, "people")), sentence(say("people of its own"), allowed))
    for day, change in scenario.changes.items():
        for path in (("people",), ("arrivals", name, "people")):
            for key in OF_PEOPLE:
                if key in _under(change, path):
                    allowed = say("one for all days, since {name} is conditioned on counts", name=name)
                    yield Problem(
                        dotted((CHANGES, str(day), *path, key)),
                        sentence(say("another {key} by date", key=key), allowed),
                    )


def _under(given: Any, path: tuple[str, ...]) -> dict[str, Any]:
    for key in path:
        given = given.get(key) if isinstance(given, dict) else None
    return given if isinstance(given, dict) else {}


def _level_day(stream: Stream, day: date) -> date:
    """Return the day from which the level of a day holds."""
    dates = sorted(stream.levels)
    return dates[max(bisect_right(dates, day) - 1, 0)]


def _totals(scenario: Sections, path: Path, stream: Stream, found: Sequence[Cell]) -> Iterator[Problem]:
    """Yield totals of persons who cannot come."""
    places = stream.conditioned_on.counts.places if stream.conditioned_on else ()
    party = _party_sizes(people_of(scenario, str(path[1])))
    for cell in found:
        place = places[cell.row] if places else None
        said = say(
            "{total} persons on {n} days from {first} to {last}",
            total=cell.total,
            n=len(cell.days),
            first=str(cell.days[0]),
            last=str(cell.days[-1]),
        )
        if cell.total and not _expected(stream, cell):
            yield Problem(
                dotted(path),
                sentence(say("{said}, on which nobody is expected", said=said), say("a level above 0")),
                place,
            )
        elif not _possible(party, stream, cell.total):
            allowed = say("a total that parties of {party} can make", party=", ".join(map(str, party)))
            yield Problem(dotted(path), sentence(said, allowed), place)


def _expected(stream: Stream, cell: Cell) -> bool:
    factors = stream.weekday.factors
    return any(stream.level(day) * factors[day.weekday()] for day in cell.days)


def _party_sizes(people: People) -> list[int]:
    alone = unaccompanied_share_of_parties(people)
    return sorted({*(sizes(people) if alone < 1 else ()), *((1,) if alone else ())})


def _possible(party: Sequence[int], stream: Stream, total: int) -> bool:
    """Return whether parties, and loads where nobody comes without one, can sum to a total."""
    loads, room = stream.coach_loads, (2 << total) - 1
    together = {1}
    if loads and loads.share == 1 and loads.parties.family != "geometric":
        given = loads.parties.points if loads.parties.family == "discrete" else loads.parties.values
        together = {round(parties) for parties in given}
    brought, sums = 0, 1  # bit k: k persons, of an event and of this many parties
    for number in range(1, max(together) + 1):
        sums = _or(sums << size for size in party) & room
        brought |= sums if number in together else 0
    reached = 1
    for persons in range(1, total + 1):
        step = persons if brought >> persons & 1 and not reached >> persons & 1 else total + 1
        while step <= total:  # any number of such events, in powers of two
            reached, step = (reached | reached << step) & room, 2 * step
    return bool(reached >> total & 1)


def _or(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
