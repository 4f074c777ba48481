"""Parties and what the law makes of them, read from a table of cases."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hand_worked import scenario

from sim.people.law.facts import Document, Mark, Party, Person, Relative, Tie, relation
from sim.scenario.language.screening.law import Law, Readings
from sim.scenario.schema import Scenario

ROOT = Path(__file__).parents[2]
LAW = Law.model_validate(yaml.safe_load((ROOT / "scenarios/data/law-2026.yaml").read_text(encoding="utf-8")))
TABLE = yaml.safe_load((ROOT / "tests/people/law/cases.yaml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["cases"]


def turned(*readings: str, **changes: Any) -> Law:
    """The law of the shipped table with some readings turned, and some of its values changed."""
    taken = LAW.readings.model_dump()
    values = {
        **LAW.model_dump(),
        **changes,
        "readings": Readings(**{**taken, **{name: not taken[name] for name in readings}}),
    }
    return Law.model_validate(values)


def party_of(case: dict[str, Any]) -> Party:
    """The facts of a case."""
    relatives = case.get("relatives", {})
    said = [tie.split() for tie in case.get("ties", [])]
    said += [
        [who, *word.split()[:1], of, *word.split()[1:]]
        for who, one in relatives.items()
        for of, word in one["to"].items()
    ]
    return Party(
        persons=tuple(_person(name, facts, case) for name, facts in case["persons"].items()),
        ties=tuple(Tie(who, relation(word), of, *proof) for who, word, of, *proof in said),
        relatives=tuple(_relative(name, facts) for name, facts in relatives.items()),
        choice=case.get("choice", "proceed"),
    )


def _person(name: str, facts: dict[str, Any], case: dict[str, Any]) -> Person:
    rest = {key: value for key, value in facts.items() if key not in ("nationality", "holds", "record")}
    rest |= {key: _several(rest[key]) for key in ("entries", "lived_in", "statuses") if key in rest}
    return Person(
        name=name,
        claimed=case["day"],
        decided=case.get("decided"),
        nationalities=_several(facts["nationality"]),
        holds=tuple(_document(*text.split()) for text in facts.get("holds", [])),
        record=tuple(_mark(text) for text in facts.get("record", [])),
        **rest,
    )


def _several(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _document(kind: str, *more: str) -> Document:
    return Document(kind, back_from_partner="back" in more, transit_only="transit" in more, valid="expired" not in more)


def _mark(text: str) -> Mark:
    what, _, country = text.partition(" in ")
    kind, *day = what.split()
    return Mark(kind, on=date.fromisoformat(day[0]) if day else None, country=country or None)


def _relative(name: str, facts: dict[str, Any]) -> Relative:
    rest = {key: value for key, value in facts.items() if key not in ("is", "to")}
    return Relative(name, statuses=(facts["is"],) if "is" in facts else (), **rest)


def expected(given: dict[str, Any]) -> dict[str, Any]:
    """What is expected of a person: the bundle that it names, with what departs from it."""
    usual = {"agreement": "applies", "through": None, "under": [], **TABLE["ends"].get(given.get("end"), {})}
    return usual | {key: value for key, value in given.items() if key not in ("end", "law", "grade", "assumed")}


STEPS = {
    "interview": {"time": {"party": "30 min", "person": "10 min"}, "staff": {"officers": 1}},
    "papers": {"time": {"person": "5 min"}, "staff": {"officers": 1}},
    "order": {"time": {"person": "20 min"}, "staff": {"officers": 1}},
}
JOURNEYS = {"everyone": ["interview"], "referred": ["papers"], "returned": ["order"], "barred": ["papers"]}
SISTER = {"share": 1, "status": "citizen", "proven": 1}


def port(facts: dict[str, Any], people: dict[str, Any], **more: Any) -> Scenario:
    """Some 2,000 claimants of a nationality that the agreement covers."""
    return scenario(
        {"all": {"claimants_per_day": 1000}},
        STEPS,
        journeys=JOURNEYS,
        people={"nationalities": {"Peru": 1.0}} | people,
        screening={"law": LAW.model_dump(), "facts": facts} | more,
        staff={"officers": {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 90}}}},
    )
