"""A question answered in full: study, fresh futures, keep or close, lead time curve, hindsight, what to know first,
history."""

from dataclasses import replace

from sim.errors import Interrupted
from sim.experiments.playing.runner import Runner
from sim.people.chance.uncertain_inputs import inputs
from sim.planning.triggers.by_storms.stress_set import stress_set
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.fresh import replayed, rivals
from sim.planning.triggers.history import Knowledge, history
from sim.planning.triggers.judging.break_even import FUTURES as MAPPED
from sim.planning.triggers.judging.break_even import break_even
from sim.planning.triggers.judging.forecast_skill import forecast_skill
from sim.planning.triggers.judging.hindsight.bound import Hindsight, hindsight
from sim.planning.triggers.judging.worth_knowing import Known, worth_knowing
from sim.planning.triggers.keep_or_close import OptionTest, keep_or_close
from sim.planning.triggers.lead_time import lead_curve
from sim.planning.triggers.study import Study, study
from sim.planning.triggers.trigger import Question
from sim.wording import noted

FUTURES = noted("futures")
LED = 200  # futures of each lead time at most


def answered(
    question: Question,
    futures: int,
    using: Runner,
    *,
    lead_times: bool,
    past: Knowledge | None,
    mapped: tuple[str, str] | None = None,
) -> tuple[StudyResult | None, bool]:
    """Return the study and what was asked for besides; and whether all of it was finished.

    Ctrl-C leaves what was finished until then: None if that is not one future of every policy.
    """
    found: StudyResult | None = None
    try:
        made = study(question, futures, using)
        found = StudyResult(made)
        if made.interrupted:
            return found, False
        found = replace(found, fresh=replayed(made, using))
        if found.fresh and found.fresh.futures < futures:
            return found, False
        waiting = found.waiting
        if waiting:
            found = replace(found, tested=waiting.policy, decided=_decided(made, waiting.place, using))
        if lead_times and waiting:
            found = replace(
                found, curve=lead_curve(question, waiting.policy, None, min(futures, LED), using, made.drawn)
            )
        found = replace(found, hindsight=_hindsight(made, using))
        found = replace(found, stressed=stress_set(question, found.rival.policy, futures, using))
        found = replace(found, known=_known(found, using))
        found = replace(found, skill=forecast_skill(question, using, made.drawn))
        if mapped:
            found = replace(found, map=break_even(question, rivals(made), mapped, min(futures, MAPPED), using))
        if past:
            found = with_history(found, past, using)
    except (Interrupted, KeyboardInterrupt):
        return found, False
    return found, True


def with_history(result: StudyResult, knowledge: Knowledge, using: Runner) -> StudyResult:
    """Return what was found, with the recommended policy and its rivals replayed on the days of the scenario."""
    names = (result.chosen.policy.name,)
    return replace(result, history=history(result.study.question, names, knowledge=knowledge, using=using))


def _decided(made: Study, place: int, using: Runner) -> tuple[OptionTest, ...]:
    return keep_or_close(made.question, made.question.policies[place], made.spent[place], using, made.drawn)


def _hindsight(made: Study, using: Runner) -> Hindsight | None:
    with using.progress.bar(made.values.shape[1], FUTURES) as advance:
        return hindsight(made.question, made.values, advance, made.drawn)


def _known(found: StudyResult, using: Runner) -> tuple[Known, ...]:
    question = found.study.question
    names = dict.fromkeys(inputs(question.off))
    with using.progress.bar(len(names)) as advance:
        return tuple(worth_knowing(question, found.study.column("loss"), found.throughout, advance, found.study.drawn))
