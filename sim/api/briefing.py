"""`sim.brief`: one page that can be mailed, in which the levers of a scenario move."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.errors import ArgumentError
from sim.experiments.play_sets import PER_SET, SETS
from sim.experiments.playing.runner import runner
from sim.scenario.schema import Scenario
from sim.views.brief import document
from sim.views.brief.made import Brief
from sim.views.brief.made import brief as made
from sim.wording import say
from sim.wording.named import naming

if TYPE_CHECKING:
    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class BriefResult(Shown, Brief):
    """The states of a brief, and the page of them: `save("brief.html")`."""

    @property
    @by_labels
    def answer(self) -> list[str]:
        """What the first screen says of the state that the page opens with."""
        from sim.views.run.first.screen import first
        from sim.views.text.first_screen import sentences

        return sentences(first(self.first))

    @cached_property
    def tables(self) -> Tables:
        """`states`: a row a run of each state, with the figures that the page compares."""
        return Tables({"states": lambda: frame(document.rows(self))})

    @property
    def charts(self) -> Charts:
        """None: the pictures are in the page."""
        return Charts({})

    @property
    @by_labels
    def html(self) -> str:
        """The text of the page."""
        from sim.views.brief.page import html

        return html(self)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page. OutputError when it cannot be written."""
        from sim.experiments.files import write_text

        return write_text(Path(path), [self.html])

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.brief.around import table_of_states

        return table_of_states(self)


def brief(
    scenario: Scenario,
    replications: int = 100,
    workers: int | None = None,
    *,
    states: Sequence[Mapping[str, str]] = (),
    file: str = "scenario.yaml",
    assumption_sets: int = SETS,
    per_set: int = PER_SET,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> BriefResult:
    """Play what the levers of a scenario make together, for one page that can be mailed.

    Parameters
    ----------
    scenario
        What `sim.load` has read.
    replications
        Runs of each state, on the same people in all.
    workers
        Processes that play side by side; None: one for each core.
    states
        Further states, each with the name of a state by lever, where all combinations are more than 200.
    file
        What the commands that the page offers call the file of the scenario.
    assumption_sets, per_set
        As for `sim.run`, of the state that the page opens with.
    store
        A file that keeps replications; none that is in it is played again.
    cluster
        The address of a Dask scheduler whose workers play instead.
    progress
        Whether to show a bar while it plays.

    Returns
    -------
    BriefResult
        Every state; `html`, `save`, `tables.states`, `answer`.

    Raises
    ------
    sim.errors.ArgumentError
        For no replications, or a state that the scenario does not have.
    sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        When one of those fails.
    sim.errors.Interrupted
        For an interrupt; what was played is in the store.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08"])
    >>> page = sim.brief(port, replications=2, workers=1, assumption_sets=0)
    >>> len(page.states), "Where do people wait?" in page.html
    (1, True)
    """
    if not isinstance(replications, int) or replications < 1:
        raise ArgumentError(say("found {found} replications; allowed: a whole number from 1", found=repr(replications)))
    with runner(workers, store, cluster, watched=progress) as using, naming(scenario.labels):
        found = made(
            scenario, replications, using, file=file, options=["-n", str(replications)], added=states,
            assumption_sets=assumption_sets, per_set=per_set,
        )  # fmt: skip
    return BriefResult.made_of(found)
