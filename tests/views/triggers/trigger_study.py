"""A study made by hand: what a view says of it can be known beforehand."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from sim.experiments.statistics.intervals import Interval
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.by_storms.futures_by_storms import Drawn
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.history import PUBLISHED, History, Replayed, actual_orders, actual_policy
from sim.planning.triggers.judging.choice import Choice, places
from sim.planning.triggers.judging.outcomes import COLUMN, COLUMNS
from sim.planning.triggers.judging.risk import pareto
from sim.planning.triggers.judging.selection import ScreeningRound
from sim.planning.triggers.keep_or_close import ConditionSeen, OptionTest
from sim.planning.triggers.lead_time import AtLead, LeadCurve, MoneyEstimate
from sim.planning.triggers.question import question
from sim.planning.triggers.study import Study
from sim.planning.triggers.trigger import AS_WRITTEN, NEVER, Alternative, Question

SCENARIO = """\
name: A port *with* <b>markup</b>
question: When should the tents be ordered?
start: 2025-05-01
end: 2025-08-01
seed: 7
arrivals: {door: {claimants_per_day: 12}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 2 h}}}
  journeys: {everyone: [intake]}
staff: {officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 3}}}}
space: {areas: {hall: {persons: 20}}}
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 90%, of_space: base, for: 6 h}}}
    lead_time: 7 d
    brings: {areas: {hall: 40}}
    minimum_term: 14 d
    options: {count: 3, each: 10 d, notice: 4 d}
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 50%, of_space: base, for: 1 d}}}
    cost: {set_up: 5000 CAD, per_month: 9000 CAD, standby_per_month: 300 CAD}
  trailers:
    enabled: false
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, of_space: base, for: 6 h}}}
    lead_time: 2 d
    brings: {areas: {hall: 20}}
    minimum_term: 7 d
    cost: {standby_per_month: 2000 CAD, set_up: 2000 CAD, per_month: 12000 CAD}
policy: {on_record: done.csv}
assumptions:
  arrivals.door: {grade: C, source: none published, owner: planning, review_by: 2025-06-30}
  contingency.tents.cost: {source: a quote | of 2024}
