"""Contradictions between known words, each on its whole sentence."""

from pathlib import Path

import pytest
from scenario_reader import Said

pytestmark = pytest.mark.unit

TWO_AREAS = """\
space: {areas: {a: {persons: 9, limit: hard}, b: {persons: 9, limit: hard}}}
process:
  steps:
    first: {area: a, time: 1 h}
    second: {area: b, time: 1 h%s}
    third: {area: a, time: 1 h}
"""

POOLS = [f"p{k}" for k in range(7)]
SEVEN_POOLS = "\n".join(
    ["staff:", *(f"  {pool}: {{shifts: {{day: {{hours: 08:00-16:00, on_duty: 1}}}}}}" for pool in POOLS),
     f"process: {{steps: {{intake: {{staff: {{{', '.join(f'{pool}: 1' for pool in POOLS)}}}}}}}}}"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("currency: EUR",
         "contingency.tent.cost.set_up: found CAD; allowed: EUR, the currency of the scenario"),
        ("people: {minors: .5}",
         "people.minors: found 0.5; allowed: a share from 0 (the minors who come alone) to 0.4118 "
         "(every member of a party but the first)"),
        ("people: {unaccompanied_minors: .1, minors: .05}",
         "people.minors: found 0.05; allowed: a share from 0.1 (the minors who come alone) to 0.4706 "
         "(every member of a party but the first)"),
        ("people: {party_size: {2: null, 3: null}, minors: .1}",
         "people.minors: found 0.1; allowed: a share from 0 (the minors who come alone) to 0 "
         "(every member of a party but the first)"),
        ("space: {areas: {hall: {persons: 2, limit: hard}}}",
         "space.areas.hall.persons: found 2; "
         "allowed: at least 3 persons in a hard area, the size of the largest party"),
        ("process: {steps: {coach: {departures: {seats: 2}}}}",
         "process.steps.coach.departures.seats: found 2; allowed: at least 3 seats, the size of the largest party"),
        ("process: {steps: {intake: {again: {share: .2, back_to: coach}}}}",
         "process.steps.intake.again.back_to: found coach; "
         "allowed: a step that comes before intake in each of its journeys"),
        ("process: {steps: {check: {time: 1 h, again: {share: .2, back_to: intake}}}, "
         "journeys: {everyone: [check, intake]}}",
         "process.steps.check.again.back_to: found intake; "
         "allowed: a step that comes before check in each of its journeys"),
        ("staff: {officers: {at_shift_end: handover}}\nprocess: {steps: {intake: {staff: {officers: 5}}}}",
         "process.steps.intake.staff: found 5 officers; "
         "allowed: at most 4 officers a task from pools with at_shift_end: handover"),
        ("contingency: {tent: {at_start: {open_since: 2025-06-03, term_left: 1 d}}}",
         "contingency.tent.at_start.open_since: found 2025-06-03; "
         "allowed: a day to 2025-06-02 (start), since it is open then"),
        (SEVEN_POOLS,
         "process.steps.intake.staff: found 8 pools; allowed: at most 7 pools a task"),
        ("process: {steps: {intake: {deferrable: true}}}\n"
         "contingency: {short: {order_when: {on: 2025-06-03}, brings: {deferral: true}}}",
         "contingency.short.brings.deferral: found deferral without a journey; "
         "allowed: steps under process.journeys.deferred"),
        (TWO_AREAS % "" + "  journeys: {everyone: [first, second, third]}",
         "space.areas.a: found hard areas in a circle (a -> b -> a), which can block each other for ever; "
         "allowed: one of them soft, or journeys one way"),
        (TWO_AREAS % ", again: {share: .1, back_to: first}" + "  journeys: {everyone: [first, second]}",
         "space.areas.a: found hard areas in a circle (a -> b -> a), which can block each other for ever; "
         "allowed: one of them soft, or journeys one way"),
        (TWO_AREAS % ", who: covered" + "  journeys: {everyone: [first], referred: [second], barred: [second, third]}",
         "space.areas.a: found hard areas in a circle (a -> b -> a), which can block each other for ever; "
         "allowed: one of them soft, or journeys one way"),
        (TWO_AREAS % ", deferrable: true" + "  journeys: {everyone: [first, second], deferred: [third]}\n"
         "contingency: {short: {order_when: {on: 2025-06-03}, brings: {deferral: true}}}",
         "space.areas.a: found hard areas in a circle (a -> b -> a), which can block each other for ever; "
         "allowed: one of them soft, or journeys one way"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str, said: Said) -> None:
    assert [line.split(": ", 1)[1] for line in said(text)] == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        TWO_AREAS % "" + "  journeys: {everyone: [first, second]}",
        TWO_AREAS.replace("b: {persons: 9, limit: hard}", "b: {persons: 9}") % ""
        + "  journeys: {everyone: [first, second, third]}",
        TWO_AREAS.replace("b: {persons: 9, limit: hard}", "b: {persons: 9, limit: hard, when_full: divert}") % ""
        + "  journeys: {everyone: [first, second, third]}",
        TWO_AREAS % ", deferrable: true" + "  journeys: {everyone: [first, second], deferred: [third]}",
        "process: {steps: {intake: {again: {share: .2, back_to: intake}}}}",
        "staff: {officers: {shifts: {day: {on_duty: 5}}}}\nprocess: {steps: {intake: {staff: {officers: 5}}}}",
        "people: {minors: 0.4}\nspace: {areas: {hall: {persons: 3, limit: hard}}}",
        "people: {minors: .05, unaccompanied_minors: .05}",
    ],
)
def test_what_is_sound(text: str, said: Said) -> None:
    assert not [line for line in said(text) if "warning" not in line]


def test_three_areas_one_of_which_is_skipped(said: Said) -> None:
    text = (
        "space: {areas: {a: {persons: 9, limit: hard}, b: {persons: 9, limit: hard}, c: {persons: 9, limit: hard}}}\n"
        "process:\n"
        "  steps: {x: {area: a, time: 1 h}, y: {area: b, time: 1 h, who: covered}, z: {area: c, time: 1 h}, "
        "w: {time: 1 h}}\n"
        "  journeys: {everyone: [x, y, w, z], referred: [x], barred: []}\n"
    )
    assert [line.split(": ", 1)[1] for line in said(text) if "warning" not in line] == [
        "space.areas.a: found hard areas in a circle (a -> b -> c -> a), which can block each other for ever; "
        "allowed: one of them soft, or journeys one way"
    ]


def test_a_party_that_is_listed_twice(folder: Path, said: Said) -> None:
    rows = "2025-06-02 10:00,1,A\n2025-06-03 10:00,2,B\n2025-06-04 10:00,2,A\n"
    (folder / "people.csv").write_text("at,persons,party\n" + rows)
    assert said("arrivals: {list: {listed: people.csv}}") == [
        "port.yaml:2:27: arrivals.list.listed: found the party A on 2 rows; allowed: each party on one row"
    ]


def test_the_largest_party_may_be_a_listed_one(folder: Path, said: Said) -> None:
    (folder / "people.csv").write_text("at,persons\n2025-06-02 10:00,49\n")
    assert said("arrivals: {list: {listed: people.csv}}") == [
        "base.yaml:15:79: process.steps.coach.departures.seats: found 48; "
        "allowed: at least 49 seats, the size of the largest party"
    ]
