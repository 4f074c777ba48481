"""Under the pseudo-locale, which wraps each message in brackets, no letter of a study of triggers stands outside.

But names and texts of the scenario and of its tables, keys, paths, versions, currencies, and dates as Babel writes
them. And in French nothing stays English.
"""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from brackets import Words, letters, names_of, said_by
from test_policy_first_screen import CASES as JUDGED
from test_policy_first_screen import on_fresh
from trigger_study import asked, by_storms, curve, found, history

from sim.experiments.statistics.intervals import Interval
from sim.planning.triggers.by_storms.stress_set import Stressed
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.history import OWN
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.lead_time import MoneyEstimate
from sim.planning.triggers.trigger import NEVER, Question
from sim.scenario.fingerprint import fingerprint
from sim.views.kit.page import Table
from sim.views.spreadsheet.headings import SHEETS
from sim.views.spreadsheet.studied import triggers as sheets
from sim.views.stress_des.recorded import of_triggers, record
from sim.views.text.first_screen import lines
from sim.views.triggers.page import audit, html
from sim.views.triggers.pictures import charts
from sim.views.triggers.policy_screen import first
from sim.views.triggers.rare.stress_table import stress_table
from sim.views.triggers.table import on_screen
from sim.wording import PSEUDO, said, speaking
from sim.wording.quantity import currency_name

pytestmark = pytest.mark.unit
TEXTS = (
    "crowded", "quiet", "tents of 2025", "unused", "the press", "none published", "planning", "a quote | of 2024",
    "assumptions", "arrivals.door", "contingency.tents.cost", "policy.crowded_person_hour", "policy.need", "portsim",
    "A", "B", "C", "and", "crowd comes", "CAD", "America/Toronto", "UTC", "Python", "A port *with* <b>markup</b>",
)  # fmt: skip


def changed(result: StudyResult, **columns: float) -> StudyResult:
    """The study with other values in some columns, wherever a policy was played; never ordering stays as it is."""
    values = result.study.values.copy()
    for name, value in columns.items():
        mine = values[..., COLUMN[name]]
        values[..., COLUMN[name]] = np.where(np.isfinite(mine), value, np.nan)
    return replace(result, study=replace(result.study, values=values))


def no_order(question: Question) -> StudyResult:
    """No policy orders in any future, and none is needed."""
    nothing = ("ordered", "orders", "openings", "openings_for_nothing", "events", "events_in_time", "events_met",
               "crowding", "crowding_off", "crowding_avoided", "cost", "loss")  # fmt: skip
    made = changed(found(question, NEVER, whole=False), **dict.fromkeys(nothing, 0.0), lead_gained=np.nan)
    return replace(made, history=replace(history(question), replayed=history(question).replayed[1:], actual_orders=(),
                                         actual=None, need=0 * history(question).need))  # fmt: skip


def one_future(question: Question) -> StudyResult:
    made = found(question, whole=False)
    study, n = made.study, made.study.values.shape[0]
    values = study.values[:, :1].copy()
    return StudyResult(
        replace(study, values=values, spent=(1,) * n, asked=1), history=replace(history(question), futures=1)
    )


def all_alike(question: Question) -> StudyResult:
    """No alternative is told apart from another, and the lead time is worth nothing that can be told."""
    made, nothing = found(question), curve(question)
    everyone = tuple(range(len(made.rows)))
    unknown = MoneyEstimate(0.0, Interval(-1000.0, 1000.0))
    points = tuple(point._replace(lead=point.lead + 3600.0, retainer=unknown) for point in nothing.points)
    study = replace(made.study, choice=replace(made.study.choice, alike=everyone))
    return replace(made, study=study, curve=replace(nothing, points=points), decided=())


def cut_off(question: Question) -> StudyResult:
    """Leases go on after the end: some are not ranked, and a shorter lead time is worth nothing that is known."""
    made = found(question)
    values = made.study.values.copy()
    values[2:9, 0, COLUMN["cut"]] = 1.0
    choice = replace(made.study.choice, cut=tuple(range(2, 9)))
    leads = replace(curve(question), cut=True, left_out=(86400.0,))
    return replace(made, study=replace(made.study, values=values, choice=choice), curve=leads,
                   history=replace(history(question), knowledge=OWN, need=0 * history(question).need))  # fmt: skip


