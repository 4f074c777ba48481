"""The keep-or-close test: when it comes up, what is decided, what was seen, on a port whose crowd comes and goes."""

from pathlib import Path

import numpy as np
import pytest

from sim.experiments.playing.engine import Engine
from sim.people.chance.uncertain_inputs import number_of
from sim.planning.triggers.keep_or_close import RELEASE, OptionTest, keep_or_close
from sim.planning.triggers.question import question
from sim.port.log import Event
from sim.scenario.calendar.clock import clock

pytestmark = pytest.mark.unit

PORT = """\
name: A crowd of ten days
start: 2025-06-01
end: 2025-08-01
arrivals: {door: {claimants_per_day: {2025-06-01: 100, 2025-06-11: 0.001}}}
process:
  steps: {intake: {area: hall, time: 6 h}}
  journeys: {everyone: [intake]}
space: {areas: {hall: {persons: 5}}}
contingency:
  tents:
    order_when: {on: 2025-06-02}
    lead_time: 1 d
    brings: {areas: {hall: 40}}
    minimum_term: 5 d
    options: {count: 3, each: 4 d, notice: 1 d}
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 50%, of_space: base}}}
policy: {families: {occupancy: false, arrivals: false, longest_wait: false, forecast: false, two_tiers: false}}
"""


def played(folder: Path, text: str) -> tuple[OptionTest, ...]:
    (folder / "port.yaml").write_text(text, encoding="utf-8")
    asked = question(folder / "port.yaml")
    written = next(policy for policy in asked.policies if policy.name == "as written")
    return keep_or_close(asked, written, 4)


def test_options_are_tested_their_notice_before_the_term_ends(tmp_path: Path) -> None:
    """Open on 3 June: tested on 7 June (crowded: kept), and on 11 June (the last claimants leave), 15 June (quiet)."""
    found = played(tmp_path, PORT)
    (tmp_path / "port.yaml").write_text(PORT, encoding="utf-8")
    at = clock(question(tmp_path / "port.yaml").scenario)
    dates = [at.at(int(one.when[1])).date().isoformat() for one in found]
    assert [(one.measure, one.option) for one in found][:2] == [("tents", 1), ("tents", 2)]
    assert dates[:2] == ["2025-06-07", "2025-06-11"]
    assert all(low == middle == high for low, middle, high in (one.when for one in found))
    assert (found[0].futures, found[0].kept, found[0].closed) == (4, 4, 0)
    (seen,) = found[0].seen
    assert (seen.condition, seen.level) == ("quiet", 0.5) and seen.kept > 0.5 and seen.closed != seen.closed
    assert sum(one.closed for one in found) == 4
    assert all(sight.closed < 0.5 for one in found if one.closed for sight in one.seen)


def test_without_options_the_release_is_the_test(tmp_path: Path) -> None:
    (one,) = played(tmp_path, PORT.replace("    options: {count: 3, each: 4 d, notice: 1 d}\n", ""))
    assert (one.option, one.futures, one.kept, one.closed) == (RELEASE, 4, 0, 4)
    (seen,) = one.seen
    assert seen.closed < 0.5


def test_space_that_is_never_open_is_never_tested(tmp_path: Path) -> None:
    assert played(tmp_path, PORT.replace("on: 2025-06-02", "on: 2025-07-31")) == ()


def test_the_tests_are_of_the_futures_with_what_is_drawn_in_them(tmp_path: Path) -> None:
    text = PORT + "uncertain: {process.steps.intake.time: {p10: 4 h, p90: 9 h}}\n"
    (first, *_) = played(tmp_path, text)
    asked = question(tmp_path / "port.yaml")
    written = next(policy for policy in asked.policies if policy.name == "as written")
    engine = Engine(written.scenario)
    runs = [engine.replication(number_of(number)) for number in range(1, 5)]
    kept = [next(entry for entry in run.diary if entry.event == Event.KEPT) for run in runs]
    assert first.seen[0].kept == np.median([entry.seen[0].value for entry in kept])
    assert len({entry.seen[0].value for entry in kept}) > 1
