"""What is unsure, as a reader sees it: the share of inputs, what is assumed, what is due."""

from datetime import date

import pytest

from sim.experiments.assumptions import Row
from sim.experiments.statistics.variance import Influence, Split
from sim.scenario.catalogue.figures import catalogue
from sim.views.run.first.doubt import Assumed
from sim.views.run.first.doubt_words import assumptions_said
from sim.views.run.uncertainty import assumed, splits
from sim.wording import speaking
from sim.wording.named import naming

pytestmark = pytest.mark.unit

NAN = float("nan")


def test_inputs_that_matter_are_named(port) -> None:
    result = port.make(port.scenario(measures={"leased_hall": port.HALL}))
    found = {
        "leased_hall_ordered": Split(
            200, 0.4, 0.3, 0.5, (Influence("a.b", 0.395, 0.3, 0.5), Influence("c", 0.005, 0, 0.1))),
        "cost_total": Split(200, 0.0, 0.0, 0.1, (Influence("a.b", 0.0, 0.0, 0.1),)),
        "on_site_peak": Split(200, NAN, NAN, NAN, ()),
        "arrived": Split(200, 0.9, 0.8, 0.95, ()),
    }  # fmt: skip
    rows = splits(result, found)
    assert [row.label for row in rows] == ["Leased hall ordered", "Cost, total"]
    assert rows[0].share == "40%"
    assert rows[0].interval == "30%–50%"
    assert rows[0].inputs.startswith("a.b ") and "c" not in rows[0].inputs.split(", ")[1:]
    assert rows[1].inputs == "none that can be told from chance"


def test_what_is_due_and_what_is_not_graded_is_said(port) -> None:
    told = Row("a.b", "a paper", "C", "planning", date(2025, 1, 1), True, False, ("a.b",), 0.25, "within_24h")
    silent = Row("c", "", "", "", None, False, True, (), NAN, "")
    first, second = assumed((told, silent), catalogue(port.scenario()))
    assert (first.remark, first.review) == ("overdue", "2025-01-01")
    assert first.influence == "25% of served and gone within 24 h"
    assert (second.grade, second.source, second.remark, second.influence) == ("–", "–", "ungraded", "–")


def test_inputs_that_move_the_answer_have_their_labels() -> None:
    """A group of values that move together is a name of the scenario's, as an area is."""
    found = Assumed("orders", sets=100, every=3, none=20, inputs=("minutes of the steps",))
    with naming({"minutes of the steps": {"en": "step times", "fr": "minutes des étapes"}}):
        assert assumptions_said(None, found).endswith("; step times move this most")  # type: ignore[arg-type]
        with speaking("fr"):
            said = assumptions_said(None, found)  # type: ignore[arg-type]
    assert "minutes des étapes" in said
    assert "minutes of" not in said
