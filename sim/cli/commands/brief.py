"""`portsim brief`: one file that can be mailed, in which the levers of a scenario move."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Assuming, Changes, File, Playing, Saying, grouped, runs
from sim.cli.playing import means
from sim.cli.refused import Refused
from sim.cli.remarks import remark
from sim.cli.saving import prepare, print_as_wrapped, print_json, report_console, saving, write_book
from sim.wording import counted, say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.views.brief.made import Brief

Count = Annotated[int, runs("Runs of each state.")]
Added = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        metavar="'LEVER=STATE; ..'",
        help="Also play this state, where all combinations are too many; repeatable.",
        show_default=False,
    ),
]
EXAMPLES = (
    Example("portsim brief port.yaml", "play what its levers make together; a page in results/port/brief"),
    Example("portsim brief port.yaml -n 200 --store runs.sqlite", "go on where it was ended, and play nothing again"),
    Example("portsim brief busier.yaml --state 'absence=10%'", "with a state more"),
)


@grouped
def brief(
    file: File,
    *,
    replications: Count = 100,
    state: Added = None,
    changes: Changes,
    playing: Playing,
    assuming: Assuming,
    saying: Saying,
) -> None:
    """Write one file that can be mailed: the answer of a run, with the levers of the scenario to be moved."""
    from sim.scenario.load import load
    from sim.views.brief.made import brief as made

    loaded = load(file, changes.lines)
    call_by(loaded.scenario.labels)
    remark(loaded, quiet=saying.silent)
    folder = playing.out or Path("results") / file.stem / "brief"
    prepare(folder)
    options = ["-n", str(replications), *(f"--set {shlex.quote(line)}" for line in changes.lines)]
    with means(playing, quiet=saying.silent) as using:
        found = made(
            loaded.scenario,
            replications,
            using,
            file=file.name,
            options=options,
            added=[_named(one) for one in state or []],
            assumption_sets=assuming.assumption_sets,
            per_set=assuming.per_set,
        )
    write_files(found, folder, xlsx=playing.xlsx)
    print_answer(found, folder, json=saying.json)


def _named(text: str) -> dict[str, str]:
    """Return the state of each lever that `--state` names."""
    parts = [one.partition("=") for one in text.split(";")]
    if not all(equals for _, equals, _ in parts):
        raise Refused(say("LEVER=STATE, or LEVER=STATE; LEVER=STATE"), param_hint="--state")
    return {name.strip(): state.strip() for name, _, state in parts}


def write_files(found: "Brief", folder: Path, *, xlsx: bool) -> None:
    """Write the page, the runs of all states as a table, and the workbook if asked for."""
    from sim.experiments.files import write_text
    from sim.experiments.output import lines
    from sim.views.brief.document import rows
    from sim.views.brief.page import html
    from sim.views.spreadsheet.states_book import sheets

    with saving(folder, "brief"):
        write_text(folder / "states.csv", lines(rows(found)))
        if xlsx:
            write_book(sheets(found), folder)
        write_text(folder / "brief.html", [html(found)])


def print_answer(found: "Brief", folder: Path, *, json: bool) -> None:
    """Print the first screen of the state that the brief opens with, and what the brief has; or one JSON document."""
    from sim.views.brief.document import document
    from sim.views.run.first.screen import first, lines

    if json:
        print_json(document(found))
        return
    print_as_wrapped(found.scenario.name, lines(first(found.first)))
    console = report_console()
    console.print()
    steps, n = found.found.steps, len(found.states)
    if steps:
        told = counted("The page has {n} state of {all}.", "The page has {n} states of {all}.", n, all=_all(found))
        console.print(told, markup=False)
    else:
        console.print(say("The scenario has no levers, so the page shows one state."), markup=False)
    console.print(say("Page: {page}; the runs of each state: {table}.", page=str(folder / "brief.html"),
                      table=str(folder / "states.csv")), markup=False)  # fmt: skip


def _all(found: "Brief") -> int:
    return found.found.combinations
