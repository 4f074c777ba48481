"""A small port as a file whose hall gets crowded in the second of four weeks, and two measures that bring space."""

from pathlib import Path

TEXT = """\
name: A hall that fills up
start: 2025-06-02
end: 2025-06-30
warm_up: 2 d
seed: 11
arrivals:
  door:
    claimants_per_day: {2025-06-02: 20, 2025-06-09: 55, 2025-06-16: 20}
    day_to_day: 0.3
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff:
  officers: {shifts: {day: {hours: 06:00-22:00, on_duty: 4}}, cost: 60 CAD/h}
space: {areas: {hall: {persons: 25}}}
contingency:
  lease:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 6 h}}}
    lead_time: 3 d
    brings: {areas: {hall: 500}}
    minimum_term: 10 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 40%, of_space: base, for: 2 d}}}
    cost: {set_up: 1000 CAD, per_month: 6000 CAD, restoration: 200 CAD}
  tents:
    enabled: false
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 1 h}}}
    lead_time: 6 h
    brings: {areas: {hall: 20}}
    minimum_term: 3 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 40%, of_space: base, for: 1 d}}}
    cost: {set_up: 100 CAD, per_month: 9000 CAD}
policy:
  need: {for: 6 h, apart: 1 d}
  families:
    occupancy: {above: [60%, 100%], for: [0, 6 h]}
    arrivals: {above: [80%, 120%], for: 1 d, over: 2 d}
    longest_wait: {above: [6 h, 12 h], for: 6 h}
    forecast: {chance: [cost_loss, 50%], for: 6 h, over: 2 d}
    fixed_date: {on: [2025-06-05, 2025-06-10]}
    two_tiers: {above: 80%, for: 1 h, behind: 1 d}
"""
FREE = (
    "contingency.lease.lead_time=0 s",
    "contingency.lease.cost=null",
    "contingency.lease.minimum_term=0 s",
    "contingency.tents.lead_time=0 s",
    "contingency.tents.cost=null",
)


def write(folder: Path) -> Path:
    """The port as `port.yaml` in a folder."""
    path = folder / "port.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path
