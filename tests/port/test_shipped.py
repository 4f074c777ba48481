"""Flow and reference give the same log of every shipped scenario, and the log holds together."""

from pathlib import Path

import pytest

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.parts import told_apart
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import check_all, differences
from sim.scenario.load import load

pytestmark = [pytest.mark.agreement, pytest.mark.slow]

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def test_all_are_here() -> None:
    named = {"lacolle-2025", "july-surge", "strict-screening", "standby-lease", "ordered-in-january", "minimal"}
    assert named <= {path.stem for path in SHIPPED}


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_flow_equals_reference(path: Path) -> None:
    scenario = load(path).scenario
    port, sample = plan(scenario), Sampler(scenario).sample(1)
    flow = FlowPort(port, sample).play()
    assert differences(flow, ReferencePort(port, sample).play()) == []
    found = check_all(port, *told_apart(sample, flow))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
