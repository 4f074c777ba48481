"""Every quantity of the language at its ends, made of the declarations: the least and the greatest, in its words."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, get_args

from companions import BESIDE, OWN
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from sim.scenario.language import policy
from sim.scenario.language.process import Time
from sim.scenario.language.shifts import desks
from sim.scenario.messages.sentences import declared_at
from sim.scenario.source.yaml_reader import read_text
from sim.scenario.source.yaml_writer import number
from sim.scenario.values import ranges, units
from sim.scenario.values.ranges import Range
from sim.scenario.values.section import Section

TREE = """
format: 2
name: extremes
start: 2025-07-01
end: 2025-07-03
warm_up: 1 d
present_at_start: 2
stay_limit: 72 h
arrivals:
  door:
    claimants_per_day: 20
    weekday: {tue: 1}
    hour: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    day_to_day: .2
    coach_loads: {share: .2, parties: 3}
    exceptions_scaled: 1
    regimes: {busy: {times: 2, lasts: 1 d, next: {quiet: 1}}, quiet: {times: .5, lasts: 2 d}}
surges:
  rumour: {stream: door, begins: 2025-07-02, probability: .5, times: 2, rise: 1 d, hold: 1 d, fall: 1 d}
  often: {stream: door, per_year: 3, times: 2, hold: 1 d}
people: {party_size: {1: .5, 2: .5}, minors: .2, under_14: .5, unaccompanied_minors: .01, nationalities: {other: 1}}
screening:
  exceptions: {family: {other: {claimed: .5, proven: .5}}}
  other_bars: {earlier: .1}
  detained: .1
process:
  steps:
    desk:
      staff: {officers: 1}
      room: counters
      area: hall
      time: {party: 20 min, person: 1 min, adult: 1 min, person_14_up: 1 min}
      cv: .3
      patience: 10 h
      priority: 3
      again: {share: .1, back_to: desk}
    other_desk: {staff: {any: [{officers: 1}, {helpers: 1}]}, area: hall, time: 10 min}
    coach: {area: hall, departures: {every: 3 h, between: 00:00-23:00, seats: 50, cost: 100 CAD}}
  journeys: {everyone: [desk, other_desk, coach]}
staff:
  officers:
    shifts: {day: {hours: 00:00-24:00, on_duty: 5, overtime: 1 h}}
    changes: {2025-07-02: {day: 5}}
    productive_share: .9
    absence: .1
    people_per_post: 1.4
    at_most: {00:00-24:00: 9}
    cost: 60 CAD/h
    overtime_cost: 90 CAD/h
    templates:
      patterns:
        long:
          starts: ["07:00"]
          lengths: [8 h]
          on: 5
          off: 2
          breaks: {meal: {length: 30 min, between: [2 h, 4 h], every: 30 min}}
          overtime: 1 h
          most: 9
      weeks: 4
      rest: 8 h
      consecutive_days: 6
      part_time_share: .5
      shortfall_cost: 100 CAD/h
  helpers: {shifts: {day: {hours: 08:00-16:00, on_duty: 1}}, productive_share: .9}
space:
  areas: {hall: {persons: 30}}
  rooms: {counters: 10, beds: 1}
  lodging: {hotel: {area: hall, rooms: beds}}
  cost: 1000 CAD/month
contingency:
  tent:
    watch_every: 1 h
    order_when:
      any:
        crowded: {watch: occupancy, of: hall, above: 2, for: 1 h}
        soon: {watch: forecast_full, of: hall, ahead: 10 h, over: 1 d, spread: .5, memory: 10 d, above: 90%}
    lead_time: 1 h
    brings: {areas: {hall: 20}, rooms: {counters: 2}, staff: {officers: {day: 1}}}
    minimum_term: 6 h
    options: {count: 2, each: 6 h, notice: 1 h}
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 1}}}
    rest: 1 h
    cost: {set_up: 10 CAD, per_month: 10 CAD, standby_per_month: 10 CAD, restoration: 10 CAD}
  camp:
    order_when: {watch: occupancy, of: hall, above: 1}
    brings: {areas: {hall: 5}, rooms: {beds: 2}, staff: {officers: {day: 1}}}
    minimum_term: 6 h
    stages:
      more:
        lead_time: 1 h
        brings: {areas: {hall: 5}, rooms: {beds: 1}}
        minimum_term: 6 h
        cost: {set_up: 10 CAD, per_month: 10 CAD per place}
    give_back: {half: {areas: {hall: 5}, when: {watch: occupancy, of: hall, below: 1}}}
    release_when: {watch: occupancy, of: hall, below: 1}
    cost:
      per_month: 10 CAD per head
      least_heads: 3
      to_sending_ports: 10 CAD
      per_night: 10 CAD
      restoration: 10 CAD per place
      changes: {2025-07-02: {set_up: 10 CAD, per_night: 11 CAD}}
