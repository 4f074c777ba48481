"""Every command on a machine that is no Linux: without POSIX-only calls, spawning its processes, in a folder with a
space and an accent, on a console that shows ASCII alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.cli, pytest.mark.slow]

# Read by every Python that starts, workers too.
ANOTHER_SYSTEM = """
import multiprocessing, os, signal
POSIX = ((os, ("sched_getaffinity", "sched_setaffinity", "fork", "forkpty", "getloadavg", "mkfifo", "nice")),
         (signal, ("pthread_sigmask", "pthread_kill", "sigwait", "alarm", "setitimer")))
for module, names in POSIX:
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
multiprocessing.set_start_method("spawn", force=True)
"""
SCENARIO = """\
format: 2
name: Été à l’île — une salle
question: Combien d’agents faut-il dans la salle ?
start: 2025-06-02
end: 2025-06-07
targets: {within_24h: {at_least: 80%}}
precision: {within_24h: 0.5}
arrivals: {porte_d_entrée: {claimants_per_day: {uncertain: {lognormal: {p10: 8, p90: 12}}}}}
process:
  steps: {entrevue: {staff: {équipe: 1}, area: salle, time: {party: 40 min}}}
  journeys: {everyone: [entrevue]}
staff:
  équipe:
    shifts: {jour: {hours: 07:00-19:00, on_duty: 2}}
    templates: {patterns: {jour: {starts: [07:00], lengths: [12 h], on: 5, off: 2}}}
space: {areas: {salle: {persons: 3}}}
contingency:
  tente:
    order_when: {watch: occupancy, of: salle, above: 100%, for: 1 h}
    lead_time: 1 d
    brings: {areas: {salle: 10}}
    minimum_term: 2 d
    cost: {set_up: 1000 CAD}
policy: {measure: tente, crowded_person_hour: 5 CAD}
"""
FILE = "scénario d’été.yaml"
COMMANDS = {
    "check": ("check", FILE),
    "explain": ("explain", FILE, "--demand", "demande.svg"),
    "schema": ("schema",),
    "new": ("new", "Île aux agents"),
    "verify": ("verify", FILE, "-n", "1"),
    "run": ("run", FILE, "-n", "6", "--workers", "2", "--log", "1", "--store", "magasin été.sqlite", "--charts", "svg"),
    "compare": ("compare", FILE, "autre.yaml", "-n", "6", "--workers", "2"),
    "sweep": ("sweep", FILE, "--vary", "staff.équipe.shifts.jour.on_duty=1,2", "-n", "3", "--workers", "2"),
    "sensitivity": ("sensitivity", FILE, "--size", "2", "-n", "2", "--workers", "2"),
    "staff": ("staff", FILE, "-n", "2", "--search", "2", "--workers", "2"),
    "policy": ("policy", FILE, "-n", "20", "--workers", "2", "--no-lead-curve"),
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder, and the environment of another system."""
    top = tmp_path_factory.mktemp("système")
    folder = top / "Mes scénarios"
    folder.mkdir()
    (folder / FILE).write_text(SCENARIO, encoding="utf-8")
    (folder / "autre.yaml").write_text(f"extends: {FILE}\nstaff: {{équipe: {{absence: 10%}}}}\n", encoding="utf-8")
    (top / "sitecustomize.py").write_text(ANOTHER_SYSTEM, encoding="utf-8")
    path = os.pathsep.join([str(top), *filter(None, sys.path)])
    more = {"PYTHONPATH": path, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    return folder, {key: value for key, value in os.environ.items() if not key.startswith("PORTSIM")} | more


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command(name: str, elsewhere: tuple[Path, dict[str, str]]) -> None:
    folder, environment = elsewhere
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", *COMMANDS[name]],
        cwd=folder, env=environment, capture_output=True, check=False, timeout=600,
    )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    if name in ("explain", "schema"):  # documents stay what they are
        assert "Été" in done.stdout.decode("utf-8") or name == "schema"
    else:
        done.stdout.decode("ascii")
    done.stderr.decode("ascii")


def test_what_was_written_is_utf8(elsewhere: tuple[Path, dict[str, str]]) -> None:
    folder, environment = elsewhere
    out = subprocess.run(
        [sys.executable, "-m", "sim.cli", "run", FILE, "-n", "2", "--workers", "1", "--out", "résultats"],
        cwd=folder, env=environment, capture_output=True, check=True, timeout=600,
    )  # fmt: skip
    assert b"Ete a l'ile - une salle" in out.stdout
    assert "Été à l’île — une salle" in (folder / "résultats" / "report.html").read_text(encoding="utf-8")
    assert "busy_hours_équipe" in (folder / "résultats" / "kpis.csv").read_text(encoding="utf-8")


def unguarded(start: str, folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """A script that plays over two processes without a guard, with this start method."""
    script = folder / f"joue {start}.py"
    script.write_text(
        f"import multiprocessing\nmultiprocessing.set_start_method({start!r}, force=True)\nimport sim\n"
        f"print(len(sim.run(sim.load({FILE!r}), 6, 2).runs))\n",
        encoding="utf-8",
    )
    wanted = environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, script], cwd=folder, env=wanted, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_a_script_without_a_guard(start: str, elsewhere: tuple[Path, dict[str, str]]) -> None:
    done = unguarded(start, *elsewhere)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert "could be started: a new process imports" in said[-1] or "could not be started (exit status 1)" in said[-1]
    assert '`if __name__ == "__main__":`' in said[-1]
    assert done.stderr.count("Traceback") == 1  # of the script itself; its processes say nothing
