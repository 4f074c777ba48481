"""`sim.check`: is a scenario right, and is it what was meant?"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.api.shown import Charts, Shown, Tables, frame, html
from sim.errors import in_lines
from sim.people.expectation.checked import checked
from sim.problems import Problem, shown
from sim.scenario.schema import Scenario
from sim.wording import counted, noted, said, say

if TYPE_CHECKING:
    from sim.views.kit.page import Table

SEVERITIES = {"error": noted("error"), "warning": noted("warning")}
HEADER = ("severity", "file", "line", "column", "path", "message")


@dataclass(frozen=True, repr=False)
class CheckResult(Shown):
    """What is wrong with a scenario file, and what it warns of; each `Problem` has its path, message and place."""

    file: str
    scenario: Scenario | None  # None: it cannot be read
    problems: tuple[Problem, ...]  # errors
    warnings: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; there may be warnings."""
        return not self.problems

    @property
    def answer(self) -> list[str]:
        """How many errors and warnings there are, then a line each."""
        counts = say("{errors} and {warnings}", errors=_errors(self.problems), warnings=_warnings(self.warnings))
        return [f"{self.file}: {counts}", *in_lines((*self.problems, *self.warnings))]

    @property
    def tables(self) -> Tables:
        """`problems`: a row for each error and warning, with the place where it is written."""
        return Tables({"problems": lambda: frame([HEADER, *map(_row, (*self.problems, *self.warnings))])})

    @property
    def charts(self) -> Charts:
        """None: there is nothing to draw."""
        return Charts({})

    def _table(self) -> "Table":
        from sim.views.kit.page import Table

        found = (*self.problems, *self.warnings)
        rows = [(said(SEVERITIES[one.severity]), str(one.place or ""), shown(one.path), one.message) for one in found]
        return Table("", "", (say("severity"), say("place"), say("path"), say("message")), rows, 4)

    def _repr_html_(self) -> str:
        return html(self.answer[:1], self._table())


def check(path: str | os.PathLike[str], sets: Sequence[str] = (), *, roster_to_come: bool = False) -> CheckResult:
    """Read a scenario file and say all that is wrong with it, and what is probably not meant, as values.

    `sim.load` raises what is wrong and is silent of the rest: that a value is legal and probably a slip, that work
    exceeds the roster, that the warm-up looks too short.

    Parameters
    ----------
    path
        A scenario file (YAML).
    sets
        Changes, each `PATH=VALUE` as `--set` has them: `"staff.officers.absence=10%"`.
    roster_to_come
        Whether a step for which the roster has too few officers is a warning, as `sim.staff` takes it.

    Returns
    -------
    CheckResult
        `ok`; `problems` and `warnings`, each with a `path`, a `message` and a `place` (file, line, column); `scenario`,
        None where it cannot be read. It shows itself in a notebook as a table, and has it as `tables.problems`.

    Raises
    ------
    Nothing
        What is wrong with the file, and that there is none, is among the problems.

    Example
    -------
    >>> import sim
    >>> found = sim.check("scenarios/minimal.yaml", ["staff.officers.absence=140%"])
    >>> found.ok, len(found.problems), found.problems[0].path
    (False, 1, 'staff.officers.absence')
    >>> found.problems[0].allowed
    'a share, from 0 to 1 or from 0% to 100%'
    >>> print(sim.check("scenarios/minimal.yaml"))
    scenarios/minimal.yaml: no errors and no warnings
    """
    found = checked(path, sets, roster_to_come=roster_to_come)
    errors = tuple(one for one in found.problems if one.severity == "error")
    warnings = tuple(one for one in found.problems if one.severity == "warning")
    return CheckResult(str(path), found.scenario, errors, warnings)


def _errors(problems: Sequence[Problem]) -> str:
    return counted("{n} error", "{n} errors", len(problems)) if problems else say("no errors")


def _warnings(problems: Sequence[Problem]) -> str:
    return counted("{n} warning", "{n} warnings", len(problems)) if problems else say("no warnings")


def _row(problem: Problem) -> tuple[object, ...]:
    place = problem.place
    written = (shown(place.file), place.line, place.column) if place else ("", "", "")
    return (problem.severity, *written, shown(problem.path), problem.message)
