"""Results made by hand: a small port with a surge, so that what a view says can be known beforehand."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sim.experiments.result import Replication, Result
from sim.port.log import Entry, Event, Seen
from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.schema import Scenario

HALL: dict[str, Any] = {
    "order_when": {
        "any": {"crowded": {"watch": "occupancy", "of": "hall", "above": "80%", "of_space": "base", "for": "2 d"}}
    },
    "lead_time": {"triangular": ["82 d", "110 d", "148 d"]},
    "brings": {"areas": {"hall": 200}},
    "cost": {"set_up": "300000 CAD", "per_month": "110000 CAD"},
}
OFFICERS: dict[str, Any] = {
    "order_when": {"any": {"long_wait": {"watch": "longest_wait", "above": "12 h", "for": "6 h"}}},
    "lead_time": "3 d",
    "brings": {"staff": {"officers": {"day": 8}}},
}
TWO_STEP: dict[str, Any] = {
    "order_when": {"any": {"long_wait": {"watch": "longest_wait", "above": "24 h"}}},
    "brings": {"deferral": True},
}


PORT = {
    "name": "Saint-Bernard-de-Lacolle",
    "partner": "the United States",
    "board": "the Refugee Board",
    "currency": "CAD",
}


def scenario(days: int = 365, measures: Mapping[str, Any] | None = None, **more: Any) -> Scenario:
    """A port with a hall, a holding area, two pools and two streams."""
    end = np.datetime64("2025-01-01") + days
    tree: dict[str, Any] = {
        "name": "Saint-Bernard-de-Lacolle, 2025",
        "port": PORT,
        "question": "When would leased overflow space have been ordered, and would it have been ready in time?",
        "time_zone": "America/Toronto",
        "start": "2025-01-01",
        "end": str(end),
        "seed": 2025,
        "arrivals": {"port_of_entry": {"claimants_per_day": 50}, "police": {"claimants_per_day": 2}},
        "screening": {"exceptions": {"family_member": {"claimed": "85%", "proven": "99%"}}},
        "process": {
            "steps": {"interview": {"staff": {"officers": 1}, "area": "hall", "time": "1 h"}},
            "journeys": {"everyone": ["interview"]},
        },
        "staff": {
            "officers": {"shifts": {"day": {"hours": "07:00-15:00", "on_duty": 6}}},
            "delegates": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}},
        },
        "space": {"areas": {"hall": {"persons": 150}, "holding": {"persons": 30, "limit": "hard"}}},
        "contingency": {"leased_hall": HALL} if measures is None else dict(measures),
        "targets": {"within_24h": {"at_least": "80%"}, "over_capacity_hours_hall": {"at_most": "120 h"}},
    }
    return Scenario.model_validate(tree | more)


def _hourly(result_of: Scenario, number: int) -> dict[str, Any]:
    at = clock(result_of)
    hours = (at.end - at.start) // 3600
    rng = np.random.default_rng(number)
    x = np.linspace(0, 1, hours)
    peak = 260 * np.exp(-(((x - 0.33 - 0.01 * rng.normal()) / 0.05) ** 2)) * (1 + 0.15 * rng.normal())
    summer = 110 * np.exp(-(((x - 0.56) / 0.06) ** 2)) * (1 + 0.2 * rng.normal())
    wave = 10 * np.sin(np.arange(hours) * 2 * np.pi / 24) * (0.5 + x)
    hall = np.maximum(25 + peak + summer + wave + 4 * rng.normal(size=hours), 0)
    holding = 5 + 3 * rng.random(hours)
    space = np.full(hours, 150.0)
    if result_of.measures and number % 10:
        space[int(hours * (0.5 + 0.03 * rng.random())) :] = 350
    week = 3 + 4 * np.exp(-(((np.arange(168) % 24 - 13) / 5) ** 2))
    week = np.where(np.arange(168) < min(168, hours), week, np.nan)
    return {
        "on_site": np.round(hall + holding).astype(np.int32),
        "occupancy": np.round([hall, holding]).astype(np.int32),
        "space": np.round([space, np.full(hours, 30)]).astype(np.int32),
        "on_duty": np.array([np.ceil(week) + 1, np.full(168, 2.0)]),
        "busy": np.array([week * (0.8 + 0.05 * rng.random()), week / 5]),
        "stays": np.round(3000 * np.exp(-np.arange(97) / 12) * (1 + 0.1 * rng.random(97))).astype(np.int64),
        "arrivals": rng.poisson(50, size=(2, len(at.days))).astype(np.int64),
    }


BASE: dict[str, float] = {
    "arrived": 18_000.0,
    "referred": 15_000.0,
    "returned": 2_700.0,
    "barred": 120.0,
    "detained": 30.0,
    "still_present": 40.0,
    "referred_port_of_entry": 14_500.0,
    "returned_port_of_entry": 2_540.0,
    "barred_port_of_entry": 115.0,
    "referred_police": 500.0,
    "returned_police": 160.0,
    "barred_police": 5.0,
    "returned_share": 0.152,
    "returned_share_port_of_entry": 0.149,
    "returned_share_police": 0.24,
    "time_on_site_mean": 20.0,
    "time_on_site_p95": 60.0,
    "within_24h": 0.83,
    "within_72h": 0.98,
    "on_site_peak": 300.0,
    "outside_peak": 0.0,
    "over_capacity_hours_hall": 900.0,
    "over_capacity_hours_holding": 0.0,
    "utilisation_officers": 0.71,
    "utilisation_delegates": 0.33,
    "cost_staff": 30e6,
    "cost_space": 3e6,
    "cost_total": 36e6,
    "cost_per_claimant": 2000.0,
    "unserved": 0.0,
}
DAY = 86400.0


def measure_figures(name: str, number: int, day: float, lead: float, **given: float) -> dict[str, float]:
    """Figures of one measure in one run; `day` NaN: not ordered; `lead` NaN: not ready."""
    first = {
        f"{name}_ordered": float(not np.isnan(day)),
        f"{name}_times": float(not np.isnan(day)),
        f"{name}_first_order": day * DAY,
        f"{name}_first_ready": (day + lead) * DAY,
        f"{name}_days_open": 0.0 if np.isnan(day + lead) else 170.0 + number % 3,
        f"{name}_days_needed": 0.0,
        f"{name}_days_idle": 0.0 if np.isnan(day + lead) else 170.0,
        f"{name}_late_hours": 0.0 if np.isnan(day) else 800.0 + number % 7,
        f"cost_{name}": 2.3e6,
    }
    return first | {f"{name}_{what}": value for what, value in given.items()}


def make(
    of: Scenario | None = None,
    runs: int = 200,
    asked: int | None = None,
    noise: float = 0.02,
    figures: Callable[[int], dict[str, float]] | None = None,
    diary: tuple[Entry, ...] | None = None,
) -> Result:
    """A result of `runs` replications; `figures(number)` overrides or adds figures of each."""
    given = of or scenario()
    rows, all_figures = [], []
    for number in range(runs):
        rng = np.random.default_rng(1000 + number)
        own = {name: value * (1 + noise * rng.normal()) for name, value in BASE.items()}
        for name in given.measures:
            own |= measure_figures(name, number, 82.0 + number % 12 if number % 10 else np.nan, 100.0 + number % 20)
        own |= figures(number) if figures else {}
        own = {name: own[name] for name in catalogue(given) if name in own}
        all_figures.append(own)
        entries = diary if diary is not None else entries_of(given, own)
        rows.append(
            Replication(number=number, figures=np.array(list(own.values())), diary=entries, **_hourly(given, number))
        )
    return Result(
        given, "f" * 8 + "0123456789abcdef" * 3 + "01234567", 2025, asked or runs, tuple(all_figures[0]), tuple(rows)
    )


def entries_of(given: Scenario, own: dict[str, float]) -> tuple[Entry, ...]:
    """A diary to the dates of the figures."""
    entries = []
    for k, name in enumerate(given.measures):
        order, ready = own[f"{name}_first_order"], own[f"{name}_first_ready"]
        condition, rule = next(iter(given.measures[name].order_when.conditions.items()))
        if np.isfinite(order):
            entries.append(Entry(int(order), k, Event.ORDERED, (), (Seen(condition, rule.level * 1.07, rule.level),)))
        if np.isfinite(ready):
            entries.append(Entry(int(ready), k, Event.READY))
            entries.append(Entry(int(ready), k, Event.OVERTAKEN, (), (Seen(condition, rule.level * 0.3, rule.level),)))
    return tuple(entries)
