"""The compiled flow has unsigned indices, in every subscript and every dimension."""

import numpy as np
import pytest

from sim.compiling.unsigned import unsigned_indices

pytestmark = pytest.mark.unit


class Table:
    """Notes with what it is indexed, and holds itself everywhere."""

    def __init__(self):
        self.seen = []

    def __getitem__(self, index):
        self.seen.append(index)
        return self

    def __setitem__(self, index, value):
        self.seen.append(index)

    def __index__(self):
        return 7


def a_walk(table, i):
    table[table[i], 3][i + 1] = table[2]
    return i


def test_every_index_of_a_function_is_unsigned():
    table = Table()
    assert unsigned_indices(a_walk)(table, 5) == 5
    flat = [one for index in table.seen for one in (index if isinstance(index, tuple) else (index,))]
    assert sorted(map(int, flat)) == [2, 3, 5, 6, 7]
    assert {type(one) for one in flat} == {np.uint64}


def test_lines_are_those_of_the_source():
    assert unsigned_indices(a_walk).__code__.co_firstlineno == a_walk.__code__.co_firstlineno
