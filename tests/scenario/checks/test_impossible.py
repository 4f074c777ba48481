"""Steps that can never start, conditions that nobody meets: errors where it can never be, else warnings or nothing."""

from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.errors import ScenarioError
from sim.scenario.load import load

pytestmark = pytest.mark.unit


def delegates(hours: str, more: str = "") -> str:
    return f"delegates: {{shifts: {{d: {{hours: {hours}, on_duty: 2{more}}}}}}}"


BOTH = "process: {steps: {intake: {staff: {officers: 1, delegates: 1}}}}\n"
THREE = "process: {steps: {intake: {staff: {officers: 3}%s}}}\n"
HELP = (
    "contingency: {help: {order_when: {on: 2025-06-03}, lead_time: %s, brings: {staff: {officers: {day: 1}}}, "
    "release_when: {all: {quiet: {watch: occupancy, of: hall, below: 2}}}}}\n"
)
TOGETHER = "1 of officers (at most 2 on duty) and 1 of delegates (at most 2 on duty), who are never on duty together"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (THREE % "",
         "process.steps.intake.staff: found 3 of officers, of whom never more than 2 are on duty at one time; allowed: "
         "as many officers as the roster has on duty at one time, or more of them on the roster"),
        ("staff: {officers: {at_most: 1}}\nprocess: {steps: {intake: {staff: {officers: 2}}}}",
         "found 2 of officers, of whom never more than 1 are on duty and at a desk (at_most) at one time"),
        ("staff: {officers: {at_most: {07:00-21:00: 1}}}\nprocess: {steps: {intake: {staff: {officers: 2}}}}",
         "never more than 1 are on duty and at a desk (at_most) at one time"),
        ("staff: {officers: {shifts: {day: {on_duty: 0}}}}", "found 1 of officers, of whom nobody is ever on duty"),
        ("staff: {officers: {changes: {2025-06-01: {day: 0}}}}", "found 1 of officers, of whom nobody is ever on duty"),
        ("staff: {officers: {changes: {2025-06-09: {day: 5}}}}\n" + THREE % "", "never more than 2 are on duty"),
        ("end: 2025-06-07\nstaff: {officers: {shifts: {day: {days: sat-sun}}}}", "nobody is ever on duty at one time"),
        ("staff: {officers: {shifts: {early: {hours: 05:00-07:00, on_duty: 2}}}}\n" + THREE % "",
         "never more than 2 are on duty"),
        ("staff: {officers: {shifts: {late: {hours: 09:00-12:00, on_duty: 1, breaks: [09:30-11:30]}, "
         "day: {breaks: [08:30-10:00, 11:00-12:30]}}}}\n" + THREE % "", "never more than 2 are on duty"),
        (BOTH + "staff: {" + delegates("20:00-04:00") + "}", TOGETHER),
        (BOTH + "staff: {" + delegates("10:00-12:00", ", days: sun") + ", officers: {shifts: {day: {days: mon-sat}}}}",
         TOGETHER),
        ("process: {steps: {intake: {staff: {officers: null, any: [{officers: 3}, {delegates: 4}]}}}}\nstaff: {"
         + delegates("08:00-10:00") + "}",
         "found 2 alternatives of which none can ever be staffed: 3 of officers, of whom never more than 2 are on duty "
         "at one time; 4 of delegates, of whom never more than 2 are on duty at one time; allowed"),
        ("space: {rooms: {counters: 0}}",
         "process.steps.intake.room: found counters, of which there are none; allowed: a kind of room of which "
         "space.rooms has one or more"),
        ("process: {steps: {coach: {departures: {every: null, between: null, at: [10:00], on: [2025-07-04]}}}}",
         "process.steps.coach.departures: found no departure in the whole run; allowed: times, days or dates of which "
         "the run has one at least (from 2025-06-02 to before 2025-06-09)"),
        ("end: 2025-06-05\n"
         "process: {steps: {coach: {departures: {every: null, between: null, at: [10:00], days: [sat]}}}}",
         "found no departure in the whole run"),
    ],
)  # fmt: skip
def test_a_step_that_never_starts(said: Said, text: str, found: str) -> None:
    lines = said(text)
    assert len(lines) == 1
    assert "warning" not in lines[0]
    assert found in lines[0]
    assert lines[0].startswith(("port.yaml:", "base.yaml:"))


