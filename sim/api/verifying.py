"""`sim.verify`: does the fast program do what the plain one does, and does each log hold together?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.api.shown import Charts, Shown, Tables, frame
from sim.errors import ArgumentError
from sim.experiments.playing import verification
from sim.experiments.playing.verification import Verification
from sim.scenario.schema import Scenario
from sim.wording import said, say

if TYPE_CHECKING:
    from sim.port.port import Policy
    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class VerifyResult(Shown, Verification):
    """What was checked, and what failed."""

    @property
    def answer(self) -> list[str]:
        """A line a check."""
        return self.lines

    @property
    def tables(self) -> Tables:
        """`checks`: a row a check, with the number of its failures and the first of them."""
        return Tables({"checks": lambda: frame([("check", "failures", "first"), *self._rows()])})

    @property
    def charts(self) -> Charts:
        """None: there is nothing to draw."""
        return Charts({})

    def _rows(self) -> list[tuple[str, str, str]]:
        return [(name, str(len(wrong)), next(iter(wrong), "")) for name, wrong in self.failures.items()]

    def _table(self) -> "Table":
        from sim.views.kit.page import Table

        head = (say("check"), say("failures"), say("first"))
        return Table("", "", head, [(said(name), number, said(first)) for name, number, first in self._rows()], 1)


def verify(scenario: Scenario, replications: int = 3, *, policies: "Sequence[Policy]" = ()) -> VerifyResult:
    """Play each replication twice, compiled and the plain SimPy way, and compare; check every log by itself.

    Parameters
    ----------
    scenario
        What `sim.load` has read.
    replications
        How many runs.
    policies
        Policies in Python that take part, as for `sim.run`.

    Returns
    -------
    VerifyResult
        `holds`, and `failures` by check; `answer`, `tables`.

    Raises
    ------
    sim.errors.ArgumentError
        For no replications.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08"])
    >>> sim.verify(port, replications=1).holds
    True
    """
    if replications < 1:
        raise ArgumentError(say("found {n} replications; allowed: 1 or more", n=replications))
    found = verification.verify(scenario, replications, policies)
    return VerifyResult.made_of(found)
