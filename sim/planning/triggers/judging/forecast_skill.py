"""How well a forecast trigger foresees: what it expected of its area against what came, by how far ahead it looks.

Skill is one less the mean squared error of the forecast over that of persistence, which says that as many people will
be there as there are now (Murphy 1988, Skill scores based on the mean square error and their relationships to the
correlation coefficient, Monthly Weather Review 116, 2417-2424). 1: it is never wrong; 0: no better than persistence;
below: worse. What came is what the run without judged space has, as events of need are.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY, HOUR, F, I
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.statistics.ratio import Ratio, of_ratio
from sim.experiments.statistics.strata import Strata
from sim.figures.space import Spells, whereabouts
from sim.people.chance.uncertain_inputs import future
from sim.people.sample import Sample
from sim.planning.triggers.by_storms.futures_by_storms import Drawn, as_they_come
from sim.planning.triggers.trigger import Alternative, Question
from sim.scenario.language.condition import AGES, Condition
from sim.wording import noted

DAYS_AHEAD = (1, 3, 7, 14, 30, 60, 90, 120)  # besides as far as the trigger looks
FUTURES = 50  # at most: each is played again, without judged space
LEAST = 7 * DAY  # of the span over which a forecast is held against what came
EVERY = DAY  # a forecast a day is held against what came, whenever the measure looks
OF = noted("futures")


class SkillAhead(NamedTuple):
    """The skill of a forecast so far ahead, and how far off it and persistence were: root mean squared errors."""

    ahead: int  # s
    own: bool  # it is as far as the trigger looks
    skill: Ratio
    off: float  # persons
    persistence: float  # persons


@dataclass(frozen=True)
class ForecastSkill:
    """The skill of a forecast over futures, by how far ahead it looks."""

    policy: Alternative
    area: str
    futures: int
    points: tuple[SkillAhead, ...]  # the nearest first

    @property
    def own(self) -> SkillAhead | None:
        """As far ahead as the trigger looks; None where that is past what is played."""
        return next((point for point in self.points if point.own), None)


class _Seen(NamedTuple):
    """What is known of an area at each of K checks, by full hours since arriving."""

    persons: F  # (K, AGES) there now, or waiting outside for it
    elsewhere: F  # (K, AGES) on site and not there
    curve: F  # (K, AGES) share of those who came that are there, over all checks so far
    on_site: F  # (K, AGES) and that are on site
    rate: F  # (K,) claimants an hour recently


def forecast_skill(question: Question, using: Runner = ALONE, drawn: Drawn | None = None) -> ForecastSkill | None:
    """Return the skill of the forecast by which the first trigger of that family orders; None where there is none.

    `drawn` says which futures the study has; the first 50 of them are played.
    """
    found = _forecasting(question)
    if found is None:
        return None
    policy, measure, condition = found
    which = drawn or as_they_come(FUTURES)
    which = which.first(min(len(which.numbers), FUTURES))
    alone = question.off.edited({"run_on": None}) if question.off.run_on else question.off  # nothing is ranked
    engine, checks = Engine(alone), _checks(policy, measure)
    time = engine.plan.clock
    own = round((condition.ahead or 0) / HOUR) * HOUR
    span = time.end - time.start
    within = [own] if 0 < own <= span - LEAST else []
    leads = sorted({*within, *(days * DAY for days in DAYS_AHEAD if days * DAY <= span / 2)})
    if not leads:
        return None
    errors = []
    with using.progress.bar(len(which.numbers), OF) as advance:
        for done, number in enumerate(which.numbers, 1):
            errors.append(_errors(engine, future(alone, number), condition, checks, leads))
            advance(done)
    squares = np.array(errors)
    points = (_point(ahead, ahead == own, squares[:, k], which.strata) for k, ahead in enumerate(leads))
    return ForecastSkill(policy, str(condition.of), len(errors), tuple(points))


def _forecasting(question: Question) -> tuple[Alternative, str, Condition] | None:
    """Return the first policy that orders by a forecast, the measure that it orders, and its condition."""
    for policy in question.policies:
        if policy.family == "forecast":
            for name, measure in policy.scenario.measures.items():
                for one in measure.order_when.conditions.values() if measure.order_when else ():
                    if name in question.judged and one.watched and one.watched.forecast:
                        return policy, name, one
    return None


def _checks(policy: Alternative, measure: str) -> I:
    """(K,) ticks at which someone looks."""
    plan = Engine(policy.scenario).plan
    ticks, measures = plan.checks
    return np.asarray(ticks[measures == plan.measures.index(measure)])


def _point(ahead: int, own: bool, squares: F, strata: Strata | None) -> SkillAhead:
    """From (n, 2) mean squared errors of a future: of the forecast, and of persistence."""
    forecast, persistence = squares.T
    ratio = of_ratio(forecast, persistence, strata=strata)
    off, still = (float(np.mean(one) if strata is None else strata.mean(one)) for one in (forecast, persistence))
    return SkillAhead(
        ahead, own, Ratio(1 - ratio.value, 1 - ratio.high, 1 - ratio.low), math.sqrt(off), math.sqrt(still)
    )


def _errors(engine: Engine, number: int, condition: Condition, checks: I, leads: list[int]) -> F:
    """(L, 2) mean squared errors of one future by lead: of the forecast, and of persistence."""
    expected, now, came, at = forecasts(engine, number, condition, checks, leads, EVERY)
    found = np.full((len(leads), 2), np.nan)
    for k, ahead in enumerate(leads):
        some = at + ahead <= engine.plan.clock.end
        for of, told in enumerate((expected[k], now)):
            found[k, of] = np.mean((told[some] - came[k][some]) ** 2)
    return found


def forecasts(
    engine: Engine, number: int, condition: Condition, checks: I, leads: list[int], every: int
) -> tuple[F, F, F, I]:
    """Return of one run (L, E) persons expected by lead, (E,) persons now, (L, E) that came, and (E,) when: at the
    first check of each stretch of `every` seconds of the counted span."""
    plan, (sample, log) = engine.made(number).plan, engine.played(number)
    where = whereabouts(sample, log, plan.step_area, sample.party)
    area = plan.area(str(condition.of))
    here = _joined(_only(where.inside, where.inside.place == area), _only(where.outside, where.outside.place == area))
    rest = _joined(_only(where.inside, where.inside.place != area), _only(where.outside, where.outside.place != area))
    counted = checks[checks >= engine.plan.clock.start]
    rows = np.unique(np.searchsorted(checks, counted[np.unique(counted // every, return_index=True)[1]]))
    seen = _census(sample, here, rest, checks, rows, condition)
    at = checks[rows]
    expected = np.array([_expected(seen, ahead // HOUR) for ahead in leads])
    return expected, _persons(here, at), np.array([_persons(here, at + ahead) for ahead in leads]), at


def _only(spells: Spells, some: np.ndarray) -> Spells:
    return Spells(*(column[some] for column in spells))


def _joined(one: Spells, other: Spells) -> Spells:
    return Spells(*(np.concatenate(both) for both in zip(one, other, strict=True)))


def _persons(spells: Spells, at: I) -> F:
    """(E,) persons just before each tick."""
    begun, over = np.sort(spells.begin), np.sort(spells.end)
    first, last = np.argsort(spells.begin, kind="stable"), np.argsort(spells.end, kind="stable")
    came = np.concatenate(([0], np.cumsum(spells.persons[first])))[np.searchsorted(begun, at, "left")]
    left = np.concatenate(([0], np.cumsum(spells.persons[last])))[np.searchsorted(over, at, "left")]
    return np.asarray(came - left, dtype=np.float64)


def _census(sample: Sample, here: Spells, rest: Spells, checks: I, rows: I, condition: Condition) -> _Seen:
    """Return what is seen at the rows of the checks, each of which counts in what is learned."""
    from scipy.signal import lfilter

    everyone = np.arange(sample.arrive.size)
    came = Spells(everyone, sample.arrive, sample.arrive + (AGES + 1) * HOUR, sample.persons, everyone)
    there, elsewhere, arrived = (_by_age(one, sample.arrive, checks) for one in (here, rest, came))
    gaps = np.diff(checks)
    even = gaps.size == 0 or bool((gaps == gaps[0]).all())
    fade = math.exp(-float(gaps[0]) / condition.memory) if gaps.size and even else 0.0

    def learned(seen: F) -> F:
        if even:
            return np.asarray(lfilter([1.0], [1.0, -fade], seen, axis=0)[rows])
        kept = seen.copy()
        for k, gap in enumerate(gaps, 1):
            kept[k] += kept[k - 1] * math.exp(-gap / condition.memory)
        return np.asarray(kept[rows])

    whole = learned(arrived)
    curve, on_site = (_over(learned(one), whole) for one in (there, there + elsewhere))
    return _Seen(there[rows], elsewhere[rows], curve, on_site, _rate(sample, checks[rows], round(condition.over)))


def _by_age(spells: Spells, arrive: I, checks: I) -> F:
    """(K, AGES) persons just before each check by full hours since arriving; those here for longer are left out."""
    since = arrive[spells.party]
    last = np.minimum(spells.end, since + AGES * HOUR)  # after which the age is beyond the last
    first, past = np.searchsorted(checks, spells.begin, "right"), np.searchsorted(checks, last, "right")
    many = np.maximum(past - first, 0)
    row = np.repeat(np.arange(many.size), many)
    check = np.arange(row.size) - np.repeat(np.cumsum(many) - many - first, many)
    age = (checks[check] - since[row] - 1) // HOUR
    cells = np.bincount(check * AGES + age, weights=spells.persons[row], minlength=checks.size * AGES)
    return np.asarray(cells, dtype=np.float64).reshape(checks.size, AGES)


def _over(part: F, whole: F) -> F:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _rate(sample: Sample, at: I, window: int) -> F:
    """(E,) claimants an hour over the window before each tick, or since the run began."""
    own = sample.counted == 1
    times = sample.arrive[own]
    upto = np.concatenate(([0], np.cumsum(sample.persons[own])))
    came = upto[np.searchsorted(times, at, "left")] - upto[np.searchsorted(times, at - max(window, 1), "left")]
    return np.asarray(came * 3600.0 / np.maximum(np.minimum(max(window, 1), at), 1))


def _expected(seen: _Seen, ahead: int) -> F:
    """(E,) persons expected in the area this many hours ahead, as the port's own forecast has them."""
    left = max(AGES - ahead, 0)
    now, later, on_site = seen.curve[:, :left], seen.curve[:, ahead:], seen.on_site[:, :left]
    stays = np.minimum(_over(later, now), 1.0)
    comes = np.minimum(_over(np.maximum(later - now, 0.0), np.where(later > now, on_site - now, 0.0)), 1.0)
    stay = (seen.persons[:, :left] * stays + seen.elsewhere[:, :left] * comes).sum(axis=1)
    return np.asarray(stay + seen.rate * seen.curve[:, :ahead].sum(axis=1))
