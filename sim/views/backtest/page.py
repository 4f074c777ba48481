"""A backtest as a page: the sentences, charts, tables, and every forecast."""

from sim.calibration.scoring.backtested import Backtest
from sim.views.backtest.answer import sentences
from sim.views.backtest.pictures import charts
from sim.views.backtest.tables import forecasts, tables
from sim.views.kit.page import Page, html
from sim.views.kit.pictures import drawing
from sim.views.text import words
from sim.wording import say


def page(found: Backtest) -> str:
    """Return the text of the page."""
    title = say("How good the forecasts of {stream} were", stream=words.plain(found.asked.stream))
    drawn = [drawing(chart).picture for chart in charts(found)]
    over = say("{scenario}, {file}", scenario=found.scenario.name, file=found.file)
    return html(Page(over, title, "", list(sentences(found)), [*tables(found), forecasts(found)]), drawn)
