"""One scenario, made ready to play any of its replications."""

from collections.abc import Iterable, Iterator

from sim.measures import Replication, basis, reduce
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.schema import Scenario


class Engine:
    """Sampler, plan and measures of a scenario, built once; a replication depends on its number alone.

    It travels as its scenario: a process that is forked shares what was built, any other builds it again.
    """

    def __init__(self, scenario: Scenario) -> None:
        from sim.people.sampler import Sampler
        from sim.port.flow_port import FlowPort
        from sim.port.plan import plan

        self.scenario = scenario
        self.plan = plan(scenario)
        self._basis = basis(self.plan)
        self._sampler = Sampler(scenario)
        self._port = FlowPort

    def __reduce__(self) -> tuple[type["Engine"], tuple[Scenario]]:
        return Engine, (self.scenario,)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the figures, in the order in which a replication has them."""
        return self._basis.names

    def played(self, number: int) -> tuple[Sample, Log]:
        """Draw and play one replication."""
        sample = self._sampler.sample(number)
        return sample, self._port(self.plan, sample).play()

    def replication(self, number: int) -> Replication:
        """Draw, play and measure one replication."""
        return reduce(self._basis, *self.played(number), number)


def play(engine: Engine, numbers: Iterable[int]) -> Iterator[Replication]:
    """The replications of these numbers, each as soon as it is finished. All that a worker does, wherever it is."""
    for number in numbers:
        yield engine.replication(number)
