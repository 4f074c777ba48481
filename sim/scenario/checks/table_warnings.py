"""Warnings about tables: sound in every row, and probably not what was meant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sim.problems import Place, Problem, listing, sentence, where
from sim.scenario.data.counts import Count, Counts, expected
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.data.roster_file import RosterFile, Row
from sim.scenario.language.sections import Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Path, dotted
from sim.wording import counted, noted, say
from sim.wording.quantity import digits

FAMILY = 12  # persons; larger parties are asked about
CLOSE = 0.5  # claimants by which a count may differ from what the levels make, for rounding
DAY = timedelta(days=1)


def about_tables(scenario: Sections) -> Iterator[Problem]:
    """Yield every warning about the tables of a sound scenario."""
    yield from _large_shares(scenario)
    for name, stream in scenario.arrivals.items():
        if stream.listed is not None:
            yield from _listed(scenario, ("arrivals", name, "listed"), stream.listed)
        if stream.counts is not None:
            path = ("arrivals", name, "counts")
            yield from _contradictions(path, stream.counts, stream.weekday.factors)
            yield from _uncounted(scenario, path, stream.counts)
    for name, pool in scenario.staff.items():
        if pool.roster_file is not None and pool.roster_file.of(name):
            path = ("staff", name, "roster_file")
            yield from _days_of(scenario, path, pool.roster_file.of(name))
            yield from _without_row(scenario, path, pool.roster_file.of(name))
    yield from _others(scenario)


def _warn(path: Path, found: str, allowed: str, place: Place | None = None) -> Problem:
    return Problem(dotted(path), sentence(found, allowed), place, severity="warning")


def spoken(days: Iterable[date]) -> str:
    """Return days in a message: spans of days in a row, `2025-07-07 to 2025-07-09, 2025-07-12`."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == DAY:
            spans[-1][1:] = [day]
        else:
            spans.append([day])
    return listing(
        say("{first} to {last}", first=str(span[0]), last=str(span[-1])) if len(span) > 1 else str(span[0])
        for span in spans
    )


def _large_shares(scenario: Sections) -> Iterator[Problem]:
    large = [size for size, share in scenario.people.party_size.items() if size > FAMILY and share]
    if large:
        yield _warn(("people", "party_size"), say("parties of {large}", large=listing(map(str, large))), _PARTY)


_PARTY = noted(
    "parties of up to {family}, who are one case and stay together; for people who only travel "
    "together, a party each (and coach_loads)",
    family=FAMILY,
)


def _listed(scenario: Sections, path: Path, listed: Listed) -> Iterator[Problem]:
    from sim.scenario.calendar.clock import clock

    span = clock(scenario)
    ticks = [span.moment(party.at) for party in listed.parties]
    outside = [k for k, tick in enumerate(ticks) if not 0 <= tick < span.end]
    if outside:
        found = say(
            "{n} of {all} parties before the warm-up or after the end{listed}",
            n=len(outside), all=len(ticks), listed=_rows(listed, outside),
        )  # fmt: skip
        yield _warn(path, found, say("parties within it; the others are left out"))
    large = [k for k, party in enumerate(listed.parties) if party.persons > FAMILY]
    if large:
        most = max(listed.parties[k].persons for k in large)
        found = counted(
            "{n} party of up to {most} persons", "{n} parties of up to {most} persons", len(large), most=most
        ) + _rows(listed, large)
        yield _warn(path, found, _PARTY)
    yield from _same_time(path, listed)
    yield from _uncovered(scenario, path, [span.at(tick).date() for tick in sorted(ticks) if 0 <= tick < span.end])


def _left_out(allowed: str, other: str, *, known: bool) -> str:
    if known:
        return say("{allowed}; {other} has another roster, so they are left out", allowed=allowed, other=other)
    return say("{allowed}; {other} is no pool of the scenario, so they are left out", allowed=allowed, other=other)


def _rows(listed: Listed, which: Sequence[int]) -> str:
    """Return where parties stand, in brackets; nothing if they were not read from a file."""
    return f" ({where([listed.places[k] for k in which])})" if listed.places else ""


