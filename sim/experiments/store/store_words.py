"""What is said of a file that cannot serve as a store, or has not what is asked of it."""

from pathlib import Path

from sim.wording import counted, say


def unusable(path: Path, why: str) -> str:
    """Return what is said of a file that fails."""
    allowed = say("a file that can be read and written, on a disk with room")
    return f"{path}: " + say("cannot be used as a store: {why}; allowed: {allowed}", why=why, allowed=allowed)


def found_in_place(path: Path, what: str, allowed: str) -> str:
    """Return what is said of what stands in the place of a store."""
    return f"{path}: " + say("found {found}; allowed: {allowed}", found=what, allowed=allowed)


def several(number: int, key: str) -> str:
    """Return what is said of a key that several results begin with."""
    return counted(
        "{n} result begins with '{key}'; `portsim results list` shows them",
        "{n} results begin with '{key}'; `portsim results list` shows them", number, key=key,
    )  # fmt: skip
