"""A study as one page, as one record, and as one document."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sim.experiments.comparison.output import number
from sim.experiments.output import versions
from sim.planning.triggers.found import Row, StudyResult
from sim.planning.triggers.output import plain
from sim.scenario.fingerprint import fingerprint
from sim.views.kit.inline.ranked_bars import three_widths
from sim.views.kit.page import Part, StudyPage, study_html
from sim.views.text.first_screen import sentences as screen
from sim.views.triggers.answer import answer
from sim.views.triggers.charts.break_even_map import map_said, map_table
from sim.views.triggers.families_table import families, families_said, separated
from sim.views.triggers.find_out import find_out, find_out_said, hindsight_said, regret
from sim.views.triggers.futures_picture import caption, data, picture
from sim.views.triggers.history import past, past_table
from sim.views.triggers.policy_screen import first, graphics
from sim.views.triggers.rare.skill_table import skill_document, skill_said, skill_table
from sim.views.triggers.rare.storms_said import storms_said, storms_table
from sim.views.triggers.rare.stress_table import stress_table
from sim.views.triggers.record import made_tables, markdown, record
from sim.views.triggers.table import table
from sim.views.triggers.trigger_words import rule_said, trigger
from sim.wording import counted, say

NO_CHARTS: Mapping[str, str] = MappingProxyType({})


def sentences(result: StudyResult) -> list[str]:
    """Return the first screen, the answer in full, and what the history says."""
    return [*screen(first(result)), *in_full(result)]


def in_full(result: StudyResult) -> list[str]:
    """Return what the first screen leaves out, and what the history says."""
    said = answer(result)
    said[-1:-1] = storms_said(result)
    if known := hindsight_said(result):
        said.insert(-1, known)
    if result.map is not None:
        said.insert(-1, map_said(result, result.map))
    if finding := find_out_said(result):
        said.insert(-1, finding)
    return [*said[:-1], *past(result.history), said[-1]] if result.history is not None else said


def html(result: StudyResult, charts: Mapping[str, str] = NO_CHARTS) -> str:
    """Return the text of the page. `charts`: the message of each chart that is a file next to the page, by its path."""
    scenario = result.study.question.scenario
    return study_html(
        StudyPage(
            title=title(result),
            over=_over(result),
            question=scenario.question,
            first=first(result),
            graphics=graphics(result),
            picture=three_widths(picture(result)),
            caption=caption(result),
            data=data(result),
            parts=list(_parts(result)),
            limits=(
                say(
                    "The intervals say how precisely the futures measure this scenario, not how well it fits the port."
                ),
                say("Futures are those of the scenario; what is in none of them no policy was tried on."),
            ),
            made=_made(result),
            files=_files(result, charts),
        )
    )


def _over(result: StudyResult) -> str:
    if result.fresh is None:
        return counted("Policy · {n} future", "Policy · {n} futures", result.futures)
    return counted(
        "Policy · {n} fresh future, after a search over {futures}",
        "Policy · {n} fresh futures, after a search over {futures}",
        result.fresh.futures, futures=result.futures,
    )  # fmt: skip


def _parts(result: StudyResult) -> Iterator[Part]:
    heading = say("The alternatives, by family")
    yield Part("families", heading, families_said(result), [families(result)], open=True)
    yield Part("between", say("The policies that it is between"), tables=[table(result)])
    if result.regrets:
        yield Part("regret", say("What each policy leaves to gain"), tables=[regret(result)])
    if result.map is not None:
        heading = say("What would have to be true")
        yield Part("map", heading, map_said(result, result.map), [map_table(result, result.map)])
    if said := find_out_said(result):
        yield Part("find-out", say("What to find out first"), said, [find_out(result)] if result.known else [])
    if (stress := stress_table(result)) is not None:
        yield Part("stress", say("If it comes to the worst"), tables=[stress], open=True)
    if (rules := separated(result)) is not None:
        yield Part("rules", say("What separates the rules that watch the port"), tables=[rules])
    if (skill := skill_table(result)) is not None:
        yield Part("skill", say("What the forecast foresees"), skill_said(result), [skill])
    if (storms := storms_table(result)) is not None:
        yield Part("storms", say("Storms in a future"), tables=[storms])
    yield Part("answer", say("The answer in full"), remarks=in_full(result))
    if result.history is not None:
        yield Part("history", say("History"), tables=[past_table(result.history)])
    made = {one.heading for one in made_tables(result)}
    yield Part("record", say("The record"), tables=[one for one in record(result) if one.heading not in made])


def _made(result: StudyResult) -> Part:
    return Part("made", say("How this was made"), tables=made_tables(result))


def _files(result: StudyResult, charts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files next to the page, and what is in each."""
    told = [
        ("policies.csv", say("a row an alternative, every figure with its interval")),
        ("futures.csv", say("a row an alternative and future")),
        *(
            (("fresh_futures.csv", say("a row an alternative and fresh future: what the first lines rest on")),)
            if result.fresh is not None
            else ()
        ),
        ("audit.md", say("the record of the study, to be kept")),
        ("stress-des.md", say("the record of the study by a reporting guideline")),
    ]
    if result.curve is not None:
        told.append(("lead_time.csv", say("a row a lead time: what it is worth")))
    if result.map is not None:
        told.append(("map.csv", say("a row a point of two inputs: which alternative is best")))
    if result.hindsight is not None:
        told.append(("hindsight.csv", say("a row a future: the least that could have been lost, had it been known")))
    if result.skill is not None:
        told.append(("forecast_skill.csv", say("a row a lead: how well the forecast foresees")))
    if result.stressed:
        told.append(("stress.csv", say("a row a stress and alternative: what happens then")))
    if result.known:
        told.append(("worth_knowing.csv", say("a row an uncertain input: what knowing it is worth")))
    if result.history is not None:
        told.append(("history.csv", say("a row an alternative and replication of the days that were")))
    return told + list(charts.items())


