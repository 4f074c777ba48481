"""Playing replications from the command line: how many, by whom, what is kept, and what is said of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from sim.cli.options import Playing
from sim.cli.refused import Refused
from sim.wording import say
from sim.wording.quantity import digits, in_percent

if TYPE_CHECKING:
    from sim.experiments.playing.progress import Progress
    from sim.experiments.playing.runner import Runner
    from sim.experiments.statistics.precision import Reached
    from sim.scenario.schema import Scenario


@contextmanager
def means(playing: Playing, *, quiet: bool) -> "Iterator[Runner]":
    """Give what replications are played with, watched on a terminal; at the end say what the store gave."""
    from sim.experiments.playing.runner import look_for_garbage, runner

    look_for_garbage()
    watched = not quiet and _on_a_terminal()
    with runner(playing.workers, playing.store, playing.cluster, watched=watched) as using:
        yield using
        if using.store is not None and not quiet:
            kept = using.store
            typer.echo(
                say(
                    "{file}: {found} replications found, {added} played and kept.",
                    file=str(kept.path),
                    found=kept.found,
                    added=kept.added,
                ),
                err=True,
            )


def progress(*, quiet: bool) -> "Progress":
    """Return how it is shown how far a command is that has no choice of who plays: bars on a terminal."""
    from sim.experiments.playing.progress import UNSEEN, Bars

    return Bars() if not quiet and _on_a_terminal() else UNSEEN


def watching(*, quiet: bool) -> bool:
    """Return whether it is shown how far a command is: on a terminal, unless it is quiet."""
    return not quiet and _on_a_terminal()


def _on_a_terminal() -> bool:
    from rich.console import Console

    return Console(stderr=True).is_terminal


def precise(reached: "Iterable[Reached]", played: int, *, quiet: bool, whose: str = "") -> None:
    """Say how far each figure is from the precision that was asked for."""
    for one in () if quiet else reached:
        line = _precise(one, played)
        typer.echo(f"{whose}: {line}" if whose else line, err=True)


def count(replications: str, scenarios: "Iterable[Scenario]", least: int = 1) -> int | None:
    """Return how many replications are asked for; None: as many as `precision` needs, which some scenario must have."""
    if replications != "auto" and int(replications) < least:
        raise Refused(say("at least {least}", least=least), param_hint="--replications")
    if replications != "auto":
        return int(replications)
    if not any(scenario.precision for scenario in scenarios):
        such = "precision: {within_24h: 0.01}"
        raise Refused(
            say("auto needs `precision` in the scenario, such as {such}", such=such), param_hint="--replications"
        )
    return None


def _precise(reached: "Reached", played: int) -> str:
    given = {"name": reached.name, "half": _width(reached, reached.half), "wanted": _width(reached, reached.wanted)}
    if reached.met:
        return say("{name}: ± {half} after {n} replications, ± {wanted} asked", n=played, **given)
    if not reached.n:
        return say(
            "{name}: ± {half} after {n} replications, ± {wanted} asked; it has no value in these", n=played, **given
        )
    needed = reached.needed(played)
    if needed == float("inf"):
        return say("{name}: ± {half} after {n} replications, ± {wanted} asked; more are needed", n=played, **given)
    return say(
        "{name}: ± {half} after {n} replications, ± {wanted} asked; about {needed} are needed",
        n=played, needed=round(needed), **given,
    )  # fmt: skip


def _width(reached: "Reached", half: float) -> str:
    if half == float("inf"):
        return say("unknown")
    if reached.kind == "date":
        return say("{n} days", n=digits(half, 3))
    if reached.kind in ("share", "flag"):
        return say("{n} points", n=digits(100 * half, 3))
    return in_percent(digits(100 * half, 3))
