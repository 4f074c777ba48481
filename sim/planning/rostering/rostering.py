"""The roster of a pool: how many officers on each line of work, block by block, at the least cost."""

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, F, I
from sim.planning.rostering.break_turns import bettered, turns
from sim.planning.rostering.covering import Cover, Limit, Template, cover
from sim.planning.rostering.crew import Officer
from sim.planning.rostering.crew import officers as people_on
from sim.planning.rostering.desk_caps import ceiling
from sim.planning.rostering.lines import Line, blocks, lines, presence
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.shifts.shift_templates import Templates
from sim.scenario.language.shifts.worktime import Worktime
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.variants import without_rules

Posts = dict[Worktime, dict[date, int]]  # officers by the day on which the shift begins
Before = Counter[tuple[str, Worktime]]  # officers on each line in the block before
MANY = 160  # lines, above which those that differ in their breaks alone are one to the programme
MOVED = 0.02  # of its cost, that a line newly taken up counts more, so that officers stay on theirs between blocks


@dataclass(frozen=True)
class Solver:
    """How long the integer programme is sought: relative gap at which it stops, and seconds for each block.

    `whole` false: only where the linear programme cannot be rounded, as for a step of a search.
    """

    gap: float = 0.01
    time_limit: float = 20.0
    whole: bool = True


class BindingRule(NamedTuple):
    """A rule without which the dearest weeks of a roster have fewer officer-hours missing, or cost a share less."""

    rule: str  # by its key
    fewer_short: float  # officer-hours; 0 where it is the cost
    cheaper: float  # share of the cost of these weeks


@dataclass(frozen=True)
class Block:
    """Some weeks of a roster: officers on each line."""

    days: tuple[date, ...]
    lines: tuple[Line, ...]
    officers: I  # (N,) by line
    cover: Cover
    needed: F  # (H,) officers required, what earlier blocks leave past their ends taken off
    before: Before  # officers on each line in the block before


@dataclass(frozen=True)
class Roster:
    """Officers of one pool, over all days of the run; hours from tick 0."""

    pool: str
    blocks: tuple[Block, ...]
    posts: Posts
    required: F  # (H,) officers present
    present: F  # (H,) officers expected to be present, absence taken off
    cost: float  # of the paid and overtime hours; hours if the pool has no cost
    paid_hours: float  # without overtime
    overtime_hours: float
    gap: float  # the worst of the blocks, relative
    proven: bool  # every block is within the gap that was asked for
    seconds: float  # that the programme took
    rules: Templates
    binding: tuple[BindingRule, ...] = ()  # rules without which the roster would be better (`with_binding`)

    @cached_property
    def people(self) -> tuple[Officer, ...]:
        """Who work the lines, one block after the other; none where posts are rostered."""
        return people_on([(block.lines, block.officers) for block in self.blocks], self.rules)

    @property
    def at_once(self) -> int:
        """Most officers on the roster in one block."""
        return max(int(block.officers.sum()) for block in self.blocks)

    @property
    def short(self) -> F:
        """(H,) officers missing."""
        return np.maximum(self.required - self.present, 0.0)

    @property
    def hours(self) -> float:
        """All officer-hours that are paid."""
        return self.paid_hours + self.overtime_hours


def roster(name: str, pool: Pool, required: F, clock: Clock, solver: Solver) -> Roster:
    """Return the least-cost roster of a pool that covers `required` (H,), officers present in each hour from tick 0.

    Blocks of `templates.weeks` are solved one after the other, what an earlier one leaves past its end taken off. Cover
    is soft: officers may be missing at `templates.shortfall_cost`, or as few as can be. Officers go on from block to
    block where the rules let them (`people`): nobody is asked to break a rule between two blocks.
    """
    begun = time.monotonic()
    required = np.asarray(required, dtype=np.float64)
    present = np.zeros(required.size)
    found: list[Block] = []
    before: Before = Counter()
    for days in blocks(clock, pool.templates.weeks):
        earlier = [(line, int(n)) for one in found[-1:] for line, n in zip(one.lines, one.officers, strict=True) if n]
        block = _solved(pool, days, np.maximum(required - present, 0.0), clock, solver, before, earlier)
        before = Counter({line.key: int(n) for line, n in zip(block.lines, block.officers, strict=True) if n})
        for line, count in zip(block.lines, block.officers, strict=True):
            if count:
                present += count * (1 - pool.absence) * presence(line, clock, required.size)
        found.append(block)
    paid, overtime = _hours(found, clock)
    return Roster(
        pool=name,
        blocks=tuple(found),
        posts=_posts(found),
        required=required,
        present=present,
        cost=paid * _price(pool) + overtime * _price(pool, overtime=True),
        paid_hours=paid,
        overtime_hours=overtime,
        gap=max(block.cover.gap for block in found),
        proven=all(block.cover.proven for block in found),
        seconds=time.monotonic() - begun,
        rules=pool.templates,
    )


def with_binding(roster: Roster, pool: Pool, clock: Clock, solver: Solver) -> Roster:
    """Return a roster with the rules that cost it something named, by a solution of its dearest block without each."""
    return replace(roster, binding=_binding(pool, roster.blocks, clock, solver))


def _price(pool: Pool, *, overtime: bool = False) -> float:
    money = (pool.overtime_cost if overtime else None) or pool.cost
    return money.amount if money else 1.0


