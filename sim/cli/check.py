"""`portsim check`: is a scenario right, and is it what was meant?"""

import typer

from sim.cli.options import Files, Json, Quiet, Sets, Strict
from sim.scenario.problems import Problem, ScenarioError


def check(files: Files, sets: Sets = None, json: Json = False, quiet: Quiet = False, strict: Strict = False) -> None:
    """Print every error and warning of the scenarios, each with file:line:column."""
    problems: list[Problem] = []
    for file in files:
        found = _problems(str(file), sets or [])
        problems += found
        if not json:
            typer.echo("".join(f"{problem}\n" for problem in found), nl=False)
            if not found and not quiet:
                typer.echo(f"{file}: no errors, no warnings")
    if json:
        typer.echo(_as_json(problems))
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(2)
    if problems and strict:
        raise typer.Exit(1)


def _problems(file: str, sets: list[str]) -> list[Problem]:
    from sim.people.overload import crowd, foreseen
    from sim.scenario.load import load

    try:
        loaded = load(file, sets)
    except ScenarioError as error:
        return list(error.problems)
    ahead = (*crowd(loaded.scenario), *foreseen(loaded.scenario))
    return [*loaded.warnings, *map(loaded.placed, ahead)]


def _as_json(problems: list[Problem]) -> str:
    import json

    return json.dumps(
        [
            {
                "severity": problem.severity,
                "file": problem.place.file if problem.place else None,
                "line": problem.place.line if problem.place else None,
                "column": problem.place.column if problem.place else None,
                "path": problem.path,
                "message": problem.message,
            }
            for problem in problems
        ],
        indent=2,
        ensure_ascii=False,
    )
