"""Policies on a history, side by side with what was done."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from progress_seen import seen

from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.planning.triggers.history import OWN, PUBLISHED, History, asked, history
from sim.planning.triggers.question import question
from sim.planning.triggers.trigger import Question
from sim.scenario.calendar.clock import clock
from sim.scenario.load import load

pytestmark = pytest.mark.unit

COUNTS = """from,to,claims,known,grade,source
2024-12-01,2024-12-31,310,2024-12-31,C,assumed
2025-02-01,2025-02-28,2000,2025-03-10,B,press
2025-03-01,2025-03-31,310,2025-04-20,B,press
"""
RECORD = """what,ordered,ready,days,use,grade,source
"tents, as wanted",2025-01-15,2025-02-10,26,not there,A,notice
"tents, as pitched",2025-01-15,2025-02-20,36,unused,B,press
"tents of another year",2017-08-31,2017-11-21,82,unused,B,press
"""
PORT = """
name: history
start: 2025-01-01
end: 2025-06-01
currency: CAD
arrivals: {road: {counts: counts.csv}}
process: {steps: {desk: {staff: {officers: 1}, area: hall, time: 1 h}}, journeys: {everyone: [desk]}}
staff: {officers: {shifts: {all: {hours: "00:00-24:00", on_duty: 3}}}}
space: {areas: {hall: {persons: 20}}}
contingency:
  tent:
    order_when: {watch: occupancy, of: hall, above: 80%, for: 6 h}
    lead_time: 10 d
    brings: {areas: {hall: 30}}
    minimum_term: 30 d
    release_when: {watch: occupancy, of: hall, below: 40%, for: 5 d}
    cost: {set_up: 1000 CAD, per_month: 3000 CAD}
policy:
  on_record: record.csv
  families: {forecast: false, longest_wait: false, two_tiers: false, arrivals: {above: [100%, 150%, 200%], for: 1 d},
             occupancy: false}
"""


@pytest.fixture(scope="module")
def asks(tmp_path_factory: pytest.TempPathFactory) -> Question:
    folder = tmp_path_factory.mktemp("history")
    for name, text in (("counts.csv", COUNTS), ("record.csv", RECORD), ("port.yaml", PORT)):
        (folder / name).write_text(text, encoding="utf-8")
    return question(folder / "port.yaml")


@pytest.fixture(scope="module")
def published(asks: Question) -> History:
    return history(asks, futures=4)


def test_one_of_each_family_is_asked_and_any_that_is_named(asks: Question) -> None:
    names = [policy.name for policy in asked(asks)]
    assert names == ["as written", "never", "always open", "arrivals above 150% for 1 d", "on 2025-01-01"]
    assert [policy.name for policy in asked(asks, ["arrivals above 200% for 1 d", "never"])][5:] == [
        "arrivals above 200% for 1 d"
    ]
    with pytest.raises(KeyError):
        asked(asks, ["sometimes"])


def test_the_surge_is_acted_on_when_it_is_published(published: History) -> None:
    written = published.replayed[0]
    assert published.published == (date(2025, 1, 1), date(2025, 3, 11), date(2025, 4, 21))
    ordered = written.when("ordered")
    assert ordered.share == 1.0
    assert ordered.p5 is not None
    assert ordered.p5 >= date(2025, 3, 11)
    assert written.reasons[0][0] == ("condition",)
    assert written.mean("events") >= 1
    assert written.mean("events_met") == 0
    assert written.mean("days_idle") == written.mean("days_open") > 0


def test_with_its_own_counts_the_port_is_in_the_surge_and_sees_it(asks: Question) -> None:
    found = history(asks, futures=4, knowledge=OWN)
    written = found.replayed[0]
    engine, time = Engine(asks.scenario), clock(asks.scenario)
    firsts = [next(e.tick for e in engine.replication(n).diary if e.event == "ordered") for n in range(1, 5)]
    assert written.days["ordered"] == tuple(time.at(tick).date() for tick in firsts)
    ordered = written.when("ordered")
    assert ordered.p95 is not None
    assert ordered.p95 < date(2025, 3, 11)
    assert written.mean("events_met") >= 1
    assert found.published == ()


def test_what_was_done_stands_beside_it(published: History) -> None:
    assert [row.what for row in published.actual_orders] == ["tents, as wanted", "tents, as pitched"]
    done = published.actual
    assert done is not None
    assert set(done.days["ordered"]) == {date(2025, 1, 15)}
    assert set(done.days["ready"]) == {date(2025, 2, 20)}
    assert done.mean("late_hours") > 0
    assert done.mean("events_met") >= 1
    assert done.mean("cost") > 1000


def test_never_and_always_open_bound_the_others(published: History) -> None:
    by_name = {one.policy.name: one for one in published.replayed}
    never, always = by_name["never"], by_name["always open"]
    assert never.when("ordered") == (0.0, None, None, None)
    assert never.mean("cost") == 0
    assert always.mean("late_hours") == 0
    assert always.when("ready") == (1.0, *[date(2025, 1, 1)] * 3)
    for one in published.replayed:
        assert always.mean("crowding") <= one.mean("crowding") <= never.mean("crowding")
        assert one.values.shape == (4, 21)


def test_workers_and_progress_change_nothing(asks: Question, published: History) -> None:
    told: list[tuple[int, int]] = []
    using = seen(lambda done, of: told.append((done, of)), 2, of=True)
    again = history(asks, futures=4, knowledge=PUBLISHED, using=using)
    total = 4 * (len(again.replayed) + 1)  # what was done is one more
    assert told == [(done, total) for done in range(1, total + 1)]
    for one, other in zip(published.replayed, again.replayed, strict=True):
        assert one.days == other.days
        np.testing.assert_array_equal(one.values, other.values)


def test_without_a_record_there_is_nothing_beside_it(asks: Question) -> None:
    bare = asks.settings.model_copy(update={"on_record": None})
    found = history(Question(**{**vars(asks), "settings": bare}), futures=1)
    assert found.actual_orders == ()
    assert found.actual is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (RECORD.replace("2025-02-10", "soon"), "ready: found soon; allowed: a day, such as 2025-07-01"),
        (RECORD.replace("2025-02-10", "2025-01-10"), "allowed: the day of its order, 2025-01-15, or later"),
        (RECORD.replace(",26,", ",27,"), "days: found 27; allowed: the days from 2025-01-15 to 2025-02-10, which"),
        (RECORD.replace("use,", "fate,"), "found the unknown column fate; allowed: what, ready, use, grade"),
    ],
)
def test_mistakes_in_the_record_are_told(tmp_path: Path, text: str, sentence: str) -> None:
    for name, content in (("counts.csv", COUNTS), ("record.csv", text), ("port.yaml", PORT)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load(tmp_path / "port.yaml")
    assert "policy.on_record" in str(error.value)
    assert sentence in str(error.value)
