"""Departures: intervals, times, weekdays and dates on the local clock, and what is no timetable."""

from datetime import timedelta
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import departures
from sim.scenario.load import load
from sim.scenario.source.explain import explained
from sim.scenario.uncertain.realise import realise

pytestmark = pytest.mark.unit


def coach(words: str, more: str = "") -> str:
    """The small port with another coach; of `base.yaml` only the seats stay."""
    removed = "".join(f"{key}: null, " for key in ("every", "between") if f"{key}:" not in words)
    return f"process: {{steps: {{coach: {{departures: {{{removed}{words}}}}}}}}}\n{more}"


def leaves(read: Read, words: str, more: str = "") -> list[str]:
    """Local times of all departures, such as `06-02 10:00`."""
    scenario = read(coach(words, more)).scenario
    time = clock(scenario)
    return [f"{time.at(int(tick)):%m-%d %H:%M}" for tick in departures(scenario, time)[0]]


WEEKS = "end: 2025-06-30\n"  # four weeks from Monday 2 June


def test_an_interval_of_several_days_is_counted_from_the_start(read: Read) -> None:
    assert leaves(read, "every: 7 d, between: 12:00-12:00", WEEKS) == [f"06-{day:02d} 12:00" for day in (2, 9, 16, 23)]
    assert leaves(read, "every: 2 d, between: 06:00-22:00") == [f"06-0{day} 06:00" for day in (2, 4, 6, 8)]
    assert leaves(read, "every: 1 d, between: 06:00-22:00") == [f"06-0{day} 06:00" for day in range(2, 9)]


def test_an_uncertain_interval_is_counted_in_whole_days_beyond_one(read: Read) -> None:
    """Drawn: 30 h, 48 h and 66 h, that is one, two and three days."""
    scenario = read(coach("every: {uniform: [12 h, 84 h]}, between: 08:00-08:00")).scenario
    path, time = "process.steps.coach.departures.every", clock(scenario)
    found = [departures(realise(scenario, {path: u}), time)[0] for u in (0.25, 0.5, 0.75)]
    days = [[time.at(int(tick)).day for tick in ticks] for ticks in found]
    assert days == [list(range(2, 9)), [2, 4, 6, 8], [2, 5, 8]]
    read(coach("every: {lognormal: {p10: 6 h, p90: 10 h}}, between: 07:00-23:00"))


def test_the_least_interval_is_a_minute(read: Read) -> None:
    """Every minute from 06:00 to 22:00, both included, on seven days."""
    found = leaves(read, "every: 60 s, between: 06:00-22:00")
    assert len(found) == 7 * (16 * 60 + 1)
    assert found[:2] == ["06-02 06:00", "06-02 06:01"]


def test_a_warm_up_does_not_shift_the_interval(read: Read) -> None:
    """Counted back from Monday: Thursday 29 May, Monday, Friday; the warm-up begins on the 28th."""
    found = leaves(read, "every: 4 d, between: 08:00-08:00", "warm_up: 5 d\n")
    assert found == ["05-29 08:00", "06-02 08:00", "06-06 08:00"]


def test_times_of_the_day(read: Read) -> None:
    found = leaves(read, "at: [14:00, 10:00]")
    assert found == [f"06-0{day} {hour}:00" for day in range(2, 9) for hour in (10, 14)]
    assert leaves(read, "at: 10:00") == [f"06-0{day} 10:00" for day in range(2, 9)]


def test_weekdays_in_the_manner_of_shifts(read: Read) -> None:
    assert leaves(read, "at: [10:00], days: [mon, thu]") == ["06-02 10:00", "06-05 10:00"]
    assert leaves(read, "at: [10:00], days: sat-sun") == ["06-07 10:00", "06-08 10:00"]
    assert leaves(read, "every: 6 h, between: 20:00-02:00, days: sun") == ["06-02 02:00", "06-08 20:00"]


def test_dates(read: Read) -> None:
    assert leaves(read, "at: [10:00, 24:00], on: [2025-06-05]") == ["06-05 10:00", "06-06 00:00"]
    assert leaves(read, "every: 12 h, between: 06:00-18:00, on: 2025-06-03") == ["06-03 06:00", "06-03 18:00"]


