"""Who comes after the end, while those who came before it are played until they have left.

The calendar of the scenario goes on as it is written: levels, surges, regimes and rosters, the last that is stated
where nothing more is. A list has no level: its last week comes again and again (all of the run, where that is shorter),
the same parties with draws of their own. What chance decides is keyed by the day, as before the end. So these are the
people that a longer run would meet, and whether they are drawn or not changes nothing of those before.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from sim.arrays import I
from sim.people.arrivals import Arrivals
from sim.people.chance.random_streams import Chance, Register
from sim.people.parties import nations
from sim.people.sample import Sample
from sim.people.turnout import Absences
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import later_duties
from sim.scenario.schema import Scenario

DAYS = 60  # the run-on is no longer
EDGES = (0, 1, 3, 7, 15, 31, DAYS)  # days after the end between which parties are drawn, as far as they are needed


class Onward(NamedTuple):
    """The chance of one replication after the end, drawn when it is asked for."""

    parties: Callable[[int], Sample]  # those that come from `EDGES[k]` to before `EDGES[k + 1]`; nobody is on duty
    present: Callable[[], I]  # (D,) officers who turn up for `later_duties`
    days: int = DAYS  # the most that is played


class Later:
    """Arrivals and absences after the end of a scenario, each made once, when it is first asked for."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._arrivals: dict[int, Arrivals] = {}

    def arrivals(self, stretch: int) -> Arrivals:
        """Return the parties of the days from `EDGES[stretch]` on."""
        if stretch not in self._arrivals:
            run = clock(self._scenario)
            days = run.later(EDGES[stretch], EDGES[stretch + 1])
            self._arrivals[stretch] = Arrivals(self._scenario, days, nations(self._scenario), Register(), run)
        return self._arrivals[stretch]

    def present(self, chance: Chance) -> I:
        """Return (D,) officers who turn up for `later_duties`."""
        return self._absences.draw(chance)

    @cached_property
    def _absences(self) -> Absences:
        return Absences(self._scenario, Register(), later_duties(self._scenario, clock(self._scenario), DAYS))
