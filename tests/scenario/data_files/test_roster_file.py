"""Rosters read from a table: what is refused, each in one sentence."""

from datetime import date
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.uncertain.realise import realise

pytestmark = pytest.mark.unit

FILE = "staff: {officers: {roster_file: roster.csv}}"
HEAD = "date,pool,shift,hours,officers\n"


def test_the_table_is_the_roster_and_its_first_and_last_day_go_on(folder: Path, read: Read) -> None:
    rows = "2025-06-03,officers,early,06:00-14:00,3\n2025-06-05,officers,early,06:00-14:00,4\n"
    (folder / "roster.csv").write_text(HEAD + rows + "2025-06-03,guards,early,01:00-02:00,9\n", encoding="utf-8")
    pool = read(FILE).scenario.staff["officers"]
    assert [pool.on_duty("early", date(2025, 6, day)) for day in (1, 3, 4, 5, 9)] == [3, 3, 0, 4, 4]
    assert pool.on_duty("day", date(2025, 6, 3)) == 0 and set(pool.shifts) == {"day", "early"}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", [": found a file without a line; allowed: a first line with the columns date, pool, shift, hours, officers"
              ]),
        ("date,officers\n", [f":1:1: found no column {name}; allowed: the columns date, pool, shift, hours, officers"
                             for name in ("pool", "shift", "hours")]),
        (HEAD + "monday,officers,day,07:00-15:00,1\n",
         [":2:1: date: found monday; allowed: a day, such as 2025-07-01"]),
        (HEAD + "2025-06-02,officers,day,07:00,1\n",
         [":2:25: hours: found 07:00; allowed: hours of the day, such as 07:00-15:00"]),
        (HEAD + "2025-06-02,officers,day,7:00 \u2013 15:00,1\n",
         [":2:25: hours: found 7:00 \u2013 15:00; allowed: hours of the day, such as 07:00-15:00; here 07:00-15:00"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,1.5\n",
         [":2:37: officers: found 1.5; allowed: a whole number, such as 12"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,-1\n",
         [":2:37: officers: found -1; allowed: a whole number, such as 12"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,\n",
         [":2:37: officers: found an empty cell; allowed: a whole number, such as 12"]),
        (HEAD + "2025-06-02,officers,day\n",
         [":2:24: found 3 cells under 5 columns; allowed: 5, with commas between them"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,1\n2025-06-03,officers,day,08:00-15:00,1\n",
         [":3:1: hours: found 08:00-15:00 for day; allowed: one time for each shift (line 2 has 07:00-15:00)"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,1\n2025-06-02,officers,day,07:00-15:00,4\n",
         [":3:1: found a second row of day on 2025-06-02; allowed: one row for a shift and day (the first is line 2)"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,1\n2025-06-03,officers,Day,07:00-15:00,4\n",
         [":3:1: shift: found Day; allowed: one spelling of a shift; did you mean day?"]),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,1\n2025-06-03,Officer,day,07:00-15:00,4\n",
         [":3:1: pool: found Officer (line 3); allowed: a pool of the scenario (officers); did you mean officers?"]),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentences: list[str], folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    assert said(FILE) == [
        f"roster.csv{place}: staff.officers.roster_file: {sentence}"
        for place, sentence in (text.split(": ", 1) for text in sentences)
    ]


def test_nothing_but_the_file_is_told_of_a_pool_whose_file_is_wrong(folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text("date;pool;shift;hours;officers\n", encoding="utf-8")
    brings = "contingency: {tent: {brings: {staff: {guards: {day: 2}}}}}\n"
    pools = "staff: {officers: null, guards: {roster_file: roster.csv}, others: {roster_file: roster.csv}}\n"
    steps = "process: {steps: {intake: {staff: {officers: null, guards: 1}}}}\n"
    assert said(brings + pools + steps) == [
        "roster.csv:1:1: staff.guards.roster_file: found semicolons between the cells; allowed: commas"
    ]


def test_a_measure_brings_officers_on_a_shift_of_the_file(folder: Path, read: Read, said: Said) -> None:
    rows = [f"2025-06-{day:02},officers,early,06:00-14:00,3\n" for day in range(1, 9)]
    (folder / "roster.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    brings = "contingency: {tent: {brings: {staff: {officers: {%s: 2}}}}}\nstaff: {officers: {shifts: null, %s}}\n"
    file = "roster_file: roster.csv"
    assert read(brings % ("early", file)).warnings == ()
    assert said(brings % ("late", file)) == [
        "port.yaml:2:50: contingency.tent.brings.staff.officers.late: found late; "
        "allowed: a declared shift of officers (early)"
    ]


def test_a_file_that_is_not_there(said: Said) -> None:
    (line,) = said(FILE)
    assert line == (
        "port.yaml:2:33: staff.officers.roster_file: found roster.csv, which is not there; "
        "allowed: a file beside the scenario or below"
    )


def test_a_table_without_the_pool(folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text(HEAD + "2025-06-02,guards,day,07:00-15:00,1\n", encoding="utf-8")
    (line,) = said(FILE)
    assert line.endswith(
        "found roster.csv, which has no row of the pool officers (it has guards); "
        "allowed: a file with rows of the pool officers"
    )


def test_a_roster_is_read_once_whatever_is_drawn(folder: Path, read: Read) -> None:
    rows = [f"2025-06-{day:02},officers,early,06:00-14:00,{day}\n" for day in range(1, 9)]
    (folder / "roster.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    drawn_anew = "uncertain={staff.officers.absence: {p10: 0.1, p90: 0.2}}"
    scenario = read(FILE, "staff.officers.absence=0.1", drawn_anew).scenario
    (folder / "roster.csv").unlink()
    drawn = realise(scenario, {"staff.officers.absence": 0.9})
    assert drawn.staff["officers"].absence == pytest.approx(0.2)
    assert drawn.staff["officers"].on_duty("early", date(2025, 6, 5)) == 5
