"""Examples of calls, which `--help` shows below the options: what is typed, and what for.

All are of one port, whose file `portsim new port` writes; `busier.yaml` extends it, with values that are uncertain.
"""

from typing import NamedTuple


class Example(NamedTuple):
    """A call, and what it is for."""

    line: str
    does: str


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "": (
        Example("portsim new port", "write port.yaml, a small port to start from"),
        Example("portsim check port.yaml", "is it right?"),
        Example("portsim run port.yaml", "play it 200 times; the answer, and a report in results/port"),
    ),
    "new": (
        Example("portsim new port", "write port.yaml, a land port"),
        Example("portsim new terminal --template airport", "write terminal.yaml, with flights in two banks"),
        Example("portsim new centre --template reception-centre", "write centre.yaml, where people stay for days"),
    ),
    "check": (
        Example("portsim check port.yaml", "every error and warning, with its line"),
        Example("portsim check port.yaml --set staff.officers.absence=10%", "the same with a value changed"),
        Example("portsim check port.yaml --strict", "exit with 1 if there is a warning, for a script"),
    ),
    "explain": (
        Example("portsim explain port.yaml", "every value, defaults too, and where it is written"),
        Example("portsim explain port.yaml --demand demand.png", "draw the claimants expected by day too"),
    ),
    "schema": (Example("portsim schema > scenario.schema.json", "for editors, beside the scenario"),),
    "run": (
        Example("portsim run port.yaml", "play it 200 times; a report in results/port"),
        Example("portsim run port.yaml --set space.areas.hall.persons=60 --out small", "with a smaller hall"),
        Example("portsim run port.yaml -n 1000 --store runs.sqlite", "more runs, kept so that none is played again"),
        Example("portsim run port.yaml --json --quiet", "one JSON document, for a program"),
    ),
    "compare": (
        Example("portsim compare port.yaml busier.yaml", "what another file changes, on the same people"),
        Example("portsim compare port.yaml busier.yaml --explain", "and which of its changes does how much"),
    ),
    "staff": (
        Example("portsim staff port.yaml", "the roster that meets the targets at the least cost"),
        Example('portsim staff port.yaml --served 80% --wait "30 min"', "80% are served within half an hour"),
        Example("portsim staff port.yaml --budget 12000", "the most for 12,000 officer-hours"),
    ),
    "policy": (
        Example("portsim policy port.yaml", "which trigger should order the space"),
        Example(
            'portsim policy port.yaml --vary contingency.overflow_tent.lead_time=3d,10d', "and other lead times"
        ),
    ),
    "sweep": (
        Example("portsim sweep port.yaml --vary space.areas.hall.persons=60,80,100", "three sizes of the hall"),
        Example(
            "portsim sweep port.yaml --vary staff.officers.absence=0..20% --sample 10", "ten points of a range"
        ),
    ),
    "sensitivity": (
        Example("portsim sensitivity busier.yaml", "which of its uncertain values matter most"),
        Example("portsim sensitivity busier.yaml --method sobol --size 16", "as shares of the variance"),
    ),
    "verify": (Example("portsim verify port.yaml -n 5", "do both engines play five runs the same?"),),
    "results": (
        Example("portsim results --store runs.sqlite list", "what is in the store, and what differs"),
        Example("portsim results --store runs.sqlite prune", "take out what another version played"),
    ),
    "results list": (
        Example("portsim results --store runs.sqlite list", "each result, and in which values it differs"),
        Example("portsim results --store runs.sqlite list --all", "each point of a sweep too"),
    ),
    "results show": (
        Example("portsim results --store runs.sqlite show 3f9a", "the result whose key begins so, and its scenario"),
    ),
    "results export": (
        Example("portsim results --store runs.sqlite export 3f9a --out again", "its tables, as `run` writes them"),
    ),
    "results prune": (
        Example("portsim results --store runs.sqlite prune", "results of other versions of the program"),
        Example("portsim results --store runs.sqlite prune 3f9a", "one result"),
    ),
}  # fmt: skip


def shown(command: str) -> str:
    """Return the examples of a command as its help shows them, each call on a line of its own."""
    lines = (f"  {one.line}\n      {one.does}" for one in EXAMPLES[command])
    return "\b\nExamples:\n" + "\n".join(lines)