@pytest.mark.parametrize(
    "text",
    [
        "staff: {officers: {changes: {2025-06-08: {day: 3}}}}\n" + THREE % "",  # on the last day
        "staff: {officers: {changes: {2025-06-03: {day: 0}}}}",  # only from the second day on
        BOTH + "staff: {" + delegates("07:00-19:00") + ", officers: {changes: {2025-06-04: {day: 0}}}}",
        "staff: {officers: {shifts: {early: {hours: 05:00-07:01, on_duty: 1}}}}\n" + THREE % "",  # for a minute a day
        "staff: {officers: {absence: .99, shifts: {day: {on_duty: 3}}}}\n" + THREE % "",  # by luck
        "process: {steps: {intake: {staff: {officers: null, any: [{officers: 9}, {officers: 2}]}}}}",
        THREE % ", who: {share: 0}",
        "arrivals: {door: {claimants_per_day: 0}}\n" + THREE % "",
        "process: {steps: {guard: {staff: {officers: 9}, time: 1 h}}, journeys: {detained: [guard]}}",
        "process: {steps: {coach: {departures: {seats: 1}, who: unaccompanied_minor}}}\n"
        "people: {minors: 10%, unaccompanied_minors: 10%}",
    ],
)
def test_what_is_impossible_for_a_while_or_for_nobody_is_no_error(said: Said, text: str) -> None:
    assert not [line for line in said(text) if "warning" not in line]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (THREE % "" + HELP % "1 d", "it starts only while help is open"),
        (THREE % ", patience: 2 h", "whoever comes to it leaves when their patience ends"),
        ("space: {rooms: {counters: 0}}\n"
         "contingency: {tent: {brings: {rooms: {counters: 2}}}}", "it starts only while tent is open"),
        ("process: {steps: {intake: {staff: {officers: 3}, deferrable: true}}, journeys: {deferred: [coach]}}\n"
         "contingency: {tent: {brings: {deferral: true}}}", "it is left out while two-step processing is open"),
    ],
)  # fmt: skip
def test_what_a_measure_or_patience_can_end_is_a_warning(said: Said, text: str, way: str) -> None:
    found = [line for line in said(text) if "process.steps.intake" in line]
    assert len(found) == 1
    assert "warning" in found[0]
    assert way in found[0]


def test_help_that_comes_after_the_end_is_none(said: Said) -> None:
    found = said(THREE % "" + HELP % "8 d")
    assert len([line for line in found if "never more than 2 are on duty" in line and "warning" not in line]) == 1


def test_a_roster_file_of_which_two_pools_never_meet(folder: Path, said: Said) -> None:
    rows = ["2025-06-02,officers,day,07:00-15:00,4", "2025-06-02,delegates,late,15:00-23:00,4"]
    (folder / "roster.csv").write_text("date,pool,shift,hours,officers\n" + "\n".join(rows) + "\n")
    staff = "staff: {officers: {roster_file: roster.csv}, delegates: {roster_file: roster.csv}}\n"
    assert any("who are never on duty together" in line for line in said(BOTH + staff))


def test_a_roster_that_is_to_come_is_not_needed_yet(read: Read) -> None:
    with pytest.raises(ScenarioError, match="nobody is ever on duty"):
        read("staff: {officers: {shifts: {day: {on_duty: 0}}}}")
    assert "nobody is ever on duty" in str(load("port.yaml", roster_to_come=True).warnings[0])


