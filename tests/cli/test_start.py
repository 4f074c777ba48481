"""Help comes at once: nothing heavy is imported before it is used."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.cli

HEAVY = ("babel", "numba", "scipy", "pandas", "matplotlib", "jinja2", "simpy")
LOOK = """
import json, sys
from sim.cli import main
try:
    main({arguments})
except SystemExit as left:
    print(json.dumps([left.code, sorted(set(name.split(".")[0] for name in sys.modules))]))
"""


def imported(*arguments: str) -> tuple[int, set[str]]:
    """Exit status of a command, and the packages that it imported."""
    script = LOOK.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    status, packages = json.loads(done.stdout.splitlines()[-1])
    return status or 0, set(packages)


def test_help_in_french_reads_a_file_and_imports_no_more() -> None:
    status, packages = imported("--lang", "fr", "--help")
    assert status == 0
    assert not packages & {*HEAVY, "numpy", "yaml", "rich"}


COMMANDS = ("new", "check", "explain", "schema", "run", "compare", "results", "sweep", "sensitivity", "staff", "verify")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help(command: tuple[str, ...]) -> None:
    status, packages = imported(*command, "--help")
    assert status == 0
    assert not packages & {*HEAVY, "numpy", "yaml", "rich"}


def test_check(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("scenario") / "harbour"
    assert imported("new", str(path))[0] == 0
    status, packages = imported("check", f"{path}.yaml")
    assert status == 0
    assert not packages & set(HEAVY)


def test_a_traceback_is_never_the_answer() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", "check", "nowhere.yaml"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == "nowhere.yaml: found no such file; allowed: the path of a scenario file\n"
    assert done.stderr == ""


@pytest.mark.parametrize("command", [("run", "-n", "1"), ("staff", "-n", "2", "--search", "2")])
def test_a_page_is_written_without_a_library_of_charts(command: tuple[str, ...], tmp_path: Path) -> None:
    path, out = tmp_path / "harbour", tmp_path / "out"
    assert imported("new", str(path))[0] == 0
    name, *few = command
    given = (f"{path}.yaml", *few, "--workers", "1", "--set", "end=2025-06-05", "--quiet", "--out", str(out))
    status, packages = imported(name, *given)
    assert status == 0 and list(out.glob("*.html")) and not (out / "charts").exists()
    assert "matplotlib" not in packages


def test_a_command_looks_for_garbage_a_tenth_as_often_as_python_does() -> None:
    ask = "import gc; usual = gc.get_threshold()[0]; from sim.cli import main\ntry: main(['--version'])\n"
    ask += "except SystemExit: print(gc.get_threshold()[0] / usual)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert float(done.stdout.splitlines()[-1]) >= 10


def test_a_command_that_plays_looks_for_garbage_often_again(tmp_path: Path) -> None:
    """What a replication leaves would pile up, and the next would be given new memory."""
    path = tmp_path / "harbour"
    assert imported("new", str(path))[0] == 0
    run = ["run", f"{path}.yaml", "-n", "2", "--workers", "1", "--set", "end=2025-06-05", "--out", str(tmp_path)]
    ask = f"import gc\nfrom sim.cli import main\ntry: main({run})\n"
    ask += "except SystemExit: print(gc.get_threshold()[0], gc.get_freeze_count() > 0)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "700 True"