def test_the_clock_is_the_local_one_when_it_changes(read: Read) -> None:
    """2 November 2025 has 25 hours: 10:00 comes 25 h after 10:00; on 9 March 02:30 is skipped and is as much later."""
    autumn = "time_zone: America/Toronto\nstart: 2025-11-01\nend: 2025-11-04\n"
    scenario = read(coach("at: [10:00]", autumn)).scenario
    ticks = departures(scenario, clock(scenario))[0]
    assert (ticks[1:] - ticks[:-1]).tolist() == [25 * 3600, 24 * 3600]
    spring = "time_zone: America/Toronto\nstart: 2025-03-08\nend: 2025-03-10\n"
    assert leaves(read, "at: [02:30]", spring) == ["03-08 02:30", "03-09 03:30"]
    assert leaves(read, "every: 2 d, between: 02:30-02:30", spring.replace("03-08", "03-09")) == ["03-09 03:30"]


EITHER = "allowed: either `every` and `between`, or `at`"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("at: [10:00], every: 2 h, between: 06:00-22:00", EITHER),
        ("at: [10:00], between: 06:00-22:00", EITHER),
        ("every: 2 h", EITHER),
        ("between: 06:00-22:00", EITHER),
        ("days: [mon]", EITHER),
        ("at: []", "found 0 items; allowed: at least 1"),
        ("at: [10:00], days: []", "found 0 items; allowed: at least 1"),
        ("at: [10:00], on: []", "found 0 items; allowed: at least 1"),
        ("at: [10:00, 25:00]", "found 25:00; allowed: a time of day, such as 06:30"),
        ("at: [10:00, 10:00]", "allowed: each time once"),
        ("at: [10:00], on: [2025-06-03, 2025-06-03]", "allowed: each date once"),
        ("at: [10:00], on: [2025-06-03], days: [mon]", "allowed: `days` of the week or `on` dates, not both"),
        ("every: 59 s, between: 06:00-22:00", "found 59 s; allowed: a duration from 1 min to 36525 d"),
        ("every: 0, between: 06:00-22:00", "found 0; allowed: a duration from 1 min to 36525 d"),
        ("every: {uniform: [1 s, 1 h]}, between: 06:00-22:00",
         "a distribution of values that are allowed here: a duration"),
        ("every: 36 h, between: 06:00-06:00",
         "allowed: whole days for an interval longer than one, such as 2 d or 7 d; or times `at`"),
        ("every: 7 d, between: 06:00-06:00, days: [thu]", "allowed: `days` or `on` with `at`, or with `every` of a day "
         "at most"),
        ("at: [10:00], cost: 1200", "found 1200; allowed: money with its currency, such as 1200 CAD"),
        ("at: [10:00], cost: 1200 USD", "found USD; allowed: CAD, the currency of the scenario"),
        ("at: [10:00], paid: never", "found never; allowed: scheduled, boarded"),
    ],
)  # fmt: skip
def test_what_is_no_timetable(said: Said, words: str, what: str) -> None:
    found = said(coach(words, "currency: CAD\n"))
    assert len(found) == 1
    assert what in found[0]
    assert "port.yaml:2:" in found[0]


def test_dates_outside_the_run_and_an_interval_that_leaves_once_a_day(said: Said) -> None:
    assert said(coach("at: [10:00], on: [2025-06-03, 2026-06-03]")) == [
        "port.yaml:2:85: warning: process.steps.coach.departures.on: found 1 of 2 dates outside of the run "
        "(2026-06-03); allowed: dates from 2025-06-02 to before 2025-06-09"
    ]
    found = said(coach("every: 3 h, between: 00:00-00:00"))
    assert len(found) == 1
    assert found[0].endswith("`at: 00:00` for one a day, 00:00-24:00 for the whole day")
    assert said(coach("every: 3 h, between: 00:00-24:00")) == []


def test_what_left_every_day_says_once_that_it_no_longer_does(said: Said) -> None:
    found = said(coach("every: 7 d, between: 12:00-12:00"))
    assert len(found) == 1
    assert "an interval of several days is counted from `start`" in found[0]
    assert said(coach("every: 7 d, between: 12:00-12:00", "format: 2\n")) == []


@pytest.mark.parametrize(
    "words",
    ["at: [10:00, 24:00], days: mon-wed, cost: 1200 CAD, paid: boarded", "at: 07:00, on: 2025-06-03",
     "every: 7 d, between: 12:00-12:00"],
)  # fmt: skip
def test_what_is_explained_reads_back(read: Read, words: str) -> None:
    loaded = read(coach(words))
    Path("again.yaml").write_text(explained(loaded), encoding="utf-8")
    assert load("again.yaml").scenario == loaded.scenario


def test_many_days_are_each_asked_once(read: Read) -> None:
    scenario = read(coach("every: 30 d, between: 12:00-12:00", "end: 2026-06-02\n")).scenario
    time = clock(scenario)
    days = [time.at(int(tick)).date() for tick in departures(scenario, time)[0]]
    assert days == [scenario.start + timedelta(days=30 * k) for k in range(13)]
