"""What multiplies the level of a stream in one replication: its surges and its regimes."""

from sim.arrays import F
from sim.people.decisions import Chance, Register
from sim.people.regimes import Regimes
from sim.people.surges import Surges
from sim.scenario.calendar import Clock
from sim.scenario.schema import Scenario


class Multiple:
    """Surges and regimes of one stream, multiplied."""

    def __init__(self, scenario: Scenario, stream: str, clock: Clock, register: Register) -> None:
        self._regimes = f"arrivals.{stream}.regimes"
        self._parts = (Surges(scenario, stream, clock.days, register), Regimes(scenario, stream, clock, register))

    def factor(self, chance: Chance) -> F | None:
        """(days,) what the stream's rate is multiplied by on each simulated day; None if by nothing, ever."""
        product: F | None = None
        for part in self._parts:
            factor = part.factor(chance)
            if factor is not None:
                product = factor if product is None else product * factor
        return product

    def largest(self, chance: Chance) -> dict[str, float]:
        """The most that each part multiplies a day by in one replication, by its path."""
        surges, regimes = self._parts
        factor = regimes.factor(chance)
        return surges.largest(chance) | ({} if factor is None else {self._regimes: float(factor.max())})
