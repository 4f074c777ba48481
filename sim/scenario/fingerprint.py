"""The fingerprint of a scenario: equal for equal scenarios, whatever file or order of options they were read from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from sim.scenario.language.sections import FITTED, LABELS
from sim.scenario.schema import Scenario
from sim.scenario.values.fact import EVIDENCE
from sim.scenario.values.section import Section

LATER = (
    "levers",
    "begins",
    EVIDENCE,
)  # sections left out where there are none: what a store keeps of a scenario without them stays found


def fingerprint(scenario: Scenario, instead: Mapping[str, Any] | None = None) -> str:
    """Return SHA-256, in hex, of the scenario with its defaults and the contents of the files it names.

    `instead` has values by section that stand in the place of the scenario's own: what is not to count. The order of
    names counts, because it has meaning (the place of a step is its priority); that of dates and numbers does not, nor
    that of what is uncertain, which is drawn in the order of the paths. What names are called by is
    left out, and what values were fitted on. Of `evidence` the figures count, and not what was seen.
    """
    fields_of = sorted(name for name in type(scenario).model_fields if name not in (LABELS, FITTED))
    values = {name: getattr(scenario, name) for name in fields_of} | dict(instead or {})
    values[EVIDENCE] = evident(scenario) if scenario.evidence else {}
    values = {name: value for name, value in values.items() if value or name not in LATER}
    values["uncertain"] = dict(sorted(values["uncertain"].items()))
    canonised = [[name, canonical(value)] for name, value in values.items()]
    text = json.dumps(canonised, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def evident(scenario: Scenario) -> list[str]:
    """Return the figures that facts are held against, which a run must have."""
    return sorted({one.judged(scenario.start, scenario.end) for one in scenario.evidence.values()} - {""})


def canonical(value: Any) -> Any:
    """Return a value of the model as JSON that is the same wherever it is made; mappings as lists of pairs.

    What makes no two values differ (where a row stands in its file) is left out.
    """
    if isinstance(value, Section):
        return [[name, canonical(getattr(value, name))] for name in sorted(type(value).model_fields)]
    if is_dataclass(value):
        return [[field.name, canonical(getattr(value, field.name))] for field in fields(value) if field.compare]
    if isinstance(value, dict):
        keys = list(value) if any(isinstance(key, str) for key in value) else sorted(value)
        return [[canonical(key), canonical(value[key])] for key in keys]
    if isinstance(value, tuple | list):
        return [canonical(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
