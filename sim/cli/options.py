"""Options of the commands: what several of them take is declared here and nowhere else, alone or in a group.

A group is a dataclass whose fields are options. A command that has it as a parameter, and is `grouped`, takes all of
them, in the place of the group:

    @grouped
    def sweep(file: File, *, changes: Changes, playing: Playing, saying: Saying) -> None: ...
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from sim.cli.refused import Refused
from sim.wording import noted, say
from sim.wording.quantity import either


def runs(text: str, least: int = 1, default: str | bool = True) -> Any:
    """`--replications` where it is a number."""
    return typer.Option("--replications", "-n", min=least, metavar="N", help=text, show_default=default)


def most_runs(text: str, least: int = 1) -> Any:
    """`--max-replications`."""
    return typer.Option("--max-replications", min=least, metavar="N", help=text)


def varied(text: str) -> Any:
    """`--vary`, which can be given more than once."""
    return typer.Option("--vary", metavar="PATH=a,b,c", help=text, show_default=False)


def folder(text: str, default: str | bool = False) -> Any:
    """`--out`."""
    return typer.Option("--out", metavar="DIR", help=text, show_default=default)


def processes(shown: str) -> Any:
    """`--workers`; `shown` is how many without it."""
    return typer.Option("--workers", min=1, help="Processes that run side by side.", show_default=shown)


def _replications(text: str) -> str:
    if text != "auto" and not (text.isdecimal() and 1 <= int(text) <= 1_000_000):
        raise Refused(say("a whole number from 1, or auto"))
    return text


def _endings(text: str) -> str:
    if not set(filter(None, text.split(","))) <= set(ENDINGS):
        raise Refused(either([*ENDINGS, ",".join(ENDINGS)]))
    return text


ENDINGS = ("png", "svg")  # of a chart that is a file
File = Annotated[Path, typer.Argument(metavar="FILE", help="A scenario file.", show_default=False)]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Scenario files.", show_default=False)]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change a value, such as staff.officers.absence=0.1; repeatable."),
]
Replications = Annotated[
    str,
    typer.Option(
        "--replications",
        "-n",
        metavar="N|auto",
        callback=_replications,
        help="How many runs; auto: as many as the `precision` of the scenario needs.",
    ),
]
Stream = Annotated[
    str | None, typer.Option("--stream", metavar="NAME", help="Which stream of the scenario; else the first.")
]
MaxReplications = Annotated[int, most_runs("With --replications auto: at most this many.")]
Figures = Annotated[
    list[str] | None,
    typer.Option("--figure", metavar="NAME", help="What is shown, a column of kpis.csv; repeatable."),
]
StoreFile = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        envvar="PORTSIM_STORE",
        help="Keep replications in this file, and play none that is there.",
        show_default=False,
    ),
]
ChartFiles = Annotated[
    str,
    typer.Option(
        "--charts",
        metavar="png,svg",
        callback=_endings,
        help="Also write the charts as files of these kinds, for slides and papers.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document, and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results only: no progress, no remarks.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is a warning or a target is missed.")]


@dataclass(frozen=True)
class Changes:
    """Changes to a scenario."""

    seed: Annotated[
        int | None,
        typer.Option("--seed", min=0, help="Seed of all chance, instead of the scenario's.", show_default=False),
    ] = None
    sets: Sets = None

    @property
    def lines(self) -> list[str]:
        """Each change as `--set` has it."""
        return [*(self.sets or []), *([] if self.seed is None else [f"seed={self.seed}"])]


@dataclass(frozen=True)
class Playing:
    """Where results go, who plays, and what keeps the replications."""

    out: Annotated[Path | None, folder("Where results are written.", "results/SCENARIO")] = None
    workers: Annotated[int | None, processes(noted("all cores"))] = None
    store: StoreFile = None
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Have the workers of a Dask scheduler play, such as tcp://10.0.0.1:8786 "
            "(pip install portsim[cluster]).",
            show_default=False,
        ),
    ] = None
    xlsx: Annotated[
        bool, typer.Option("--xlsx", help="Also write workbook.xlsx: all tables, with dates and charts, for people.")
    ] = False


@dataclass(frozen=True)
class Assuming:
    """How much is played of what is not known."""

    assumption_sets: Annotated[
        int,
        typer.Option(
            "--sets",
            min=0,
            max=99_999,
            metavar="N",
            help="Where anything is uncertain: how many sets of assumptions, each also with uniform ranges; 0: none.",
        ),
    ] = 100
    per_set: Annotated[
        int, typer.Option("--per-set", min=1, max=9_999, metavar="M", help="Runs of each set of assumptions.")
    ] = 10


@dataclass(frozen=True)
class Saying:
    """What is printed."""

    json: Json = False
    quiet: Quiet = False

    @property
    def silent(self) -> bool:
        """Whether nothing is said but what was found."""
        return self.quiet or self.json


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command as typer is to see it: the options of each group in its place; the command gets them as the
    group.
    """
    parameters = inspect.signature(command, eval_str=True).parameters.values()
    groups: dict[str, Any] = {one.name: one.annotation for one in parameters if is_dataclass(one.annotation)}

    def called(**given: Any) -> None:
        made = {name: kind(**{one.name: given.pop(one.name) for one in fields(kind)}) for name, kind in groups.items()}
        command(**given, **made)

    spread = (one for parameter in parameters for one in _options(parameter))
    called.__name__, called.__doc__ = command.__name__, command.__doc__
    called.__signature__ = inspect.Signature(list(spread))  # type: ignore[attr-defined]
    return called


def _options(parameter: inspect.Parameter) -> Iterator[inspect.Parameter]:
    """Yield a parameter, or the options of a group; each by its name alone, as typer passes them."""
    if not is_dataclass(parameter.annotation):
        yield parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        return
    hints = get_type_hints(parameter.annotation, include_extras=True)
    for one in fields(parameter.annotation):
        yield inspect.Parameter(
            one.name, inspect.Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name]
        )
