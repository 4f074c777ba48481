"""A study as files: policies, futures, fresh futures, lead times, hindsight, what is worth knowing, history.

What does not exist is empty.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.arrays import DAY, F
from sim.experiments.files import write_text
from sim.experiments.output import lines
from sim.planning.triggers.by_storms.futures_by_storms import Drawn
from sim.planning.triggers.by_storms.stress_set import Stressed
from sim.planning.triggers.fresh import Fresh
from sim.planning.triggers.history import History, Replayed
from sim.planning.triggers.judging.break_even import BreakEvenMap
from sim.planning.triggers.judging.forecast_skill import ForecastSkill
from sim.planning.triggers.judging.hindsight.bound import Hindsight
from sim.planning.triggers.judging.outcomes import COLUMNS
from sim.planning.triggers.judging.summary import DERIVED, verdicts
from sim.planning.triggers.judging.worth_knowing import Known
from sim.planning.triggers.lead_time import LeadCurve
from sim.planning.triggers.study import Study
from sim.scenario.calendar.clock import clock

LEFT = "left_to_gain"


def write(
    study: Study,
    curve: LeadCurve | None,
    history: History | None,
    folder: Path,
    known: Sequence[Known] = (),
    fresh: Fresh | None = None,
    best: Hindsight | None = None,
    mapped: BreakEvenMap | None = None,
    stressed: Sequence[Stressed] = (),
    skill: ForecastSkill | None = None,
) -> tuple[Path, ...]:
    """Write every file into a folder; their paths. OutputError when one cannot be written."""
    written = [
        write_text(folder / "policies.csv", lines(policies(study, best))),
        write_text(folder / "futures.csv", lines(futures(study))),
    ]
    if fresh is not None:
        written.append(write_text(folder / "fresh_futures.csv", lines(fresh_futures(study, fresh))))
    if curve is not None:
        written.append(write_text(folder / "lead_time.csv", lines(lead_time(curve))))
    if best is not None:
        written.append(write_text(folder / "hindsight.csv", lines(hindsight(study, best))))
    if mapped is not None:
        written.append(write_text(folder / "map.csv", lines(break_even(mapped))))
    if known:
        written.append(write_text(folder / "worth_knowing.csv", lines(worth_knowing(known))))
    if skill is not None:
        written.append(write_text(folder / "forecast_skill.csv", lines(forecast_skill(skill))))
    if stressed:
        written.append(write_text(folder / "stress.csv", lines(stress(stressed))))
    if history is not None:
        written.append(write_text(folder / "history.csv", lines(replayed(history))))
    return tuple(written)


def policies(study: Study, best: Hindsight | None = None) -> Iterator[Sequence[Any]]:
    """Yield a row a policy: what it is, how far it was played, where it stands, every figure with its 95% interval.

    `cost_beside` and `crowding_beside` are over the futures of the one chosen (`choice.places`); `left_to_gain` is over
    the policy's own, and there is none of it where the least of a future is not known.
    """
    question, choice = study.question, study.choice
    names = [*(column.name for column in COLUMNS), *(figure.name for figure in DERIVED)]
    settings = list(dict.fromkeys(name for policy in question.policies for name, _ in policy.settings))
    ends = ("", "_low", "_high")
    yield ("policy", "family", *settings, "futures", "chosen", "alike", "front", "infeasible", "cost_beside",
           "crowding_beside", *(name + end for name in names for end in ends),
           *(LEFT + end for end in ends if best is not None))  # fmt: skip
    found = verdicts(study.values, question.settings.worst, study.strata)
    for k, (policy, verdict) in enumerate(zip(question.policies, found, strict=True)):
        given = {name: plain(value) for name, value in policy.settings}
        flags = (int(k == choice.chosen), *(int(k in some) for some in (choice.alike, choice.front, choice.infeasible)))
        figures = (cell(value) for name in names for value in (
            verdict.figures[name].mean, verdict.figures[name].low, verdict.figures[name].high
        ))  # fmt: skip
        yield (plain(policy.name), policy.family, *(given.get(name, "") for name in settings), verdict.played, *flags,
               *map(cell, choice.places[k].tolist()), *figures, *_left(study, k, best))  # fmt: skip


def _left(study: Study, place: int, best: Hindsight | None) -> Iterator[str]:
    if best is not None:
        left = best.left_to_gain(study.column("loss")[place, : study.spent[place]])
        ranked = place not in study.choice.cut
        yield from map(cell, (left.mean, *left.interval)) if ranked else ("", "", "")


def futures(study: Study) -> Iterator[Sequence[Any]]:
    """Yield a row a policy and future that it was played in: every column of its judgement; where futures are drawn by
    strata, how many storms it has, and for what share of all futures it stands, of those that the policy was played in.
    """
    yield ("policy", "future", *_drawn_names(study.drawn), *(column.name for column in COLUMNS))
    for policy, rows, spent in zip(study.question.policies, study.values, study.spent, strict=True):
        how = _drawn(study.drawn, spent)
        for place in range(spent):
            yield (plain(policy.name), study.number(place), *how[place], *map(cell, rows[place].tolist()))


def _drawn_names(drawn: Drawn | None) -> tuple[str, ...]:
    return ("storms", "weight") if drawn and drawn.strata else ()


def _drawn(drawn: Drawn | None, futures: int) -> list[tuple[Any, ...]]:
    """Return how each of the first futures was drawn: its storms and its weight, nothing where it came as it comes."""
    first = drawn.first(futures) if drawn else None
    if first is None or first.strata is None:
        return [()] * futures
    return list(zip(first.storms, map(cell, first.strata.weights.tolist()), strict=True))


def fresh_futures(study: Study, fresh: Fresh) -> Iterator[Sequence[Any]]:
    """Yield a row an alternative and fresh future, numbered after those of the search: what the first lines rest on."""
    yield ("policy", "future", *_drawn_names(fresh.drawn), *(column.name for column in COLUMNS))
    how = _drawn(fresh.drawn, fresh.futures)
    for policy in fresh.places:
        for place, row in enumerate(fresh.of(policy).tolist()):
            yield (study.question.policies[policy].name, fresh.number(place), *how[place], *map(cell, row))


def lead_time(curve: LeadCurve) -> Iterator[Sequence[Any]]:
    """Yield a row a lead time; the first, without a number of days, is the policy as it is. Where a lease goes on
    after the
    end and there is no `run_on` no value is known; what is owed, and at least avoided by the end, always is."""
    yield ("policy", "measure", "lead_days", "futures", "value", "value_low", "value_high", "retainer_per_month",
           "retainer_low", "retainer_high", "owed", "avoided_at_least")  # fmt: skip
    own = (plain(curve.policy.name), curve.measure)
    as_is = map(cell, (curve.own.mean, *curve.own.interval, curve.own_retainer))
    yield (*own, "", curve.futures, *as_is, "", "", "", "")
    for point in curve.points:
        numbers = (point.value.mean, *point.value.interval, point.retainer.mean, *point.retainer.interval,
                   point.owed.mean, point.avoided.mean)  # fmt: skip
        yield (*own, cell(point.lead / DAY), curve.futures, *map(cell, numbers))


def hindsight(study: Study, found: Hindsight) -> Iterator[Sequence[Any]]:
    """Yield a row a future: the least that could have been lost in it, whether nothing loses less, what is ordered for
    it.

    `orders` is empty for never ordering, and where an alternative loses the least."""
    time = clock(study.question.scenario)
    yield ("future", "least_loss", "exact", "orders")
    for k, (least, exact, orders) in enumerate(
        zip(found.least.tolist(), found.exact.tolist(), found.orders, strict=True)
    ):
        called = (f"{name} {time.at(tick).date().isoformat()}" for name, tick in orders)
        yield (k + 1, cell(least), int(exact), "; ".join(called))


def break_even(found: BreakEvenMap) -> Iterator[Sequence[Any]]:
    """Yield a row a point: the best policy, what it saves against never, the next best and how far that is behind, how
    many may be the best."""
    yield (*found.paths, "futures", "best", "saved", "saved_low", "saved_high", "next", "ahead", "ahead_low",
           "ahead_high", "alike")  # fmt: skip
    for one in found.cells:
        after = plain(one.next.name) if one.next else ""
        saved, ahead = (map(cell, (money.mean, *money.interval)) for money in (one.saved, one.ahead))
        yield (*one.values, found.futures, plain(one.best.name), *saved, after, *ahead, one.alike)


def worth_knowing(known: Sequence[Known]) -> Iterator[Sequence[Any]]:
    """Yield a row an uncertain input: what knowing it is worth a future, and in how many it changes the choice."""
    yield ("input", "value", "value_low", "value_high", "changed", "bears")
    for one in known:
        numbers = (one.worth.value, *one.worth.interval)
        yield (one.input, *map(cell, numbers), one.worth.changed, int(one.bears))


def forecast_skill(found: ForecastSkill) -> Iterator[Sequence[Any]]:
    """Yield a row a lead: how much better than persistence the forecast is, and how far off both are, in persons."""
    yield ("area", "ahead_days", "as_trigger", "futures", "skill", "skill_low", "skill_high", "off", "persistence_off")
    for one in found.points:
        numbers = (*one.skill, one.off, one.persistence)
        yield (found.area, cell(one.ahead / DAY), int(one.own), found.futures, *map(cell, numbers))


def stress(stressed: Sequence[Stressed]) -> Iterator[Sequence[Any]]:
    """Yield a row a stress and policy, never ordering first: the mean of every column over its futures."""
    yield ("stress", "policy", "futures", *(column.name for column in COLUMNS))
    for one in stressed:
        for policy, values in zip(one.policies, one.values, strict=True):
            yield (one.name, plain(policy.name), one.futures, *map(cell, _means(values)))


def _means(values: F) -> list[float]:
    there = np.isfinite(values)
    many = there.sum(axis=0)
    found = np.where(there, values, 0.0).sum(axis=0) / np.maximum(many, 1)
    return [float(one) for one in np.where(many > 0, found, np.nan)]


def replayed(history: History) -> Iterator[Sequence[Any]]:
    """Yield a row a policy and replication: the first days of order, opening and closing, and every column; facts
    first.
    """
    days = ("ordered", "ready", "released")
    yield ("policy", "replication", *(f"first_{what}" for what in days), "said", *(column.name for column in COLUMNS))
    for row in history.actual_orders:
        yield (row.what, "", row.ordered or "", row.ready, "", row.use, *([""] * len(COLUMNS)))
    for one in (*((history.actual,) if history.actual else ()), *history.replayed):
        yield from _replications(one, days)


def _replications(replayed: Replayed, days: Sequence[str]) -> Iterator[Sequence[Any]]:
    for k, values in enumerate(replayed.values.tolist()):
        when = ((replayed.days[what][k] or "") for what in days)
        yield (plain(replayed.policy.name), k + 1, *when, "", *map(cell, values))


def plain(text: str) -> str:
    """Return a name or a value as files have it, whatever language is spoken."""
    return text[:]  # of a message its English


def cell(value: float) -> str:
    """Return a number that reads back exactly; whole numbers without a point; nothing for NaN."""
    if math.isnan(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