@pytest.mark.parametrize(
    ("who", "severity", "found"),
    [
        ("{all: [unaccompanied_minor, with_children]}", "", "a condition that no party can meet"),
        ("{not: everyone}", "", "a condition that no party can meet"),
        ("{all: [covered, {nationality: [Cuba]}]}", "", "a condition that no party can meet"),
        ("{all: [{not: covered}, claims_family_member]}", "", "a condition that no party can meet"),
        ("{outcome: [detained]}", "", "a condition that no party can meet"),
        ("unaccompanied_minor", "warning", "a condition that no party of this scenario meets"),
        ("{nationality: [Cuba]}", "warning", "a condition that no party of this scenario meets"),
        ("{share: 0}", None, ""),
        ("with_children", "warning", "a condition that no party of this scenario meets"),
        ("{not: claims_family_member}", "warning", "a condition that no party of this scenario meets"),
        ("claims_family_member", None, ""),
    ],
)
def test_a_condition_that_nobody_meets(said: Said, who: str, severity: str | None, found: str) -> None:
    """The coach is for those referred and barred, who have all shown family. No minors come, and nobody of Cuba."""
    text = "people: {nationalities: {Cuba: 0}}\nscreening: {not_covered: [Cuba]}\n"
    lines = said(f"{text}process: {{steps: {{coach: {{who: {who}}}}}}}")
    about = [line for line in lines if "coach.who" in line]
    assert len(about) == (severity is not None)
    for line in about:
        assert found in line
        assert ("warning" in line) == (severity == "warning")


def test_a_priority_class_that_nobody_is_in(said: Said) -> None:
    text = "people: {minors: 20%}\nprocess: {priority: {all: {}, kids: {who: with_children}}}"
    assert said(text) == [
        "port.yaml:3:31: warning: process.priority.kids: found a class that nobody is in, since all are in those "
        "before it; allowed: classes for everyone last"
    ]
    assert said(text.replace("all: {}", "some: {who: {share: .5}}")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("people: {under_14: 75%}", "people.under_14: found 0.75 of the minors, and no minors come"),
        ("screening: {not_covered: [Haiti], exceptions: {family_member: {claimed: null, proven: null, "
         "Haiti: {proven: .5}, other: {proven: .9}}}}",
         "screening.exceptions.family_member.Haiti: found claims of Haiti, to which the agreement does not apply"),
        ("arrivals: {door: {exceptions_scaled: 2}}",
         "arrivals.door.exceptions_scaled: found 2 times 0.9 of an exception, which is more than all; allowed: at most "
         "1.111; more counts as all of those who ask"),
    ],
)  # fmt: skip
def test_a_share_that_nobody_can_have(said: Said, text: str, found: str) -> None:
    lines = said(text)
    assert len(lines) == 1
    assert "warning" in lines[0]
    assert found in lines[0]
    assert said("people: {minors: 10%, under_14: 75%}\narrivals: {door: {exceptions_scaled: 1.1}}") == []


def test_seats_and_places_are_for_those_who_come_there(said: Said) -> None:
    """Parties of up to three; a van of one seat for minors alone, and a cell for those of a list."""
    alone = "people: {minors: 20%, unaccompanied_minors: 10%}\n"
    van = "process: {steps: {coach: {who: %s, departures: {seats: %d}}}}\n"
    assert said(alone + van % ("unaccompanied_minor", 1)) == []
    assert "found 1; allowed: at least 3 seats" in said(alone + van % ("with_children", 1))[0]
    assert "found 2; allowed: at least 3 seats" in said(alone + van % ("everyone", 2))[0]


def test_a_listed_party_larger_than_the_seats(folder: Path, said: Said) -> None:
    (folder / "people.csv").write_text("at,persons\n2025-06-02 10:00,49\n2025-07-02 10:00,99\n")
    found = said("arrivals: {list: {listed: people.csv}}\n")
    assert "process.steps.coach.departures.seats: found 48; allowed: at least 49 seats" in found[0]