def storms(question: Question) -> StudyResult:
    """Futures are drawn by their storms, whose rate and length are uncertain, and replayed on fresh ones."""
    surge = {"stream": "door", "per_year": {"gamma": {"mean": 1.25, "cv": 0.63}}, "times": 5,
             "hold": {"uncertain": {"p10": "10 d", "p90": "40 d"}}}  # fmt: skip
    made = JUDGED["not shown"][0](question)
    fresh = on_fresh(made).fresh
    assert fresh is not None
    stormy = replace(question, off=question.off.edited({("surges",): {"storm": surge}}))
    study = replace(made.study, question=stormy, drawn=by_storms(made))
    fresh = replace(fresh, drawn=by_storms(made, 2000))
    policies = (made.never.policy, made.rival.policy)
    stressed = (Stressed("crowd_comes", policies, made.study.values[[made.never.place, made.rival.place], :20]),)
    return replace(made, study=study, fresh=fresh, stressed=stressed)


def all_late(question: Question, best: str | None = None) -> StudyResult:
    """No rule that watches the port is in time."""
    return changed(found(question, best, whole=False) if best else found(question), events=1.0, events_in_time=0.0)


CASES: dict[str, Callable[[Question], StudyResult]] = {
    "ordinary": found,
    "never is best": JUDGED["never is best"][0],
    "not shown": JUDGED["not shown"][0],
    "nothing differs": JUDGED["nothing differs"][0],
    "none within the limit": JUDGED["none within the limit"][0],
    "interrupted": JUDGED["interrupted"][0],
    "no order in any future": no_order,
    "one future": one_future,
    "none told apart": all_alike,
    "leases after the end": cut_off,
    "storms": storms,
    "all late": all_late,
    "all late, never best": lambda question: all_late(question, NEVER),
    "storms in the search": lambda question: replace(storms(question), fresh=None),
}


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return asked(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module", params=CASES)
def made(request: pytest.FixtureRequest, question: Question) -> StudyResult:
    return CASES[request.param](question)


def names(result: StudyResult) -> set[str]:
    scenario = result.study.question.scenario
    return names_of(scenario) | {*TEXTS, fingerprint(scenario), currency_name(scenario.currency or "")}


def of_table(table: Table) -> list[str]:
    return [table.heading, table.note, *table.header, *(cell for row in table.rows for cell in row)]


def test_the_terminal(made: StudyResult) -> None:
    with speaking(PSEUDO):
        told = [*lines(first(made)), *of_table(on_screen(made))]
        stress = stress_table(made)
        told += of_table(stress) if stress else []
    assert letters(names(made), told) == []


def test_the_page(made: StudyResult) -> None:
    with speaking(PSEUDO):
        page = html(made, {f"charts/{name}.svg": make().title for name, make in charts(made).items()})
    assert letters(names(made), Words(page).said) == []


def test_the_charts(made: StudyResult) -> None:
    with speaking(PSEUDO):
        told = [text for make in charts(made).values() for text in said_by(make())]
    assert letters(names(made), told) == []


def test_the_workbook(made: StudyResult) -> None:
    """But for cells that are those of a CSV file, which stay as they are."""
    with speaking(PSEUDO):
        told = []
        for sheet in sheets(made):
            told += [said(sheet.name), *(column.heading for column in sheet.columns)]
            told += [said(chart.title) for chart in sheet.charts]
            if sheet.name == SHEETS["answer"]:
                told += [cell for row in sheet.rows for cell in row if isinstance(cell, str)]
    assert letters(names(made), told) == []


def test_both_records(made: StudyResult) -> None:
    with speaking(PSEUDO):
        told = "".join((*audit(made), *record(of_triggers(made))))
    told = re.sub(r"```.*?```|`[^`]*`|\*\*|\\(?=[\W_])", "", told, flags=re.DOTALL)
    assert letters(names(made), [told]) == []


def test_in_french_no_number_is_as_a_scenario_writes_it(question: Question) -> None:
    made = found(question)
    with speaking("fr"):
        texts = [text for make in charts(made).values() for text in said_by(make())]
        texts += Words(html(made)).said
    assert [text for text in texts if re.search(r"\d%|\d d\b|CAD", text)] == []


def test_the_bytes_of_the_files_know_no_language(question: Question) -> None:
    from sim.experiments.output import lines as csv_lines
    from sim.planning.triggers import output
    from sim.views.triggers.page import document

    made = found(question)
    assert made.curve and made.history

    def written() -> list[str]:
        assert made.curve and made.history
        tables = (output.policies(made.study), output.futures(made.study), output.lead_time(made.curve),
                  output.replayed(made.history))  # fmt: skip
        return ["".join(csv_lines(table)) for table in tables]

    english, told = written(), document(made)
    with speaking("fr"):
        assert written() == english
        french = document(made)
    assert french["policies"] == told["policies"] and french["alike"] == told["alike"]
    assert french["recommended"]["policy"] == told["recommended"]["policy"] == "occupancy above 80% for 2 d"
