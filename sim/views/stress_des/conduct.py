"""Sections 4 to 6 of the record: how it was played, with what, and where the model is."""

from collections.abc import Iterator

from sim.experiments.output import versions
from sim.scenario.fingerprint import fingerprint
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import duration
from sim.views.stress_des.item import Item, Study

RANDOM = (
    "Philox4x64-10, a generator by counter (Salmon et al. 2011): each decision has a stream of its own, named by "
    "its path, "
    "and each draw is addressed by party, visit and turn. Values are drawn by inversion.",
    "Replication k has the same people in every scenario with this seed, so that scenarios are compared on the "
    "same people "
    "(common random numbers).",
)
EXECUTION = (
    "Next-event simulation in whole seconds, compiled; a second, plain engine in SimPy plays the same rules, and "
    "`portsim "
    "verify` compares them event for event. All chance is drawn before the clock starts. Replications are played "
    "side by "
    "side; results do not depend on how many processes play them.",
)


def experimentation(study: Study) -> Iterator[Item]:
    """Yield the items of section 4."""
    scenario = study.scenario
    begins = (
        f"Warm-up: {duration(scenario.warm_up)}, simulated before the first day and left out of every figure. "
        f"{scenario.present_at_start:,} claimants wait when it begins."
    )
    untested = () if study.initialised else ("whether the warm-up is long enough (`portsim run FILE --warm-up-test`)",)
    yield Item("4.1", "Initialisation", (begins, *study.initialised), untested)
    yield Item("4.2", "Run length", tuple(_span(scenario)))
    yield Item("4.3", "Estimation approach", study.estimated)


def _span(scenario: Scenario) -> Iterator[str]:
    days = (scenario.end - scenario.start).days
    first, last = scenario.start.isoformat(), scenario.end.isoformat()
    yield f"{days} days, {first} to {last} (excluded), on the local clock of {scenario.time_zone}."
    if scenario.run_on:
        yield f"Costs and crowding are also ranked to {scenario.run_on.isoformat()}."


def implementation(study: Study) -> Iterator[Item]:
    """Yield the items of section 5."""
    made = ", ".join(f"{name} {number}" for name, number in versions().items())
    yield Item("5.1", "Software or programming language", (f"portsim, a program in Python: {made}.",))
    yield Item("5.2", "Random sampling", (*RANDOM, f"Seed: {study.scenario.seed}."))
    yield Item("5.3", "Model execution", EXECUTION)
    yield Item("5.4", "System specification", (), ("the machine, its operating system, and how long the study took",))


def access(study: Study) -> Iterator[Item]:
    """Yield the item of section 6."""
    said = (
        f"The scenario has the fingerprint `{fingerprint(study.scenario)}`; with it, this seed, these "
        f"versions and the same options `portsim {study.command}` gives these results to the byte.",
        f"Results: {', '.join(f'`{name}`' for name in study.files)}, beside this record.",
    )
    where = ("where the scenario, its data and the program can be had, under which licence, and who answers questions",)
    yield Item("6.1", "Computer model sharing statement", said, where)