def _solved(
    pool: Pool,
    days: Sequence[date],
    needed: F,
    clock: Clock,
    solver: Solver,
    before: Before,
    earlier: Sequence[tuple[Line, int]] = (),
) -> Block:
    """Return the cover of one block; as many as were on a line `before` it cost a little less than those who are new
    to it.

    Where there are many lines, those that differ in the places of their breaks alone are one to the programme, present
    as their mean is. Then each officer gets the breaks that cover best given all others, so that those of one shift
    eat in turns (`sim.planning.rostering.break_turns`).
    """
    made = lines(pool, days).lines
    first, last = max(clock.tick(days[0]), 0) // HOUR, -(-clock.tick(days[-1] + timedelta(days=1)) // HOUR)
    wanted = needed[first:last]
    there = [np.minimum(presence(line, clock, needed.size)[first:last], 1.0) * (1 - pool.absence) for line in made]
    alike: dict[tuple[str, tuple[date, ...]], list[int]] = {}
    for k, line in enumerate(made):
        alike.setdefault((line.name, line.days), []).append(k)
    groups = list(alike.values()) if len(made) > MANY else [[k] for k in range(len(made))]
    columns, of = _columns(pool, made, groups, there, clock, before)
    price = pool.templates.shortfall_cost
    found = cover(
        wanted,
        columns,
        price=price.amount if price else None,
        limits=_limits(pool, [made[groups[g][0]] for g in of]),
        ceiling=ceiling(pool, [[made[k] for k in groups[g]] for g in of], earlier, days, clock),
        gap=solver.gap,
        time_limit=solver.time_limit,
        whole=solver.whole,
    )
    staffed = np.bincount(np.array(of, dtype=np.int64), weights=found.officers, minlength=len(groups)).astype(np.int64)
    officers = _placed(groups, list(alike.values()), staffed, there, wanted)
    on_duty = np.asarray(sum((n * row for n, row in zip(officers, there, strict=True) if n), np.zeros(wanted.size)))
    found = replace(found, on_duty=on_duty, short=np.maximum(wanted - on_duty, 0.0))
    return Block(tuple(days), made, officers, found, needed, before)


def _columns(
    pool: Pool, made: Sequence[Line], groups: Sequence[Sequence[int]], there: Sequence[F], clock: Clock, before: Before
) -> tuple[list[Template], list[int]]:
    """Return what the programme chooses from, and the group of lines of each column."""
    columns, of = [], []
    for g, group in enumerate(groups):
        line, present = made[group[0]], np.mean([there[k] for k in group], axis=0)
        cost = _shifts(line, clock) * (line.paid * _price(pool) + line.overtime * _price(pool, overtime=True))
        stay = sum(before[made[k].key] for k in group) if before and line.rotation else 0
        if stay:
            columns.append(Template(line.name, present, cost, stay))
        columns.append(Template(line.name, present, cost * (1 + MOVED) if before and line.rotation else cost))
        of += [g] * (2 if stay else 1)
    return columns, of


def _placed(groups: Sequence[list[int]], alike: Sequence[list[int]], staffed: I, there: Sequence[F], wanted: F) -> I:
    """Return (N,) officers by line, their breaks in turns."""
    found = np.zeros(len(there), dtype=np.int64)
    for group, counts in zip(
        groups, turns([np.array([there[k] for k in group]) for group in groups], staffed, wanted), strict=True
    ):
        found[group] = counts
    choices = [np.array([there[k] for k in group]) for group in alike]
    for group, counts in zip(alike, bettered(choices, [found[group] for group in alike], wanted), strict=True):
        found[group] = counts
    return found


def _shifts(line: Line, clock: Clock) -> float:
    """Return shifts that cost; one before the first day of the run counts for next to nothing, so that none is idle."""
    return sum(1.0 if day >= clock.first_day else 0.01 for day in line.days)


def _limits(pool: Pool, made: Sequence[Line]) -> list[Limit]:
    found = [
        Limit(f"{name}.most", np.array([float(line.template == name) for line in made]), float(template.most))
        for name, template in pool.templates.patterns.items()
        if template.most is not None
    ]
    share = pool.templates.part_time_share
    if share is not None:
        found.append(Limit("part_time_share", np.array([float(line.part_time) - share for line in made]), 0.0))
    return found


def _hours(blocks: Sequence[Block], clock: Clock) -> tuple[float, float]:
    """Paid and overtime hours of shifts that begin within the counted span."""
    paid = overtime = 0.0
    for block in blocks:
        for line, count in zip(block.lines, block.officers, strict=True):
            shifts = int(count) * sum(clock.first_counted <= day < clock.last for day in line.days)
            paid, overtime = paid + shifts * line.paid, overtime + shifts * line.overtime
    return paid, overtime


def _posts(blocks: Sequence[Block]) -> Posts:
    """Return officers by hours and breaks, and by the day on which they begin."""
    posts: Posts = {}
    for block in blocks:
        for line, count in zip(block.lines, block.officers, strict=True):
            mine = posts.setdefault(line.worktime, {}) if count else {}
            for day in line.days if count else ():
                mine[day] = mine.get(day, 0) + int(count)
    return dict(sorted(posts.items()))


def _binding(pool: Pool, blocks: Sequence[Block], clock: Clock, solver: Solver) -> tuple[BindingRule, ...]:
    """Rules of the templates without which the dearest block has fewer missing, or costs less, by more than the gap."""
    if not pool.templates.patterns and pool.at_most is None:
        return ()
    block = max(blocks, key=lambda one: one.cover.cost)
    base = (float(block.cover.short.sum()), block.cover.cost)
    named = []
    for rule, without in without_rules(pool).items():
        other = _solved(without, block.days, block.needed, clock, solver, block.before).cover
        short, saved = base[0] - float(other.short.sum()), base[1] - other.cost
        if short > max(solver.gap * base[0], 1e-6):
            named.append(BindingRule(rule, short, 0.0))
        elif short > -1e-6 and saved > 2 * solver.gap * base[1] and math.isfinite(saved):
            named.append(BindingRule(rule, 0.0, saved / base[1]))
    return tuple(named)
