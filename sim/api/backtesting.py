"""`sim.backtest`: how well a scenario would have foretold counts that came later."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.api.calibrating import one_of
from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.calibration.published.published import Reading, rows
from sim.calibration.published.spans import Asked as Periods
from sim.calibration.scoring.backtested import LEADS, Asked, Backtest, backtested, is_declared
from sim.errors import ArgumentError
from sim.problems import sentence
from sim.scenario.data.tables.faults import TableError
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class BacktestResult(Shown, Backtest):
    """Forecasts of counts that nothing was fitted on, and how good they were."""

    @property
    @by_labels
    def answer(self) -> list[str]:
        """Whether persistence is beaten, how often the bands held, and what the scores rest on."""
        from sim.views.backtest.answer import sentences

        return list(sentences(self))

    @property
    @by_labels
    def page(self) -> str:
        """The text of a page (HTML): the sentences, charts, scores, every forecast."""
        from sim.views.backtest.page import page

        return page(self)

    @cached_property
    def tables(self) -> Tables:
        """`scores`, `differences`, `forecasts` (a row a count, lead and forecaster) and `events`."""
        from sim.views.backtest import tables as made

        dates = ("from", "to", "said_on")
        kinds = {
            "scores": made.score_rows,
            "differences": made.difference_rows,
            "forecasts": made.forecast_rows,
            "events": made.event_rows,
        }
        return Tables({name: partial(lambda of: frame(of(self), None, dates), of) for name, of in kinds.items()})

    @property
    @by_labels
    def charts(self) -> Charts:
        """`foretold`, `bands`, `transform`, `differences`, `reliability`, as far as there is something to draw."""
        from sim.views.backtest.pictures import charts

        return Charts({one.name: partial(lambda chart: chart, one) for one in charts(self)})

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.scenario,)

    def _table(self) -> "Table":
        from sim.views.backtest.tables import coverage

        return coverage(self)


def backtest(
    scenario: Scenario,
    counts: str | os.PathLike[str],
    *,
    as_of: date | None = None,
    leads: Sequence[int] = LEADS,
    above: float | None = None,
    office: str | None = None,
    stream: str | None = None,
    columns: Mapping[str, str] | None = None,
    only: Mapping[str, str] | None = None,
    sheet: str = "",
    fiscal_year_starts: int | None = None,
) -> BacktestResult:
    """Hold the arrivals of a scenario against counts that they were not fitted on.

    Parameters
    ----------
    scenario
        The scenario; `fitted_on` says which counts its values were fitted on, and those score nothing.
    counts
        A CSV or XLSX file, as it was published; the day of publication of each row is what `as_of` goes by.
    as_of
        Roll through the file from this day on: each forecast is fitted again on what had been published by its day.
        Without it, the scenario as it is.
    leads
        How many days before a window it is foretold.
    above
        Months above it are events; without it, twice the usual month.
    office, stream, columns, only, sheet, fiscal_year_starts
        As of `calibrate`.

    Returns
    -------
    BacktestResult
        `answer`, `page`, `tables`, `charts`, `forecasts`.

    Raises
    ------
    sim.errors.ArgumentError
        If nothing is out of sample, with what to write; for a file that cannot be read, and for what is not there.

    Example
    -------
    >>> import sim
    >>> on = {"file": "lacolle-history.csv", "day": "2025-05-07", "windows": ["2025-01-01/2025-04-30"]}
    >>> port = sim.load("scenarios/minimal.yaml")
    >>> port = port.edited({("fitted_on", "arrivals.claimants.claimants_per_day"): on})
    >>> found = sim.backtest(port, "scenarios/data/lacolle-history.csv")
    >>> found.leads, len(found.fitted)
    ((28, 56, 110), 4)
    """
    reading = Reading(columns or {}, only or {}, sheet, Periods(fiscal_year_starts))
    try:
        read = rows(Path(counts), reading)
    except TableError as error:
        raise ArgumentError("\n".join(map(str, error.wrong))) from None
    name = one_of(stream, tuple(scenario.arrivals), say("stream"), first=True)
    if scenario.arrivals[name].listed is not None:
        raise ArgumentError(
            sentence(say("stream {name} comes from a list", name=name), say("a stream that comes at a rate"))
        )
    if not leads or min(leads) < 1:
        raise ArgumentError(sentence(say("leads {leads}", leads=", ".join(map(str, leads))), say("days from 1")))
    if not is_declared(scenario, name):
        raise ArgumentError(_undeclared(name, str(counts)))
    asked = Asked(name, one_of(office, read.all.streams, say("office")), tuple(sorted(set(leads))), as_of, above)
    found = backtested(scenario, read, asked)
    if not found.leads:
        raise ArgumentError(_nothing(found))
    return BacktestResult.made_of(found)


def _undeclared(stream: str, file: str) -> str:
    """Return what is said where a scenario does not say what it was fitted on."""
    path = f"arrivals.{stream}"
    given = f"{{file: {file}, day: 2025-04-30, windows: [2025-04-01/2025-04-30]}}"
    return say(
        "the scenario has no fitted_on for {path}, so that every count of {file} is taken to be one that it was "
        "fitted on, and nothing can be scored. Write the counts that it was fitted on, as portsim calibrate does, and "
        "an empty list if it was none of them: {example}",
        path=path,
        file=file,
        example=f"fitted_on: {{{path}.claimants_per_day: {given}}}",
    )


def _nothing(found: Backtest) -> str:
    """Return what is said where no window is out of sample."""
    if found.asked.since is None:
        return say(
            "no count of {file} is out of sample: the scenario was fitted on all that lie within or after its days. "
            "--as-of DATE rolls through the file from a day on, and fits again on what had been published by each day",
            file=found.file,
        )
    return say(
        "no count of {file} can be foretold from {day} on: none begins so many days later ({leads}), or values that "
        "stay were fitted on them",
        file=found.file, day=found.asked.since.isoformat(), leads=", ".join(map(str, found.asked.leads)),
    )  # fmt: skip