def _same_time(path: Path, listed: Listed) -> Iterator[Problem]:
    """Yield parties that come at midnight sharp, or one a day at one time: what totals of days look like."""
    parties = listed.parties
    midnight = [k for k, party in enumerate(parties) if not _second(party)]
    allowed = say("the time at which each party came; totals of days are `counts`")
    if len(midnight) > 2 and len(midnight) > len(parties) / 10:
        found = say(
            "{n} of {all} parties at 00:00 sharp{listed}",
            n=len(midnight), all=len(parties), listed=_rows(listed, midnight),
        )  # fmt: skip
        yield _warn(path, found, allowed)
        return
    days = Counter(party.at.date() for party in parties)
    if len(parties) > 2 and len(days) == len(parties) and len({_second(party) for party in parties}) == 1:
        yield _warn(path, say("one party a day, all of them at {at}", at=f"{parties[0].at:%H:%M}"), allowed)


def _second(party: ListedParty) -> int:
    return party.at.hour * 3600 + party.at.minute * 60 + party.at.second


def _uncovered(scenario: Sections, path: Path, days: Sequence[date]) -> Iterator[Problem]:
    """Yield a list that covers only a part of the run: at one end nobody comes for much longer than ever between two
    days.
    """
    if not days:
        return
    first, last = _first_day(scenario), scenario.end - DAY
    longest = max(((later - day).days for day, later in pairwise(days)), default=1)
    for begins, ends in ((first, days[0] - DAY), (days[-1] + DAY, last)):
        if (ends - begins).days + 1 > max(2 * longest, 2):
            found = say(
                "a list from {first} to {last} for a run from {begins} to {ends}",
                first=str(days[0]), last=str(days[-1]), begins=str(first), ends=str(last),
            )  # fmt: skip
            yield _warn(
                path,
                found,
                say(
                    "a list for all of it; nobody of this stream comes from {begins} to {ends}",
                    begins=str(begins),
                    ends=str(ends),
                ),
            )


def _first_day(scenario: Sections) -> date:
    """Return the first day of the warm-up."""
    return scenario.start - timedelta(seconds=scenario.warm_up)


def _contradictions(path: Path, counts: Counts, factors: tuple[float, ...]) -> Iterator[Problem]:
    """Yield counts that the levels do not make, because others that share days with them contradict them."""
    for k, (row, makes) in enumerate(zip(counts.rows, expected(counts.rows, factors), strict=True)):
        if abs(makes - row.claims) <= CLOSE:
            continue
        sharing = [n for n, other in enumerate(counts.rows) if n != k and _share_days(row, other)]
        if _revised(row, [counts.rows[n] for n in sharing]):
            continue
        places = [counts.places[n] for n in sharing] if counts.places else []
        found = say(
            "{claims} claimants from {first} to {last}", claims=row.claims, first=str(row.first), last=str(row.last)
        )
        if sharing:
            why = say("other counts of these days hold ({places})", places=where(places))
        else:
            why = say("the weights of its days are 0")
        allowed = say("as many as the levels make, which are {makes}: {why}", makes=digits(makes, 6), why=why)
        yield _warn(path, found, allowed, counts.places[k] if counts.places else None)


def _share_days(count: Count, other: Count) -> bool:
    return count.first <= other.last and other.first <= count.last


def _revised(row: Count, others: Sequence[Count]) -> bool:
    """Return whether each day of a count has another one that was published later, which may say something else."""
    later = {day for other in others if other.known > row.known for day in other.days}
    return later.issuperset(row.days)


def _uncounted(scenario: Sections, path: Path, counts: Counts) -> Iterator[Problem]:
    """Yield days of the run without a count: before the first, after the last, and between."""
    run = _span(_first_day(scenario), scenario.end - DAY)
    counted = {day for row in counts.rows for day in row.days}
    without = [day for day in run if day not in counted]
    if len(without) == len(run):
        first, last = min(counted), max(counted)
        held = last if last < run[0] else first
        found = say(
            "counts from {first} to {last} for a run from {begins} to {ends}",
            first=str(first), last=str(last), begins=str(run[0]), ends=str(run[-1]),
        )  # fmt: skip
        yield _warn(path, found, say("counts of the run; the level of {held} holds all through", held=str(held)))
    elif without:
        allowed = say(
            "a count for each day of the run; the level of the last counted day before it (or the first) holds"
        )
        yield _warn(path, say("no count for {without}", without=spoken(without)), allowed)


