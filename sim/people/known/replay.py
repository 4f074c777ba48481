"""Parties from a list: when they came, and what is known of them."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.people.expectation.demand import local_day
from sim.scenario.calendar.clock import Clock
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.language.process import OUTCOMES

UNKNOWN = -1


class ListedFacts(NamedTuple):
    """What is known of N parties before chance, -1 for what is not."""

    persons: I  # (N,)
    minors: I  # (N,)
    under_14: I  # (N,)
    unaccompanied: I  # (N,) 1: a minor alone; 0: not
    nation: I  # (N,) index in the names that the sampler knows
    outcome: I  # (N,) index in OUTCOMES


class Replay(NamedTuple):
    """Parties of a list within the simulated span, in order of time, then of the list."""

    tick: I  # (N,)
    day: I  # (N,) ordinal of the local day
    nth: I  # (N,) a hash of `party`, else the place among the day's rows without one
    known: ListedFacts


def replay(listed: Listed, clock: Clock, nations: tuple[str, ...]) -> Replay:
    """Return the parties of a list, and what is known of them."""
    rows = []
    begin = clock.tick(clock.first_day)
    days: Counter[tuple[int, str | None]] = Counter()
    for party in listed.parties:
        tick, day = clock.moment(party.at), local_day(party, clock).toordinal()
        nth = days[day, party.party]
        days[day, party.party] += 1
        index = nth if party.party is None else _hashed(party.party, nth)
        if begin <= tick < clock.end:
            rows.append((tick, day, index, *_known(party, nations)))
    rows.sort(key=lambda row: row[0])
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3 + len(ListedFacts._fields)).T.copy()
    return Replay(columns[0], columns[1], columns[2], ListedFacts(*columns[3:]))


def repeated(listed: Listed, run: Clock, later: Clock) -> Listed:
    """Return what comes on the days of `later`, which follow a run: its last week again and again, all of it if
    shorter.
    """
    week = min(7, len(run.days))
    parties = [
        (party, local.replace(tzinfo=None))
        for party in listed.parties
        if 0 <= (tick := run.moment(party.at)) < run.end and (local := run.at(tick)).date() in run.days[-week:]
    ]
    first, last = (later.first_day - run.last).days // week, -(-(later.last - run.last).days // week)
    return Listed(
        listed.file,
        tuple(
            replace(party, at=local + timedelta(days=week * turn))
            for turn in range(first + 1, last + 1)
            for party, local in parties
        ),
    )


def unknown(n: int) -> ListedFacts:
    """N parties of which nothing is known."""
    return ListedFacts(*np.full((len(ListedFacts._fields), n), UNKNOWN, dtype=np.int64))


def _known(party: ListedParty, nations: tuple[str, ...]) -> tuple[int, ...]:
    given = (party.minors, party.under_14, party.unaccompanied_minor)
    return (
        party.persons,
        *(UNKNOWN if value is None else int(value) for value in given),
        UNKNOWN if party.nationality is None else nations.index(party.nationality),
        UNKNOWN if party.outcome is None else OUTCOMES.index(party.outcome),
    )


def _hashed(party: str, nth: int) -> int:
    """An index for a party that keeps its draws wherever it stands in the list; 62 bits, clear of plain counts."""
    digest = blake2b(repr((party, nth)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 2 | 1 << 61
