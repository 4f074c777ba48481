"""The files of a result."""

import csv
import errno
import io
import json
import math
from dataclasses import replace

import pytest
from small_port import port

from sim.errors import OutputError
from sim.experiments.event_log import write_log
from sim.experiments.files import write_text
from sim.experiments.output import write
from sim.experiments.playing.engine import Engine
from sim.experiments.run import run
from sim.port.log import EXITS
from sim.scenario.calendar.clock import clock

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A result of six replications, and the folder it is written into."""
    found, folder = run(port(), 6), tmp_path_factory.mktemp("out") / "deep" / "down"
    write(found, folder)
    return found, folder


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_every_file_is_there_and_nothing_else(made):
    names = {path.name for path in made[1].iterdir()}
    assert names == {"kpis.csv", "hourly.csv", "contingency.csv", "diary.csv", "summary.json"}


def test_kpis_read_back_exactly(made):
    found, folder = made
    table, time = rows(folder / "kpis.csv"), clock(found.scenario)
    assert list(table[0]) == ["replication", *found.names]
    assert [row["replication"] for row in table] == ["1", "2", "3", "4", "5", "6"]
    for row, one in zip(table, found.runs, strict=True):
        for name, value in zip(found.names, one.figures.tolist(), strict=True):
            if math.isnan(value):
                assert row[name] == ""
            elif found.figures[name].kind == "date":
                assert row[name] == time.at(int(value)).isoformat()
            else:
                assert float(row[name]) == value


def test_counts_are_whole_numbers(made):
    row = rows(made[1] / "kpis.csv")[0]
    assert row["arrived"].isdigit()
    assert row["tents_ordered"] in ("0", "1")


def test_hours_across_the_change_of_clock(made):
    found, folder = made
    table = rows(folder / "hourly.csv")
    times = [row["time"] for row in table]
    assert len(times) == len(set(times)) == 10 * 24 - 1
    assert times[0] == "2025-03-05T00:00:00-05:00"
    assert times[-1] == "2025-03-14T23:00:00-04:00"
    names = [f"{name}_p{p}" for name in ("on_site", "occupancy_hall", "space_hall") for p in (5, 50, 95)]
    assert list(table[0]) == ["time", *names]
    ordered = sorted(int(one.on_site[100]) for one in found.runs)
    assert [int(table[100][f"on_site_p{p}"]) for p in (5, 50, 95)] == [ordered[0], ordered[2], ordered[5]]


def test_a_row_for_each_order_and_for_each_line_of_the_diary(made):
    found, folder = made
    orders, diary = rows(folder / "contingency.csv"), rows(folder / "diary.csv")
    assert len(diary) == sum(len(one.diary) for one in found.runs)
    times = found.values[:, found.names.index("tents_times")]
    assert len(orders) == times.sum() > 0
    assert orders[0]["measure"] == "tents"
    assert orders[0]["why"] == "crowded"
    assert orders[0]["seen"].startswith("crowded ")
    assert orders[0]["seen"].endswith(" (level 0.8)")
    first = next(row for row in diary if row["what"] == "ordered")
    assert first["time"] == orders[0]["ordered"]


def test_the_summary_says_where_it_comes_from_and_what_it_found(made):
    found, folder = made
    told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert (told["scenario"], told["seed"], told["fingerprint"]) == ("small", 7, found.fingerprint)
    assert told["replications"] == {"asked": 6, "done": 6}
    assert set(told["versions"]) == {"python", "portsim", "numpy", "numba", "scipy", "simpy"}
    assert list(told["figures"]) == list(found.names)
    arrived = told["figures"]["arrived"]
    assert arrived["mean"] == found.summary["arrived"].mean
    points = {f"p{percent}{end}" for percent in (5, 50, 95) for end in ("", "_low", "_high")}
    assert set(arrived) == {"kind", "unit", "n", "mean", "low", "high", "without_interval", "meaning"} | points
    assert told["figures"]["tents_first_order"]["p50"].startswith("2025-03-")
    assert told["targets"]["within_24h"]["text"] == "at least 80%"


def test_what_does_not_exist_is_null(tmp_path):
    write(run(port(contingency={}, arrivals={"door": {"claimants_per_day": 0}}), 1), tmp_path)
    told = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert told["figures"]["time_on_site_mean"]["mean"] is None
    assert told["figures"]["rostered_hours_officers"]["low"] is None  # one run
    assert told["figures"]["arrived"]["low"] == told["figures"]["arrived"]["high"] == 0  # nobody can
    assert rows(tmp_path / "kpis.csv")[0]["time_on_site_mean"] == ""


def test_nothing_finished_can_be_written(tmp_path):
    found = run(port(), 1)
    write(replace(found, asked=9, runs=()), tmp_path)
    assert rows(tmp_path / "kpis.csv") == []
    assert json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["replications"]["done"] == 0


def test_the_event_log_has_a_row_for_every_visit_arrival_and_leaving(tmp_path):
    engine = Engine(port())
    path = write_log(engine, 2, tmp_path)
    sample, log = engine.played(2)
    told = rows(path)
    table = [row for row in told if row["activity"] not in ("arrival", "leaving")]
    assert path.name == "log.csv"
    for activity, ticks in (("arrival", sample.arrive), ("leaving", log.left[log.left >= 0])):
        when = [row["ready"] for row in told if row["activity"] == activity]
        assert when == [engine.plan.clock.at(int(tick)).isoformat() for tick in ticks]
    assert [row["activity"] for row in told if row["case"] == "2-0"] == ["arrival", "interview", "leaving"]
    assert len(table) == (log.ready >= 0).sum()
    one = table[0]
    assert (one["case"], one["activity"], one["area"], one["staff_pool"]) == ("2-0", "interview", "hall", "officers")
    assert (one["party"], one["persons"], one["stream"]) == ("0", str(sample.persons[0]), "door")
    assert one["ready"] == engine.plan.clock.at(int(log.ready[0])).isoformat()
    assert {row["outcome"] for row in table} == {EXITS[way] for way in log.exit}
    again = tmp_path / "again"
    assert write_log(Engine(port()), 2, again).read_bytes() == path.read_bytes()


def test_the_event_log_has_those_who_were_turned_away(tmp_path):
    full = {"areas": {"hall": {"persons": 6, "limit": "hard", "when_full": "divert"}}}
    told = rows(write_log(Engine(port(space=full, contingency={}, targets={})), 1, tmp_path))
    away = [row for row in told if row["outcome"] == "diverted"]
    assert {row["activity"] for row in away} == {"arrival", "leaving"}
    assert all(row["ready"] == row["start"] == row["end"] and row["persons"] in "13" for row in away)
    found = run(port(space=full, contingency={}, targets={}, warm_up="0 d"), 1).summary["diverted"].mean
    told = rows(write_log(Engine(port(space=full, contingency={}, targets={}, warm_up="0 d")), 1, tmp_path))
    gone = [int(row["persons"]) for row in told if (row["outcome"], row["activity"]) == ("diverted", "leaving")]
    assert sum(gone) == found > 0


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    path = tmp_path / "taken" / "kpis.csv"
    with pytest.raises(OutputError) as caught:
        write_text(path, ["x"])
    assert str(caught.value) == f"cannot write {path}: {path.parent} is not a folder"


def test_a_full_disk_leaves_what_stood_there(tmp_path, monkeypatch):
    path = write_text(tmp_path / "kpis.csv", ["old"])

    def full():
        yield "new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError, match=r"cannot write .*kpis.csv: No space left on device$"):
        write_text(path, full())
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["kpis.csv"]


def test_a_file_is_replaced_whole(tmp_path):
    path = write_text(tmp_path / "new" / "a.csv", ["1\n", "2\n"])
    write_text(path, ["3\n"])
    assert path.read_bytes() == b"3\n"
