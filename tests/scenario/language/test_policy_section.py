"""The section `policy`: defaults, short forms, and what is refused."""

import pytest
from pydantic import ValidationError

from sim.scenario.language.policy import Families, PolicySettings
from sim.scenario.schema import json_schema
from sim.scenario.source.yaml_writer import to_plain
from sim.scenario.values.units import Level

pytestmark = pytest.mark.unit


def test_defaults_are_read_back_as_they_are_spelt():
    settings = PolicySettings()
    tree = to_plain(settings)
    assert tree["need"] == {"above": "100%", "for": "1 d", "apart": "3 d"}
    assert tree["families"]["occupancy"] == {"above": ["60%", "80%", "100%", "120%"], "for": ["6 h", "2 d", "7 d"]}
    assert PolicySettings.model_validate(tree) == settings
    assert settings.crowded_person_hour is None
    assert (settings.choose, settings.worst, settings.confidence) == (None, 0.05, 0.95)


def test_one_value_is_a_list_of_one():
    families = Families.model_validate(
        {
            "occupancy": {"above": "75%", "for": "90 min"},
            "longest_wait": {"above": "18 h"},
            "forecast": {"chance": "cost_loss"},
            "fixed_date": {"on": "2025-04-01"},
        }
    )
    assert families.occupancy.above == (Level(0.75, "share"),)
    assert families.occupancy.lasting == (5400.0,)
    assert families.longest_wait.above == (Level(64800.0, "duration"),)
    assert families.forecast.chance == ("cost_loss",)
    assert [day.isoformat() for day in families.fixed_date.on] == ["2025-04-01"]


def test_false_leaves_a_family_out():
    families = Families.model_validate({"occupancy": False, "two_tiers": False, "always_open": False})
    assert families.occupancy is families.two_tiers is None
    assert families.forecast is not None


def test_an_editor_knows_that_a_family_can_be_false():
    family = json_schema()["$defs"]["Families"]["properties"]["occupancy"]
    assert {"const": False} in family["anyOf"]
    assert {"type": "null"} not in family["anyOf"]


@pytest.mark.parametrize(
    ("tree", "allowed"),
    [
        ({"need": {"above": 100}}, "a share, such as 80% or 120%"),
        ({"need": {"for": 0}}, "a duration from 1 s to 36525 d"),
        ({"choose": {"in": "90%"}}, "Field required"),
        ({"families": {"arrivals": {"above": []}}}, "at least 1 item"),
        ({"families": {"longest_wait": {"above": "80%"}}}, "a duration with its unit"),
        ({"families": {"forecast": {"chance": ["101%"]}}}, "a share from 0% to 100%, or cost_loss"),
        ({"families": {"forecast": {"chance": ["costloss"]}}}, "a chance, such as 30%, or cost_loss"),
        ({"families": {"always_open": "yes"}}, "valid boolean"),
        ({"measure": "a", "second": "a"}, "two different measures"),
        ({"need": {"above": "100000001%"}}, "a share from 0% to 100,000,000%"),
        ({"worst": 0}, "a share from 0.0001% to 99.9999%"),
        ({"confidence": "50%"}, "a share from 50.0001% to 99.9999%"),
        ({"crowded_person_hour": 30}, "money with its currency"),
    ],
)
def test_what_is_refused(tree, allowed):
    with pytest.raises(ValidationError, match=allowed):
        PolicySettings.model_validate(tree)
