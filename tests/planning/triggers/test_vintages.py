"""Decisions on what had been published: none before it was, and the ordinary run where all was."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.planning.triggers.vintages import Replayer, vintages
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

HEAD = "from,to,claims,known,grade,source\n"
QUIET = "2024-12-01,2024-12-31,310,2024-12-31,C,assumed\n"
PORT = """
name: history
start: 2025-01-01
end: 2025-07-01
arrivals: {road: {counts: counts.csv}}
process: {steps: {desk: {staff: {officers: 1}, area: hall, time: 30 min}}, journeys: {everyone: [desk]}}
staff: {officers: {shifts: {all: {hours: "00:00-24:00", on_duty: 6}}}}
space: {areas: {hall: {persons: 20}}}
contingency:
  tent:
    check_at: "09:00"
    order_when: {watch: arrivals, over: 7 d, above: 40, for: 2 d}
    lead_time: {triangular: [5 d, 10 d, 20 d]}
    brings: {areas: {hall: 30}}
    minimum_term: 20 d
    options: {count: 4, each: 20 d, notice: 5 d}
    release_when: {watch: arrivals, over: 7 d, below: 30}
"""


def port(folder: Path, rows: str, text: str = PORT) -> Scenario:
    (folder / "counts.csv").write_text(HEAD + rows, encoding="utf-8")
    (folder / "port.yaml").write_text(text, encoding="utf-8")
    return load(folder / "port.yaml").scenario


def decided(scenario: Scenario, number: int = 1) -> list[tuple[datetime, str]]:
    replayer = Replayer(scenario, ["tent"])
    return [(replayer._clock.at(entry.tick), entry.event) for entry in replayer.script(number)]


SURGE = "2025-02-01,2025-02-14,1400,{known},B,press\n2025-02-15,2025-03-31,450,{after},B,press\n"


@pytest.mark.parametrize("known", ["2025-02-14", "2025-03-10", "2025-05-20"])
def test_a_surge_is_acted_on_the_day_after_it_is_known(tmp_path: Path, known: str) -> None:
    # 100 a day from 1 to 14 February: the rule has held for months in the new past, and is followed at the first check
    scenario = port(tmp_path, QUIET + SURGE.format(known=known, after="2025-06-30"))
    for number in range(1, 6):
        when, what = decided(scenario, number)[0]
        assert what == "ordered"
        assert when.date() == date.fromisoformat(known).replace(day=int(known[-2:]) + 1)
        assert when.hour == 9


def test_what_is_never_published_in_time_is_never_acted_on(tmp_path: Path) -> None:
    scenario = port(tmp_path, QUIET + SURGE.format(known="2025-06-30", after="2025-07-05"))
    assert decided(scenario) == []
    assert Engine(scenario).replication(1).diary != ()


def test_with_everything_known_at_once_it_is_the_ordinary_run(tmp_path: Path) -> None:
    rows = (QUIET + SURGE).replace("{known}", "2025-02-14").replace("{after}", "2025-03-31")
    known = port(tmp_path, rows)
    counts = known.arrivals["road"].counts
    assert counts is not None
    early = type(counts)(counts.file, tuple(_early(row) for row in counts.rows))
    scenario = known.model_copy(
        update={"arrivals": {"road": known.arrivals["road"].model_copy(update={"counts": early})}}
    )
    assert len(vintages(scenario)) == 1
    replayer, engine = Replayer(scenario, ["tent"]), Engine(scenario)
    for number in range(1, 8):
        mine, ordinary = replayer.replication(number), engine.replication(number)
        assert mine.diary == ordinary.diary
        assert any(entry.event == "released" for entry in mine.diary)
        for one, other in zip(mine, ordinary, strict=True):
            if isinstance(one, np.ndarray):
                np.testing.assert_array_equal(one, other)
            else:
                assert one == other


def _early(row):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(row, known=date(2024, 12, 31))


def test_an_option_that_was_taken_stays_taken(tmp_path: Path) -> None:
    # Known on 14 February: 100 a day, and no end of it. The first option is decided on at that, and kept. On 31 March
    # it turns out that it was quiet from 15 February on: what was kept stays kept, and the next one is given back.
    scenario = port(tmp_path, QUIET + SURGE.format(known="2025-02-14", after="2025-03-31"))
    replayer = Replayer(scenario, ["tent"])
    for number in range(1, 6):
        run = replayer.replication(number)
        told = [
            (replayer._clock.at(e.tick).date(), e.event) for e in run.diary if e.event not in ("overtaken", "refused")
        ]
        kept = [day for day, what in told if what == "kept"]
        back = [day for day, what in told if what == "given back"]
        assert kept
        assert max(kept) <= date(2025, 3, 31) < back[0]
        assert told[0] == (date(2025, 2, 15), "ordered")
        assert told[-1][1] == "released"
        # on the people as they came the release rule held long before, and the ordinary run gives back at once
        ordinary = [entry.event for entry in Engine(scenario).replication(number).diary]
        assert "kept" not in ordinary


def test_vintages_in_which_nothing_can_change_may_be_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        QUIET
        + SURGE.format(known="2025-02-14", after="2025-03-31")
        + "".join(
            f"2025-04-0{k},2025-04-0{k},{claims},2025-04-{10 + k},B,press\n"
            for k, claims in ((1, 300), (2, 5), (3, 90))
        )
    )
    replayer = Replayer(port(tmp_path, rows), ["tent"])
    quick = [replayer.script(number) for number in range(1, 6)]
    monkeypatch.setattr(Replayer, "_next", lambda *_: 0)
    assert quick == [replayer.script(number) for number in range(1, 6)]


def test_a_day_of_which_the_same_is_known_has_the_same_people(tmp_path: Path) -> None:
    scenario = port(tmp_path, QUIET + SURGE.format(known="2025-03-10", after="2025-03-31"))
    first, second, third = (Engine(vintage.scenario).played(3)[0] for vintage in vintages(scenario))
    january = 31 * 86400
    before = first.arrive < january
    for later in (second, third):
        np.testing.assert_array_equal(first.arrive[before], later.arrive[later.arrive < january])
    assert second.arrive.max() < 90 * 86400


def test_a_measure_that_is_not_judged_follows_the_people_of_the_run(tmp_path: Path) -> None:
    scenario = port(tmp_path, QUIET + SURGE.format(known="2025-06-30", after="2025-07-05"))
    assert Replayer(scenario, []).replication(1).diary == Engine(scenario).replication(1).diary


def test_uncertain_values_are_those_of_the_replication_in_every_vintage(tmp_path: Path) -> None:
    text = PORT + "uncertain: {contingency.tent.minimum_term: {uniform: [20 d, 60 d]}}\n"
    rows = QUIET + SURGE.format(known="2025-02-14", after="2025-03-31")
    replayer, engine = Replayer(port(tmp_path, rows, text), ["tent"]), Engine(port(tmp_path, rows, text))
    for number in (1, 2, 3):
        run = replayer.replication(number)
        assert run.drawn == engine.replication(number).drawn
        assert run.diary[0].event == "ordered"
        assert replayer._clock.at(run.diary[0].tick).date() == date(2025, 2, 15)


@pytest.mark.parametrize(
    ("text", "rows", "sentence"),
    [
        (PORT.replace("counts: counts.csv", "claimants_per_day: 10"), QUIET, "arrivals: found no counts"),
        (PORT, QUIET.replace("2024-12-31,C", "2025-01-01,C"), "a count that was known before 2025-01-01"),
    ],
)
def test_nothing_to_go_by_is_an_error(tmp_path: Path, text: str, rows: str, sentence: str) -> None:
    with pytest.raises(ScenarioError, match=sentence):
        vintages(port(tmp_path, rows, text))