"""
DONE = "what,ordered,ready,use,grade,source\ntents of 2025,2025-06-01,2025-07-10,unused,B,the press\n"
FUTURES, FIRST = 200, 40
BEST = "occupancy above 80% for 2 d"
DAY = 86400.0


def asked(folder: Path) -> Question:
    """The question of the scenario above: as written, never, always open, six families."""
    (folder / "done.csv").write_text(DONE, encoding="utf-8")
    (folder / "port.yaml").write_text(SCENARIO, encoding="utf-8")
    return question(folder / "port.yaml")


def values(question: Question, best: str) -> np.ndarray:
    """(P, R, J): every policy saves a share of the crowding at a price; the best one most of it, cheaply."""
    chance = np.random.default_rng(1)
    crowding = chance.gamma(2, 4000, size=FUTURES)
    events = (chance.random(FUTURES) < 0.8).astype(float)
    found = np.full((len(question.policies), FUTURES, len(COLUMNS)), np.nan)
    for k, policy in enumerate(question.policies):
        share = 0.0 if policy.family == NEVER else 0.85 if policy.name == best else chance.uniform(0.2, 0.7)
        cost = np.zeros(FUTURES) if not share else 40_000 * share + 3000 * chance.normal(size=FUTURES)
        played = FUTURES if policy.family in (AS_WRITTEN, NEVER) or policy.name == best else FIRST
        row: dict[str, Any] = dict.fromkeys((column.name for column in COLUMNS), np.zeros(FUTURES))
        in_time = events * (chance.random(FUTURES) < share)
        row |= {
            "ordered": np.full(FUTURES, float(share > 0)),
            "openings": np.full(FUTURES, float(share > 0)),
            "openings_for_nothing": (chance.random(FUTURES) < share / 3).astype(float),
            "events": events,
            "events_in_time": in_time,
            "events_met": events,
            "lead_gained": np.where(events > 0, -30 + 10 * chance.normal(size=FUTURES), np.nan),
            "crowding": crowding * (1 - share),
            "crowding_off": crowding,
            "crowding_avoided": crowding * share,
            "cost": cost,
            "loss": cost + 30 * crowding * (1 - share),
        }
        for name, column in row.items():
            found[k, :played, COLUMN[name]] = column[:played]
    return found


def study(question: Question, best: str = BEST) -> Study:
    """The study in which `best` is chosen, and one other cannot be told apart from it."""
    made = values(question, best)
    names = [policy.name for policy in question.policies]
    chosen = names.index(best)
    at = places(made, chosen)
    front = tuple(int(k) for k in np.flatnonzero(pareto(at[:, 0], at[:, 1])))
    other = next(k for k, policy in enumerate(question.policies) if policy.family == "forecast")
    choice = Choice(chosen, tuple(sorted({chosen, other})), front, (), None, at)
    spent = tuple(int(n) for n in np.isfinite(made[..., COLUMN["loss"]]).sum(axis=1))
    looks = (ScreeningRound(FIRST, len(names), 2), ScreeningRound(FUTURES, 2, 2))
    return Study(question, made, spent, looks, choice, FUTURES, interrupted=False)


def by_storms(result: StudyResult, after: int = 0) -> Drawn:
    """The same futures, as if the first of ten had storms and came once in fifty."""
    of = (np.arange(result.study.values.shape[1]) % 10 == 0).astype(np.int64)
    numbers = tuple(after + 7 * k for k in range(1, of.size + 1))
    return Drawn(numbers, numbers[-1], tuple((3 * of).tolist()), Strata(of, np.array([0.98, 0.02]), 4000))


def curve(question: Question) -> LeadCurve:
    """A value that falls with the lead; being ready at once is worth 9,000 a month."""
    policy = next(one for one in question.policies if one.name == BEST)
    points = tuple(
        AtLead(
            lead * DAY, _worth(50_000 - 1000 * lead), _worth(9000 - 1200 * lead), _worth(30_000), _worth(80_000), False
        )
        for lead in (0, 3, 7, 20, 40)
    )  # fmt: skip
    return LeadCurve(policy, "tents", 7 * DAY, _worth(42_000), 300.0, points, 3.0, FUTURES, False)


def _worth(mean: float) -> MoneyEstimate:
    return MoneyEstimate(mean, Interval(mean - 2000, mean + 2000))


def history(question: Question) -> History:
    """Ten replications: as written orders in most, never in none, and what was done."""
    days = (question.scenario.end - question.scenario.start).days
    need = np.where((np.arange(days) > 40) & (np.arange(days) < 60), 0.9, 0.0)
    fact = actual_policy(question)
    assert fact is not None
    named = {policy.name: policy for policy in question.policies}
    made = [replayed(named["as written"], date(2025, 5, 20)), replayed(named["never"], None)]
    published = (question.scenario.start,)
    return History(
        question, PUBLISHED, 10, published, tuple(made), actual_orders(question), replayed(fact, date(2025, 6, 1)),
        np.full(days, 20.0), need,
    )  # fmt: skip


def replayed(policy: Alternative, first: date | None) -> Replayed:
    """Ordered on a day or the next ones in eight of ten replications, ready a week later."""
    ordered = tuple(first + timedelta(days=k) if first and k < 8 else None for k in range(10))
    ready = tuple(day + timedelta(days=7) if day else None for day in ordered)
    rows = np.zeros((10, len(COLUMNS)))
    rows[:, COLUMN["days_open"]], rows[:, COLUMN["days_needed"]], rows[:, COLUMN["cost"]] = 60.0, 12.0, 31_234.0
    return Replayed(policy, {"ordered": ordered, "ready": ready, "released": (None,) * 10},
                    ((("crowded",), 8),) if first else (), rows)  # fmt: skip


def decided() -> tuple[OptionTest, ...]:
    """Two options, the second given back in some futures."""
    tick = 40 * DAY
    return (
        OptionTest(
            "tents", 1, 120, 120, 0, (tick, tick + DAY, tick + 9 * DAY), (ConditionSeen("quiet", 0.5, 1.4, np.nan),)
        ),
        OptionTest(
            "tents", 2, 120, 90, 30, (tick, tick + 11 * DAY, tick + 20 * DAY), (ConditionSeen("quiet", 0.5, 1.1, 0.3),)
        ),
    )


def found(question: Question, best: str = BEST, whole: bool = True) -> StudyResult:
    """All that can be shown of the study."""
    made = study(question, best)
    if not whole:
        return StudyResult(made)
    tested = next(policy for policy in question.policies if policy.name == best)
    return StudyResult(made, tested, decided(), curve(question), history(question))


Make = Callable[..., StudyResult]
