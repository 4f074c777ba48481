"""Forecasts of an area, compiled: a census at each check, the curve learned from it, and what follows from both.

The curve: of the claimants who arrived a number of hours ago, the share who are in the area or outside waiting for it,
over all censuses so far, those of long ago weighing less. Of those who are there now with an age e, the share
p(e + ahead) / p(e) is there so much later; those elsewhere on site fill what the curve rises by; those still to come
arrive at the rate of `over`, and of each hour of theirs p is there then. So in a port that is the same all the time
the mean is that of M/G/infinity, whatever the stay (Eick, Massey and Whitt 1993). Sums run from the youngest on.
"""

import math

from sim.port.flow.heap import inline, jit
from sim.port.rules import OPEN, PERSONS
from sim.scenario.catalogue.watches import NUMBERS
from sim.scenario.language.condition import AGES

FORECAST_OCCUPANCY = NUMBERS["forecast_occupancy"]


@jit
def forecast(people, desk, watch, clock, cond, now):
    """Return persons expected so far ahead, as a share of the space where that is asked; or the chance that they
    exceed it.
    """
    census = watch.censuses[cond.census]
    if census.taken != now:
        take_census(people, desk, clock, census, now)
    while cond.first < clock.arrival and people.parties[cond.first].arrive < now - cond.over:
        cond.first += 1
    claimants = watch.arrived[0, clock.arrival] - watch.arrived[0, cond.first]
    squares = watch.arrived[1, clock.arrival] - watch.arrived[1, cond.first]
    rate = claimants * 3600.0 / max(min(cond.over, now), 1)
    stay, around = remaining(census, cond.hours)
    new = rate * hours_there(census, cond.hours)
    mean = stay + new
    place = desk.places[cond.of]
    space = float(place.level if cond.share == OPEN else place.base)
    if cond.watch == FORECAST_OCCUPANCY:
        return mean if cond.share == PERSONS else share_of(mean, space)
    in_parties = squares / claimants if claimants > 0 else 1.0
    off = cond.spread * new
    return chance_above(space, mean, around + new * in_parties + off * off)


@inline
def share_of(x, whole):
    """A share; of nothing, infinite unless it is itself nothing."""
    if whole > 0:
        return x / whole
    return math.inf if x > 0 else 0.0


@inline
def chance_above(space, mean, variance):
    """Return the chance of more persons than the space holds: a normal law, corrected for whole persons."""
    if variance > 0:
        return 0.5 * math.erfc((space + 0.5 - mean) / math.sqrt(2.0 * variance))
    return 1.0 if mean > space + 0.5 else 0.0


@inline
def present(census, age):
    """Return the share of those of an age who are in the area."""
    return census.there[age] / census.arrived[age] if census.arrived[age] > 0 else 0.0


@inline
def hours_there(census, ahead):
    """Return hours that a claimant spends in the area in the first hours since arriving."""
    hours = 0.0
    for age in range(min(ahead, census.oldest)):
        hours += present(census, age)
    return hours


@inline
def remaining(census, ahead):
    """Of the persons now on site, the mean and the variance of those in the area this many hours ahead."""
    mean, variance = 0.0, 0.0
    for age in range(min(census.oldest, AGES - ahead)):
        if census.persons[age] + census.elsewhere[age] > 0:
            now, later = present(census, age), present(census, age + ahead)
            stays = min(later / now, 1.0) if now > 0 else 0.0
            others = census.on_site[age] / census.arrived[age] - now if later > now else 0.0
            comes = min((later - now) / others, 1.0) if others > 0 else 0.0
            mean += census.persons[age] * stays + census.elsewhere[age] * comes
            variance += census.squares[age] * (stays * (1 - stays)) + census.elsewhere_squares[age] * (
                comes * (1 - comes)
            )
    return mean, variance


@jit
def take_census(people, desk, clock, census, now):
    """Count who is on site by age in hours, and add it to what was learned before, faded since the last census."""
    for age in range(AGES):
        census.came[age] = 0.0
    for age in range(census.oldest):
        census.persons[age] = census.squares[age] = census.elsewhere[age] = census.elsewhere_squares[age] = 0.0
    count(people, desk, clock, census, now)
    fade = math.exp(-(now - census.taken) / census.memory)
    for age in range(AGES):
        census.arrived[age] = census.arrived[age] * fade + census.came[age]
    for age in range(census.oldest):
        census.there[age] = census.there[age] * fade + census.persons[age]
        census.on_site[age] = census.on_site[age] * fade + (census.persons[age] + census.elsewhere[age])
    census.taken = now


@inline
def count(people, desk, clock, census, now):
    """Persons by age: all who came, those in the area, and those elsewhere on site."""
    while census.first < clock.arrival and people.parties[census.first].arrive < now - AGES * 3600:
        census.first += 1
    for p in range(census.first, clock.arrival):
        party = people.parties[p]
        age = (now - party.arrive - 1) // 3600
        census.came[age] += party.own
        if party.left < 0 and not party.joined:
            census.oldest = max(census.oldest, age + 1)
            if is_there(people, desk, party, census.area):
                census.persons[age] += party.persons
                census.squares[age] += party.persons * party.persons
            else:
                census.elsewhere[age] += party.persons
                census.elsewhere_squares[age] += party.persons * party.persons


@inline
def is_there(people, desk, party, area):
    """Return whether a party is in an area, or outside waiting for it."""
    if party.area != desk.places.size - 1:
        return party.area == area
    return desk.steps[people.visits[party.visit].step].area == area
