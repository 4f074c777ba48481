"""Options that several commands share: declared once, so that they mean the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer


def _replications(text: str) -> str:
    if text != "auto" and not (text.isdecimal() and 1 <= int(text) <= 1_000_000):
        raise typer.BadParameter("a whole number from 1, or auto")
    return text


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
Figures = Annotated[
    list[str] | None,
    typer.Option("--figure", metavar="NAME", help="What is shown, a column of kpis.csv; repeatable."),
]
Seed = Annotated[
    int | None, typer.Option("--seed", min=0, help="Seed of all chance, instead of the scenario's.", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where results are written.", show_default="results/SCENARIO"),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes that run side by side.", show_default="all cores")
]
MaxReplications = Annotated[
    int, typer.Option("--max-replications", min=1, metavar="N", help="With --replications auto: no more than so many.")
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
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Have the workers of a Dask scheduler play, such as tcp://10.0.0.1:8786 (pip install portsim[cluster]).",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document, and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results only: no progress, no remarks.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is a warning or a target is missed.")]


def changed(sets: list[str] | None, seed: int | None) -> list[str]:
    """What `--set` and `--seed` lay over a scenario."""
    return [*(sets or []), *([] if seed is None else [f"seed={seed}"])]
