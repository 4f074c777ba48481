"""`portsim results`: what is in a store of replications."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.examples import Example
from sim.cli.examples import shown as examples
from sim.cli.help_page import Program
from sim.cli.options import Json, StoreFile, folder
from sim.cli.saving import print_document, print_json, saving
from sim.wording import counted, say
from sim.wording.quantity import rounded
from sim.wording.spoken import shown

if TYPE_CHECKING:
    from sim.experiments.store.listing import Listed
    from sim.experiments.store.store import Experiment, Store

MANY = 4  # results in a row that differ in the same values, from which on one line stands for them
SHOWN = 3  # values that differ
LONGEST = 40  # characters of a value
INDENT = " " * 14

EXAMPLES = (
    Example("portsim results --store runs.sqlite list", "what is in the store, and what differs"),
    Example("portsim results --store runs.sqlite prune", "take out what another version played"),
)
LIST_EXAMPLES = (
    Example("portsim results --store runs.sqlite list", "each result, and in which values it differs"),
    Example("portsim results --store runs.sqlite list --all", "each point of a sweep too"),
)
SHOW_EXAMPLES = (
    Example("portsim results --store runs.sqlite show 3f9a", "the result whose key begins so, and its scenario"),
)
EXPORT_EXAMPLES = (
    Example("portsim results --store runs.sqlite export 3f9a --out again", "its tables, as `run` writes them"),
)
PRUNE_EXAMPLES = (
    Example("portsim results --store runs.sqlite prune", "results of other versions of the program"),
    Example("portsim results --store runs.sqlite prune 3f9a", "one result"),
)
app = Program()
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="A result of `list`, or how its key begins.", show_default=False)
]
Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY", help="Results of `list`; without any, those of other versions.", show_default=False),
]
All = Annotated[bool, typer.Option("--all", help="Every result; without it one line for many alike, as of a sweep.")]
Folder = Annotated[Path, folder("Where the tables are written.")]


@app.callback()
def results(context: typer.Context, store: StoreFile = None) -> None:
    """List, show, export and prune the results in a store."""
    context.obj = store


@app.command("list", epilog=examples(LIST_EXAMPLES))
def list_(context: typer.Context, every: All = False, json: Json = False) -> None:
    """Print each result: key, replications, size, since when, seed, scenario; and in which values it differs from an
    earlier one of the same name.

    Runs of sets of assumptions are counted with the result that they belong to.
    """
    from sim.experiments.store.listing import alike, listed

    with _opened(context) as store:
        found = listed(store.experiments())
    if json:
        print_json([_known(one.experiment) | _unlike(one) for one in found])
        return
    for group in alike(found, len(found) + 1 if every else MANY):
        typer.echo("\n".join(_lines(group)))
    if not found:
        typer.echo(say("No results."))


def _lines(group: "list[Listed]") -> Iterator[str]:
    """Yield the lines of one result, or of several that differ from the same one in the same values."""
    first, one = group[0], group[0].experiment
    old = "" if one.current else "  " + say("(another version: not used again)")
    day, size, seed = one.since[:10], _size(one.size), say("seed {seed}", seed=str(one.seed))
    yield f"{one.key[:12]}  {shown(one.runs):>7}  {size:>9}  {day}  {seed}  {one.name}{old}"
    if one.set_runs:
        yield INDENT + counted(
            "and {n} run of sets of assumptions", "and {n} runs of sets of assumptions", one.set_runs
        )
    if first.against is not None:
        told = [f"{change.path}: {_short(change.old)} -> {_short(change.new)}" for change in first.changed[:SHOWN]]
        rest = len(first.changed) - SHOWN
        told += [counted("{n} more value", "{n} more values", rest)] if rest > 0 else []
        values = "; ".join(told) or _unseen(first)
        yield INDENT + say("differs from {key} in {values}", key=first.against.key[:12], values=values)
    if len(group) > 1:
        yield INDENT + counted(
            "and {n} more that differ in the same values, to {key} (list --all: each)",
            "and {n} more that differ in the same values, to {key} (list --all: each)",
            len(group) - 1, key=group[-1].experiment.key[:12],
        )  # fmt: skip


def _unseen(one: "Listed") -> str:
    """Return what differs where no value does."""
    same = one.against is not None and one.against.model == one.experiment.model
    return say("the content of its data files") if same else say("the version of the program")


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else value[: LONGEST - 3] + "..."


def _unlike(one: "Listed") -> dict[str, Any]:
    against = one.against.key if one.against else None
    return {"differs_from": against, "changed": [change._asdict() for change in one.changed]}


@app.command("show", epilog=examples(SHOW_EXAMPLES))
def show(context: typer.Context, key: Key, json: Json = False) -> None:
    """Print all that is known of a result, and its scenario as merged."""
    with _opened(context) as store:
        one = store.find(key)
    if json:
        print_json(_known(one) | {"scenario": one.text})
        return
    print_document("".join(f"# {name}: {value}\n" for name, value in _known(one).items()) + one.text)


@app.command("export", epilog=examples(EXPORT_EXAMPLES))
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
    typer.echo(say("{folder}: {n} files, {runs} replications", folder=str(out), n=len(written), runs=len(result.runs)))


@app.command("prune", epilog=examples(PRUNE_EXAMPLES))
def prune(context: typer.Context, keys: Keys = None) -> None:
    """Delete results and free disk space."""
    with _opened(context) as store:
        chosen = [store.find(key) for key in keys] if keys else [one for one in store.experiments() if not one.current]
        store.drop(one.key for one in chosen)
    for one in chosen:
        runs = one.runs + one.set_runs
        typer.echo(say("{key}  {name}: taken out, {n} replications", key=one.key[:12], name=one.name, n=runs))
    if not chosen:
        typer.echo(say("Nothing to take out: every result is of this version of the program."))


@contextmanager
def _opened(context: typer.Context) -> "Iterator[Store]":
    """Open the store that was named, which must exist."""
    from sim.experiments.store.store import Store

    if context.obj is None:
        command, name = "portsim results --store FILE ...", "PORTSIM_STORE"
        typer.echo(
            say("Which store? {command}, or the environment variable {name}", command=command, name=name), err=True
        )
        raise typer.Exit(2)
    with Store(context.obj, make=False) as store:
        yield store


def _known(experiment: "Experiment") -> dict[str, Any]:
    told = experiment._asdict()
    del told["text"]
    return told | {"current": experiment.current}


def _size(size: int) -> str:
    if size >= 1e5:
        return say("{n} MB", n=rounded(size / 1e6, 1))
    return say("{n} kB", n=rounded(size / 1e3, 1))
