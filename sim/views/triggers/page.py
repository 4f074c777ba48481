"""A study as one page, as one record, and as one document."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.experiments.comparison.output import number
from sim.experiments.output import versions
from sim.planning.triggers.found import StudyResult
from sim.scenario.fingerprint import fingerprint
from sim.views.kit.page import Page
from sim.views.kit.page import html as page_html
from sim.views.kit.pictures import Drawing, drawings, pictures
from sim.views.triggers.answer import answer
from sim.views.triggers.family_styles import source
from sim.views.triggers.history import past, past_table
from sim.views.triggers.pictures import charts
from sim.views.triggers.record import markdown, record
from sim.views.triggers.table import table
from sim.views.triggers.trigger_words import trigger


def sentences(result: StudyResult) -> list[str]:
    """Return the answer, and what the history says of it."""
    said = answer(result)
    return [*said[:-1], *past(result.history), said[-1]] if result.history is not None else said


def html(result: StudyResult, drawn: Sequence[Drawing] | None = None) -> str:
    """Return the text of the page, with everything in it. `drawn`: its charts, if they are already."""
    scenario = result.study.question.scenario
    history = [past_table(result.history)] if result.history is not None else []
    tables = [table(result), *history, *record(result)]
    shown = pictures(drawings(charts(result)) if drawn is None else drawn)
    return page_html(Page(source(result), title(result), scenario.question, sentences(result), tables), shown)


def audit(result: StudyResult) -> Iterator[str]:
    """Yield the text of `audit.md`, a piece at a time."""
    scenario = result.study.question.scenario
    history = [past_table(result.history)] if result.history is not None else []
    yield from markdown(title(result), scenario.question, sentences(result), [table(result), *history, *record(result)])


def title(result: StudyResult) -> str:
    """Return what the page is about."""
    return f"{result.study.question.scenario.name}: when to order space"


def document(result: StudyResult) -> dict[str, Any]:
    """Return all of it as one JSON document; what does not exist is null."""
    study, question = result.study, result.study.question
    return {
        "scenario": question.scenario.name,
        "fingerprint": fingerprint(question.scenario),
        "seed": question.scenario.seed,
        "futures": {"asked": study.asked, "most": result.futures, "least": min(study.spent)},
        "interrupted": study.interrupted,
        "versions": versions(),
        "judged": list(question.judged),
        "rule": study.choice.rule,
        "recommended": {"policy": result.chosen.policy.name, "trigger": trigger(result.chosen.policy, question.judged)},
        "alike": [row.policy.name for row in result.rows if row.alike],
        "front": [row.policy.name for row in result.rows if row.front],
        "answer": sentences(result),
        "looks": [round_._asdict() for round_ in study.screening_rounds],
        "policies": [
            {
                "policy": row.policy.name,
                "family": row.policy.family,
                "settings": dict(row.policy.settings),
                "futures": row.played,
                "figures": {
                    name: {"n": one.n} | {key: number(getattr(one, key)) for key in ("mean", "low", "high")}
                    for name, one in row.figures.items()
                },
            }
            for row in result.rows
        ],
    }
