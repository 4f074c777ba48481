"""`changes`: what cannot change by date, and what would be wrong from a date on, each with its sentence."""

import pytest
from scenario_reader import Read, Said

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("changes: {2025-06-04: {process: {journeys: {everyone: []}}}}",
         "changes.2025-06-04.process.journeys: found process.journeys, which cannot change by date"),
        ("changes: {2025-06-04: {staff: {officers: {shifts: {day: {on_duty: 3}}}}}}",
         "; officers by date go under staff.POOL.changes"),
        ("changes: {2025-06-04: {arrivals: {door: {claimants_per_day: 3}}}}",
         "; levels by date go under arrivals.STREAM.claimants_per_day"),
        ("changes: {2025-06-04: {end: 2025-07-01}}",
         "changes.2025-06-04.end: found end, which cannot change by date"),
        ("changes: {2025-06-04: {space: {areas: {hall: {limit: hard}}}}}",
         "changes.2025-06-04.space.areas.hall.limit: found space.areas.hall.limit, which cannot change by date"),
        ("changes: {2025-06-04: {space: {areas: {hall: {persons: many}}}}}",
         "changes.2025-06-04.space.areas.hall.persons: found many"),
        ("changes: {2025-06-04: {space: {areas: {hall: {persons: {uniform: [1, 9]}}}}}}",
         "changes.2025-06-04.space.areas.hall.persons: found"),
        ("changes: {2025-06-04: {people: {nationalities: {Chad: .5}}}}",
         "changes.2025-06-04.people.nationalities: found Chad; allowed: a nationality of people.nationalities"),
        ("changes: {2025-06-04: {process: {steps: {intake: {departures: {at: [08:00], seats: 9}}}}}}",
         "changes.2025-06-04.process.steps.intake"),
        ("changes: {2025-06-04: {process: {steps: {coach: {departures: {seats: 2}}}}}}",
         "changes.2025-06-04.process.steps.coach.departures.seats: found 2; "
         "allowed: at least 3 seats, the size of the largest party"),
        ("changes: {2025-06-04: {people: {party_size: {60: .1}}}}",
         "process.steps.coach.departures.seats: found 48; allowed: at least 60 seats, the size of the largest party"),
        ("arrivals: {door: {people: {nationalities: {Chad: 1}}}}",
         "arrivals.door.people.nationalities.Chad: found Chad; allowed: a declared nationality (Haiti, other)"),
        ("surges: {wave: {stream: door, begins: 2025-06-03, times: 2, hold: 2 d, people: {minors: .9}}}",
         "surges.wave.people.minors: found 0.9; allowed: a share from 0 (the minors who come alone)"),
    ],
)  # fmt: skip
def test_the_sentence_of(said: Said, text: str, sentence: str) -> None:
    assert any(sentence in one for one in said(text)), said(text)


def test_a_version_is_the_scenario_with_the_change_merged_into_it(read: Read) -> None:
    from sim.scenario.calendar.by_date import versions

    text = "changes: {2025-06-04: {screening: {detained: .1}}, 2025-06-06: {space: {areas: {hall: {persons: 9}}}}}"
    _, (_, first), (_, second) = versions(read(text).scenario)
    assert (first.screening.detained, first.space.areas["hall"].persons) == (0.1, 50)
    assert (second.screening.detained, second.space.areas["hall"].persons) == (0.1, 9)
    assert first.screening.exceptions == read().scenario.screening.exceptions


def test_a_scenario_with_changes_is_written_and_read_back(read: Read) -> None:
    text = "changes: {2025-06-04: {screening: {detained: .1}, space: {areas: {hall: {persons: 9}}}}}"
    scenario = read(text).scenario
    assert scenario.edited({"seed": 3}).changes == scenario.changes


def test_what_is_uncertain_keeps_its_drawn_value_where_nothing_changes(read: Read) -> None:
    from sim.scenario.calendar.by_date import versions
    from sim.scenario.uncertain.realise import realise

    text = (
        "screening: {detained: .1, exceptions: {family_member: {claimed: .9, proven: .5}}}\n"
        "changes: {2025-06-04: {screening: {exceptions: {family_member: {proven: .7}}}}}\n"
        "uncertain: {screening.detained: {uniform: [.2, .4]}, "
        "screening.exceptions.family_member.proven: {uniform: [.1, .3]}}"
    )
    known = {"screening.detained": 0.5, "screening.exceptions.family_member.proven": 0.5}
    drawn = realise(read(text).scenario, known)
    proven = [
        (round(one.screening.exceptions["family_member"]["other"].proven, 9), round(one.screening.detained, 9))
        for _, one in versions(drawn)
    ]
    assert proven == [(0.2, 0.3), (0.7, 0.3)]
