"""Files are whole, whatever happens while they are written, and an earlier run leaves nothing beside the new."""

import os
from pathlib import Path

import pytest

from sim.errors import OutputError
from sim.experiments.files import renewed, write_bytes, write_text

pytestmark = pytest.mark.unit


def test_what_fails_halfway_leaves_what_stood_there(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", ["old"])

    def parts():
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_text(path, parts())
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("")
    with pytest.raises(OutputError, match="is not a folder"):
        write_bytes(tmp_path / "results" / "a.csv", [b""])


def test_text_that_is_no_utf8_is_written_all_the_same(tmp_path: Path) -> None:
    assert write_text(tmp_path / "a", ["a\udc80"]).read_bytes() == b"a\\udc80"


def test_an_earlier_run_leaves_nothing(tmp_path: Path) -> None:
    results = ("kpis.csv", "log.csv", "charts/demand.*")
    with renewed(tmp_path, results):
        for name in ("kpis.csv", "log.csv", "charts/demand.svg"):
            write_text(tmp_path / name, ["old"])
    (tmp_path / "notes.csv").write_text("mine")
    (tmp_path / "charts" / "mine.svg").write_text("mine")
    with renewed(tmp_path, results):
        write_text(tmp_path / "kpis.csv", ["new"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        "charts/mine.svg", "kpis.csv", "notes.csv",
    ]  # fmt: skip


def test_what_one_who_was_killed_left_half_written_is_taken_away_but_not_what_is_being_written(tmp_path: Path) -> None:
    results = ("kpis.csv", "charts/demand.*")
    (tmp_path / "charts").mkdir()
    old = [tmp_path / ".kpis.csv.17.part", tmp_path / "charts" / ".demand.svg.17.part", tmp_path / "..trial.17.part"]
    kept = [tmp_path / ".kpis.csv.18.part", tmp_path / ".notes.csv.17.part", tmp_path / "kpis.csv.part"]
    for path in (*old, *kept):
        path.write_text("half")
        if path is not kept[0]:
            os.utime(path, (1, 1))
    with renewed(tmp_path, results):
        write_text(tmp_path / "kpis.csv", ["new"])
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in kept)


def test_after_an_error_everything_stays(tmp_path: Path) -> None:
    write_text(tmp_path / "log.csv", ["old"])
    with pytest.raises(OutputError), renewed(tmp_path, ("log.csv",)):
        raise OutputError("disk full")
    assert (tmp_path / "log.csv").read_text() == "old"
