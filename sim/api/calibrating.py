"""`sim.calibrate`: from published counts to a scenario."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.calibration.fitted_scenario import Calibration, calibrated, with_others
from sim.calibration.published.published import Reading, published
from sim.calibration.published.spans import Asked
from sim.errors import ArgumentError
from sim.problems import listing, sentence
from sim.scenario.data.tables.faults import TableError
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from sim.views.kit.page import Table

TEMPLATE = ("cli", "templates", "land-port.yaml")


@dataclass(frozen=True, repr=False)
class CalibrationResult(Shown, Calibration):
    """A stream fitted to counts: `scenario` and its `yaml`, the `fit`, what was `published`, and the `answer`."""

    @property
    @by_labels
    def answer(self) -> list[str]:
        """What was read, what the counts tell, and what they leave open."""
        from sim.views.calibration.answer import sentences

        return list(sentences(self))

    @cached_property
    def tables(self) -> Tables:
        """`levels`: each level with its interval; `counts`: each count against what the fit expects."""
        from sim.views.calibration.levels_and_counts import count_rows, level_rows

        return Tables(
            {
                "levels": lambda: frame(level_rows(self), dates=("from",)),
                "counts": lambda: frame(count_rows(self), dates=("from", "to")),
            }
        )

    @property
    def charts(self) -> Charts:
        """`counts`: the counts as persons a day, the levels with their intervals, and how far each count is off."""
        from sim.views.calibration.page import picture

        return Charts({"counts": lambda: picture(self)})

    @property
    @by_labels
    def page(self) -> str:
        """The text of a page (HTML): the counts against the fit, the levels, what is not identified."""
        from sim.views.calibration.page import page

        return page(self)

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.calibration.page import table_of_levels

        return table_of_levels(self)


def calibrate(
    counts: str | os.PathLike[str],
    onto: Scenario | None = None,
    *,
    office: str | None = None,
    stream: str | None = None,
    columns: Mapping[str, str] | None = None,
    only: Mapping[str, str] | None = None,
    sheet: str = "",
    fiscal_year_starts: int | None = None,
    changes: Sequence[date] | None = None,
    conditioned: bool = False,
    shares: str | os.PathLike[str] | None = None,
    services: str | os.PathLike[str] | None = None,
    present_at: datetime | None = None,
) -> CalibrationResult:
    """Fit the arrivals of a stream to published counts, and put them into a scenario.

    Parameters
    ----------
    counts
        A CSV or XLSX file, as it was published: a period and a number of persons in each row, or periods across.
    onto
        The scenario whose stream is fitted; without it, the template of `portsim new`, over the last year counted.
    office
        Which of several streams or offices of the file, as it calls it.
    stream
        Which stream of the scenario; without it, the first one.
    columns
        Names of columns by what they are for: `period`, `from`, `to`, `count`, `stream`, `group`, `known`, `grade`.
    only
        Values that a row must have, by column.
    sheet
        The sheet of a workbook.
    fiscal_year_starts
        The first month of a fiscal year, from 1.
    changes
        Days on which the level changes; without them, they are found.
    conditioned
        Whether every history of the stream has these counts (`conditioned_on`); its levels are then not drawn.
    shares
        A table of shares that were counted: `path`, `count`, `of` (or `name`, one of several), `from`, `to`.
    services
        An event log in the layout of `log.csv`, of which the time of each step is fitted.
    present_at
        The moment of a census: only visits of the log that were under way then are used, and long ones are met more
        often.

    Returns
    -------
    CalibrationResult
        `scenario`, `yaml`, `fit`, `published`, `storms`, `shares`, `services`, `answer`, `page`.

    Raises
    ------
    sim.errors.ArgumentError
        For a file that cannot be read, with every cell that is wrong, and for an office or a stream that is not there.
    sim.errors.ScenarioError
        If the scenario cannot have what was fitted.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/lacolle-2025.yaml")
    >>> found = sim.calibrate("scenarios/data/lacolle-history.csv", port, changes=[])
    >>> found.stream, len(found.published.windows), len(found.published.contradictions)
    ('port_of_entry', 45, 1)
    """
    reading = Reading(columns or {}, only or {}, sheet, Asked(fiscal_year_starts))
    with _tables():
        found = published(Path(counts), reading)
    base = onto or _template()
    made = calibrated(
        found,
        one_of(office, found.streams, say("office")),
        base,
        one_of(stream, tuple(base.arrivals), say("stream"), first=True),
        None if changes is None else tuple(changes),
        onto is None,
        conditioned,
    )
    with _tables():
        made = with_others(made, Path(shares) if shares else None, Path(services) if services else None, present_at)
    return CalibrationResult.made_of(made)


@contextmanager
def _tables() -> Iterator[None]:
    """Raise ArgumentError with every fault of a table that cannot be read."""
    try:
        yield
    except TableError as error:
        raise ArgumentError("\n".join(map(str, error.wrong))) from None


def _template() -> Scenario:
    with as_file(files("sim").joinpath(*TEMPLATE)) as path:
        return load(path).scenario


def one_of(given: str | None, known: tuple[str, ...], what: str, first: bool = False) -> str:
    """Return which of several is meant. ArgumentError if that is not said, or is none of them."""
    if given is None and (first or len(known) == 1):
        return known[0]
    if given not in known:
        found = f"{what} {given}" if given else say("several of them")
        raise ArgumentError(sentence(found, say("one of {names}", names=listing(known)), known, given or ""))
    return given
