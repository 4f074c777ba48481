"""Every class of error of the declarations, on its whole sentence. The first line of a text is line 2 of its file."""

import pytest
from scenario_reader import Said

from sim.scenario.catalogue.reference_page import keys as declared_keys
from sim.scenario.catalogue.reference_page import sections
from sim.scenario.language.sections import READ_FIRST
from sim.scenario.messages.sentences import keys
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

DURATION = "a duration with its unit, such as 25 min, 6 h or 3 d"
SHARE = "a share, from 0 to 1 or from 0% to 100%"
WHO = (
    "everyone, covered, unaccompanied_minor, with_children, would_be_divided, in_person, represented, "
    "claims_EXCEPTION, {share: .65}, {nationality: [..]}, {stream: [..]}, {outcome: [..]}, {order: [..]}, {any: [..]}, "
    "{all: [..]} or {not: ..}"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        # quantities
        ("warm_up: 7", f"2:10: warm_up: found 7; allowed: {DURATION}"),
        ("warm_up: 7 days", f"2:10: warm_up: found 7 days; allowed: {DURATION}; did you mean 7 d?"),
        ("warm_up: 100000 d", "2:10: warm_up: found 100000 d; allowed: a duration from 0 to 36525 d"),
        ("warm_up: 36 h", "2:10: warm_up: found 36 h; allowed: whole days, such as 7 d"),
        ("people: {minors: 120%}", f"2:18: people.minors: found 120%; allowed: {SHARE}"),
        ("people: {minors: yes}", f"2:18: people.minors: found yes; allowed: {SHARE}"),
        ("people: {party_size: {1: 0, 2: 0, 3: 0}}",
         "2:10: people.party_size: found {1: 0, 2: 0, 3: 0}; allowed: shares of which one is above 0"),
        ("people: {party_size: {0: .5}}", "2:23: people.party_size.0: found 0; allowed: 1 or more"),
        ("people: {party_size: {two: .5}}", "2:23: people.party_size.two: found two; allowed: a whole number"),
        ("arrivals: {door: {day_to_day: -1}}",
         "2:31: arrivals.door.day_to_day: found -1; allowed: a number, 0 or more"),
        ("arrivals: {door: {day_to_day: .inf}}",
         "2:31: arrivals.door.day_to_day: found inf; allowed: a number from 0 to 1,000,000,000"),
        ("staff: {officers: {productive_share: 0}}",
         "2:38: staff.officers.productive_share: found 0; allowed: a share from 5% to 100%"),
        ("staff: {officers: {absence: 1}}", "2:29: staff.officers.absence: found 1; "
          "allowed: less than 1; did you mean 1%?"),
        ("staff: {officers: {cost: 65 CAD}}",
         "2:26: staff.officers.cost: found 65 CAD; "
         "allowed: money with its currency, such as 1200 CAD/h; did you mean 65 CAD/h?"),
        ("space: {cost: 65}",
         "2:15: space.cost: found 65; "
         "allowed: money with its currency, such as 1200 CAD/month; did you mean 65 CAD/month?"),
        ("contingency: {tent: {cost: {per_month: free}}}",
         "2:40: contingency.tent.cost.per_month: found free; "
         "allowed: money with its currency, such as 1200 CAD, or 12500 CAD per officer, per place or per head"),
        ("start: 2025-02-30", "2:8: start: found 2025-02-30; allowed: a day, such as 2025-01-31"),
        ("start: 20250601", "2:8: start: found 20250601; allowed: a day, such as 2025-01-31; did you mean 2025-06-01?"),
        ("end: 2025-06-02", "2:6: end: found 2025-06-02; allowed: a day after the start, 2025-06-02"),
        ("arrivals: {door: {claimants_per_day: {2025-13-01: 3}}}",
         "2:39: arrivals.door.claimants_per_day.2025-13-01: found 2025-13-01; allowed: a day, such as 2025-01-31"),
        ("staff: {officers: {shifts: {day: {hours: 7-15}}}}",
         "2:42: staff.officers.shifts.day.hours: found 7-15; "
         "allowed: hours of the day, such as 07:00-15:00; did you mean 07:00-15:00?"),
        ("staff: {officers: {shifts: {day: {hours: 24:00-08:00}}}}",
         "2:42: staff.officers.shifts.day.hours: found 24:00-08:00; "
         "allowed: hours of the day that begin before 24:00, such as 07:00-15:00; did you mean 00:00-08:00?"),
        ("staff: {officers: {shifts: {day: {days: weekdays}}}}",
         "2:41: staff.officers.shifts.day.days: found weekdays; "
         "allowed: days of the week, such as mon-fri, or [sat, sun]; did you mean mon-fri?"),
        ("contingency: {tent: {check_at: 25:00}}",
         "2:32: contingency.tent.check_at: found 25:00; allowed: a time of day, such as 06:30"),
        ("contingency: {tent: {watch_every: often}}",
         f"2:35: contingency.tent.watch_every: found often; allowed: {DURATION}"),
        ("targets: {within_24h: {at_least: good}}",
         "2:34: targets.within_24h.at_least: found good; "
         "allowed: a number, a share such as 80%, or a duration such as 12 h"),
        ("time_zone: Montreal",
         "2:12: time_zone: found Montreal; "
         "allowed: a time zone of the IANA database, such as America/Toronto; did you mean America/Montreal?"),
        ("currency: dollars", "2:11: currency: found dollars; allowed: a currency code of ISO 4217, such as CAD"),
        # plain values
        ("name: 2025", "2:7: name: found 2025; allowed: text (a number in quotes)"),
        ("seed: 1.5", "2:7: seed: found 1.5; allowed: a whole number"),
        ("seed: -1", "2:7: seed: found -1; allowed: 0 or more"),
        ("present_at_start: 10000000",
         "2:19: present_at_start: found 10000000; allowed: a whole number from 0 to 1,000,000"),
        ("contingency: {tent: {enabled: no}}", "2:31: contingency.tent.enabled: found no; "
         "allowed: true or false; did you mean false?"),
        ("people: 5", "2:9: people: found 5; allowed: a mapping"),
        ("staff: [a]", "2:8: staff: found [a]; allowed: a mapping of names"),
        ("process: {journeys: {everyone: intake}}",
         "2:32: process.journeys.everyone: found intake; allowed: a list; did you mean [intake]?"),
        ("arrivals: {door: {hour: [1, 2]}}", "2:25: arrivals.door.hour: found 2 items; allowed: at least 24"),
        ("arrivals: {door: null}", "2:1: arrivals: found 0 items; allowed: at least 1"),
        ("process: {steps: {intake: {unit: persons}}}",
         "2:34: process.steps.intake.unit: found persons; allowed: party, person; did you mean person?"),
        ("assumptions: {people.minors: {grade: D}}",
         "2:38: assumptions.\"people.minors\".grade: found D; allowed: A, B, C"),
        # keys
        ("weather: {}",
         "2:1: weather: found the unknown key weather; allowed: extends, format, name, port, question, time_zone, "
         f"start, begins, end, run_on, warm_up, present_at_start and {len(Scenario.model_fields) - 10} more"),
        ("staff: {officers: {shift: {}}}",
         "2:20: staff.officers.shift: found the unknown key shift; "
         "allowed: shifts, changes, productive_share, absence, at_shift_end, people_per_post, cost, overtime_cost, "
         "at_most, templates, roster_file; did you mean shifts?"),
        ("people: {a b: 1}",
         "2:10: people.\"a b\": found the unknown key a b; allowed: party_size, minors, under_14, "
         "unaccompanied_minors, nationalities"),
        ("start: null", "1:1: start: found nothing; allowed: a value (first day)"),
        ("staff: {night: {cost: 5 CAD/h}}",
         "2:9: staff.night.shifts: found nothing; allowed: a value (the shifts, by name)"),
        # distributions
        ("contingency: {tent: {lead_time: {triangulr: [1 d, 2 d, 3 d]}}}",
         f"2:22: contingency.tent.lead_time: found {{triangulr: [1 d, 2 d, 3 d]}}; allowed: {DURATION}; or one "
         "distribution of lognormal, logitnormal, exponential, gamma, seen, normal, weibull, geometric, triangular, "
         "pert, uniform, discrete, empirical"),
        ("contingency: {tent: {lead_time: {triangular: [3 d, 2 d, 1 d]}}}",
         "2:22: contingency.tent.lead_time: found {triangular: [3 d, 2 d, 1 d]}; "
         "allowed: triangular: [low, mode, high], ascending"),
        ("contingency: {tent: {lead_time: {uniform: [1 d]}}}",
         "2:22: contingency.tent.lead_time: found {uniform: [1 d]}; allowed: uniform: [low, high]"),
        ("contingency: {tent: {lead_time: {gamma: {mean: 1 d}}}}",
         "2:22: contingency.tent.lead_time: found {gamma: {mean: 1 d}}; allowed: gamma with {mean, cv}"),
        ("contingency: {tent: {lead_time: {exponential: {mean: 0 d}}}}",
         "2:22: contingency.tent.lead_time: found {exponential: {mean: 0 d}}; "
         "allowed: exponential with mean above 0"),
        ("contingency: {tent: {lead_time: {lognormal: {median: 3 d, p95: 2 d}}}}",
         "2:22: contingency.tent.lead_time: found {lognormal: {median: 3 d, p95: 2 d}}; "
         "allowed: lognormal with median at most p95"),
        ("contingency: {tent: {lead_time: {discrete: {1 d: .5}}}}",
         "2:22: contingency.tent.lead_time: found {discrete: {1 d: 0.5}}; "
         "allowed: discrete probabilities that sum to 1 (they sum to 0.5)"),
        ("contingency: {tent: {lead_time: {empirical: no.csv}}}",
         "2:22: contingency.tent.lead_time: found no.csv, which is not there; "
         "allowed: a file beside the scenario or below"),
        ("arrivals: {door: {coach_loads: {share: .2, parties: 2.5}}}",
         "2:53: arrivals.door.coach_loads.parties: found 2.5; "
         "allowed: a whole number from 1, or a discrete, empirical or geometric distribution of them"),
        ("arrivals: {door: {coach_loads: {share: .2, parties: {uniform: [1, 5]}}}}",
         "2:44: arrivals.door.coach_loads.parties: found {uniform: [1, 5]}; "
         "allowed: a whole number from 1, or a discrete, empirical or geometric distribution of them"),
        # sections
        ("arrivals: {side: {day_to_day: .2}}",
         "2:12: arrivals.side: found {day_to_day: 0.2}; allowed: either claimants_per_day or listed"),
        ("arrivals: {door: {listed: people.csv, claimants_per_day: null}}",
         "2:27: arrivals.door.listed: found people.csv, which is not there; "
         "allowed: a file beside the scenario or below"),
        ("process: {steps: {wait: {area: hall}}}",
         "2:19: process.steps.wait: found {area: hall}; allowed: a time, or departures"),
        ("process: {steps: {coach: {room: counters}}}",
         "2:19: process.steps.coach: found {area, departures, room}; "
         "allowed: departures without staff, room, time, cv, holds or unit: person"),
        ("process: {steps: {intake: {time: 5 min}}}",
         "2:19: process.steps.intake: found {staff, room, area, time, cv}; "
         "allowed: cv beside parts, not beside a distribution or one duration"),
        ("process: {steps: {intake: {time: {draw: 5 min}, cv: null}}}",
         "2:19: process.steps.intake: found {staff, room, area, time}; "
         "allowed: parts or a distribution, not both"),
        ("process: {steps: {intake: {who: children}}}",
         f"2:33: process.steps.intake.who: found children; allowed: {WHO}"),
        ("process: {steps: {intake: {staff: {officers: 0}}}}",
         "2:46: process.steps.intake.staff.officers: found 0; allowed: a whole number from 1 to 1,000,000"),
        ("process: {steps: {intake: {staff: {officers: null, any: [{officers: two}]}}}}",
         "2:69: process.steps.intake.staff.any.0.officers: found two; allowed: a whole number"),
        ("contingency: {tent: {order_when: {any: {crowded: {below: 3}}}}}",
         "2:41: contingency.tent.order_when.any.crowded: found {watch: occupancy, of: hall, above: 40, below: 3}; "
         "allowed: one of above and below"),
        ("contingency: {tent: {order_when: {any: {crowded: {above: 2 h}}}}}",
         "2:41: contingency.tent.order_when.any.crowded: found {watch: occupancy, of: hall, above: 2 h}; "
         "allowed: occupancy compared with a number or a share such as 80%"),
        ("contingency: {tent: {order_when: {any: {crowded: {of: null}}}}}",
         "2:41: contingency.tent.order_when.any.crowded: found {watch: occupancy, above: 40}; "
         "allowed: occupancy with `of`"),
        ("contingency: {tent: {order_when: {any: {crowded: {on: 2025-06-03}}}}}",
         "2:41: contingency.tent.order_when.any.crowded: "
         "found {watch: occupancy, of: hall, above: 40, on: 2025-06-03}; "
         "allowed: {on: DATE} alone"),
        ("contingency: {tent: {order_when: {any: null, watch: arrivals, above: 80%}}}",
         "2:22: contingency.tent.order_when: found {watch: arrivals, above: 80%}; "
         "allowed: arrivals compared with a share only `of: staffed_capacity`"),
        ("contingency: {tent: {order_when: {any: null, watch: forecast_full, of: hall, above: 30%}}}",
         "2:22: contingency.tent.order_when: found {watch: forecast_full, of: hall, above: 30%}; "
         "allowed: forecast_full with `ahead`"),
        ("contingency: {tent: {order_when: {any: null, watch: forecast_full, ahead: 3 d, above: 30%}}}",
         "2:22: contingency.tent.order_when: found {watch: forecast_full, ahead: 3 d, above: 30%}; "
         "allowed: forecast_full with `of`"),
        ("contingency: {tent: {order_when: {any: null, watch: forecast_full, of: hall, ahead: 3 d, above: 30}}}",
         "2:22: contingency.tent.order_when: found {watch: forecast_full, of: hall, ahead: 3 d, above: 30}; "
         "allowed: forecast_full compared with a share such as 80%"),
        ("contingency: {tent: {order_when: {any: null, watch: forecast_full, of: hall, ahead: 3 d, above: 101%}}}",
         "2:22: contingency.tent.order_when: found {watch: forecast_full, of: hall, ahead: 3 d, above: 101%}; "
         "allowed: forecast_full compared with a chance of at most 100%"),
        ("contingency: {tent: {watch_every: always, "
         "order_when: {any: null, watch: forecast_occupancy, of: hall, ahead: 3 d, above: 30}}}",
         "2:15: contingency.tent: found {order_when, lead_time, brings, release_when, cost, watch_every}; "
         "allowed: watch_every: always only with occupancy, waiting_for, outside"),
        ("contingency: {tent: {order_when: {all: {x: {on: 2025-06-03}}}}}",
         "2:22: contingency.tent.order_when: found {any, all}; "
         "allowed: one of any and all, with named conditions"),
        ("contingency: {tent: {watch_every: 0.5 s}}",
         "2:15: contingency.tent: found {order_when, lead_time, brings, release_when, cost, watch_every}; "
         "allowed: watch_every of at least 1 s, or always"),
        ("contingency: {tent: {options: {count: 2, each: 3 d, notice: 4 d}}}",
         "2:15: contingency.tent: found {order_when, lead_time, brings, release_when, cost, options}; "
         "allowed: a notice no longer than the minimum_term and than each option"),
        ("targets: {within_24h: {at_least: 1, at_most: 1}}",
         "2:11: targets.within_24h: found {at_least: 1, at_most: 1}; allowed: one of at_least and at_most"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str, said: Said) -> None:
    assert said(text) == [f"port.yaml:{sentence}"]


def test_what_is_set_is_told_as_such(said: Said) -> None:
    assert said("", "staff.officers.absence=2") == [
        f"--set: staff.officers.absence: found 2; allowed: {SHARE}; did you mean 2%?"
    ]


def test_keys_are_those_of_the_declarations() -> None:
    for path, section in sections():
        own = tuple(key for key, _ in declared_keys(section))
        assert keys(path) == (own if path else (*READ_FIRST, *own))
