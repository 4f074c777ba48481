"""The judge of runs: whatever loads and is small is played once, and what comes of it can be.

A run is played by the flow and measured (`sense.py`); the log is held against the checks of `sim.port.verify`, and,
where little happens in it, against the log of the reference.
"""

from collections.abc import Iterator

from fuzz_kit import Hang, Outcome, limited
from sense import nonsense

from sim.errors import ScenarioError
from sim.experiments.run import run
from sim.people.expectation.surge_shapes import expected_claimants
from sim.people.expectation.volume import BEYOND
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import check_all, differences
from sim.scenario.calendar.clock import clock
from sim.scenario.checks.size import looks_in
from sim.scenario.schema import Scenario

LONG = 20.0  # seconds of processor time that a short run may take
DAYS, PEOPLE, LOOKS = 45, 3_000, 5_000  # of a run that is small
FEW = 150  # people whom the reference plays soon


def plays(outcome: Outcome) -> Iterator[str]:
    """A small scenario plays, and its run makes sense; one that is refused at play says why, as at load."""
    if not outcome.case.play or outcome.loaded is None:
        return
    if any(problem.severity == "error" for problem in outcome.foreseen):
        return
    scenario = outcome.loaded.scenario
    coming = people(scenario)
    if coming > PEOPLE:
        return
    try:
        with limited(LONG):
            yield from nonsense(run(scenario, 1))
            yield from _logs(scenario, coming <= FEW)
    except ScenarioError as error:  # values that were drawn can contradict each other
        if not scenario.uncertain or not str(error).isprintable():
            yield f"refused at play: {str(error)[:300]}"
    except (Exception, Hang) as error:
        yield f"played, raised {type(error).__name__}: {str(error)[:300]}"


def people(scenario: Scenario) -> float:
    """Claimants expected in a run, those present at its start among them; more than a number if it is no short one."""
    time = clock(scenario)
    looks = sum(looks_in(measure, scenario, len(time.days)) for measure in scenario.measures.values())
    if len(time.days) > DAYS or looks > LOOKS:
        return BEYOND
    coming = sum(float(expected_claimants(scenario, name, time, time.days).sum()) for name in scenario.arrivals)
    return coming + scenario.present_at_start


def _logs(scenario: Scenario, few: bool) -> Iterator[str]:
    """What is wrong with the log of another replication."""
    if scenario.uncertain:  # each replication has values of its own
        return
    port, sampler = plan(scenario), Sampler(scenario)
    sample = sampler.sample(2)
    flow = FlowPort(port, sample).play()
    for name, wrong in check_all(port, sample, flow).items():
        yield from (f"{name}: {one}" for one in wrong)
    if few and sample.arrive.size <= FEW:
        unlike = differences(flow, ReferencePort(port, sample).play())
        if unlike:
            yield f"flow and reference differ: {', '.join(unlike)[:200]}"
