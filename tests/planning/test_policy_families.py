"""Families of triggers: what is declared is drawn up, and has a look of its own in charts."""

from sim.planning.triggers.families import DRAWN
from sim.scenario.language.policy import FAMILIES, Families
from sim.views.triggers.palette import COLOURS, FAMILY_STYLES, MARKERS


def test_every_family_that_is_declared_is_drawn_up_and_can_be_charted() -> None:
    assert set(DRAWN) == set(FAMILIES) == set(Families.model_fields) - {"always_open"}
    assert set(FAMILIES) <= set(FAMILY_STYLES)


def test_no_two_alternatives_look_the_same() -> None:
    assert len({(look.colour, look.marker) for look in FAMILY_STYLES.values()}) == len(FAMILY_STYLES)
    assert len({(COLOURS[k % len(COLOURS)], MARKERS[k % len(MARKERS)]) for k in range(30)}) == 30
