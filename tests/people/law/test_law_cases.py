"""Every person of the table of cases has the outcome that the statute gives, under each reading that is open."""

from collections.abc import Iterator
from typing import Any

import pytest
from law_cases import CASES, LAW, expected, party_of, turned

from sim.people.law.outcome import Outcome
from sim.people.law.ruling import rule
from sim.scenario.language.screening.law import Law

Judged = tuple[str, dict[str, Any], Law, str, dict[str, Any]]


def judged() -> Iterator[Judged]:
    for number, case in enumerate(CASES, 1):
        for name, given in case["expect"].items():
            yield f"{number} {name}", case, LAW, name, given
        for other in case.get("turned", []):
            for name, given in other["expect"].items():
                yield f"{number} {name}, {other['reading']}", case, turned(other["reading"]), name, given
        for name, given in case.get("later_referral", {}).items():
            yield f"{number} {name}, referred later", case, turned(referral="later"), name, given


EVERY = list(judged())
AS_READ = [one for one in EVERY if one[2] is LAW]


def _outcome(case: dict[str, Any], law: Law, name: str) -> Outcome:
    return rule(party_of(case), law)[name]


@pytest.mark.unit
@pytest.mark.parametrize(("case", "law", "name", "given"), [one[1:] for one in EVERY], ids=[one[0] for one in EVERY])
def test_each_person_has_every_field_of_the_outcome(case: dict[str, Any], law: Law, name: str, given: Any) -> None:
    found = _outcome(case, law, name)
    wanted = expected(given)
    if found.order == "none" and isinstance(wanted["order"], list):
        wanted |= {"by": ["-", wanted["by"]], "in_force": ["-", wanted["in_force"]]}
    if isinstance(wanted["through"], list):
        wanted["through"] = [*wanted["through"], None]
    for field, value in wanted.items():
        have = getattr(found, field)
        if field == "under":
            assert list(have) == value
        else:
            assert have in value if isinstance(value, list) else have == value, field


@pytest.mark.unit
@pytest.mark.parametrize(
    ("case", "name", "given"), [(c, n, g) for _, c, _, n, g in AS_READ], ids=[one[0] for one in AS_READ]
)
def test_what_is_a_reading_is_called_assumed_and_what_is_text_is_not(
    case: dict[str, Any], name: str, given: Any
) -> None:
    found = _outcome(case, LAW, name)
    assert set(given.get("assumed", [])) <= found.assumed
    open_fields = {field for field, value in expected(given).items() if isinstance(value, list) and len(value) > 1}
    if given["grade"] == "C" or name in {n for other in case.get("turned", []) for n in other["expect"]}:
        assert found.assumed - {"order"}
    else:
        with_claim = {"under"} if "claim" in given.get("assumed", []) else set()
        assert found.assumed <= set(given.get("assumed", [])) | open_fields | with_claim


@pytest.mark.unit
@pytest.mark.parametrize(
    "case", [case for case in CASES if "later_referral" in case], ids=lambda case: case["story"][:40]
)
def test_a_later_referral_changes_nobody_else(case: dict[str, Any]) -> None:
    today, later = (rule(party_of(case), law) for law in (LAW, turned(referral="later")))
    assert {name for name in today if today[name].differs(later[name])} == set(case["later_referral"])
