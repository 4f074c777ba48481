"""The other readings of a scenario: its first runs again, on the same people, with what each reads otherwise."""

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.differences import of_paired_shares
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.experiments.statistics.assumption_sets import main_figures
from sim.experiments.statistics.intervals import mean
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.other_reading import OtherReading, ReadOtherwise
from sim.scenario.variants import read_otherwise

MOST = 100  # runs that are played again


def other_readings(result: Result, using: Runner) -> tuple[OtherReading, ...]:
    """Return what each reading makes of the first `MOST` runs; none where it was interrupted before they were played.
    WorkerError, StoreError and ClusterError as for `run`."""
    scenario, runs = result.scenario, min(len(result.runs), MOST)
    given = {name: read_otherwise(scenario, name) for name in scenario.readings}
    if not given:
        return ()
    done = run_many(given, runs, using, figures_only=True)
    if any(one.interrupted for one in done.values()):
        return ()
    named = dict.fromkeys([*main_figures(scenario), *_peaks(result), *scenario.targets])
    return tuple(
        OtherReading(name, runs, {f: _paired(result, one, f) for f in named if f in result.names and f in one.names})
        for name, one in done.items()
    )


def _peaks(result: Result) -> list[str]:
    return [name for name in result.names if name == "on_site_peak" or name.startswith("peak_")]


def _paired(result: Result, other: Result, figure: str) -> ReadOtherwise:
    before = _column(result, figure)[: len(other.runs)]
    after = _column(other, figure)
    both = ~(np.isnan(before) | np.isnan(after))
    gained = (after - before)[both]
    if result.figures[figure].kind == "flag":
        around = of_paired_shares(int((gained > 0).sum()), int((gained < 0).sum()), gained.size)
    else:
        around = of_mean(gained)
    return ReadOtherwise(int(both.sum()), mean(before[both]), mean(after[both]), around)


def _column(result: Result, figure: str) -> F:
    return np.asarray(result.values[:, result.names.index(figure)])
