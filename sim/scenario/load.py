"""Reading a scenario file: merged with what it extends, validated; or everything that is wrong with it, at once."""

import os
from collections.abc import Sequence
from pathlib import Path as FilePath

from sim.scenario.reading import Reading, read
from sim.scenario.schema import Scenario
from sim.scenario.source.merge import read_merged

Loaded = Reading[Scenario]


def load(path: str | os.PathLike[str], sets: Sequence[str] = (), *, roster_to_come: bool = False) -> Loaded:
    """Read a scenario file and lay each `PATH=VALUE` of `sets` on it.

    Where the roster is still to come, a step for which it has too few officers is only warned of. Raises ScenarioError
    with all that is wrong, in the order of the file.
    """
    file = FilePath(path)
    return read(Scenario, read_merged(file, sets), file.parent, str(file), roster_to_come=roster_to_come)
