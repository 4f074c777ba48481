"""Prints the lowest versions that pyproject.toml declares, one requirement a line, for pip's `--constraint`."""

import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def lowest() -> list[str]:
    """Every dependency at its lowest version."""
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [requirement.replace(">=", "==") for requirement in declared]


if __name__ == "__main__":
    print("\n".join(lowest()))