policy:
  need: {above: 100%, for: 6 h, apart: 1 d}
  crowded_person_hour: 30 CAD
  choose: {at_most: 10, in: 90%}
  worst: 5%
  confidence: 95%
  leads: [1 d]
  families:
    occupancy: {above: 80%, for: 1 h}
    arrivals: {above: 80%, for: 1 h, over: 1 d}
    longest_wait: {above: 6 h, for: 1 h}
    forecast: {chance: 50%, for: 1 h, over: 1 d, spread: .7, loss_of_a_miss: 1000 CAD}
    two_tiers: {above: 80%, for: 1 h, behind: 6 h}
targets: {within_24h: {at_least: 80%}, on_site_peak: {at_most: 50}}
precision: {within_24h: .05}
"""


class Extreme(NamedTuple):
    """A value to write at a path; `allowed`: whether it lies within the range; `greatest`: at its upper end."""

    path: tuple[Any, ...]
    value: Any
    allowed: bool
    greatest: bool = False

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}={str(self.value)[:24]}"


def tree() -> dict[str, Any]:
    """A small scenario that has every quantity which a run looks at."""
    found: dict[str, Any] = read_text(TREE, "extremes.yaml").plain()
    return found


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value that is no mapping, of a list the first, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        yield from leaves(value[0], (*path, 0))
    else:
        yield path, value


def declared(path: tuple[Any, ...]) -> FieldInfo | None:
    """The field that declares the value at a path: the deepest one."""
    found = None
    for k in range(len(path)):
        section = declared_at(path[:k])
        if isinstance(section, type) and issubclass(section, Section):
            fields = {field.alias or name: field for name, field in section.model_fields.items()}
            found = fields.get(str(path[k]), found)
    return found


def notes(given: Any) -> Iterator[Any]:
    """All that is noted of a declaration, and of what is in it."""
    metadata = (*given.metadata, given.annotation) if isinstance(given, FieldInfo) else get_args(given)
    for part in metadata:
        yield part
        yield from notes(part)


def quantity(path: tuple[Any, ...], value: Any) -> tuple[Range, str] | None:
    """The range of the value at a path, and how it is written (a unit, or %d for a whole number)."""
    field = declared(path)
    if field is None or path in OWN:
        return OWN.get(path)
    found = list(notes(Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation))
    own = [note for note in found if isinstance(note, Range)]
    readers = [note.func for note in found if isinstance(note, BeforeValidator)]
    if isinstance(value, str) and " CAD" in value:
        return ranges.MONEY, value.partition(" ")[2]
    if isinstance(value, int) and own and own[-1].kind == "a whole number":
        return own[-1], "whole"
    if units.duration in readers or any(getattr(read, "form", "") == "s" for read in readers):
        return (own or [ranges.DURATIONS])[-1], "s"
    if Time in found:  # of a step, in one word
        return ranges.DURATIONS, "s"
    if desks.caps in readers:
        return desks.DESKS, "whole"
    if policy.wait in readers:
        return ranges.DURATIONS, "s"
    if policy.chance in readers:
        return policy.RANGE, "%"
    if units.share in readers:
        return (own or [ranges.SHARES])[-1], ""
    if units.level in readers or policy.share_of in readers:
        return (ranges.RATIOS, "%") if str(value).endswith("%") else (ranges.NUMBERS, "")
    if units.number in readers or any(getattr(read, "form", None) == "" for read in readers) or own:
        return (own or [ranges.NUMBERS])[-1], ""
    return None


def written(value: float, unit: str) -> Any:
    """A number as a planner writes it."""
    if unit == "whole":
        return int(value)
    if unit == "%":
        return f"{number(value * 100)}%"
    return f"{number(value)} {unit}" if unit else float(value)


def port_at(one: Extreme) -> dict[str, Any]:
    """The small scenario with one value at an end, and what that needs beside it."""
    found = tree()
    for path, value in {one.path: one.value, **BESIDE.get((one.path, one.greatest), {})}.items():
        into: Any = found
        for key in path[:-1]:
            into = into[key]
        into[path[-1]] = value
    return found


def extremes() -> list[Extreme]:
    """Every quantity of the small scenario: 0 or its least value, its greatest, and what is beyond them."""
    found = []
    for path, value in leaves(tree()):
        if (given := quantity(path, value)) is None:
            continue
        bounds, unit = given
        ends = (0.0 if bounds.nought else bounds.least, bounds.most)
        beyond = [bounds.most + 1 if unit == "whole" else bounds.most * 1.01, 1e300 if unit != "whole" else 10**20]
        if bounds.least > 1 or (bounds.least and not bounds.nought):
            beyond.append(bounds.least - 1 if unit == "whole" else bounds.least / 2)
        found += [Extreme(path, written(end, unit), True, end == ends[1]) for end in ends]
        found += [Extreme(path, written(end, unit), False) for end in beyond]
    return found
