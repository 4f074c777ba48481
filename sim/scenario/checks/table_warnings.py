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
        if pool.roster_file is not None:
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
    return listing(f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def _large_shares(scenario: Sections) -> Iterator[Problem]:
    large = [size for size, share in scenario.people.party_size.items() if size > FAMILY and share]
    if large:
        yield _warn(("people", "party_size"), f"parties of {listing(map(str, large))}", _PARTY)


_PARTY = (
    f"parties of up to {FAMILY}, who are one case and stay together; for people who only travel together, a party each "
    "(and coach_loads)"
)


def _listed(scenario: Sections, path: Path, listed: Listed) -> Iterator[Problem]:
    from sim.scenario.calendar.clock import clock

    span = clock(scenario)
    ticks = [span.moment(party.at) for party in listed.parties]
    outside = [k for k, tick in enumerate(ticks) if not 0 <= tick < span.end]
    if outside:
        found = f"{len(outside)} of {len(ticks)} parties before the warm-up or after the end{_rows(listed, outside)}"
        yield _warn(path, found, "parties within it; the others are left out")
    large = [k for k, party in enumerate(listed.parties) if party.persons > FAMILY]
    if large:
        most = max(listed.parties[k].persons for k in large)
        found = f"{_count(len(large), 'party', 'parties')} of up to {most} persons{_rows(listed, large)}"
        yield _warn(path, found, _PARTY)
    yield from _same_time(path, listed)
    yield from _uncovered(scenario, path, [span.at(tick).date() for tick in sorted(ticks) if 0 <= tick < span.end])


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _rows(listed: Listed, which: Sequence[int]) -> str:
    """Return where parties stand, in brackets; nothing if they were not read from a file."""
    return f" ({where([listed.places[k] for k in which])})" if listed.places else ""


def _same_time(path: Path, listed: Listed) -> Iterator[Problem]:
    """Yield parties that come at midnight sharp, or one a day at one time: what totals of days look like."""
    parties = listed.parties
    midnight = [k for k, party in enumerate(parties) if not _second(party)]
    allowed = "the time at which each party came; totals of days are `counts`"
    if len(midnight) > 2 and len(midnight) > len(parties) / 10:
        yield _warn(path, f"{len(midnight)} of {len(parties)} parties at 00:00 sharp{_rows(listed, midnight)}", allowed)
        return
    days = Counter(party.at.date() for party in parties)
    if len(parties) > 2 and len(days) == len(parties) and len({_second(party) for party in parties}) == 1:
        yield _warn(path, f"one party a day, all of them at {parties[0].at:%H:%M}", allowed)


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
            found = f"a list from {days[0]} to {days[-1]} for a run from {first} to {last}"
            yield _warn(path, found, f"a list for all of it; nobody of this stream comes from {begins} to {ends}")


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
        found = f"{row.claims:,} claimants from {row.first} to {row.last}"
        allowed = f"as many as the levels make, which are {makes:,.6g}: "
        allowed += f"other counts of these days hold ({where(places)})" if sharing else "the weights of its days are 0"
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
        found = f"counts from {first} to {last} for a run from {run[0]} to {run[-1]}"
        yield _warn(path, found, f"counts of the run; the level of {held} holds all through")
    elif without:
        allowed = "a count for each day of the run; the level of the last counted day before it (or the first) holds"
        yield _warn(path, f"no count for {spoken(without)}", allowed)


def _span(first: date, last: date) -> list[date]:
    return [first + k * DAY for k in range((last - first).days + 1)]


def _days_of(scenario: Sections, path: Path, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a roster for other days than those of the run."""
    first, last = _first_day(scenario), scenario.end - DAY
    begins, ends = min(row.day for row in rows), max(row.day for row in rows)
    run = f"the run is from {first} to {last}" + (", its warm-up included" if scenario.warm_up else "")
    roster = f"a roster for {begins} to {ends}"
    if ends < first - DAY or begins > last:
        on = ends if ends < first else begins
        allowed = f"a roster for the days of the run; {run}; the officers of {on} are on duty all through"
        yield _warn(path, roster, allowed)
        return
    if begins > first:
        allowed = f"a roster from {first} on; {run}; the officers of {begins} are on duty on the days before"
        yield _warn(path, roster, allowed)
    if ends < last:
        allowed = f"a roster until {last}; {run}; the officers of {ends} are on duty on each day after"
        yield _warn(path, roster, allowed)
    for which, away, done in (
        ("before", [row for row in rows if row.day < first - DAY], "they are left out"),
        ("after", [row for row in rows if row.day > last], "they count only for what is still under way at the end"),
    ):
        if away:
            found = f"{_count(len(away), 'row', 'rows')} {which} the run ({where([row.place for row in away])})"
            yield _warn(path, found, f"rows of its days; {run}; {done}")


def _without_row(scenario: Sections, path: Path, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield days of the run within the roster on which a shift has no row."""
    there = {(row.shift, row.day) for row in rows}
    begins = max(min(row.day for row in rows), _first_day(scenario))
    ends = min(max(row.day for row in rows), scenario.end - DAY)
    for shift in dict.fromkeys(row.shift for row in rows):
        without = [day for day in _span(begins, ends) if (shift, day) not in there]
        if without:
            found = f"no row of the shift {short_text(shift)} on {spoken(without)}"
            yield _warn(path, found, "a row for each day, with 0 for nobody; it has nobody on them")


def _others(scenario: Sections) -> Iterator[Problem]:
    """Yield rows of roster files that no pool takes, and sheets that are hidden."""
    files: dict[str, tuple[Path, RosterFile]] = {}
    for name, pool in scenario.staff.items():
        if pool.roster_file is not None:
            files.setdefault(pool.roster_file.file, (("staff", name, "roster_file"), pool.roster_file))
    for path, file in files.values():
        for other in dict.fromkeys(row.pool for row in file.rows):
            taken = scenario.staff[other].roster_file if other in scenario.staff else None
            if taken is None or taken.file != file.file:
                rows = file.of(other)
                found = (
                    f"{_count(len(rows), 'row', 'rows')} of {short_text(other)} ({where([row.place for row in rows])})"
                )
                why = "has another roster" if other in scenario.staff else "is no pool of the scenario"
                allowed = f"rows of the pools that name this file (of {listing(scenario.staff)})"
                yield _warn(path, found, f"{allowed}; {short_text(other)} {why}, so they are left out")
        for sheet in file.hidden:
            yield _warn(path, f"the hidden sheet {short_text(sheet)}", "a sheet that is shown; this one is left out")
