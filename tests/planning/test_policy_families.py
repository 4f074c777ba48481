"""Families of triggers: what is declared is drawn up, and has a look of its own in charts."""

from sim.planning.triggers.families import DRAWN
from sim.scenario.language.policy import FAMILIES, Families
from sim.views.kit.palette import DARK, LIGHT, alternative
from sim.views.triggers.charts.family_styles import FAMILY_STYLES, SHAPES


def test_every_family_that_is_declared_is_drawn_up_and_can_be_charted() -> None:
    assert set(DRAWN) == set(FAMILIES) == set(Families.model_fields) - {"always_open"}
    assert set(FAMILIES) <= set(FAMILY_STYLES)


def test_no_two_alternatives_look_the_same() -> None:
    for palette in (LIGHT, DARK):
        assert len({(palette.strong(one.role), one.shape) for one in FAMILY_STYLES.values()}) == len(FAMILY_STYLES)
        assert len({(palette.strong(alternative(k)), SHAPES[k % len(SHAPES)]) for k in range(30)}) == 30
