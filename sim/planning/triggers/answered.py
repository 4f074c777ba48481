"""A question answered in full: the study, the keep-or-close test, the lead time curve and the history."""

from dataclasses import replace

from sim.errors import Interrupted
from sim.experiments.playing.runner import Runner
from sim.planning.triggers.found import Found
from sim.planning.triggers.history import Knowledge, history, plays
from sim.planning.triggers.keep_or_close import Decided, keep_or_close
from sim.planning.triggers.lead_time import LeadCurve, lead_curve
from sim.planning.triggers.study import study
from sim.planning.triggers.trigger import Policy, Question

LED = 200  # futures of each lead time at most


def answered(
    question: Question, futures: int, using: Runner, *, lead_times: bool, past: Knowledge | None
) -> tuple[Found | None, bool]:
    """The study and what was asked for besides, each with a progress bar; and whether all of it was finished.

    Ctrl-C leaves what was finished until then: None if that is not one future of every policy.
    """
    found: Found | None = None
    try:
        with using.progress(len(question.policies) * futures) as advance:
            made = study(question, futures, using.workers, advance, store=using.store, cluster=using.cluster)
        found = Found(made)
        if made.interrupted:
            return found, False
        waiting = found.waiting
        if waiting:
            found = replace(found, tested=waiting.policy, decided=_decided(found, waiting.place, using))
        if lead_times and waiting:
            found = replace(found, curve=_curve(question, waiting.policy, min(futures, LED), using))
        if past:
            found = with_history(found, past, using)
    except (Interrupted, KeyboardInterrupt):
        return found, False
    return found, True


def with_history(found: Found, knowledge: Knowledge, using: Runner) -> Found:
    """What was found, with the recommended policy and its rivals replayed on the days of the scenario."""
    question, names = found.study.question, (found.chosen.policy.name,)
    with using.progress(plays(question, names)) as advance:
        made = history(question, names, workers=using.workers, knowledge=knowledge, progress=advance)
    return replace(found, history=made)


def _decided(found: Found, place: int, using: Runner) -> tuple[Decided, ...]:
    made = found.study
    policy, futures = made.question.policies[place], made.spent[place]
    with using.progress(futures) as advance:
        return keep_or_close(
            made.question, policy, futures, using.workers, advance, store=using.store, cluster=using.cluster
        )


def _curve(question: Question, led: Policy, futures: int, using: Runner) -> LeadCurve:
    with using.progress(futures) as advance:
        return lead_curve(
            question, led, None, futures, using.workers, advance, store=using.store, cluster=using.cluster
        )
