"""What was chosen is judged on futures without part in the choice; five facts of the first screen from their table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.playing.progress import RUNS, Advance, Silent
from sim.experiments.playing.runner import runner
from sim.experiments.statistics.means import of_mean
from sim.planning.triggers import output
from sim.planning.triggers.answered import answered
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.fresh import replayed, rivals
from sim.planning.triggers.question import question
from sim.views.triggers.insurance_words import saved_said, signed
from sim.views.triggers.policy_screen import first
from sim.wording import say
from sim.wording.quantity import money, percent

SHIPPED = Path(__file__).parents[3] / "scenarios" / "when-to-lease.yaml"
NAMES = ("occupancy", "arrivals", "longest_wait", "forecast", "two_tiers")
FEW = [f"policy.families.{name}=false" for name in NAMES]
FEW += ["policy.families.fixed_date.on=[2026-04-01]", "contingency.leased_hall.enabled=false"]
FUTURES = 3


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fresh") / "kept"


@pytest.fixture(scope="module")
def found(kept: Path) -> StudyResult:
    with runner(1, kept) as using:
        result, whole = answered(question(SHIPPED, FEW), FUTURES, using, lead_times=False, past=None)
    assert result is not None and whole
    return result


class Counting(Silent):
    """Keeps how many runs were there when the bar was first moved."""

    first = 0

    @contextmanager
    def bar(self, total: int, of: str = RUNS) -> Iterator[Advance]:
        def advance(done: int, total: int | None = None, /) -> None:
            self.first = self.first or done

        yield advance


def losses(result: StudyResult, policy: str) -> dict[int, float]:
    """By future, from the rows that `fresh_futures.csv` has."""
    assert result.fresh is not None
    header, *rows = output.fresh_futures(result.study, result.fresh)
    return {int(row[1]): float(row[header.index("loss")]) for row in rows if row[0] == policy}


def test_five_facts_of_the_first_screen_are_those_of_the_table_of_fresh_futures(found: StudyResult) -> None:
    mine, never = losses(found, found.rival.policy.name), losses(found, "never")
    assert list(mine) == list(never) == list(range(FUTURES + 1, 2 * FUTURES + 1))
    saved = np.array([never[number] - mine[number] for number in mine])
    assert (np.abs(saved) > 1).any()
    said, currency = first(found), found.currency
    premium, pays, _, _ = said.boxes
    others = -saved[saved <= 0]
    assert premium.value == (money(float(others.mean()), currency) if others.size else say("none"))
    assert pays.value == say("{n}", n=int((saved > 0).sum()))
    assert percent(float((saved < 0).mean())) in pays.small[-1]
    chance = dict(said.doubt)[say("Chance")]
    assert saved_said(float(saved.mean()), currency) in chance
    for end in of_mean(saved):
        assert np.isnan(end) or signed(end, currency) in chance


def test_the_rivals_are_the_best_of_each_family(found: StudyResult) -> None:
    policies = found.study.question.policies
    assert {policies[k].family for k in rivals(found.study)} == {policy.family for policy in policies}
    assert found.fresh is not None and found.fresh.futures == FUTURES
    assert not np.isnan(found.fresh.column(found.rival.place, "loss")).any()
    searched = found.study.column("loss")[found.rival.place]
    fresh = found.fresh.column(found.rival.place, "loss")
    crowded = found.fresh.column(found.rival.place, "crowding") > 0  # where nobody is above the space it is the lease
    assert crowded.any() and not np.isin(fresh[crowded], searched).any()


def test_fresh_futures_are_taken_from_a_store_as_they_were(found: StudyResult, kept: Path) -> None:
    watched = Counting()
    with runner(1, kept) as using:
        again = replayed(found.study, replace(using, progress=watched))
    assert watched.first > 0
    assert found.fresh is not None and np.array_equal(again.values, found.fresh.values, equal_nan=True)
