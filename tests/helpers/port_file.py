"""A small busy port as a file, three of its inputs uncertain; arrivals move everything by construction."""

from pathlib import Path

TEXT = """\
name: A busy port
start: 2025-07-01
end: 2025-07-11
arrivals: {door: {claimants_per_day: 40}}
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff:
  officers:
    absence: 1%
    shifts: {day: {hours: 08:00-20:00, on_duty: 5}, night: {hours: 20:00-08:00, on_duty: 3}}
    cost: 60 CAD/h
space: {areas: {hall: {persons: 20}}}
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 2 h}}}
    lead_time: 1 d
    brings: {areas: {hall: 20}}
targets: {within_24h: {at_least: 90%}}
"""
UNCERTAIN = """\
uncertain:
  arrivals.door.claimants_per_day: {p10: 30, p90: 50}
  process.steps.interview.time.party: {p10: 119 min, p90: 121 min}
  staff.officers.absence: {uniform: [0%, 1%]}
"""


def write(folder: Path, *, uncertain: bool = False) -> Path:
    """The port as `port.yaml` in a folder."""
    path = folder / "port.yaml"
    path.write_text(TEXT + UNCERTAIN * uncertain, encoding="utf-8")
    return path
