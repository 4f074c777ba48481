"""What a backtest says, in sentences: persistence first, bands, events, and under them what they rest on."""

from collections.abc import Iterator

from sim.calibration.scoring.backtested import OWN, Backtest
from sim.calibration.scoring.block_limits import Limits
from sim.calibration.scoring.drawn_counts import DRAWS
from sim.calibration.scoring.predictive_law import BANDS
from sim.calibration.scoring.score_tables import LEASE, Event, beats_persistence, differences, events, scored
from sim.calibration.scoring.simple_forecasts import PERSISTENCE
from sim.wording import counted, noted, said, say
from sim.wording.calendar_said import day_of_year as day
from sim.wording.quantity import in_percent, listed, rounded, small

BY = {
    OWN: noted("the scenario"),
    "last_value": noted("last value"),
    "same_month_last_year": noted("same days last year"),
    "last_four_weeks": noted("mean of the last four weeks"),
}
HELD = {
    "weekday": noted("the days of the week"),
    "day_to_day.sd": noted("how much days differ"),
    "day_to_day.memory": noted("what a day remembers"),
    "people": noted("how many come together"),
    "surges": noted("surges"),
    "regimes": noted("spells of high and low demand"),
}


def sentences(found: Backtest) -> Iterator[str]:
    """Yield the answer."""
    yield persistence(found)
    yield what_is_scored(found)
    yield from bands(found)
    yield from months_above(found)
    yield from rests_on(found)


def persistence(found: Backtest) -> str:
    """Return whether the last value is shown to be beaten at the lead of a lease."""
    pair = next((one for one in differences(found) if one.against == PERSISTENCE and one.lead == LEASE), None)
    if pair is None:
        return say("Not shown to beat the last value {lead} days ahead: no count was foretold by both.", lead=LEASE)
    if pair.crps.blocks < 2:
        return counted(
            "Not shown to beat the last value {lead} days ahead: {n} count was foretold by both: too few.",
            "Not shown to beat the last value {lead} days ahead: {n} counts were foretold by both, so near one another "
            "that they say as much as one.",
            pair.forecasts,
            lead=LEASE,
        )
    blocks = small(pair.crps.blocks)
    if beats_persistence(found):
        return say(
            "Shown to beat the last value {lead} days ahead: its score (CRPS, persons) is lower by {difference}, on "
            "{blocks} blocks.",
            lead=LEASE,
            difference=_limits(_turned(pair.crps)),
            blocks=blocks,
        )
    return say(
        "Not shown to beat the last value {lead} days ahead: its score (CRPS, persons) differs by {difference}, on "
        "{blocks} blocks; less is better.",
        lead=LEASE,
        difference=_limits(pair.crps),
        blocks=blocks,
    )


def _turned(given: Limits) -> Limits:
    return Limits(-given.at, -given.high, -given.low, given.blocks)


def _limits(found: Limits) -> str:
    values = (rounded(value) for value in found[:3])
    at, low, high = values
    return say("{at} ({low} to {high})", at=at, low=low, high=high)


def what_is_scored(found: Backtest) -> str:
    """Return which counts were foretold, and how."""
    own = [one for one in found.forecasts if one.by == OWN]
    days = sorted({(one.target.first, one.target.last) for one in own})
    if found.asked.since is None:
        return counted(
            "{n} count is scored, from {first} to {last}: nothing in the scenario was fitted on it.",
            "{n} counts are scored, from {first} to {last}: nothing in the scenario was fitted on them.",
            len(days),
            first=day(days[0][0]),
            last=day(days[-1][1]),
        )
    return counted(
        "{n} count is scored, from {first} to {last}. Each forecast uses what had been published by its day; arrivals "
        "were fitted again for {fits} days of publication.",
        "{n} counts are scored, from {first} to {last}. Each forecast uses what had been published by its day; "
        "arrivals were fitted again for {fits} days of publication.",
        len(days),
        first=day(days[0][0]),
        last=day(days[-1][1]),
        fits=found.fits,
    )


def bands(found: Backtest) -> Iterator[str]:
    """Yield how many counts lay within the bands of the scenario, at each lead."""
    for one in scored(found):
        if one.by == OWN:
            parts = [
                say(
                    "{band} band {share} ({low} to {high})",
                    band=in_percent(band), share=points(held.at), low=points(held.low), high=points(held.high),
                )
                for band, held in zip(BANDS, one.inside, strict=True)
            ]  # fmt: skip
            yield counted(
                "{lead} days ahead, share of {n} count that lies within: {parts}.",
                "{lead} days ahead, share of {n} counts that lie within: {parts}; they say as much as {blocks} would "
                "far apart.",
                one.forecasts,
                lead=one.lead,
                parts=listed(parts),
                blocks=small(one.inside[0].blocks),
            )


def points(share: float) -> str:
    """Return a share in whole points."""
    return in_percent(round(100 * share))


def months_above(found: Backtest) -> Iterator[str]:
    """Yield how months with many were foretold, or that there are too few to say."""
    each = events(found)
    if not each:
        return
    most = max(each, key=lambda one: one.episodes)
    if most.brier is None:
        yield say("Months above {level}: {judged}", level=rounded(found.above), judged=too_few(most))
        return
    for one in each:
        if one.brier is not None:
            yield say(
                "Months above {level}, {lead} days ahead: Brier score {score} by episode, of {n} episodes above.",
                level=rounded(found.above), lead=one.lead, score=rounded(one.brier, 2), n=one.episodes,
            )  # fmt: skip


def too_few(event: Event) -> str:
    """Return that events cannot be judged."""
    return counted(
        "{number} event: cannot be judged.",
        "{number} events: cannot be judged.",
        event.episodes,
        number=small(event.episodes),
    )


def rests_on(found: Backtest) -> Iterator[str]:
    """Yield what stands under the scores: what was not fitted again, days of publication, what was left out."""
    if found.held:
        names = listed([said(HELD[name]) for name in found.held])
        yield say("Not fitted again, as the counts do not tell it: {names}.", names=names)
    if found.asked.since is not None and not {"surges", "regimes"} & set(found.held):
        yield say(
            "The scenario has no surges and no spells of its own: after the last day that was known, its level stays."
        )
    if found.unstated:
        yield counted(
            "{n} count does not say when it was published: its last day is taken.",
            "{n} counts do not say when they were published: their last days are taken.",
            found.unstated,
        )
    if found.assumed:
        yield counted(
            "The day of publication of {n} count is assumed, as its row says.",
            "The days of publication of {n} counts are assumed, as their rows say.",
            found.assumed,
        )
    if found.fitted:
        yield counted(
            "{n} count scores nothing, as values of the scenario that stay were fitted on it.",
            "{n} counts score nothing, as values of the scenario that stay were fitted on them.",
            len(found.fitted),
        )
    yield say(
        "Forecasts are {draws} draws of the arrivals of the scenario, smoothed on a log scale; simple ones are what "
        "they say times their own past errors at that lead, four at least. Limits are by blocks of a lead and a count.",
        draws=DRAWS,
    )
