"""Commands killed, and interrupted, at random moments: `python tests/cli/kill_storm.py [KILLS] [INTERRUPTS] [SEED]`.

By hand, on Linux. Each command is played once in peace, then again and again with one store, to be killed (SIGKILL to
the process alone, so that its workers must notice) or interrupted (Ctrl-C to all of its group). After each the store
holds no less than before, every file in the folder is whole, and no process is left. Then it is played to its end: the
bytes of all its files are those of the peaceful one.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from sim.experiments.store.store import Store

PORT = """\
format: 2
name: A small port
start: 2025-06-02
end: 2025-06-30
arrivals: {door: {claimants_per_day: 30}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 30 min}, cv: .5}}
  journeys: {everyone: [intake]}
staff: {officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 2}}, absence: 5%}}
space: {areas: {hall: {persons: 6}}}
targets: {within_24h: {at_least: 20%}}
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 50%, of_space: base, for: 2 h}}}
    lead_time: 12 h
    brings: {areas: {hall: 20}}
    minimum_term: 1 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 30%, of_space: base, for: 6 h}}}
    cost: {set_up: 500 CAD, per_month: 3000 CAD}
policy:
  need: {for: 1 h, above: 60%}
  families:
    occupancy: {above: [40%, 80%], for: 2 h}
    fixed_date: {on: 2025-06-04}
    arrivals: false
    longest_wait: false
    forecast: false
    two_tiers: false
"""
OTHER = "extends: port.yaml\nstaff: {officers: {shifts: {day: {on_duty: 3}}}}\n"
UNSURE = "extends: port.yaml\nuncertain: {staff.officers.absence: {p10: 2%, p90: 30%}}\n"
COMMANDS = {
    "run": ("port.yaml", "-n", "100"),
    "compare": ("port.yaml", "other.yaml", "-n", "50"),
    "sweep": ("port.yaml", "--vary", "staff.officers.shifts.day.on_duty=1,2,3", "-n", "30"),
    "sensitivity": ("unsure.yaml", "--size", "4", "-n", "12", "--figure", "within_24h"),
    "staff": ("port.yaml", "-n", "12", "--search", "6"),
    "policy": ("port.yaml", "-n", "24"),
}
MORE_FOUND = ("compare", "sensitivity", "staff", "policy")  # a later call of these finds what an earlier one played
PATIENCE = 20.0  # seconds that workers have to notice that nobody leads them
# How a command may leave. Where the interrupt came within a text that Python executes (an import makes some), Python
# ends itself by the signal once all is said, which a shell tells as 130 too. 0: all was done, and it was leaving.
LEFT = {signal.SIGKILL: (-signal.SIGKILL, 0), signal.SIGINT: (0, 130, -signal.SIGINT)}


class Storm:
    """One command in a folder of its own."""

    def __init__(self, command: str, folder: Path, dice: random.Random) -> None:
        self.command, self.folder, self.dice = command, folder, dice
        self.store = folder / "kept.sqlite"
        self.seen: Counter[str] = Counter()
        folder.mkdir()
        (folder / "port.yaml").write_text(PORT, encoding="utf-8")
        (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
        (folder / "unsure.yaml").write_text(UNSURE, encoding="utf-8")
        begun = time.monotonic()
        self._ended(self._start("calm", folder / "calm.sqlite"), 0)
        self.lasts = time.monotonic() - begun
        self.calm = contents(folder / "calm")

    def blow(self, kills: int, interrupts: int) -> None:
        """Kill and interrupt it so often, in any order; then play it to its end."""
        blows = [signal.SIGKILL] * kills + [signal.SIGINT] * interrupts
        self.dice.shuffle(blows)
        for number, blow in enumerate(blows):
            if number and number % 6 == 0:
                self._resume()
            while not self._once(blow):  # it had ended: sooner, then
                self.lasts *= 0.8
        self._resume()

    def _once(self, blow: signal.Signals) -> bool:
        """Start it, and kill or interrupt it while it is at work; whether it still was."""
        before = self.kept()
        process = self._start("out", self.store)
        try:
            process.wait(self.dice.uniform(0.2, self.lasts))
            said, _ = process.communicate()
            assert process.returncode == 0, said
            return False
        except subprocess.TimeoutExpired:
            os.kill(process.pid, blow) if blow == signal.SIGKILL else os.killpg(process.pid, blow)
        said, _ = process.communicate(timeout=120)
        self._alone(process.pid)
        after = self.kept()
        assert after >= before, (self.command, before, after)
        assert process.returncode in LEFT[blow], (blow, process.returncode, said)
        assert process.returncode not in LEFT[signal.SIGINT][1:] or "nterrupted" in said, said
        assert "Traceback" not in said, said
        for path in (self.folder / "out").rglob("*"):
            assert path.is_dir() or path.name.endswith(".part") or whole(path), path
        self.seen[blow.name] += 1
        self.seen["before anything was kept"] += not after
        return True

    def _resume(self) -> None:
        """To the end: what was finished is not played again, and the files are those of the peaceful run."""
        before = self.kept()
        said = self._ended(self._start("out", self.store), 0)
        assert f"{before:,} replications found" in said or self.command in MORE_FOUND, said
        found = contents(self.folder / "out")
        assert found == self.calm, [name for name in {*found, *self.calm} if found.get(name) != self.calm.get(name)]
        self.seen["resumed to the same bytes"] += 1
        for path in self.folder.glob("kept.sqlite*"):
            path.unlink()

    def kept(self) -> int:
        """Replications in the store."""
        if not self.store.exists():
            return 0
        with Store(self.store) as file:
            return sum(one.runs for one in file.experiments())

    def _start(self, out: str, store: Path) -> "subprocess.Popen[str]":
        call = [sys.executable, "-m", "sim.cli", self.command, *COMMANDS[self.command], "--workers", "2",
                "--out", out, "--store", str(store)]  # fmt: skip
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen(
            call, cwd=self.folder, env=environment, start_new_session=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def _ended(self, process: "subprocess.Popen[str]", status: int) -> str:
        said, _ = process.communicate(timeout=600)
        assert process.returncode == status, said
        self._alone(process.pid)
        return said

    def _alone(self, session: int) -> None:
        """No process of a session is left, after a while."""
        deadline = time.monotonic() + PATIENCE
        while left := list(living(session)):
            assert time.monotonic() < deadline, (self.command, left)
            time.sleep(0.05)


def living(session: int) -> Iterator[int]:
    """The processes of a session."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[3]) == session and told[0] != "Z":
            yield int(entry.parent.name)


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, drafts left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".part"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def whole(path: Path) -> bool:
    """Whether a file has its end."""
    content = path.read_bytes()
    match path.suffix:
        case ".svg":
            return ElementTree.fromstring(content) is not None
        case ".json":
            return json.loads(content) is not None
        case ".png":
            return content.endswith(b"IEND\xaeB`\x82")
        case ".xlsx":
            return b"PK\x05\x06" in content[-64:]
        case ".html":
            return content.rstrip().endswith(b"</html>")
    return path.name == ".trial" or content.endswith(b"\n")


def main(kills: int = 60, interrupts: int = 20, seed: int = 1) -> None:
    """Share the blows among the commands; print what was seen."""
    begun = time.monotonic()
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            storm = Storm(command, Path(folder) / command, dice)
            storm.blow(kills // len(COMMANDS), interrupts // len(COMMANDS))
            print(f"{command} ({storm.lasts:.0f} s in peace): {dict(storm.seen)}", flush=True)
    print(f"nothing was lost, in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
