"""A delegate by telephone: who makes the order at night, and for whom it waits until somebody is on site."""

from typing import Any

import pytest
from hand_worked import Played, officers, people, played, scenario
from law_cases import LAW

pytestmark = pytest.mark.agreement

ORDER: dict[str, Any] = {"time": {"party": "10 min", "order": "9 min"}, "priority": 9}
BY_DELEGATE = {"order": ["departure", "exclusion", "deportation"]}
ON_SITE, BY_TELEPHONE = 0, 1


def port(in_person: float) -> Played:
    """One claimant at 09:00 and one at 22:00, both let in by a sister; delegates are on site from 08:00 to 20:00."""
    steps = {
        "interview": {"time": "30 min"},
        "in_person": ORDER | {"staff": {"delegates": 1}, "who": {"all": ["in_person", BY_DELEGATE]}},
        "order": ORDER
        | {
            "staff": {"any": [{"delegates": 1}, {"telephone": 1}]},
            "who": {"all": [{"not": "in_person"}, BY_DELEGATE]},
        },
    }
    facts = {"relatives": {"sister": {"share": 1, "status": "citizen", "proven": 1}}, "in_person": in_person}
    return played(
        scenario(
            {"road": people("09:00", "22:00")},
            steps,
            journeys={"everyone": ["interview"], "referred": ["in_person", "order"]},
            people={"nationalities": {"Peru": 1.0}},
            screening={"law": LAW.model_dump(), "facts": facts},
            staff={"delegates": officers(1, "08:00-20:00"), "telephone": officers(1)},
        )
    )


def test_at_night_a_delegate_makes_the_order_by_telephone_and_by_day_the_one_on_site() -> None:
    found = port(0)
    assert found.tasks("order") == ["09:30-09:49", "22:30-22:49"]
    assert found.log.option[found.sample.step == 2].tolist() == [ON_SITE, BY_TELEPHONE]


def test_who_must_be_heard_in_person_waits_for_the_delegate_of_the_morning() -> None:
    found = port(1)
    assert found.tasks("in_person") == ["09:30-09:49", "32:00-32:19"]
    assert found.left() == ["referred 09:49", "referred 32:19"]
