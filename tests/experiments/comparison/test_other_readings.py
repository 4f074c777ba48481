"""Other readings of what is not settled: each is the same people under other values, and the answer says both."""

import json
from pathlib import Path

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.experiments.output import summary
from sim.experiments.playing.runner import ALONE
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.store.identity import identity
from sim.experiments.studies import with_same_people
from sim.scenario.load import load
from sim.scenario.source.yaml_writer import as_file
from sim.scenario.variants import read_otherwise
from sim.views.run.answer import answer

pytestmark = pytest.mark.unit

LONG = "with interviews twice as long"
PORT = f"""\
format: 2
name: Readings
start: 2025-06-02
end: 2025-06-07
arrivals: {{door: {{claimants_per_day: 20}}}}
process:
  steps: {{interview: {{staff: {{officers: 1}}, area: hall, time: 40 min}}}}
  journeys: {{everyone: [interview]}}
staff: {{officers: {{shifts: {{day: {{hours: 08:00-18:00, on_duty: 2}}}}}}}}
space: {{areas: {{hall: {{persons: 10}}}}}}
contingency:
  tent: {{order_when: {{watch: occupancy, of: hall, above: 18}}, brings: {{areas: {{hall: 20}}}}}}
readings:
  {LONG}: {{process: {{steps: {{interview: {{time: 80 min}}}}}}}}
  with one officer: {{staff: {{officers: {{shifts: {{day: {{on_duty: 1}}}}}}}}}}
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("readings") / "port.yaml"
    path.write_text(PORT, encoding="utf-8")
    return with_same_people(run(load(path).scenario, 12, ALONE), ALONE)


def test_a_reading_is_the_file_with_its_values_on_the_same_people(played: Result, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(PORT.replace("time: 40 min", "time: 80 min"), encoding="utf-8")
    other = run(load(tmp_path / "other.yaml", ["readings=null"]).scenario, 12, ALONE)
    assert identity(read_otherwise(played.scenario, LONG)) == identity(other.scenario)
    long, one_officer = played.other_readings
    for name, found in long.figures.items():
        before, after = (one.values[:, one.names.index(name)] for one in (played, other))
        assert (found.as_written, found.otherwise) == (pytest.approx(before.mean()), pytest.approx(after.mean()))
        assert found.difference.low <= np.mean(after - before) <= found.difference.high
    assert (long.name, long.runs, one_officer.runs) == (LONG, 12, 12)


def test_the_answer_and_the_summary_say_the_order_in_each_reading(played: Result) -> None:
    shares = [one.figures["tent_ordered"] for one in played.other_readings]
    orders = [round(12 * share) for share in (shares[0].as_written, shares[0].otherwise)]
    few = round(12 * shares[1].otherwise)
    assert 0 < orders[0] < orders[1] <= 12, "the port is one on which the reading decides"
    (line,) = [line for line in answer(played) if line.startswith("What do other readings say?")]
    assert line == (
        f"What do other readings say? as written the tent is ordered in {orders[0]} of 12 runs, {LONG} in {orders[1]} "
        f"and with one officer in {few}; the same people in the first 12 runs."
    )
    told = json.loads(json.dumps(summary(played)))["other_readings"][LONG]
    assert told["runs"] == 12
    assert told["figures"]["tent_ordered"]["as_written"] == shares[0].as_written


def test_what_a_reading_says_plays_nothing_again_and_reads_back(played: Result, tmp_path: Path) -> None:
    plain = load_text(tmp_path, PORT.partition("readings:")[0])
    assert identity(plain) == identity(played.scenario)
    assert load_text(tmp_path, as_file(played.scenario)) == played.scenario


def load_text(folder: Path, text: str):
    (folder / "port.yaml").write_text(text, encoding="utf-8")
    return load(folder / "port.yaml").scenario


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        ("{end: 2025-08-01}", "allowed: for each reading, sections with what it has otherwise: arrivals, surges"),
        ("{process: {steps: {interview: {time: soon}}}}", "14:47: readings.other.process.steps.interview.time"),
        ("{process: {steps: {interview: {staff: {guards: 1}}}}}", "found guards"),
    ],
)
def test_what_is_wrong_in_a_reading_is_said_with_its_place(reading: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as error:
        load_text(tmp_path, PORT.partition("readings:")[0] + f"readings:\n  other: {reading}\n")
    assert sentence in " ".join(map(str, error.value.problems))
