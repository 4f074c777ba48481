"""All makers with their weights, all judges, and the cases of a seed that are played with them."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import run_makers
import table_makers
import yaml_makers
from fuzz_kit import Judge, Maker, case, complaints, quiet, readable, reads_back
from plays import plays

MAKERS: dict[str, list[tuple[int, Maker]]] = {
    "files": yaml_makers.MAKERS,
    "tables": table_makers.MAKERS,
    "runs": run_makers.MAKERS,
}
JUDGES: tuple[Judge, ...] = (quiet, readable, reads_back, plays)


def makers(kinds: Sequence[str] = ()) -> list[tuple[int, Maker]]:
    """The makers of some kinds of input, or of all."""
    return [each for kind in kinds or MAKERS for each in MAKERS[kind]]


def said_of(kinds: Sequence[str], seed: int, numbers: Sequence[int]) -> Iterator[str]:
    """The complaints about the cases of these numbers, each played in a folder of its own."""
    drawn = makers(kinds)
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            for text in complaints(case(drawn, seed, number), Path(folder), JUDGES):
                yield f"case {number} of seed {seed}: {text}"
