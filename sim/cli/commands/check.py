"""`portsim check`: is a scenario right, and is it what was meant?"""

import typer

from sim.cli.examples import Example
from sim.cli.options import Files, Json, Quiet, Sets, Strict
from sim.errors import SHOWN, in_lines
from sim.problems import Problem, shown
from sim.wording import ENGLISH, language, say, speaking

EXAMPLES = (
    Example("portsim check port.yaml", "every error and warning, with its line"),
    Example("portsim check port.yaml --set staff.officers.absence=10%", "the same with a value changed"),
    Example("portsim check port.yaml --strict", "exit with 1 if there is a warning, for a script"),
)


def check(files: Files, sets: Sets = None, json: Json = False, quiet: Quiet = False, strict: Strict = False) -> None:
    """Print every error and warning of the scenarios, each with file:line:column."""
    from sim.people.expectation.checked import checked

    problems: list[Problem] = []
    for file in files:
        with speaking(ENGLISH if json else language()):  # what programs read is the same in every language
            found = checked(file, sets or []).problems
        problems += found
        if not json:
            typer.echo("".join(f"{line}\n" for line in in_lines(found)), nl=False)
            if not found and not quiet:
                typer.echo(say("{file}: no errors, no warnings", file=str(file)))
    if json:
        typer.echo(_as_json(problems))
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(2)
    if problems and strict:
        raise typer.Exit(1)


def _as_json(problems: list[Problem]) -> str:
    import json

    told = list(map(_entry, problems[:SHOWN]))
    if problems[SHOWN:]:
        wrong = any(one.severity == "error" for one in problems[SHOWN:])
        told.append(_entry(Problem("", in_lines(problems)[-1], severity="error" if wrong else "warning")))
    return json.dumps(told, indent=2)


def _entry(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place
    return {
        "severity": problem.severity,
        "file": shown(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "path": shown(problem.path),
        "message": problem.message,
    }
