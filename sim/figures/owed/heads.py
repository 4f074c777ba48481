"""Heads: persons above the base space of an area, at most the places that a measure has open there."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.arrays import I
from sim.figures.basis import Basis
from sim.figures.contingency import less_base
from sim.figures.owed.charges import Heads
from sim.figures.owed.given_back import Piece
from sim.figures.space import Areas
from sim.figures.timelines import Changes, spells


def heads(basis: Basis, around: Areas, found: Mapping[str, Sequence[Piece]]) -> dict[str, Heads]:
    """Return the heads of every measure from the first tick to the end; where several bring space to one area, the
    one that the file names first is filled first. After the end nobody is known, and the least number holds."""
    scenario = basis.plan.scenario
    by_head = any(
        money.each == "head"
        for measure in scenario.contingency.values()
        for prices in (measure.cost.per_month, *(one.per_month or {} for one in measure.cost.changes.values()))
        for money in prices.values()
    )
    if not by_head:
        return {name: _least(basis, name) for name in found}
    filled: dict[str, list[tuple[I, I]]] = {name: [] for name in found}
    for area in basis.plan.areas:
        opened = {name: _open(pieces, basis.plan.area(area)) for name, pieces in found.items()}
        excess = less_base(basis, basis.plan.area(area), around.persons[area])
        ticks = (change.tick for change in (excess, *opened.values()))
        grid = np.unique(np.concatenate([np.zeros(1, np.int64), *ticks]))
        above = np.maximum(_at(grid, excess), 0)
        for name, places in opened.items():
            mine = np.minimum(above, _at(grid, places))
            above = above - mine
            filled[name].append((grid, mine))
    return {name: _heads(basis, name, filled[name]) for name in found}


def _least(basis: Basis, name: str) -> Heads:
    """Return the heads of a measure that has no price by head: the least number."""
    least = basis.plan.scenario.contingency[name].cost.least_heads
    return Heads(np.array([0, basis.end]), np.array([least, least]), np.array([0, least * basis.end]))


def _heads(basis: Basis, name: str, parts: Sequence[tuple[I, I]]) -> Heads:
    """Return the heads of a measure of all areas, the least number at any time."""
    least, end = basis.plan.scenario.contingency[name].cost.least_heads, basis.end
    grid = np.unique(np.concatenate([np.zeros(1, np.int64), np.array([end]), *(grid for grid, _ in parts)]))
    grid = grid[grid <= end]
    persons = np.zeros(grid.size, np.int64)
    for ticks, mine in parts:
        persons += mine[np.searchsorted(ticks, grid, side="right") - 1]
    persons = np.maximum(np.where(grid < end, persons, 0), least)
    before = np.concatenate(([0], np.cumsum(persons[:-1] * np.diff(grid))))
    return Heads(grid, persons, before)


def _open(pieces: Sequence[Piece], place: int) -> Changes:
    """Return the persons of space that a measure has open in an area."""
    mine = [(piece.begin, piece.until, piece.persons[place]) for piece in pieces if piece.persons.get(place)]
    begin, until, persons = np.array(mine, dtype=np.int64).reshape(-1, 3).T
    return spells(begin, until, persons)


def _at(grid: I, changes: Changes) -> I:
    """Return the number at each tick of a grid that has all of its changes."""
    found = np.zeros(grid.size, dtype=np.int64)
    np.add.at(found, np.searchsorted(grid, changes.tick), changes.by)
    return np.cumsum(found)
