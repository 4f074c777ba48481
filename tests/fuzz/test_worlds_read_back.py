"""Random ports over the whole language, written out by the store and by `explain`, are the same when they are read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from borrowed import worlds
from hypothesis import HealthCheck, Phase, assume, given, settings

from sim.scenario.checks.impossible import impossible
from sim.scenario.data.listed import Listed
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import Loaded, load
from sim.scenario.schema import Scenario
from sim.scenario.source.explain import explained
from sim.scenario.source.yaml_reader import read_text
from sim.scenario.source.yaml_writer import as_file
from sim.views.spreadsheet.scenario_book import scenario_book

pytestmark = pytest.mark.unit


def lay_out(listed: Listed, folder: Path) -> None:
    """Write a list of people as the table it would have been read from."""
    rows = (f"{party.at.isoformat(sep=' ')},{party.persons}\n" for party in listed.parties)
    (folder / listed.file).write_text("at,persons\n" + "".join(rows), encoding="utf-8")


def lay_out_counts(scenario: Scenario, folder: Path) -> None:
    """Write the counts of each stream as the table they would have been read from."""
    for stream in scenario.arrivals.values():
        for counts in (stream.counts, stream.conditioned_on and stream.conditioned_on.counts):
            if counts is not None:
                rows = (
                    f"{row.first},{row.last},{row.claims},{row.known},{row.grade},{row.source}\n" for row in counts.rows
                )
                text = "from,to,claims,known,grade,source\n" + "".join(rows)
                (folder / counts.file).write_text(text, encoding="utf-8")


def read_again(text: str, folder: Path) -> Loaded:
    """What a text says, read from a file in a folder; whatever roster it has."""
    (folder / "port.yaml").write_text(text, encoding="utf-8")
    return load(folder / "port.yaml", roster_to_come=True)


@contextmanager
def beside(scenario: Scenario) -> Iterator[Path]:
    """A folder with the files that a random world names; a world that cannot be is left out."""
    assume(not any(problem.severity == "error" for problem in impossible(scenario, roster_to_come=True)))
    listed = scenario.arrivals["listed"].listed
    assert listed is not None
    with tempfile.TemporaryDirectory() as name:
        lay_out(listed, Path(name))
        lay_out_counts(scenario, Path(name))
        yield Path(name)


@settings(
    deadline=None, derandomize=True, max_examples=100, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(worlds())
def test_a_port_reads_back_from_what_the_store_and_explain_write(scenario: Scenario) -> None:
    with beside(scenario) as folder:
        first = read_again(as_file(scenario), folder)
        second = read_again(explained(first), folder)
    for again in (first.scenario, second.scenario):
        assert again == scenario
        assert fingerprint(again) == fingerprint(scenario)


@settings(
    deadline=None, derandomize=True, max_examples=15, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(worlds())
def test_a_port_reads_back_from_its_workbook(scenario: Scenario) -> None:
    with beside(scenario) as folder:
        (folder / "port.xlsx").write_bytes(scenario_book(read_text(as_file(scenario), "port.yaml")))
        again = load(folder / "port.xlsx", roster_to_come=True).scenario
    assert again == scenario
    assert fingerprint(again) == fingerprint(scenario)
