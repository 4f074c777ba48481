"""The outlook in sentences: whether space must be ordered now, who is here, people against space, officers, storms."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil, floor

import numpy as np

from sim.arrays import HOUR
from sim.planning.outlook.beyond import Lease
from sim.planning.outlook.from_state import DAYS, RARE
from sim.planning.outlook.outlook import Outlook, Threshold, edges, quantiles
from sim.scenario.calendar.clock import clock
from sim.views.text import words
from sim.views.text.first_screen import WIDE, aligned, wrapped
from sim.wording import counted, say
from sim.wording.calendar_said import day_of_year, time_of_day
from sim.wording.quantity import digits, listed, money, percent, rounded

SOON = 72  # hours that are shown hour by hour


def heading(found: Outlook) -> str:
    """Return whose outlook it is, and from when on."""
    return say("{scenario}: the outlook from {moment}", scenario=found.base.name, moment=moment(found.at))


def moment(when: datetime) -> str:
    """Return a day and a time of it."""
    return say("{day} at {time}", day=day_of_year(when), time=time_of_day(when))


def screen(found: Outlook) -> Iterator[str]:
    """Yield the lines of the terminal, the verdict first."""
    yield from wrapped(verdict(found), WIDE, "  ")
    yield ""
    yield from aligned(list(told(found)), WIDE)


def sentences(found: Outlook) -> list[str]:
    """Return the verdict, and all else, a sentence each."""
    return [verdict(found), *(say("{about}: {line}.", about=about, line=line) for about, line in told(found))]


def verdict(found: Outlook) -> str:
    """Say whether space must be ordered now, as far as the days that are foretold tell it."""
    if not found.leases:
        return say("Nothing to order: the scenario has no measure that brings space and is not ordered yet.")
    lease = min(found.leases, key=lambda one: one.lead)
    name, area = words.plain(lease.measure), words.plain(lease.area)
    risky = found.first_risky(lease.area)
    at_most = float(found.above(Threshold(lease.area, 1.0, "open")).mean(axis=0).max())
    values: dict[str, str | int | Decimal] = {
        "measure": name,
        "area": area,
        "risk": percent(found.risk),
        "n": rounded(lease.lead),
    }
    if lease.lead > DAYS and risky is None:
        return say(
            "The next {days} days do not ask for more space in {area} (chance at most {chance} on any day). An order "
            "of {measure} takes {n} days: whether it will be needed then rests on the storm rate.",
            days=DAYS, chance=percent(at_most), **values,
        )  # fmt: skip
    if risky is None:
        return say(
            "No: {measure} need not be ordered now. In {days} days the chance of more people than space in {area} is "
            "at most {chance} on any day.",
            days=DAYS, chance=percent(at_most), **values,
        )  # fmt: skip
    day = day_on(found, risky)
    if lease.lead > DAYS:
        return say(
            "From {day} on {area} has more people than space with a chance of {risk} or more, and an order of "
            "{measure} takes {n} days: it does not come in time. Whether it will be needed then rests on the storm "
            "rate.",
            day=day_of_year(day), **values,
        )  # fmt: skip
    last = day - timedelta(days=ceil(lease.lead))
    if last > found.at.date():
        return say(
            "Not yet: order {measure} by {last}. It takes {n} days, and from {day} on {area} has more people than "
            "space with a chance of {risk} or more.",
            last=day_of_year(last), day=day_of_year(day), **values,
        )  # fmt: skip
    return say(
        "Yes: order {measure} now. It takes {n} days, and from {day} on {area} has more people than space with a "
        "chance of {risk} or more.",
        day=day_of_year(day), **values,
    )  # fmt: skip


def day_on(found: Outlook, k: int) -> date:
    """Return the k-th day, from 0."""
    return clock(found.scenario).days[k]


def told(found: Outlook) -> Iterator[tuple[str, str]]:
    """Yield what it is about, and a line."""
    yield say("Here now"), here(found)
    for k, area in enumerate(found.base.space.areas):
        yield say("{area}, three days", area=words.capital(words.plain(area))), soon(found, k)
        yield say("{area}, {n} days", area=words.capital(words.plain(area)), n=DAYS), later(found, area)
    for p, pool in enumerate(found.base.staff):
        yield words.capital(words.plain(pool)), officers(found, p)
    for lease in found.leases:
        yield words.capital(words.plain(lease.measure)), beyond(found, lease)
    yield say("Rests on"), rests_on(found)


def here(found: Outlook) -> str:
    """Say how many are here, and at which steps."""
    n = sum(map(sum, found.totals.values()))
    if not n:
        return say("nobody")
    steps = [
        say("{step} {n}", step=words.plain(step), n=rounded(sum(numbers)))
        for step, numbers in found.totals.items()
        if sum(numbers)
    ]
    return counted("{n} person ({steps})", "{n} persons ({steps})", n, steps=listed(steps))


def soon(found: Outlook, k: int) -> str:
    """Say how many people the fullest hour of the next three days has, against the space."""
    rows = found.occupancy[k][:, 1 : SOON + 1]
    low, middle, high = quantiles(rows.max(axis=1), (edges(80)[0], 50, edges(80)[1])).tolist()
    space = found.space[k][:, 1 : SOON + 1]
    return say(
        "{middle} people in the fullest hour (80%: {low} to {high}) for {space} places; more than fit with a chance of "
        "{chance}",
        middle=rounded(middle), low=rounded(low), high=rounded(high), space=rounded(float(np.median(space))),
        chance=percent(float((rows > space).any(axis=1).mean())),
    )  # fmt: skip


def later(found: Outlook, area: str) -> str:
    """Say on which day the chance of more people than space is greatest, and that of any day."""
    above = found.above(Threshold(area, 1.0, "open"))
    chance = above.mean(axis=0)
    if not above.any():
        return say("in no run more people than space")
    k = int(chance.argmax())
    return say(
        "more people than space on some day with a chance of {any}; most likely on {day}: {chance}",
        any=percent(float(above.any(axis=1).mean())), day=day_of_year(day_on(found, k)),
        chance=percent(float(chance[k])),
    )  # fmt: skip


def officers(found: Outlook, p: int) -> str:
    """Say in how many of the next hours more officers are needed than are on duty, and by how many at the most."""
    needed, there = (np.median(rows[p][:, :SOON], axis=0) for rows in (found.needed, found.on_duty))
    short = needed > there + 0.05
    if not short.any():
        return say("enough in each of the next {hours} hours, in the middle run", hours=SOON)
    worst = int((needed - there).argmax())
    time = clock(found.scenario)
    return counted(
        "too few in {n} of the next {hours} hours; at the worst {needed} needed, {there} on duty ({moment})",
        "too few in {n} of the next {hours} hours; at the worst {needed} needed, {there} on duty ({moment})",
        int(short.sum()), hours=SOON, needed=rounded(needed[worst], 1), there=rounded(there[worst], 1),
        moment=moment(time.at(time.start + worst * HOUR)),
    )  # fmt: skip


def beyond(found: Outlook, lease: Lease) -> str:
    """Say what lies beyond the lead time of a lease, and what ordering and waiting cost."""
    ready = day_of_year(found.at + timedelta(days=lease.lead))
    parts = [say("ready about {day} ({n} days)", day=ready, n=rounded(lease.lead))]
    if round(lease.late) > round(lease.lead):
        late = say(
            "ready about {day} ({n} days; one in ten takes more than {late})",
            day=ready, n=rounded(lease.lead), late=rounded(lease.late),
        )  # fmt: skip
        parts = [late]
    if lease.cost is not None:
        parts.append(say("ordering now costs {cost}", cost=money(lease.cost, found.base.currency)))
    if not lease.storm:
        parts.append(say("the scenario has no storms, so that nothing is known of the days after"))
        return "; ".join(parts)
    parts.append(
        say(
            "storms: {rate} a year; one begins before then with a chance of {chance}",
            rate=digits(lease.rate, 2),
            chance=percent(lease.chance),
        )
    )
    waiting = _waiting(lease)
    if lease.price is not None:
        waiting = say(
            "{waiting}, which the scenario prices at {money}",
            waiting=waiting, money=money(lease.waiting * lease.price, found.base.currency),
        )  # fmt: skip
    return "; ".join([*parts, waiting])


def _waiting(lease: Lease) -> str:
    """Say what a week of waiting costs if a storm has begun, with its spread where that can be seen."""
    n = rounded(lease.waiting)
    low, high = rounded(floor(lease.interval.low)), rounded(ceil(lease.interval.high))
    if low == n == high:
        return say("waiting a week costs {n} person-hours without a place if a storm has begun today", n=n)
    return say(
        "waiting a week costs {n} person-hours without a place ({low} to {high}) if a storm has begun today",
        n=n, low=low, high=high,
    )  # fmt: skip


def rests_on(found: Outlook) -> str:
    """Say what the outlook rests on."""
    level = say("the level that {file} tells", file=found.counts) if found.counts else say("the level of the scenario")
    told = counted(
        "{n} run from this state; arrivals at {level}; no further space ordered",
        "{n} runs from this state; arrivals at {level}; no further space ordered",
        found.replications, level=level,
    )  # fmt: skip
    if not found.late:
        return told
    late = counted(
        "{n} party is at its step for longer than one in {rare} is: it goes on as if so long",
        "{n} parties are at their step for longer than one in {rare} is: they go on as if so long",
        found.late, rare=rounded(RARE),
    )  # fmt: skip
    return "; ".join((told, late))
