"""The store: nothing is played twice, and no file is taken for what it is not."""

import os
import sqlite3
import zlib
from pathlib import Path

import pytest
from progress_seen import seen
from small_port import port

from sim.errors import StoreError
from sim.experiments.output import write
from sim.experiments.play_sets import play_sets
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run, run_many
from sim.experiments.store.identity import identity, model
from sim.experiments.store.store import MAGIC, Store, key_of
from sim.experiments.store.stored import stored_result

pytestmark = pytest.mark.unit


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


def written(result, folder):
    """The bytes of every file of a result."""
    return {file.name: file.read_bytes() for file in write(result, folder)}


def played(monkeypatch):
    """The numbers of the replications that are played in this process from now on."""
    numbers, honest = [], Engine.replication

    def replication(self, number):
        numbers.append(number)
        return honest(self, number)

    monkeypatch.setattr(Engine, "replication", replication)
    return numbers


def test_only_what_is_missing_is_played(path, tmp_path, monkeypatch):
    numbers = played(monkeypatch)
    with Store(path) as store:
        run(port(), 3, Runner(store=store))
    with Store(path) as store:
        told = []
        more = run(port(), 5, seen(told.append, store=store))
        again = run(port(), 4, Runner(store=store))
        assert (store.found, store.added) == (3 + 4, 2)
    assert numbers == [1, 2, 3, 4, 5]
    assert told == [3, 4, 5]
    alone = run(port(), 5)
    assert written(more, tmp_path / "a") == written(alone, tmp_path / "b")
    assert [one.number for one in again.runs] == [1, 2, 3, 4]
    assert (again.asked, again.interrupted) == (4, False)


def test_two_workers_fill_the_gaps(path, tmp_path):
    alone = run(port(), 9)
    with Store(path) as store:
        run(port(), 9, Runner(store=store))
        store._file.execute("DELETE FROM runs WHERE number IN (1, 4, 5, 9)")
        found = run(port(), 9, Runner(2, store))
        assert store.added == 9 + 4
    assert written(found, tmp_path / "a") == written(alone, tmp_path / "b")


def test_a_name_a_target_or_a_precision_plays_nothing_again(path, monkeypatch):
    numbers = played(monkeypatch)
    with Store(path) as store:
        run(port(), 3, Runner(store=store))
        renamed = run(port(name="another", targets={}, precision={"within_24h": 0.1}), 3, Runner(store=store))
        assert [one.name for one in store.experiments()] == ["another"]
    assert numbers == [1, 2, 3]
    assert renamed.scenario.name == "another"
    assert not renamed.targets


@pytest.mark.parametrize(
    "changes",
    [{"seed": 8}, {"end": "2025-03-14"}, {"targets": {"within_36h": {"at_least": 0.5}}}, {"present_at_start": 1}],
)
def test_what_is_played_otherwise_is_another_result(changes):
    assert identity(port(**changes)) != identity(port())
    assert key_of(port(**changes)) != key_of(port())


def test_another_version_of_the_program_plays_again(path, monkeypatch):
    with Store(path) as store:
        run(port(), 2, Runner(store=store))
        monkeypatch.setattr("sim.experiments.store.store.model", lambda: "another")
        run(port(), 2, Runner(store=store))
        assert (store.found, store.added) == (0, 4)
        assert [one.current for one in store.experiments()] == [False, True]
        store.drop(one.key for one in store.experiments() if not one.current)
        assert [(one.current, one.runs) for one in store.experiments()] == [(True, 2)]
        assert store._file.execute("SELECT count(*) FROM runs").fetchone() == (2,)


def test_the_model_is_of_its_own_version_and_of_those_of_what_computes_it(monkeypatch):
    assert len(model()) == 64
    with monkeypatch.context() as patch:
        patch.setattr("sim.experiments.store.identity._version", lambda package: "0")
        assert model.__wrapped__() != model()
    monkeypatch.setattr("sim.experiments.store.identity.MODEL", 0)
    assert model.__wrapped__() != model()


def test_the_model_asks_for_no_source(monkeypatch):
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert model.__wrapped__() == model()


def test_many_scenarios_in_one_pool(path, tmp_path):
    scenarios = {"a": port(), "b": port(seed=8), "same": port(name="a again")}
    told = []
    with Store(path) as store:
        run(port(seed=8), 2, Runner(store=store))
        found = run_many(scenarios, 5, seen(told.append, 2, store=store))
        assert (store.found, store.added) == (2, 2 + 5 + 3)
    assert list(found) == list(scenarios)
    assert (told[0], told[-1]) == (2, 15)
    for key, one in found.items():
        assert written(one, tmp_path / key) == written(run(scenarios[key], 5), tmp_path / f"{key} alone")


def test_figures_only():
    full, lean = run(port(), 2), run_many({"a": port()}, 2, figures_only=True)["a"]
    assert lean.values.tobytes() == full.values.tobytes()
    assert lean.summary.keys() == full.summary.keys()
    assert sum(array.size for array in (lean.runs[0].on_site, lean.runs[0].occupancy, lean.runs[0].busy)) == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_was_finished(path, workers):
    def interrupt(done):
        if done == 6:
            raise KeyboardInterrupt

    with Store(path) as store:
        assert run(port(), 50, seen(interrupt, workers, store=store)).interrupted
        assert store.added == 6
    with Store(path) as store:
        assert len(run(port(), 50, Runner(workers, store)).runs) == 50
        assert (store.found, store.added) == (6, 44)


