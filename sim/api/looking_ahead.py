"""`sim.outlook`: what the next days hold, from who is here now."""

import os
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.errors import ArgumentError
from sim.experiments.playing.runner import runner
from sim.planning.outlook.outlook import RISK, Outlook
from sim.planning.outlook.outlook import outlook as made
from sim.scenario.data.tables.faults import TableError
from sim.scenario.schema import Scenario
from sim.wording import say
from sim.wording.named import naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.views.kit.page import Table

Path_ = str | os.PathLike[str]


@dataclass(frozen=True, repr=False)
class OutlookResult(Shown, Outlook):
    """Runs from the state of a port on: the `answer`, `tables`, `charts`, the `page`, and `keep(file)`."""

    @property
    @by_labels
    def answer(self) -> list[str]:
        """Whether space must be ordered now, who is here, people against space, officers, what lies beyond."""
        from sim.views.outlook.answer import sentences

        return sentences(self)

    @cached_property
    def tables(self) -> Tables:
        """`hours`, `days`, `chances`, `leases`: totals with their bands."""
        from sim.views.outlook import tables

        zone = self.base.time_zone
        return Tables({
            "hours": lambda: frame(tables.hours(self), None, ["time"], zone),
            "days": lambda: frame(tables.days(self), None, ["day"]),
            "chances": lambda: frame(tables.chances(self), None, ["day"]),
            "leases": lambda: frame(tables.leases(self)),
        })  # fmt: skip

    @property
    @by_labels
    def charts(self) -> Charts:
        """`people-hours`, `people-days`, `chances`, `officers`."""
        from functools import partial

        from sim.views.outlook.page import charts

        return Charts({chart.name: partial(lambda one: one, chart) for chart in charts(self)})

    @property
    @by_labels
    def page(self) -> str:
        """The text of the page (HTML)."""
        from sim.views.outlook.page import page

        return page(self)

    def keep(self, file: Path_) -> None:
        """Add the forecast to a file of JSON lines, totals only, to be scored later. OSError."""
        from sim.planning.outlook.kept_forecasts import keep

        keep(self, Path(file))

    @property
    def _scenarios(self) -> "Sequence[Scenario]":
        return (self.base,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.outlook.tables import shown

        return shown(self)[0]


def outlook(
    scenario: Scenario,
    now: Path_,
    *,
    at: datetime | None = None,
    orders: Path_ | None = None,
    counts: Path_ | None = None,
    stream: str | None = None,
    risk: float = RISK,
    replications: int = 200,
    workers: int | None = None,
    progress: bool = False,
) -> OutlookResult:
    """Play on from who is at a port now: hour by hour for three days, day by day for 28.

    Parameters
    ----------
    scenario
        What `sim.load` has read.
    now
        The state: a CSV or XLSX file with `party` (it is not kept), `persons`, `arrived`, `step`, `since` (when the
        step began; empty: it waits); or with `step`, `waiting`, `under_way`.
    at
        The local moment of the state; without it, that of its column `now`.
    orders
        What is ordered or open: a file with `measure`, and `ordered`, `ready`, or `open_since`, `term_ends`,
        `options_used`.
    counts
        The last weeks' counts, as `sim.calibrate` reads them: the level of arrivals is fitted to them.
    stream
        Which stream they are of; without it, the first one.
    risk
        From which chance of more people than space on space is asked for.
    replications
        How many runs.
    workers
        Processes that play side by side; None: one for each core.
    progress
        Whether to show a bar while it plays.

    Returns
    -------
    OutlookResult
        People against space, officers needed, chances by day, what lies beyond; `keep` for a later score.

    Raises
    ------
    sim.errors.ArgumentError
        For a state, orders or counts that cannot be read, with every cell; no replications; a risk that is none.
    sim.errors.ScenarioError
        For a scenario that cannot begin at that moment.

    Example
    -------
    >>> import sim, pathlib, tempfile
    >>> port = sim.load("scenarios/minimal.yaml")
    >>> state = pathlib.Path(tempfile.mkdtemp()) / "here.csv"
    >>> _ = state.write_text("step,waiting,under_way,now\\ninterview,4,2,2025-07-03 12:00\\n")
    >>> ahead = sim.outlook(port, state, replications=5, workers=1)
    >>> ahead.totals, len(ahead.tables.days) > 28
    ({'interview': (4, 2)}, True)
    """
    found = looked_ahead(
        scenario, now, at=at, orders=orders, counts=counts, stream=stream, risk=risk, replications=replications,
        workers=workers, progress=progress,
    )  # fmt: skip
    return OutlookResult.made_of(found)


def looked_ahead(
    scenario: Scenario, now: Path_, *, at: datetime | None, orders: Path_ | None, counts: Path_ | None,
    stream: str | None, replications: int, progress: bool, workers: int | None, risk: float,
) -> Outlook:  # fmt: skip
    """Read the state, the orders and the counts, and play on."""
    from sim.planning.outlook.orders_file import read_orders
    from sim.planning.outlook.state_file import read_state

    level = _fitted(scenario, counts, stream)
    try:
        state = read_state(Path(now), level, at)
        begun: dict[str, Any] = read_orders(Path(orders), level, state.at) if orders is not None else {}
    except TableError as error:
        raise ArgumentError("\n".join(map(str, error.wrong))) from None
    with runner(workers, watched=progress) as using, naming(scenario.labels):
        return made(level, state, begun, replications, using, counts=Path(counts).name if counts else "", risk=risk)


def _fitted(scenario: Scenario, counts: Path_ | None, stream: str | None) -> Scenario:
    """Return the scenario with the level of a stream that counts tell; ArgumentError for a stream without counts."""
    if counts is None:
        if stream is not None:
            raise ArgumentError(say("found a stream without counts; allowed: a stream that counts are of"))
        return scenario
    from sim.api.calibrating import calibrate

    return calibrate(counts, scenario, stream=stream).scenario
