"""`portsim results`: what is in a store of replications."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import Json, StoreFile, folder
from sim.cli.saving import print_document, print_json, saving

if TYPE_CHECKING:
    from sim.experiments.store.store import Experiment, Store

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="A result of `list`, or how its key begins.", show_default=False)
]
Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY", help="Results of `list`; without any, those of other versions.", show_default=False),
]
Folder = Annotated[Path, folder("Where the tables are written.")]


@app.callback()
def results(context: typer.Context, store: StoreFile = None) -> None:
    """List, show, export and prune the results in a store."""
    context.obj = store


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print a line a result: key, replications, size, since when, seed, scenario."""
    with _opened(context) as store:
        found = store.experiments()
    if json:
        print_json([_known(one) for one in found])
        return
    for one in found:
        old = "" if one.current else "  (another version: not used again)"
        day, size = one.since[:10], _size(one.size)
        typer.echo(f"{one.key[:12]}  {one.runs:>7,}  {size:>9}  {day}  seed {one.seed}  {one.name}{old}")
    if not found:
        typer.echo("No results.")


@app.command("show")
def show(context: typer.Context, key: Key, json: Json = False) -> None:
    """Print all that is known of a result, and its scenario as merged."""
    with _opened(context) as store:
        one = store.find(key)
    if json:
        print_json(_known(one) | {"scenario": one.text})
        return
    print_document("".join(f"# {name}: {value}\n" for name, value in _known(one).items()) + one.text)


@app.command("export")
def export(context: typer.Context, key: Key, out: Folder) -> None:
    """Write the tables of a result into a folder, as `portsim run` does; its scenario too."""
    from sim.experiments.files import write_text
    from sim.experiments.output import write
    from sim.experiments.store.stored import stored_result

    with _opened(context) as store:
        one = store.find(key)
        result = stored_result(store, one)
    with saving(out, "run"):
        written = [*write(result, out), write_text(out / "scenario.yaml", [one.text])]
    typer.echo(f"{out}: {len(written)} files, {len(result.runs):,} replications")


@app.command("prune")
def prune(context: typer.Context, keys: Keys = None) -> None:
    """Delete results and free disk space."""
    with _opened(context) as store:
        chosen = [store.find(key) for key in keys] if keys else [one for one in store.experiments() if not one.current]
        store.drop(one.key for one in chosen)
    for one in chosen:
        typer.echo(f"{one.key[:12]}  {one.name}: taken out, {one.runs:,} replications")
    if not chosen:
        typer.echo("Nothing to take out: every result is of this version of the program.")


@contextmanager
def _opened(context: typer.Context) -> "Iterator[Store]":
    """Open the store that was named, which must exist."""
    from sim.experiments.store.store import Store

    if context.obj is None:
        typer.echo("Which store? portsim results --store FILE ..., or the environment variable PORTSIM_STORE", err=True)
        raise typer.Exit(2)
    with Store(context.obj, make=False) as store:
        yield store


def _known(experiment: "Experiment") -> dict[str, Any]:
    told = experiment._asdict()
    del told["text"]
    return told | {"current": experiment.current}


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"
