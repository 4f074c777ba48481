"""One base class for every error that a user meets, and one place in which the command line catches it."""

import ast
import pickle
from pathlib import Path

import pytest

import sim
from sim import errors
from sim.cli import app
from sim.problems import Problem, sentence

pytestmark = pytest.mark.unit
HOME = Path(sim.__file__).parent
INSIDE = {  # raised and caught inside the program, so that no caller meets them
    "CodecError": "the store plays a damaged replication again",
    "OtherProgramError": "becomes a ClusterError at whoever asked the worker",
    "_NoStoreError": "the store sets the file aside",
    "TableError": "becomes the problems of a ScenarioError",
    "Refused": "becomes a TableError with its cell",
    "NoCommand": "the command line says it and leaves with 2",
    "TooMany": "the command line says it and leaves with 2",
    "NoPeriod": "becomes a problem of a ScenarioError, with the cell of the counts",
    "NoCount": "becomes a problem of a ScenarioError, with the cell of the counts",
    "NotAllowed": "becomes a problem of a ScenarioError",
}
PUBLIC = [getattr(errors, name) for name in errors.__all__ if isinstance(getattr(errors, name), type)]


def exceptions() -> dict[str, str]:
    """Every class in `sim/` that looks like an exception by its name or its bases, with its file."""
    found = {}
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                if any(base.endswith(("Error", "Exception", "Interrupted")) for base in bases):
                    found[node.name] = path.relative_to(HOME).as_posix()
    return found


def test_every_error_is_in_one_module_or_never_leaves_the_program() -> None:
    elsewhere = {name for name, file in exceptions().items() if file != "errors.py"}
    assert elsewhere == set(INSIDE)


@pytest.mark.parametrize("error", PUBLIC, ids=lambda error: error.__name__)
def test_every_error_has_the_base_and_an_exit_status(error: type[errors.PortsimError]) -> None:
    assert issubclass(error, sim.errors.PortsimError)
    assert error.exit_status in (1, 2, 130)
    assert error.__doc__


def test_a_scenario_error_keeps_its_problems_when_it_comes_from_another_process() -> None:
    error = errors.ScenarioError([Problem("staff", sentence("nothing", "a pool"))])
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, str(again)) == (error.problems, "staff: found nothing; allowed: a pool")
    assert again.problems[0].allowed == "a pool"


def test_a_sentence_knows_what_it_says_whatever_is_put_behind_it() -> None:
    said = sentence("minor", "a group", ["minors"]) + "; the file has 3 more"
    assert said == "found minor; allowed: a group; did you mean minors?; the file has 3 more"
    assert (said.allowed, said.meant) == ("a group", "minors")
    assert pickle.loads(pickle.dumps(said)).meant == "minors"


@pytest.mark.parametrize("error", [errors.WorkerError("a"), errors.StoreError("b"), errors.ArgumentError("c")])
def test_the_command_line_prints_an_error_and_leaves_with_its_status(error, monkeypatch, capsys) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(app, "app", fails)
    with pytest.raises(SystemExit) as left:
        app.run_command(["check"])
    assert left.value.code == error.exit_status
    assert capsys.readouterr() == ("", f"{error}\n")


def test_the_version_is_told(capsys) -> None:
    with pytest.raises(SystemExit) as left:
        app.run_command(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"portsim {sim.__version__}\n"