def _span(first: date, last: date) -> list[date]:
    return [first + k * DAY for k in range((last - first).days + 1)]


def _days_of(scenario: Sections, path: Path, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a roster for other days than those of the run."""
    first, last = _first_day(scenario), scenario.end - DAY
    begins, ends = min(row.day for row in rows), max(row.day for row in rows)
    if scenario.warm_up:
        run = say("the run is from {first} to {last}, its warm-up included", first=str(first), last=str(last))
    else:
        run = say("the run is from {first} to {last}", first=str(first), last=str(last))
    roster = say("a roster for {begins} to {ends}", begins=str(begins), ends=str(ends))
    if ends < first - DAY or begins > last:
        on = ends if ends < first else begins
        allowed = say(
            "a roster for the days of the run; {run}; the officers of {on} are on duty all through", run=run, on=str(on)
        )
        yield _warn(path, roster, allowed)
        return
    if begins > first:
        allowed = say(
            "a roster from {first} on; {run}; the officers of {begins} are on duty on the days before",
            first=str(first), run=run, begins=str(begins),
        )  # fmt: skip
        yield _warn(path, roster, allowed)
    if ends < last:
        allowed = say(
            "a roster until {last}; {run}; the officers of {ends} are on duty on each day after",
            last=str(last), run=run, ends=str(ends),
        )  # fmt: skip
        yield _warn(path, roster, allowed)
    for which, away, done in (
        ("before", [row for row in rows if row.day < first - DAY], say("they are left out")),
        (
            "after",
            [row for row in rows if row.day > last],
            say("they count only for what is still under way at the end"),
        ),
    ):
        if away:
            places = where([row.place for row in away])
            if which == "before":
                found = counted(
                    "{n} row before the run ({places})", "{n} rows before the run ({places})", len(away), places=places
                )
            else:
                found = counted(
                    "{n} row after the run ({places})", "{n} rows after the run ({places})", len(away), places=places
                )
            yield _warn(path, found, say("rows of its days; {run}; {done}", run=run, done=done))


def _without_row(scenario: Sections, path: Path, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield days of the run within the roster on which a shift has no row."""
    there = {(row.shift, row.day) for row in rows}
    begins = max(min(row.day for row in rows), _first_day(scenario))
    ends = min(max(row.day for row in rows), scenario.end - DAY)
    for shift in dict.fromkeys(row.shift for row in rows):
        without = [day for day in _span(begins, ends) if (shift, day) not in there]
        if without:
            found = say("no row of the shift {shift} on {without}", shift=short_text(shift), without=spoken(without))
            yield _warn(path, found, say("a row for each day, with 0 for nobody; it has nobody on them"))


def _others(scenario: Sections) -> Iterator[Problem]:
    """Yield rows of roster files that no pool takes, and sheets that are hidden."""
    files: dict[str, tuple[Path, RosterFile]] = {}
    for name, pool in scenario.staff.items():
        if pool.roster_file is not None:
            files.setdefault(pool.roster_file.file, (("staff", name, "roster_file"), pool.roster_file))
    for path, file in files.values():
        for other, rows in file.pools.items():
            taken = scenario.staff[other].roster_file if other in scenario.staff else None
            if taken is None or taken.file != file.file:
                found = counted(
                    "{n} row of {other} ({places})", "{n} rows of {other} ({places})", len(rows),
                    other=short_text(other), places=where(rows),
                )  # fmt: skip
                allowed = say("rows of the pools that name this file (of {staff})", staff=listing(scenario.staff))
                yield _warn(
                    path,
                    found,
                    _left_out(allowed, short_text(other), known=other in scenario.staff),
                )
        for sheet in file.hidden:
            yield _warn(
                path,
                say("the hidden sheet {sheet}", sheet=short_text(sheet)),
                say("a sheet that is shown; this one is left out"),
            )
