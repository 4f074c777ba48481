"""Declarations of what can be watched."""

import string

import pytest

from sim.scenario.catalogue.watches import NUMBERS, WATCHES, Watch, those
from sim.scenario.language.condition import LEVELS, Condition


@pytest.mark.parametrize("watch", WATCHES.values(), ids=list(WATCHES))
def test_a_declaration_speaks_only_of_what_a_condition_can_say(watch: Watch) -> None:
    words = string.Formatter().parse(watch.label + watch.sentence)
    blanks = {name for _, name, _, _ in words if name}
    assert blanks | set(watch.must_say) <= set(Condition.model_fields)
    assert set(watch.names.values()) <= {"area", "pool", "step"}
    assert watch.levels and set(watch.levels) <= set(LEVELS)
    assert watch.unit or "number" not in watch.levels


def test_each_watch_has_a_number_of_its_own() -> None:
    assert sorted(NUMBERS.values()) == list(range(len(WATCHES)))


def test_forecasts_are_named_together_only_where_all_of_them_are_meant() -> None:
    assert those(lambda watch: watch.names.get("of") == "area") == "occupancy and forecasts"
    assert those(lambda watch: watch.chance) == "forecast_full"
