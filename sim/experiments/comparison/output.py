"""A comparison as files: `differences.csv`, `inputs.csv`, `hourly.csv`, `compare.json`.

What does not exist is empty (`null` in JSON); an infinite ratio is the text `inf`. Differences of dates are in days.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.arrays import DAY
from sim.experiments.comparison.attribution import Attribution
from sim.experiments.comparison.by_hour import hourly
from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.experiments.comparison.same_people import EDGES
from sim.experiments.files import write_text
from sim.experiments.output import lines, moment, versions
from sim.scenario.calendar.clock import Clock, clock

COLUMNS = (
    "scenario", "figure", "kind", "unit", "shown", "pairs", "with_figure", "changed", "baseline", "value",
    "difference", "low", "high", "low_alone", "high_alone", "verdict", "few_pairs", "correlation", "variance_reduction",
    "sets_low", "sets_high",
)  # fmt: skip

Explained = Mapping[str, Sequence[Attribution]]


def write(comparison: Comparison, explained: Explained, folder: Path) -> tuple[Path, ...]:
    """Write every file of a comparison into a folder; their paths. OutputError when one cannot be written."""
    text = json.dumps(document(comparison, explained), indent=1, allow_nan=False)
    written = [
        write_text(folder / "differences.csv", lines(differences(comparison))),
        write_text(folder / "inputs.csv", lines(inputs(comparison))),
        write_text(folder / "hourly.csv", lines(hourly(comparison))),
        write_text(folder / "compare.json", [text, "\n"]),
    ]
    if explained:
        written.append(write_text(folder / "attribution.csv", lines(attributions(explained))))
    return tuple(written)


def differences(comparison: Comparison) -> Iterator[Sequence[Any]]:
    """Yield a row a scenario and figure, every figure that both have or that is shown.

    `low` and `high` hold at once over those shown.
    """
    time = clock(comparison.baseline.scenario)
    yield COLUMNS
    for other in comparison.others:
        for one in other.differences.values():
            row = difference(one, time, comparison) | _over_sets(one, other.label, comparison)
            yield (other.label, *("" if value is None else value for value in row.values()))


def difference(difference: Difference, time: Clock, comparison: Comparison) -> dict[str, Any]:
    """Return one difference as plain values, by column."""
    date, is_shown = difference.kind == "date", difference.name in comparison.figures
    told = "not in this scenario" if difference.verdict == "absent" else difference.verdict
    level = (lambda value: moment(time, value) or None) if date else number
    step = (lambda value: number(value / DAY)) if date else number
    return {
        "figure": difference.name,
        "kind": difference.kind,
        "unit": "days" if date else difference.unit,
        "shown": int(is_shown),
        "pairs": difference.of,
        "with_figure": difference.n,
        "changed": difference.changed,
        "baseline": level(difference.baseline),
        "value": level(difference.other),
        "difference": step(difference.difference),
        "low": step(difference.low) if is_shown else None,
        "high": step(difference.high) if is_shown else None,
        "low_alone": step(difference.low_alone),
        "high_alone": step(difference.high_alone),
        "verdict": told,
        "few_pairs": int(difference.few),
        "correlation": number(difference.correlation),
        "variance_reduction": number(difference.reduction),
    }


def _over_sets(one: Difference, label: str, comparison: Comparison) -> dict[str, Any]:
    """Return where the paired difference lies in nine of ten sets of assumptions."""
    found = comparison.over_sets(label, one.name)
    ends = (math.nan, math.nan) if found is None else (found.low, found.high)
    low, high = (number(end / DAY if one.kind == "date" else end) for end in ends)
    return {"sets_low": low, "sets_high": high}


def number(value: float) -> float | str | None:
    """Return what JSON and CSV can hold: NaN as nothing, infinity as text."""
    return None if math.isnan(value) else "inf" if math.isinf(value) else value


def inputs(comparison: Comparison) -> Iterator[Sequence[str]]:
    """Yield a row a scenario and value that is written differently."""
    yield ("scenario", "path", "baseline", "value")
    for other in comparison.others:
        yield from ((other.label, change.name, change.old, change.new) for change in other.changes)


def attributions(explained: Explained) -> Iterator[Sequence[Any]]:
    """Yield a row a scenario, figure and group of changes; the effects of a figure add up to its difference."""
    yield ("scenario", "figure", "unit", "method", "change", "effect", "low", "high", "made_last")
    for label, found in explained.items():
        for one in found:
            for part in one.parts:
                numbers = (number(value) for value in part[1:])
                cells = ("" if value is None else value for value in numbers)
                yield (label, one.figure, one.unit, one.method, part.name, *cells)


def document(comparison: Comparison, explained: Explained) -> dict[str, Any]:
    """Return the content of `compare.json`."""
    return {
        "baseline": {"label": comparison.label} | _about(comparison.baseline),
        "pairs": comparison.pairs,
        "seed": comparison.baseline.seed,
        "intervals": {
            "level": 0.95,
            "method": "Bonferroni over paired intervals",
            "together": comparison.intervals,
        },
        "versions": versions(),
        "scenarios": [_scenario(comparison, other, explained.get(other.label, ())) for other in comparison.others],
    }


def _about(result: Any) -> dict[str, Any]:
    return {
        "scenario": result.scenario.name,
        "fingerprint": result.fingerprint,
        "replications": {"asked": result.asked, "done": len(result.runs)},
    }


def _scenario(comparison: Comparison, other: ScenarioDifference, explained: Sequence[Attribution]) -> dict[str, Any]:
    time = clock(comparison.baseline.scenario)
    return {
        "label": other.label,
        **_about(other.result),
        "inputs": [{"path": change.name, "baseline": change.old, "value": change.new} for change in other.changes],
        "differences": [
            difference(one, time, comparison) | _over_sets(one, other.label, comparison)
            for one in other.differences.values()
        ],
        "people": {
            "edges_hours": list(EDGES),
            "pairs": [
                {"replication": met.number, "by_change": met.by_change.tolist(), "only_baseline": met.only_old,
                 "only_here": met.only_new, "unserved_baseline": met.unserved_old, "unserved_here": met.unserved_new}
                for met in other.people
            ],
        },
        "explained": [
            {"figure": one.figure, "method": one.method, "total": number(one.total),
             "parts": [{key: value if isinstance(value, str) else number(value)
                        for key, value in part._asdict().items()} for part in one.parts]}
            for one in explained
        ],
    }  # fmt: skip
