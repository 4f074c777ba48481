"""What the tests of scenario files share: a small port, and what the fixtures `read` and `said` are."""

from collections.abc import Callable

from sim.scenario.load import Loaded

BASE = """\
name: A small port
start: 2025-06-02
end: 2025-06-09
arrivals:
  door: {claimants_per_day: 10}
people:
  party_size: {1: .5, 2: .3, 3: .2}
  nationalities: {Haiti: .6, other: .4}
screening:
  exceptions:
    family_member: {claimed: .9, proven: .9}
process:
  steps:
    intake: {staff: {officers: 1}, room: counters, area: hall, time: {party: 30 min}, cv: .5}
    coach: {area: hall, departures: {every: 3 h, between: 06:00-22:00, seats: 48}}
  journeys: {everyone: [intake], referred: [coach], barred: [coach]}
staff:
  officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 2}}}
space:
  areas: {hall: {persons: 50}}
  rooms: {counters: 4}
contingency:
  tent:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 40}}}
    lead_time: 3 d
    brings: {areas: {hall: 20}}
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 20}}}
    cost: {set_up: 500 CAD}
"""

Read = Callable[..., Loaded]
Said = Callable[..., list[str]]
