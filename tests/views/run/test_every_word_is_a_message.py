"""Under the pseudo-locale, which wraps each message in brackets, no letter of a run stands outside of them.

But names and texts of the scenario, keys, paths, versions, and dates as Babel writes them.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

import brackets
import first_results
import pytest
from brackets import Words, names_of, said_by, without_brackets
from chart_texts import texts_of_svg

from sim.experiments.result import Result
from sim.experiments.warm_up import Compared, WarmUpTest
from sim.port.log import Entry, Event, Reason, Seen
from sim.scenario.catalogue.figures import catalogue
from sim.views.kit import terminal_table
from sim.views.kit.pictures import drawing
from sim.views.run.answer import answer
from sim.views.run.charts import charts
from sim.views.run.diary import diary
from sim.views.run.first.screen import first, lines
from sim.views.run.page import html
from sim.views.run.warm_up import sentence
from sim.views.spreadsheet.headings import SHEETS
from sim.views.spreadsheet.run import sheets
from sim.views.stress_des.recorded import of_run, record
from sim.wording import PSEUDO, Noted, said, speaking

pytestmark = pytest.mark.unit
KEYS = ("portsim", "CAD", "Python", "matplotlib", "simpy", "pandas", "pydantic", "kpis.csv", "America/Toronto", "and")
FORMULA = re.compile(r"[\w ()/+-]+\.")  # of other figures
SEEN = (Seen("crowded", 1.31, 0.8),)
DIARY = (
    Entry(0, 0, Event.ORDERED, ("crowded",), SEEN), Entry(60, 0, Event.READY, (), SEEN),
    Entry(120, 0, Event.STAGE, (), (), None, 2), Entry(180, 0, Event.KEPT, (), (), None, 1),
    Entry(240, 0, Event.REFUSED, (), (), Reason.WITHIN_TERM), Entry(300, 0, Event.OVERTAKEN, (), (), Reason.CEASED),
    Entry(360, 0, Event.RELEASED, (), (), Reason.TERM_OVER), Entry(420, 0, Event.ORDERED, ("by_hand",)),
)  # fmt: skip
CASES = (
    "ordinary", "under way at the start", "not open before the end", "no measure", "several that bring space",
    "one run", "no area",
)  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def result(request: pytest.FixtureRequest) -> Result:
    found = first_results.CASES[request.param]()
    return replace(found, runs=found.runs[:20], asked=found.asked)


def letters(result: Result, texts: Iterable[str]) -> list[str]:
    """The words outside of brackets that are neither names, keys nor dates."""
    return brackets.letters({*names_of(result.scenario), *result.figures, result.fingerprint, *KEYS}, texts)


def test_the_terminal(result: Result) -> None:
    with speaking(PSEUDO):
        told = [*lines(first(result)), *answer(result), *terminal_table.notes(result)]
        for table in (terminal_table.main_figures(result), terminal_table.targets(result)):
            told += [str(cell) for column in table.columns for cell in (column.header, *column.cells)]
    assert letters(result, told) == []


def test_the_page(result: Result) -> None:
    with speaking(PSEUDO):
        page = html(result, "", [])
    assert letters(result, Words(page).said) == []


def test_the_charts(result: Result) -> None:
    with speaking(PSEUDO):
        made = [make() for make in charts(result).values()]
        told = [text for chart in made for text in said_by(chart)]
    assert letters(result, told) == []


def test_the_workbook(result: Result) -> None:
    """But for cells that are those of a CSV file, which stay as they are."""
    with speaking(PSEUDO):
        told = []
        for sheet in sheets(result):
            told += [said(sheet.name), *(column.heading for column in sheet.columns)]
            told += [said(chart.title) for chart in sheet.charts]
            if sheet.name in (SHEETS["answer"], SHEETS["figures"]):
                texts = [cell for row in sheet.rows for cell in (row[0], row[-1]) if isinstance(cell, str)]
                told += [text for text in texts if not FORMULA.fullmatch(text)]
    assert letters(result, told) == []


def test_the_record_of_the_study(result: Result) -> None:
    with speaking(PSEUDO):
        told = "".join(record(of_run(result)))
    told = re.sub(r"```.*?```|`[^`]*`|\*\*", "", told, flags=re.DOTALL)
    assert letters(result, [told]) == []


def test_a_chart_that_is_a_file(year: Result) -> None:
    with speaking(PSEUDO):
        (make, *_) = charts(year).values()
        svg = drawing(make()).files["svg"].decode()
    assert letters(year, texts_of_svg(svg)) == []


def test_the_diary(port) -> None:
    found = port.make(port.scenario(days=3), runs=1, diary=DIARY)
    with speaking(PSEUDO):
        told = diary(found)
    assert len(told.lines) == len(DIARY)
    assert letters(found, [told.chosen, *(text for line in told.lines for text in (line.what, *line.seen))]) == []


def test_a_warm_up() -> None:
    more = Compared("occupancy_hall", 1, 14, 43.0, 40.0, 3.0, 1.0, 5.0)
    alike = Compared("on_site", 8, 14, 4, 4, 0, 0, 0)
    with speaking(PSEUDO):
        for weeks, pairs, silent in (((alike,), 50, ()), ((more,), 50, ()), ((alike,), 0, ()), ((alike,), 50, ("a",))):
            told = sentence(WarmUpTest(14, 28, pairs, 50, True, silent, alike, weeks))
            assert told and re.search(r"[a-z]", without_brackets(told)) is None


def test_every_figure_is_named_by_messages(year: Result) -> None:
    for info in catalogue(year.scenario).values():
        for text in (info.label, info.short, info.subject, info.meaning):
            assert isinstance(text, Noted) or FORMULA.fullmatch(text), info.name
