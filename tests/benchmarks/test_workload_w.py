"""The engines that are compared on workload W play by the same rules, and what is frozen is as it was."""

import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from sim.port.flow.port import FlowPort
from sim.scenario.load import load

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))  # the benchmarks are a package of their own: `python -m tests.benchmarks`
from tests.benchmarks import growth, ratios  # noqa: E402
from tests.benchmarks.workload_w import in_cpp, in_heapq, in_simpy  # noqa: E402
from tests.benchmarks.workload_w.table_of_draws import Table, drawn, table  # noqa: E402

pytestmark = pytest.mark.unit

OF_0_1_0 = {
    "lacolle-2025.yaml": "09a0d627de62c6ca722ab1094f89ec1883d9a477b5ecc48715c95ecd2edbd60c",
    "july-surge.yaml": "f9328591b074904b21bc4506249e1666202eb905b527156c5ccd556233480c69",
}


@pytest.fixture(scope="module")
def played() -> tuple[Table, np.ndarray]:
    port, sample = drawn()
    return table(port, sample), FlowPort(port, sample).play().left


def test_the_loops_by_hand_let_everyone_go_at_the_same_second(played: tuple[Table, np.ndarray]) -> None:
    given, left = played
    assert (left >= 0).mean() > 0.99 and given.arrive.size > 16_000
    assert in_heapq.play(given) == left.tolist()
    assert (np.array(in_simpy.play(given)) == left).mean() > 0.99  # ties are broken otherwise


@pytest.mark.skipif(in_cpp.compiler() is None, reason="no C++ compiler is here")
def test_the_loop_in_cpp_lets_everyone_go_at_the_same_second(played: tuple[Table, np.ndarray], tmp_path: Path) -> None:
    given, left = played
    loop = in_cpp.compiled(tmp_path)
    assert loop is not None
    found, events = loop(given)
    assert found.tolist() == left.tolist()
    assert given.arrive.size + given.tick.size < events <= given.arrive.size + given.step.size + given.tick.size


@pytest.mark.parametrize("name", OF_0_1_0)
def test_what_is_frozen_has_the_bytes_of_0_1_0(name: str) -> None:
    assert sha256((HERE / "frozen" / name).read_bytes().replace(b"\r\n", b"\n")).hexdigest() == OF_0_1_0[name]


def test_more_steps_and_measures_are_what_they_say() -> None:
    scenario = load(growth.FROZEN, [growth.THIRD]).scenario
    many = growth.with_steps(scenario, 4)
    assert len(many.process.steps) == 4 * len(scenario.process.steps)
    assert many.process.journeys.referred == ("coach", "coach_1", "coach_2", "coach_3")
    assert len(growth.with_measures(scenario, 66).measures) == 66


def test_a_ratio_says_its_interval_and_whether_it_is_what_is_wanted() -> None:
    found = ratios.ratio("one over another", [2.0, 2.2, 1.8], [1.0, 1.0, 1.0], 2.5)
    assert found.value == pytest.approx(2.0) and found.low < 2.0 < found.high and found.met
    assert not found._replace(at_least=True).met and str(found).endswith("at most 2.5    yes")
