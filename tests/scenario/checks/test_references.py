"""Names that nothing declares: each kind on its whole sentence, the nearest known name at its end."""

from pathlib import Path

import pytest
from scenario_reader import Said

pytestmark = pytest.mark.unit

NATIONALITIES = "a declared nationality (Haiti, other)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("process: {steps: {intake: {staff: {oficers: 1}}}}",
         "2:36: process.steps.intake.staff.oficers: found oficers; allowed: a declared pool (officers); "
         "did you mean officers?"),
        ("process: {steps: {intake: {staff: {officers: null, any: [{officers: 1}, {police: 1}]}}}}",
         "2:74: process.steps.intake.staff.any.1.police: found police; allowed: a declared pool (officers)"),
        ("process: {steps: {intake: {room: counter}}}",
         "2:34: process.steps.intake.room: found counter; allowed: a declared kind of room (counters); "
         "did you mean counters?"),
        ("process: {steps: {intake: {area: holding}}}",
         "2:34: process.steps.intake.area: found holding; allowed: a declared area (hall)"),
        ("process: {steps: {intake: {again: {share: .2, back_to: intak}}}}",
         "2:56: process.steps.intake.again.back_to: found intak; allowed: a declared step (intake, coach); "
         "did you mean intake?"),
        ("process: {journeys: {returned: [coach, coatch]}}",
         "2:40: process.journeys.returned.1: found coatch; allowed: a declared step (intake, coach); "
         "did you mean coach?"),
        ("process: {steps: {intake: {who: claims_family}}}",
         "2:33: process.steps.intake.who: found family; allowed: a declared exception (family_member)"),
        ("process: {steps: {intake: {who: {any: [covered, {not: {nationality: [Hati]}}]}}}}",
         f"2:28: process.steps.intake.who: found Hati; allowed: {NATIONALITIES}; did you mean Haiti?"),
        ("process: {steps: {intake: {who: {stream: [doors]}}}}",
         "2:28: process.steps.intake.who: found doors; allowed: a declared stream (door); did you mean door?"),
        ("process: {priority: {first: {who: {outcome: [refered]}}}}",
         "2:30: process.priority.first.who: found refered; "
         "allowed: a declared outcome (referred, returned, barred, detained, deferred); did you mean referred?"),
        ("staff: {officers: {changes: {2025-06-04: {nigth: 2}}}}",
         "2:43: staff.officers.changes.2025-06-04.nigth: found nigth; allowed: a declared shift of officers (day)"),
        ("screening: {not_covered: [Canada]}",
         f"2:27: screening.not_covered.0: found Canada; allowed: {NATIONALITIES}"),
        ("screening: {exceptions: {family_member: {claimed: null, proven: null, Haity: {proven: 1}}}}",
         f"2:71: screening.exceptions.family_member.Haity: found Haity; allowed: {NATIONALITIES}; "
         "did you mean Haiti?"),
        ("contingency: {tent: {brings: {areas: {hal: 3}}}}",
         "2:39: contingency.tent.brings.areas.hal: found hal; allowed: a declared area (hall); did you mean hall?"),
        ("contingency: {tent: {brings: {rooms: {beds: 3}}}}",
         "2:39: contingency.tent.brings.rooms.beds: found beds; allowed: a declared kind of room (counters)"),
        ("contingency: {tent: {brings: {staff: {soldiers: {day: 3}}}}}",
         "2:39: contingency.tent.brings.staff.soldiers: found soldiers; allowed: a declared pool (officers)"),
        ("contingency: {tent: {brings: {staff: {officers: {night: 3}}}}}",
         "2:50: contingency.tent.brings.staff.officers.night: found night; "
         "allowed: a declared shift of officers (day)"),
        ("contingency: {tent: {order_when: {any: {crowded: {of: holding}}}}}",
         "2:55: contingency.tent.order_when.any.crowded.of: found holding; allowed: a declared area (hall)"),
        ("contingency: {tent: {release_when: {all: null, watch: work_waiting, of: hall, below: 3}}}",
         "2:73: contingency.tent.release_when.of: found hall; allowed: a declared pool (officers)"),
        ("contingency: {tent: {cancel_when: {watch: forecast_full, of: officers, ahead: 1 d, below: 3%}}}",
         "2:62: contingency.tent.cancel_when.of: found officers; allowed: a declared area (hall)"),
        ("contingency: {tent: {cancel_when: {watch: waiting_for, step: intakes, below: 3}}}",
         "2:62: contingency.tent.cancel_when.step: found intakes; allowed: a declared step (intake, coach); "
         "did you mean intake?"),
        ("targets: {within_24: {at_least: 80%}}",
         "2:11: targets.within_24: found within_24; "
         "allowed: a figure of this scenario, such as within_24h or time_on_site_p90; did you mean within_24h?"),
        ("precision: {tent_orderd: .02}",
         "2:13: precision.tent_orderd: found tent_orderd; "
         "allowed: a figure of this scenario, such as within_24h or time_on_site_p90; did you mean tent_ordered?"),
        ("figures: [wait_intake_over_4h, wait_intak_p90]",
         "2:32: figures.1: found wait_intak_p90; allowed: a figure of this scenario, such as wait_STEP_over_4h or "
         "time_on_site_p90_class_NAME, or a name with *; did you mean wait_intake_p90?"),
        ("figures: [wait_*_over_4]",
         "2:11: figures.0: found wait_*_over_4; allowed: a figure of this scenario, such as wait_STEP_over_4h or "
         "time_on_site_p90_class_NAME, or a name with *"),
        ("targets: {wait_intake_over_4h: {at_most: 4 h}}",
         "2:42: targets.wait_intake_over_4h.at_most: found a duration; allowed: a share, such as 80%"),
        ("targets: {within_24h: {at_least: 12 h}}",
         "2:34: targets.within_24h.at_least: found a duration; allowed: a share, such as 80%"),
        ("targets: {time_on_site_p90: {at_most: 12}}",
         "2:39: targets.time_on_site_p90.at_most: found a number; allowed: a duration, such as 12 h"),
        ("targets: {tent_first_order: {at_most: 12}}",
         "2:39: targets.tent_first_order.at_most: found a number; allowed: a figure that is a number"),
        ("targets: {on_site_peak: {at_most: 80%}}",
         "2:35: targets.on_site_peak.at_most: found a share; allowed: a number"),
        ("contingency: {staff: {order_when: {on: 2025-06-03}, brings: {areas: {hall: 1}}}}",
         "1:1: found two figures of one name; allowed: names that give every figure its own: "
         "two would be called cost_staff"),
        ("assumptions: {people.minor: {grade: C}}",
         "2:15: assumptions.\"people.minor\": found people.minor; "
         "allowed: the dotted path of a value of this scenario; did you mean people.minors?"),
        ("fitted_on: {people.minor: {file: a.csv, day: 2025-04-01, windows: []}}",
         "2:13: fitted_on.\"people.minor\": found people.minor; "
         "allowed: the dotted path of a value of this scenario; did you mean people.minors?"),
        ("assumptions: {people.party_sizes: {grade: C}}",
         "2:15: assumptions.\"people.party_sizes\": found people.party_sizes; "
         "allowed: the dotted path of a value of this scenario; did you mean people.party_size?"),
        ("assumptions: {a..b: {grade: C}}",
         "2:15: assumptions.\"a..b\": found a..b; "
         "allowed: a dotted path, such as staff.officers.absence (a name with a dot in double quotes)"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str, said: Said) -> None:
    assert said(text) == [f"port.yaml:{sentence}"]


def test_a_nationality_in_a_list_of_people(folder: Path, said: Said) -> None:
    (folder / "people.csv").write_text("at,persons,nationality\n2025-06-02 10:00,1,Haiti\n2025-06-03 10:00,2,Chile\n")
    assert said("arrivals: {list: {listed: people.csv}}") == [
        f"people.csv:3:1: arrivals.list.listed: found Chile; allowed: {NATIONALITIES}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "targets: {within_36h: {at_least: .5}, tent_ordered: {at_most: 20%}, cost_total: {at_most: 1000}}",
        "assumptions: {people.minors: {}, staff.officers: {}, process.steps.intake.time.party: {}}",
        "assumptions: {people.party_size.2: {}, process.steps.intake.who: {}, staff.officers.shifts.day.days: {}}",
        "screening: {exceptions: {family_member: {claimed: null, proven: null, other: {proven: 1}}}}",
        "process: {steps: {intake: {who: {any: [claims_family_member, {outcome: [deferred]}]}}}}",
    ],
)
def test_what_is_known(text: str, said: Said) -> None:
    assert said(text) == []