def audit(result: StudyResult) -> Iterator[str]:
    """Yield the text of `audit.md`, a piece at a time."""
    scenario = result.study.question.scenario
    history = [past_table(result.history)] if result.history is not None else []
    yield from markdown(title(result), scenario.question, sentences(result), [table(result), *history, *record(result)])


def title(result: StudyResult) -> str:
    """Return what the page is about."""
    return say("{scenario}: when to order space", scenario=result.study.question.scenario.name)


def document(result: StudyResult) -> dict[str, Any]:
    """Return all of it as one JSON document; what does not exist is null."""
    study, question = result.study, result.study.question
    return {
        "scenario": question.scenario.name,
        "fingerprint": fingerprint(question.scenario),
        "seed": question.scenario.seed,
        "futures": {"asked": study.asked, "most": result.futures, "least": min(study.spent)},
        "fresh": _fresh(result),
        "interrupted": study.interrupted,
        "versions": versions(),
        "judged": list(question.judged),
        "rule": rule_said(question.settings),
        "recommended": {
            "policy": plain(result.chosen.policy.name),
            "trigger": trigger(result.chosen.policy, question.judged),
        },
        "alike": [plain(row.policy.name) for row in result.rows if row.alike],
        "front": [plain(row.policy.name) for row in result.rows if row.front],
        "answer": sentences(result),
        "looks": [round_._asdict() for round_ in study.screening_rounds],
        "forecast_skill": skill_document(result),
        "worth_knowing": [
            {
                "input": one.input,
                "value": number(one.worth.value),
                "low": number(one.worth.interval.low),
                "high": number(one.worth.interval.high),
                "bears": one.bears,
            }
            for one in result.known
        ],
        "policies": [
            {
                "policy": plain(row.policy.name),
                "family": row.policy.family,
                "settings": {name: plain(value) for name, value in row.policy.settings},
                "futures": row.played,
                "left_to_gain": _left(result, row),
                "figures": {
                    name: {"n": one.n} | {key: number(getattr(one, key)) for key in ("mean", "low", "high")}
                    for name, one in row.figures.items()
                },
            }
            for row in result.rows
        ],
    }


def _left(result: StudyResult, row: Row) -> dict[str, Any] | None:
    left = result.left_to_gain(row)
    return left and {"mean": number(left.mean)} | {end: number(getattr(left.interval, end)) for end in ("low", "high")}


def _fresh(result: StudyResult) -> dict[str, Any] | None:
    """Return what was found on fresh futures; null where the search was cut short."""
    if result.fresh is None:
        return None
    saved = result.insurance
    return {
        "after": result.fresh.after,
        "futures": result.fresh.futures,
        "policy": result.rival.policy.name,
        "saved": {"mean": number(saved.mean)} | {end: number(getattr(saved.interval, end)) for end in ("low", "high")},
        "effective": number(1 / float((saved.weights**2).sum())),
        "pays": saved.pays,
        "costs": saved.costs,
        "shares": {what: number(saved.share(what)) for what in ("pays", "same", "costs")},
    }
