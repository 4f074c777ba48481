"""A small port that every page of the browser tests is of."""

PORT = """\
format: 2
name: A small port
start: 2025-06-02
end: 2025-06-12
arrivals: {door: {claimants_per_day: 30}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 60 min}, cv: .5}}
  journeys: {everyone: [intake]}
staff: {officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 4}}, cost: 60 CAD/h}}
space: {areas: {hall: {persons: 12}}}
targets: {within_24h: {at_least: 20%}}
uncertain: {arrivals.door.claimants_per_day: {p10: 24, p90: 36}, staff.officers.shifts.day.on_duty: {p10: 3, p90: 5}}
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 50%, of_space: base, for: 2 h}}}
    lead_time: 12 h
    brings: {areas: {hall: 20}}
    minimum_term: 1 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 30%, of_space: base, for: 6 h}}}
    cost: {set_up: 500 CAD, per_month: 3000 CAD}
policy:
  need: {for: 1 h, above: 60%}
  families:
    occupancy: {above: [40%, 80%], for: 2 h}
    arrivals: false
    longest_wait: false
    forecast: false
    fixed_date: {on: 2025-06-04}
    two_tiers: false
levers:
  officers: {label: Officers by day, path: staff.officers.shifts.day.on_duty, states: {"4": 4, "5": 5}}
  hall: {path: space.areas.hall.persons, states: {"12": 12, "40": 40}}
run_on: 2025-07-01
"""
