"""Sections 4 to 6 of the record: how it was played, with what, and where the model is."""

from collections.abc import Iterator

from sim.experiments.output import versions
from sim.scenario.fingerprint import fingerprint
from sim.scenario.schema import Scenario
from sim.views.stress_des.item import Item, Study
from sim.views.text.unit_words import span_said
from sim.wording import counted, noted, said, say

RANDOM = (
    noted(
        "Philox4x64-10, a generator by counter (Salmon et al. 2011): each decision has a stream of its own, named by "
        "its path, and each draw is addressed by party, visit and turn. Values are drawn by inversion."
    ),
    noted(
        "Replication k has the same people in every scenario with this seed, so that scenarios are compared on the "
        "same people (common random numbers)."
    ),
)
EXECUTION = noted(
    "Next-event simulation in whole seconds, compiled; a second, plain engine in SimPy plays the same rules, and "
    "`{verify}` compares them event for event. All chance is drawn before the clock starts. Replications are played "
    "side by side; results do not depend on how many processes play them.",
    verify="portsim verify",
)


def experimentation(study: Study) -> Iterator[Item]:
    """Yield the items of section 4."""
    scenario = study.scenario
    begins = (
        say(
            "Warm-up: {time}, simulated before the first day and left out of every figure.",
            time=span_said(scenario.warm_up),
        )
        + " "
        + counted("{n} claimant waits when it begins.", "{n} claimants wait when it begins.", scenario.present_at_start)
    )
    untested = (say("whether the warm-up is long enough (`{call}`)", call="portsim run FILE --warm-up-test"),)
    left_open = () if study.initialised else untested
    yield Item("4.1", say("Initialisation"), (begins, *study.initialised), left_open)
    yield Item("4.2", say("Run length"), tuple(_span(scenario)))
    yield Item("4.3", say("Estimation approach"), study.estimated)


def _span(scenario: Scenario) -> Iterator[str]:
    yield counted(
        "{n} day, {first} to {last} (excluded), on the local clock of {zone}.",
        "{n} days, {first} to {last} (excluded), on the local clock of {zone}.",
        (scenario.end - scenario.start).days,
        first=scenario.start.isoformat(), last=scenario.end.isoformat(), zone=scenario.time_zone,
    )  # fmt: skip
    if scenario.run_on:
        yield say("Costs and crowding are also ranked to {day}.", day=scenario.run_on.isoformat())


def implementation(study: Study) -> Iterator[Item]:
    """Yield the items of section 5."""
    made = ", ".join(f"{name} {number}" for name, number in versions().items())
    program = say("portsim, a program in Python: {versions}.", versions=made)
    seed = say("Seed: {seed}.", seed=str(study.scenario.seed))
    machine = say("the machine, its operating system, and how long the study took")
    yield Item("5.1", say("Software or programming language"), (program,))
    yield Item("5.2", say("Random sampling"), (*map(said, RANDOM), seed))
    yield Item("5.3", say("Model execution"), (said(EXECUTION),))
    yield Item("5.4", say("System specification"), (), (machine,))


def access(study: Study) -> Iterator[Item]:
    """Yield the item of section 6."""
    told = (
        say(
            "The scenario has the fingerprint `{fingerprint}`; with it, this seed, these versions and the same options "
            "`{command}` gives these results to the byte.",
            fingerprint=fingerprint(study.scenario), command=f"portsim {study.command}",
        ),
        say("Results: {files}, next to this record.", files=", ".join(f"`{name}`" for name in study.files)),
    )  # fmt: skip
    where = say(
        "where the scenario, its data and the program can be had, under which licence, and who answers questions"
    )
    yield Item("6.1", say("Computer model sharing statement"), told, (where,))
