"""Which policy is best where two inputs or prices were otherwise, by how much, and where that is not shown.

Each input takes five values: what is uncertain its quantiles, anything else shares of what is written. At every point
the recommended policy, the kept ones and the best of each family are played over the same futures. A price of crowding
plays nothing again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any, NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import Interrupted, ScenarioError
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata
from sim.experiments.sweep import sweep
from sim.planning.triggers.by_storms.futures_by_storms import drawn
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.judging.selection import screen
from sim.planning.triggers.lead_time import MoneyEstimate
from sim.planning.triggers.question import asked
from sim.planning.triggers.trigger import NEVER, Alternative, Question
from sim.problems import Place, Problem, sentence
from sim.scenario.origin import values_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.source.yaml_writer import to_plain
from sim.scenario.uncertain.quantities import elicited, text_of
from sim.scenario.values.elicited import WHOLE, Elicited
from sim.wording import noted

PRICE = "policy.crowded_person_hour"
QUANTILES = (0.1, 0.3, 0.5, 0.7, 0.9)  # of what is uncertain
SHARES = (0.5, 0.75, 1.0, 1.5, 2.0)  # of what is written
DIGITS = 3  # that a value has
FUTURES = 100  # of each point
MAP = Place("--map", 0, 0)
TWO = noted("two different paths, PATH,PATH")
VALUED = noted("a path that has one number: uncertain or written, with its unit")
_NUMBER = re.compile(r"([\d.]+)\s*(\D*)")

Key = tuple[str, tuple[tuple[str, str], ...]]  # family and settings of a policy, which are the same at every point


class Cell(NamedTuple):
    """One point: its best policy, what that saves against never and against the next best, and what is as good."""

    values: tuple[str, str]
    best: Alternative
    saved: MoneyEstimate  # a future, against never ordering
    next: Alternative | None
    ahead: MoneyEstimate  # of the next best
    alike: int  # policies, the best among them, that may be the best

    @property
    def told(self) -> bool:
        """Whether no other may be the best."""
        return self.alike == 1


@dataclass(frozen=True)
class BreakEvenMap:
    """The best policy at every point of two inputs."""

    paths: tuple[str, str]
    cells: tuple[Cell, ...]  # the values of the second change fastest
    futures: int
    policies: int
    left_out: tuple[tuple[str, str], ...] = ()  # paths with a value each that the scenario cannot have

    def side(self, k: int) -> tuple[str, ...]:
        """Return the values of one input, in their order."""
        return tuple(dict.fromkeys(cell.values[k] for cell in self.cells))


def paths_of(scenario: Scenario, given: str) -> tuple[str, str]:
    """Return the two paths of `PATH,PATH`. ScenarioError for any other number, and for what has no value to vary."""
    paths = tuple(path.strip() for path in given.split(","))
    if len(paths) != 2 or len(set(paths)) != 2:
        raise ScenarioError([Problem(given, sentence(given or "''", TWO), MAP)])
    for path in paths:
        side(scenario, path)
    return paths[0], paths[1]


def break_even(
    question: Question, places: Sequence[int], paths: tuple[str, str], futures: int, using: Runner = ALONE
) -> BreakEvenMap:
    """Play the policies at these places of a question at every point of two paths. Interrupted on Ctrl-C."""
    scenario = question.scenario
    sides = [sound(scenario, path) for path in paths]
    points = sweep.planned(scenario, [f"{path}={','.join(side)}" for path, side in zip(paths, sides, strict=True)])
    given = zip(paths, sides, strict=True)
    left_out = tuple((path, one) for path, kept in given for one in side(scenario, path) if one not in kept)
    wanted = [_key(question.policies[k]) for k in places]
    alike: dict[tuple[str, ...], list[int]] = {}  # points that differ in the price of crowding alone
    for k, values in enumerate(points.points):
        played = tuple(value for path, value in zip(paths, values, strict=True) if path != PRICE)
        alike.setdefault(played, []).append(k)
    cells: dict[int, Cell] = {}
    with using.progress.bar(len(points.points) * len(wanted) * futures) as advance:
        for done, same in enumerate(alike.values()):
            questions = [asked(points.scenarios[k]) for k in same]
            mine = [[one for one in about.policies if _key(one) in wanted] for about in questions]
            losses = _losses(questions, mine, futures, using)
            strata = drawn(questions[0].off, futures).strata
            for k, policies, loss in zip(same, mine, losses, strict=True):
                values = (points.points[k][0], points.points[k][1])
                cells[k] = _cell(values, policies, loss, question.settings.confidence, strata)
            advance((done + 1) * len(same) * len(wanted) * futures)
    return BreakEvenMap(paths, tuple(cells[k] for k in sorted(cells)), futures, len(wanted), left_out)


def _losses(
    questions: Sequence[Question], policies: Sequence[Sequence[Alternative]], futures: int, using: Runner
) -> Iterator[F]:
    """Yield (Q, N) what the policies of each question lose; they differ in the price of crowding alone."""
    every = [policy for some in policies for policy in some]
    which = drawn(questions[0].off, futures)
    with Futures(replace(questions[0], policies=tuple(every)), using, which) as played:
        if not played.play(futures, np.ones(len(every), dtype=np.bool_)):
            raise Interrupted
        values = played.values()
    begin = 0
    for about, some in zip(questions, policies, strict=True):
        mine = values[begin : begin + len(some)]
        yield mine[..., COLUMN["cost"]] + about.settings.price.amount * mine[..., COLUMN["crowding"]]
        begin += len(some)


def _cell(
    values: tuple[str, str], policies: Sequence[Alternative], losses: F, confidence: float, strata: Strata | None
) -> Cell:
    """Return what is best at a point, from (Q, N) losses; of policies that lose the same in every future the first,
    never before all others."""
    order = sorted(range(len(policies)), key=lambda k: policies[k].family != NEVER)
    kept: list[int] = []
    for k in order:
        if not any(np.allclose(losses[k], losses[one], rtol=1e-9) for one in kept):
            kept.append(k)
    ranked = sorted(kept, key=lambda k: _mean(losses[k], strata))
    never = next(k for k in order if policies[k].family == NEVER)
    best, after = ranked[0], ranked[1] if len(ranked) > 1 else None
    standing = screen(losses[kept], np.ones(len(kept), dtype=np.bool_), confidence, 1, strata)
    return Cell(
        values,
        policies[best],
        _estimate(losses[never] - losses[best], strata),
        None if after is None else policies[after],
        _estimate(losses[best if after is None else after] - losses[best], strata),
        int((standing | (np.array(kept) == best)).sum()),
    )


def _estimate(differences: F, strata: Strata | None) -> MoneyEstimate:
    return MoneyEstimate(_mean(differences, strata), of_mean(differences, strata=strata))


def _mean(values: F, strata: Strata | None) -> float:
    return float(values.mean()) if strata is None else strata.mean(values)


def _key(policy: Alternative) -> Key:
    return policy.family, tuple((str(name), str(value[:])) for name, value in policy.settings)


def side(scenario: Scenario, path: str) -> tuple[str, ...]:
    """Return the values that a path takes, as they would be written. ScenarioError for one that has no number."""
    if law := scenario.uncertain.get(path):
        return _at(path, law, [float(law.drawn(u)[0]) for u in QUANTILES] if law.vector is None else [])
    node = values_of(scenario).at(parts(path))
    written: Any = node.plain() if node else None
    if written is None and path == PRICE:
        settings = scenario.policy
        written = to_plain(settings.crowded_person_hour) if settings and settings.crowded_person_hour else None
    if isinstance(written, dict):
        for kind in ("duration", "share", "number"):
            try:
                law = elicited(written, kind, FilePath())
            except ValueError:
                continue
            return _at(path, law, [share * float(law.drawn(0.5)[0]) for share in SHARES])
    found = _NUMBER.fullmatch(str(written).strip())
    if isinstance(written, bool) or found is None:
        raise ScenarioError([Problem(path, sentence(path, VALUED), MAP)])
    number = float(found[1])
    if isinstance(written, int):
        return tuple(dict.fromkeys(str(round(share * number)) for share in SHARES))
    between = "" if found[2].startswith("%") else " "
    return tuple(f"{_short(share * number)}{between}{found[2]}".strip() for share in SHARES)


def sound(scenario: Scenario, path: str) -> tuple[str, ...]:
    """Return those of the values of a path with which the scenario is sound: twice a share of 90% is none. Where fewer
    than two are left, all, so that it is said what is wrong with them."""
    every = side(scenario, path)
    kept = tuple(value for value in every if _is_sound(scenario, path, value))
    return kept if len(kept) > 1 else every


def _is_sound(scenario: Scenario, path: str, value: str) -> bool:
    try:
        sweep.planned(scenario, [f"{path}={value}"])
    except ScenarioError:
        return False
    return True


def _at(path: str, law: Elicited, values: Sequence[float]) -> tuple[str, ...]:
    if not values:
        raise ScenarioError([Problem(path, sentence(path, VALUED), MAP)])
    whole = law.kind in WHOLE
    return tuple(dict.fromkeys(str(text_of(law.kind, value if whole else float(_short(value)))) for value in values))


def _short(value: float) -> str:
    return f"{float(f'{value:.{DIGITS}g}'):g}"
