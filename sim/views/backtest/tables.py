"""The scores of a backtest as tables: for the page and the terminal, and as rows of CSV."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sim.calibration.scoring.backtested import Backtest
from sim.calibration.scoring.block_limits import Limits
from sim.calibration.scoring.predictive_law import BANDS
from sim.calibration.scoring.score_tables import differences, events, scored
from sim.views.backtest.answer import BY, points, too_few
from sim.views.kit.page import Table
from sim.wording import said, say
from sim.wording.calendar_said import day_of_year
from sim.wording.quantity import in_percent, rounded, written

Rows = Iterator[Sequence[Any]]
NONE = "–"
QUANTILES = {"p2.5": 0.025, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9, "p97.5": 0.975}


def tables(found: Backtest) -> list[Table]:
    """Return the tables of the page and the screen."""
    return [coverage(found), scores(found), against(found), above(found)]


def coverage(found: Backtest) -> Table:
    """Return how many counts lay within the bands, a row a lead and forecaster."""
    note = say("Share of counts within each band, and its 95% limits by blocks; mean widths of bands are in persons.")
    header = [
        say("days ahead"), say("forecast"), say("counts"), say("blocks"),
        *(in_percent(band) for band in BANDS), say("width of {band}", band=in_percent(BANDS[1])),
    ]  # fmt: skip
    rows = [
        [
            written(one.lead), said(BY[one.by]), written(one.forecasts), written(one.inside[0].blocks),
            *map(_share, one.inside),
            written(rounded(one.wide[1])),
        ]
        for one in scored(found)
    ]  # fmt: skip
    return Table(say("Bands"), note, header, rows, 2)


def _share(found: Limits) -> str:
    return say("{at} ({low} to {high})", at=points(found.at), low=points(found.low), high=points(found.high))


def scores(found: Backtest) -> Table:
    """Return the mean scores, a row a lead and forecaster."""
    note = say(
        "CRPS in persons, log score without a unit; of both less is better. Forecasters may have foretold different "
        "counts: the next table compares them on the same ones."
    )
    header = [say("days ahead"), say("forecast"), say("counts"), say("CRPS"), say("log score")]
    rows = [
        [
            written(one.lead), said(BY[one.by]), written(one.forecasts), written(rounded(one.crps.at)),
            written(rounded(one.log_score.at, 1)),
        ]
        for one in scored(found)
    ]  # fmt: skip
    return Table(say("Scores"), note, header, rows, 2)


def against(found: Backtest) -> Table:
    """Return the differences of scores, a row a lead and simple forecast."""
    note = say(
        "Score of the scenario less that of the simple forecast, on counts that both foretold, with 95% limits by "
        "blocks; below 0 the scenario is better. A single block has no limits."
    )
    header = [say("days ahead"), say("against"), say("counts"), say("blocks"), say("CRPS"), say("log score")]
    rows = [
        [
            written(one.lead), said(BY[one.against]), written(one.forecasts), written(one.crps.blocks),
            _limits(one.crps, 0), _limits(one.log_score, 1),
        ]
        for one in differences(found)
    ]  # fmt: skip
    return Table(say("Against simple forecasts"), note, header, rows, 2)


def _limits(found: Limits, decimals: int) -> str:
    at, low, high = (NONE if math.isinf(value) else written(rounded(value, decimals)) for value in found[:3])
    return say("{at} ({low} to {high})", at=at, low=low, high=high) if NONE not in (low, high) else at


def above(found: Backtest) -> Table:
    """Return how months above the level were foretold, a row a lead."""
    note = say(
        "An event is a run of months above {level}. Brier scores are by episode: months of one run count once.",
        level=rounded(found.above),
    )
    header = [say("days ahead"), say("months"), say("events"), say("Brier score")]
    rows = [
        [
            written(one.lead), written(one.months), written(one.episodes),
            too_few(one) if one.brier is None else written(rounded(one.brier, 2)),
        ]
        for one in events(found)
    ]  # fmt: skip
    return Table(say("Months with many"), note, header, rows, 1)


def score_rows(found: Backtest) -> Rows:
    """Yield the rows of `scores.csv`."""
    bands = [name for band in BANDS for name in (f"inside_{band}", f"low_{band}", f"high_{band}", f"width_{band}")]
    yield ("lead", "forecast", "counts", "blocks", *bands, "crps", "crps_low", "crps_high", "log_score")
    for one in scored(found):
        cells = [x for held, wide in zip(one.inside, one.wide, strict=True) for x in (*held[:3], wide)]
        yield (
            one.lead, one.by, one.forecasts, one.inside[0].blocks, *cells, *map(_finite, one.crps[:3]),
            one.log_score.at,
        )  # fmt: skip


def difference_rows(found: Backtest) -> Rows:
    """Yield the rows of `differences.csv`."""
    yield ("lead", "against", "counts", "blocks", "crps", "crps_low", "crps_high", "log", "log_low", "log_high")
    for one in differences(found):
        values = map(_finite, (*one.crps[:3], *one.log_score[:3]))
        yield (one.lead, one.against, one.forecasts, one.crps.blocks, *values)


def forecast_rows(found: Backtest) -> Rows:
    """Yield the rows of `forecasts.csv`: a row a count, a lead and a forecaster."""
    yield (
        "from", "to", "counted", "lead", "said_on", "forecast", *QUANTILES, "pit", "crps",
        "log_score",
    )  # fmt: skip
    for one in found.forecasts:
        judged, target = one.judged, one.target
        yield (
            target.first, target.last, target.count, one.lead, one.origin, one.by,
            *(round(one.law.quantile(q), 1) for q in QUANTILES.values()), judged.pit, judged.crps, judged.log_score,
        )  # fmt: skip


def event_rows(found: Backtest) -> Rows:
    """Yield the rows of `events.csv`: a row a month and lead."""
    yield ("from", "to", "counted", "lead", "above", "chance")
    for one in found.months:
        yield (
            one.target.first, one.target.last, one.target.count, one.lead, found.above, one.law.above(found.above)
        )  # fmt: skip


def forecasts(found: Backtest) -> Table:
    """Return every forecast of the scenario, for the page."""
    note = say("Median and the 80% band of the scenario, and the day on which it was said.")
    header = [say("from"), say("to"), say("days ahead"), say("said on"), say("counted"), say("median"), say("80% band")]
    rows = []
    for one in found.forecasts:
        if one.by == "scenario":
            low, high = one.law.band(80)
            rows.append(
                [
                    day_of_year(one.target.first), day_of_year(one.target.last), written(one.lead),
                    day_of_year(one.origin), written(rounded(one.target.count)),
                    written(rounded(one.law.quantile(0.5))),
                    say("{low} to {high}", low=rounded(low), high=rounded(high)),
                ]
            )  # fmt: skip
    return Table(say("Every forecast"), note, header, rows, 3)


def _finite(value: float) -> float:
    return math.nan if math.isinf(value) else value
