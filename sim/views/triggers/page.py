"""A study as one page, as one record, and as one document."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.experiments.comparison.output import number
from sim.experiments.output import versions
from sim.planning.triggers.found import Found
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


def sentences(found: Found) -> list[str]:
    """The answer, and what the history says of it."""
    said = answer(found)
    return [*said[:-1], *past(found.history), said[-1]] if found.history is not None else said


def html(found: Found, drawn: Sequence[Drawing] | None = None) -> str:
    """The text of the page, with everything in it. `drawn`: its charts, if they are already."""
    scenario = found.study.question.scenario
    history = [past_table(found.history)] if found.history is not None else []
    tables = [table(found), *history, *record(found)]
    shown = pictures(drawings(charts(found)) if drawn is None else drawn)
    return page_html(Page(source(found), title(found), scenario.question, sentences(found), tables), shown)


def audit(found: Found) -> Iterator[str]:
    """The text of `audit.md`, a piece at a time."""
    scenario = found.study.question.scenario
    history = [past_table(found.history)] if found.history is not None else []
    yield from markdown(title(found), scenario.question, sentences(found), [table(found), *history, *record(found)])


def title(found: Found) -> str:
    """What the page is about."""
    return f"{found.study.question.scenario.name}: when to order space"


def document(found: Found) -> dict[str, Any]:
    """All of it as one JSON document; what does not exist is null."""
    study, question = found.study, found.study.question
    return {
        "scenario": question.scenario.name,
        "fingerprint": fingerprint(question.scenario),
        "seed": question.scenario.seed,
        "futures": {"asked": study.asked, "most": found.futures, "least": min(study.spent)},
        "interrupted": study.interrupted,
        "versions": versions(),
        "judged": list(question.judged),
        "rule": study.choice.rule,
        "recommended": {"policy": found.chosen.policy.name, "trigger": trigger(found.chosen.policy, question.judged)},
        "alike": [row.policy.name for row in found.rows if row.alike],
        "front": [row.policy.name for row in found.rows if row.front],
        "answer": sentences(found),
        "looks": [look._asdict() for look in study.looks],
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
            for row in found.rows
        ],
    }
