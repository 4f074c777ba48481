"""A result from a store alone, without the file of the scenario."""

import tempfile
from pathlib import Path

from sim.errors import ScenarioError, StoreError
from sim.experiments.result import Result
from sim.experiments.store.store import Experiment, Store
from sim.people.chance.uncertain_inputs import LAW
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.wording import say


def stored_result(store: Store, experiment: Experiment) -> Result:
    """Return every replication that a store has of an experiment as it is written, as the result of a run.

    Runs of sets of assumptions are not among them. StoreError when there is no other, and when the scenario cannot be
    read back as it was: it names files that are elsewhere (listed arrivals), or another version of the program wrote
    it, in another language or with other figures.
    """
    where = f"{store.path}, {experiment.key[:12]}"
    scenario = _scenario(where, experiment)
    names, runs = tuple(catalogue(scenario)), tuple(store.runs(experiment.key, last=LAW - 1))
    if not runs:
        text = say("only sets of assumptions were played, and nothing as the scenario is written")
        raise StoreError(f"{where}: {text}")
    if any(len(run.figures) != len(names) for run in runs):
        text = say("{key} was played by a version with other figures than this one's", key=experiment.key[:12])
        raise StoreError(f"{store.path}: {text}")
    return Result(scenario, experiment.fingerprint, scenario.seed, len(runs), names, runs)


def _scenario(where: str, experiment: Experiment) -> Scenario:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text(experiment.text, encoding="utf-8")
        try:
            scenario = load(file).scenario
        except ScenarioError as error:
            text = say(
                "its scenario cannot be read back ({why}); `portsim run` on its own file with this store plays nothing "
                "again",
                why=error.problems[0].message,
            )
            raise StoreError(f"{where}: {text}") from None
    if fingerprint(scenario) != experiment.fingerprint:
        raise StoreError(f"{where}: " + say("its scenario reads otherwise than when it was played"))
    return scenario
