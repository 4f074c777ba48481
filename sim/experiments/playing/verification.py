"""Whether the compiled port does what the plain one does, and whether each log holds together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.experiments.playing.progress import UNSEEN, Progress, watched
from sim.people.chance.assumed import assumed
from sim.people.chance.uncertain_inputs import called, number_of
from sim.port.plan import plan
from sim.scenario.schema import Scenario
from sim.scenario.variants import played_on
from sim.wording import Noted, counted, noted, said, say

if TYPE_CHECKING:
    from sim.port.port import Policy

AGREEMENT = noted("flow = reference")


@dataclass(frozen=True)
class Verification:
    """What was checked in a number of replications, and what failed in each check."""

    scenario: Scenario
    replications: int
    failures: dict[Noted, list[Noted]]

    @property
    def holds(self) -> bool:
        """Whether nothing failed."""
        return not any(self.failures.values())

    @property
    def lines(self) -> list[str]:
        """A line a check."""
        held = counted("holds in {n} replication", "holds in {n} replications", self.replications)
        found = ((name, "; ".join(map(said, wrong)) or held) for name, wrong in self.failures.items())
        return [say("{check}: {found}", check=name, found=what) for name, what in found]


def verify(
    scenario: Scenario, replications: int, policies: "Sequence[Policy]" = (), progress: Progress = UNSEEN
) -> Verification:
    """Play each replication twice, compiled and the plain SimPy way, and compare; check every log by itself.

    Where anything is uncertain, the first run of as many sets of assumptions too.
    """
    from sim.people.sampler import Sampler
    from sim.port.flow.port import FlowPort
    from sim.port.parts import told_apart
    from sim.port.policies.measure import lifecycles
    from sim.port.reference.port import ReferencePort
    from sim.port.verify import check_all, differences

    usual = plan(scenario), Sampler(scenario)
    acting = [*lifecycles(len(scenario.measures)), *policies] if policies else None
    found: dict[Noted, list[Noted]] = {AGREEMENT: []}
    written = range(1, replications + 1)
    numbers = (*written, *(number_of(place) for place in written if scenario.uncertain))
    for number in watched(numbers, progress):
        mine = assumed(scenario, number)
        port, sampler = (plan(mine), Sampler(mine)) if number > replications else usual
        sample, onward = sampler.sample(number), sampler.onward(number)
        log = FlowPort(port, sample, acting).play(onward)
        unlike = differences(log, ReferencePort(port, sample, acting).play(onward))
        found[AGREEMENT] += [_in(number, where) for where in unlike]
        for name, wrong in check_all(port, *told_apart(sample, log)).items():
            found.setdefault(name, []).extend(_in(number, what) for what in wrong)
        if scenario.run_on and not policies:
            longer = played_on(port.scenario)
            further, people = plan(longer, port.clock.end), Sampler(longer).sample(number)
            unlike = differences(FlowPort(further, people).play(), ReferencePort(further, people).play())
            to = str(scenario.run_on)
            found[AGREEMENT] += [
                noted("{which}, to {day}: {what}", which=called(number), day=to, what=where) for where in unlike
            ]
    return Verification(scenario, replications, found)


def _in(number: int, what: Noted) -> Noted:
    return noted("{which}: {what}", which=called(number), what=what)
