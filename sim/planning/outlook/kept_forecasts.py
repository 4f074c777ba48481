"""Forecasts that are kept, to be scored when what they foretold is known: a file of JSON lines, a forecast a line.

Totals only: no party, and no moment of one. Each line is an object of

- `format`: 1;
- `scenario`, `fingerprint`: the scenario that was played on, as it was written, without its state;
- `at`: the local moment of the state, `time_zone`: its zone (IANA); `replications`, `seed`;
- `counts`: the name of the file of counts that the level of arrivals rests on, empty where it is the scenario's;
- `present`: persons by step, `{step: {waiting, under_way}}`;
- `percents`: the percentiles that each forecast has, 1 to 99;
- `forecasts`: a list of objects of
    - `what`: `people` (in the area `of`, at a moment), `on_site` (all of the port, at a moment), `peak` (in the area
      `of`, the most at any full hour of a local day) or `arrivals` (claimants who come on a local day; of the first
      day those who come from the moment of the state on);
    - `of`: the area, or empty;
    - `lead_hours`: hours from `at` to the moment, or to the end of the day;
    - `for`: the local moment (with its offset), or the day;
    - `values`: the least numbers that these percentages of the runs do not exceed;
    - `mean`: that of the runs;
- `above`: a list of `{area, share, of, day, chance}`: the chance that people in the area exceed that share of its space
  (`of`: the open or the base one) at any full hour of the day;
- `leases`: a list of `{measure, lead_days, rate, chance}`: storms a year, the chance of one in its lead time.

People are foretold at each hour for three days, then at each sixth hour. A line is written whole or not at all.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sim.arrays import HOUR
from sim.planning.outlook.outlook import Outlook, quantiles
from sim.scenario.calendar.clock import clock
from sim.scenario.fingerprint import fingerprint

FORMAT = 1
PERCENTS = tuple(range(1, 100))
EACH_HOUR, THEN_EACH = 72, 6  # hours


def record(found: Outlook) -> dict[str, Any]:
    """Return a forecast as it is kept."""
    return {
        "format": FORMAT,
        "scenario": found.base.name,
        "fingerprint": fingerprint(found.base),
        "at": found.at.isoformat(" ", "minutes"),
        "time_zone": found.scenario.time_zone,
        "replications": found.replications,
        "seed": found.seed,
        "counts": found.counts,
        "present": {step: {"waiting": w, "under_way": u} for step, (w, u) in found.totals.items()},
        "percents": list(PERCENTS),
        "forecasts": list(_forecasts(found)),
        "above": list(_above(found)),
        "leases": [
            {"measure": one.measure, "lead_days": one.lead, "rate": one.rate, "chance": one.chance}
            for one in found.leases
        ],
    }


def keep(found: Outlook, path: Path) -> None:
    """Add a forecast to a file, which is made if there is none. OSError when it cannot be written."""
    line = json.dumps(record(found), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{line}\n")


def _forecasts(found: Outlook) -> Iterator[dict[str, Any]]:
    areas = list(found.base.space.areas)
    series = [("people", area, found.occupancy[k]) for k, area in enumerate(areas)] + [("on_site", "", found.on_site)]
    time = clock(found.scenario)
    hours = [h for h in range(1, found.on_site.shape[1]) if h <= EACH_HOUR or h % THEN_EACH == 0]
    for what, of, rows in series:
        values = quantiles(rows[:, hours], PERCENTS)
        for k, h in enumerate(hours):
            when = time.at(time.start + h * HOUR).isoformat(" ", "minutes")
            yield _one(what, of, float(h), when, values[:, k], float(rows[:, h].mean()))
    daily = [("peak", area, found.peaks(found.occupancy[k])) for k, area in enumerate(areas)]
    for what, of, table in [*daily, ("arrivals", "", found.arrivals)]:
        values = quantiles(table, PERCENTS)
        for d in range(found.days):
            lead = (int(time.midnights[d + 1]) - time.start) / HOUR
            yield _one(what, of, lead, str(time.days[d]), values[:, d], float(table[:, d].mean()))


def _one(what: str, of: str, lead: float, when: str, values: "np.ndarray[Any, Any]", mean: float) -> dict[str, Any]:
    told = {"what": what, "of": of, "lead_hours": round(lead, 2), "for": when}
    return told | {"values": [int(value) for value in values], "mean": round(mean, 3)}


def _above(found: Outlook) -> Iterator[dict[str, Any]]:
    time = clock(found.scenario)
    for threshold in found.thresholds:
        for d, chance in enumerate(found.above(threshold).mean(axis=0).tolist()):
            yield {
                "area": threshold.area,
                "share": threshold.share,
                "of": threshold.of,
                "day": str(time.days[d]),
                "chance": round(chance, 4),
            }
