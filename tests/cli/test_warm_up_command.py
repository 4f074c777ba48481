"""`portsim run --warm-up-test` that is interrupted, and on a cluster."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.experiments.playing.engine import Engine

pytestmark = pytest.mark.cli

Command = Callable[..., Any]
ASKED = ("run", "port.yaml", "-n", "4", "--workers", "1", "--warm-up-test")


def interrupt_at(monkeypatch: pytest.MonkeyPatch, warm_up_days: int, number: int) -> None:
    """Ctrl-C when that replication of the scenario with that warm-up is to be played."""
    play = Engine.replication

    def replication(self: Engine, asked: int) -> Any:
        if self.scenario.warm_up == warm_up_days * 86400 and asked == number:
            raise KeyboardInterrupt
        return play(self, asked)

    monkeypatch.setattr(Engine, "replication", replication)


@pytest.mark.parametrize("number, finished", [(1, 0), (3, 2)])
def test_ctrl_c_while_the_longer_warm_up_is_played(
    number: int, finished: int, portsim: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    interrupt_at(monkeypatch, 7, number)
    left = portsim(*ASKED)
    assert left.status == 130
    assert f"Interrupted: of the warm-up test {finished} of 4 replications were finished." in left.out
    assert (left.out + left.err).count("Interrupted") == 1
    assert not list(tmp_path.rglob("*.part"))
    report = (tmp_path / "results/port/report.html").read_text(encoding="utf-8")
    said = (
        f"That is of {finished} pairs of replications." if finished else "no replication with one of 7 d was finished"
    )
    assert said in report and said in " ".join(left.out.split())


def test_ctrl_c_before_it_leaves_no_test(portsim: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    interrupt_at(monkeypatch, 0, 3)
    left = portsim(*ASKED)
    assert left.status == 130
    assert "Interrupted: the 2 of 4 replications that were finished are saved." in left.out
    assert (left.out + left.err).count("Interrupted") == 1
    assert "warm-up of 0 d" not in (tmp_path / "results/port/summary.json").read_text(encoding="utf-8")


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers, in this process."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, host="127.0.0.1",
                      protocol="tcp") as here:  # fmt: skip
        yield here.scheduler_address


@pytest.mark.slow
def test_on_a_cluster_the_test_says_the_same(cluster: str, portsim: Command) -> None:
    here = portsim(*ASKED, "--json", "--out", "here")
    there = portsim(*ASKED, "--json", "--out", "there", "--cluster", cluster)
    assert (here.status, there.status) == (0, 0), there.err
    assert '"warm_up_test"' in here.out and '"pairs": 4' in here.out
    assert there.out == here.out
