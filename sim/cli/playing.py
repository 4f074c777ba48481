"""Playing replications from the command line: how many, by whom, what is kept, and what is said of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from sim.cli.options import Playing

if TYPE_CHECKING:
    from sim.experiments.playing.progress import Progress
    from sim.experiments.playing.runner import Runner
    from sim.experiments.statistics.precision import Reached
    from sim.scenario.schema import Scenario


@contextmanager
def means(playing: Playing, *, quiet: bool) -> "Iterator[Runner]":
    """Give what replications are played with, watched on a terminal; at the end say what the store gave."""
    from sim.experiments.playing.runner import runner

    watched = not quiet and _on_a_terminal()
    with runner(playing.workers, playing.store, playing.cluster, watched=watched) as using:
        yield using
        if using.store is not None and not quiet:
            kept = using.store
            typer.echo(f"{kept.path}: {kept.found:,} replications found, {kept.added:,} played and kept.", err=True)


def progress(*, quiet: bool) -> "Progress":
    """Return how it is shown how far a command is that has no choice of who plays: bars on a terminal."""
    from sim.experiments.playing.progress import UNSEEN, Bars

    return Bars() if not quiet and _on_a_terminal() else UNSEEN


def _on_a_terminal() -> bool:
    from rich.console import Console

    return Console(stderr=True).is_terminal


def precise(reached: "Iterable[Reached]", played: int, *, quiet: bool, whose: str = "") -> None:
    """Say how far each figure is from the precision that was asked for."""
    for one in () if quiet else reached:
        typer.echo(f"{whose}{_precise(one, played)}", err=True)


def count(replications: str, scenarios: "Iterable[Scenario]", least: int = 1) -> int | None:
    """Return how many replications are asked for; None: as many as `precision` needs, which some scenario must have."""
    if replications != "auto" and int(replications) < least:
        raise typer.BadParameter(f"at least {least}", param_hint="--replications")
    if replications != "auto":
        return int(replications)
    if not any(scenario.precision for scenario in scenarios):
        raise typer.BadParameter(
            "auto needs `precision` in the scenario, such as precision: {within_24h: 0.01}", param_hint="--replications"
        )
    return None


def _precise(reached: "Reached", played: int) -> str:
    half, wanted = _width(reached, reached.half), _width(reached, reached.wanted)
    line = f"{reached.name}: ± {half} after {played:,} replications, ± {wanted} asked"
    needed = reached.needed(played)
    more = f"; about {needed:,.0f} are needed" if needed < float("inf") else "; more are needed"
    more = more if reached.n else "; it has no value in these"
    return line + ("" if reached.met else more)


def _width(reached: "Reached", half: float) -> str:
    if half == float("inf"):
        return "unknown"
    if reached.kind == "date":
        return f"{half:.3g} days"
    return f"{100 * half:.3g} points" if reached.kind in ("share", "flag") else f"{100 * half:.3g}%"