def test_a_result_from_the_store_alone(path, tmp_path):
    found = run(port(), 3)
    with Store(path) as store:
        run(port(), 3, Runner(store=store))
        (one,) = store.experiments()
        assert store.find(one.key[:6]) == one
        assert (one.name, one.seed, one.runs, one.current) == ("small", "7", 3, True)
        assert written(stored_result(store, one), tmp_path / "a") == written(found, tmp_path / "b")
        with pytest.raises(StoreError, match="no result begins with 'x'"):
            store.find("x")


def test_a_result_from_the_store_has_no_run_of_a_set_of_assumptions(path, tmp_path):
    """Sets of assumptions are kept next to the runs as written; what is exported is of the latter alone."""
    scenario = port().edited({"uncertain": {"arrivals.door.day_to_day": {"p10": 0.2, "p90": 0.6}}})
    with Store(path) as store:
        play_sets({"": scenario}, 2, 2, Runner(store=store))
        (one,) = store.experiments()
        with pytest.raises(StoreError, match="only sets of assumptions were played"):
            stored_result(store, one)
        found = run(scenario, 3, Runner(store=store))
        kept = stored_result(store, one)
    assert [each.number for each in kept.runs] == [1, 2, 3]
    assert written(kept, tmp_path / "a") == written(found, tmp_path / "b")


def refused(path):
    with pytest.raises(StoreError) as caught:
        Store(path)
    return str(caught.value).removeprefix(f"{path}: ")


def set_aside(path, caplog):
    """What is said of a file that is no store; it is kept as it was, and a store in its place works."""
    before = path.read_bytes()
    with Store(path) as store:
        assert len(run(port(), 2, Runner(store=store)).runs) == 2
        assert (store.found, store.added) == (0, 2)
    assert path.with_name(f"{path.name}.aside-1").read_bytes() == before
    (record,) = caplog.records
    said = record.getMessage().removeprefix(f"{path}: found ")
    assert said.endswith(f"; it is set aside as {path.name}.aside-1, and a new store is begun")
    with pytest.raises(StoreError, match="allowed: a store of portsim"):
        Store(path.with_name(f"{path.name}.aside-1"), make=False)
    return said.partition(";")[0]


def test_a_file_that_is_no_database(path, caplog):
    path.write_text("time,claimants\n" * 100, encoding="utf-8")
    assert set_aside(path, caplog) == "a file that is damaged or no database (file is not a database)"


def test_another_kind_of_database(path, caplog):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE people (name TEXT)")
    other.close()
    assert set_aside(path, caplog) == "another kind of database"


def test_a_store_of_another_format(path, caplog):
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA application_id = {MAGIC}")
        other.execute("PRAGMA user_version = 99")
    other.close()
    assert set_aside(path, caplog) == "a store of format 99, and this program reads format 1"


@pytest.mark.parametrize(
    "hidden",
    ["CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM experiments; END", "CREATE VIEW v AS SELECT * FROM runs"],
)
def test_what_would_be_executed(hidden, path, caplog):
    with Store(path) as store:
        store._file.execute(hidden)
    assert set_aside(path, caplog) == "a database that is no store, with the sign of one"


def test_a_folder_a_pipe_or_a_device(tmp_path):
    allowed = "allowed: a store of portsim, or the name of a new one"
    assert refused(tmp_path) == f"found a folder; {allowed}"
    assert refused(Path(os.devnull)) == f"found a pipe or a device; {allowed}"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refused(tmp_path / "pipe") == f"found a pipe or a device; {allowed}"


def test_a_folder_that_cannot_be_reached(path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    allowed = "allowed: a file that can be read and written, on a disk with room"
    assert refused(path) == f"cannot be used as a store: Permission denied; {allowed}"


def test_a_store_that_must_be_there(path):
    with pytest.raises(StoreError, match=r"store.sqlite: found no such file; allowed: a store that"):
        Store(path, make=False)
    assert not path.exists()


def test_a_store_that_is_damaged(path, caplog):
    with Store(path) as store:
        run(port(), 20, Runner(store=store))
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(path.stat().st_size - 8192))
    assert set_aside(path, caplog).startswith("a store that is damaged")


@pytest.mark.parametrize(
    "payload",
    [
        b"\2\2",
        b"\2" + zlib.compress(b"\0" * 100_000_000),
        b"\2" + zlib.compress(b"\xff\xff\0\0" + b"[" * 0xFFFF),
        b"\2" + zlib.compress(b'\x20\0\0\0{"values": [], "arrays": [["x"]]}'),
        b"",
        b"cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_a_replication_that_is_damaged(payload, path, caplog, tmp_path):
    with Store(path) as store:
        run(port(), 3, Runner(store=store))
        store._file.execute("UPDATE runs SET payload = ? WHERE number = 2", (payload,))
        found = run(port(), 3, Runner(store=store))
        assert (store.found, store.added) == (2, 3 + 1)
    assert written(found, tmp_path / "a") == written(run(port(), 3), tmp_path / "b")
    (record,) = caplog.records
    assert record.getMessage().endswith("it is played again")
    with Store(path) as store:
        assert len(run(port(), 3, Runner(store=store)).runs) == store.found == 3
