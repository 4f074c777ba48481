"""Where facts that set no value lie among the sets of assumptions: scenarios/README.md has the table as recomputed.

No rank passes or fails. A fact that no set comes near is reported, and nothing is tuned to it.
"""

import pytest
from held_out import FACTS, SETS, Fact, predicted, rank, rows, written

pytestmark = [pytest.mark.backtest, pytest.mark.slow]


def test_the_printed_ranks_are_the_recomputed_ones_and_no_fact_is_left_out() -> None:
    assert written() == rows()
    assert len(rows()) == len(FACTS) + 2


def test_each_set_says_something_of_each_fact() -> None:
    found = predicted()
    assert found.shape == (SETS, len(FACTS))
    assert (found == found).all(), "a set that says nothing would count as neither below nor above"


def test_a_rank_is_how_many_sets_lie_below() -> None:
    import numpy as np

    fact = Fact("a", 2.0, "B", "", lambda run: 0.0, str)
    assert rank(fact, np.array([1.0, 1.5, 3.0])) == "2"
    assert rank(fact, np.array([1.0, 2.0, 2.0, 3.0])) == "1 to 3"
