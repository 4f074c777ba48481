"""`sim.load`: a scenario from its file."""

import os
from collections.abc import Sequence

from sim.scenario.load import load as read
from sim.scenario.schema import Scenario


def load(path: str | os.PathLike[str], sets: Sequence[str] = (), *, roster_to_come: bool = False) -> Scenario:
    """Read a scenario file, with what it extends, and check every value of it.

    Parameters
    ----------
    path
        A scenario file (YAML).
    sets
        Changes, each `PATH=VALUE` as `--set` has them: `"staff.officers.absence=10%"`.
    roster_to_come
        Whether a step for which the roster has too few officers is allowed, as `sim.staff` allows it.

    Returns
    -------
    Scenario
        Frozen and typed; `Scenario.edited` makes another one of it. `sim.check` has what the file warns of.

    Raises
    ------
    sim.errors.ScenarioError
        With everything that is wrong, each with its file, line and column.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["staff.officers.absence=10%"])
    >>> port.name, port.staff["officers"].absence
    ('One step', 0.1)
    """
    return read(path, sets, roster_to_come=roster_to_come).scenario
