"""`surges` as a planner writes them: what is read, what is refused in whole sentences, what is warned of."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scenario_reader import Read, Said

from sim.scenario.language.rates.surges import first_day
from sim.scenario.source.explain import explained
from sim.scenario.values.distributions import Distribution, constant

pytestmark = pytest.mark.unit

WHOLE = "stream: door, begins: 2025-06-03, times: 2, hold: 1 d"
DAYS = "a day, such as 2025-01-31, or one of {uniform: [first, last]}, {triangular: [..]}, {discrete: {day: share}}"


def of(**changes: str) -> str:
    keys = dict(part.split(": ", 1) for part in WHOLE.split(", ")) | changes
    return "surges: {rumour: {" + ", ".join(f"{key}: {value}" for key, value in keys.items() if value) + "}}"


def test_a_surge_with_everything(read: Read) -> None:
    surge = read(
        "surges: {rumour: {stream: door, probability: 60%, begins: {uniform: [2025-06-03, 2025-06-05]}, "
        "times: {lognormal: {median: 2.2, p95: 4}}, rise: 12 h, hold: {triangular: [1 d, 2 d, 4 d]}, fall: 3 d}}"
    ).scenario.surges["rumour"]
    first = date(2025, 6, 3).toordinal()
    assert surge.begins == Distribution("uniform", (("low", first), ("high", first + 2)))
    assert (surge.probability, surge.per_year, surge.rise) == (0.6, None, constant(43200.0))
    assert surge.hold.family == "triangular"
    assert surge.times["median"] == 2.2
    assert surge.happens


def test_a_surge_with_little(read: Read) -> None:
    surge = read("surges: {rumour: {stream: door, per_year: 2.5, times: 3, fall: 2 d}}").scenario.surges["rumour"]
    assert (surge.probability, surge.begins, surge.per_year) == (1.0, None, 2.5)
    assert (surge.rise, surge.hold) == (constant(0.0), constant(0.0))


@pytest.mark.parametrize("off", ["probability: 0, begins: 2025-06-03", "per_year: 0"])
def test_a_surge_that_is_switched_off(read: Read, off: str) -> None:
    assert (
        not read(f"surges: {{rumour: {{stream: door, {off}, times: 2, hold: 1 d}}}}").scenario.surges["rumour"].happens
    )


@pytest.mark.parametrize(
    ("begins", "days"),
    [
        ("2025-06-03", {"2025-06-03": 1.0}),
        ("{uniform: [2025-06-03, 2025-06-06]}", {f"2025-06-0{d}": 0.25 for d in (3, 4, 5, 6)}),
        ("{discrete: {2025-06-03: .75, 2025-08-01: .25}}", {"2025-06-03": 0.75, "2025-08-01": 0.25}),
        ("{triangular: [2025-06-03, 2025-06-05, 2025-06-07]}",
         {f"2025-06-0{d}": n / 32 for d, n in zip((3, 4, 5, 6, 7), (1, 8, 14, 8, 1), strict=True)}),
    ],
)  # fmt: skip
def test_every_first_day_has_its_chance(read: Read, begins: str, days: dict[str, float]) -> None:
    drawn = read(of(begins=begins)).scenario.surges["rumour"].begins
    assert drawn is not None
    found, counts = np.unique(first_day(drawn, (np.arange(32_000) + 0.5) / 32_000), return_counts=True)
    share = {date.fromordinal(day).isoformat(): n / 32_000 for day, n in zip(found, counts, strict=True)}
    assert share == pytest.approx(days, abs=1e-3)


def test_the_last_day_is_the_last_at_the_end_of_the_uniforms(read: Read) -> None:
    drawn = read(of(begins="{uniform: [2025-06-03, 2025-06-06]}")).scenario.surges["rumour"].begins
    assert drawn is not None
    ends = first_day(drawn, np.array([0.0, 1.0]))
    assert [date.fromordinal(day).day for day in ends] == [3, 6]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (of(stream="dor"), "2:27: surges.rumour.stream: found dor; allowed: a declared stream (door); "
         "did you mean door?"),
        (of(begins=""), "2:10: surges.rumour: found {stream: door, times: 2, hold: 1 d}; "
         "allowed: either begins or per_year"),
        (of(per_year="2"), "2:10: surges.rumour: found "
         "{stream, begins, times, hold, per_year}; allowed: either begins or per_year"),
        (of(hold=""), "2:10: surges.rumour: found {stream: door, begins: 2025-06-03, times: 2}; "
         "allowed: a rise, a hold or a fall above 0"),
        (of(hold="2"), "2:69: surges.rumour.hold: found 2; allowed: a duration with its unit, such as 25 min, 6 h "
         "or 3 d"),
        (of(times="-1"), "2:60: surges.rumour.times: found -1; allowed: a number, 0 or more"),
        (of(probability="2"), "2:87: surges.rumour.probability: found 2; allowed: a share, from 0 to 1 or from 0% to "
         "100%; did you mean 2%?"),
        (of(begins="", per_year="400"), "2:64: surges.rumour.per_year: found 400; allowed: at most 366"),
        (of(begins="{lognormal: {mean: 1, cv: 1}}"), "2:33: surges.rumour.begins: found "
         f"{{lognormal: {{mean: 1, cv: 1}}}}; allowed: {DAYS}"),
        (of(begins="{uniform: [2025-06-05, 2025-06-03]}"), "2:33: surges.rumour.begins: found "
         "{uniform: [2025-06-05, 2025-06-03]}; allowed: uniform: [low, high], ascending"),
        (of(begins="{uniform: [2025-06-05, soon]}"), "2:33: surges.rumour.begins: found "
         "{uniform: [2025-06-05, soon]}; allowed: a day, such as 2025-01-31"),
        (of(begins="june"), "2:41: surges.rumour.begins: found june; allowed: a day, such as 2025-01-31"),
        (of(peak="3"), "2:74: surges.rumour.peak: found the unknown key peak; allowed: stream, probability, begins, "
         "per_year, times, rise, hold, fall, people"),
    ],
)  # fmt: skip
def test_what_is_refused(said: Said, text: str, sentence: str) -> None:
    assert said(text) == [f"port.yaml:{sentence}"]


def test_a_stream_that_is_listed_has_no_level(said: Said) -> None:
    Path("came.csv").write_text("at,persons\n2025-06-03T10:00,2\n", encoding="utf-8")
    text = "arrivals: {replay: {listed: came.csv}}\n" + of(stream="replay")
    assert said(text) == [
        "port.yaml:3:27: surges.rumour.stream: found the listed stream replay; allowed: a stream that comes at a rate; "
        "parties of a list come as they are listed"
    ]


@pytest.mark.parametrize(
    ("begins", "span"), [("2025-06-09", "2025-06-09 to 2025-06-11"), ("2025-05-29", "2025-05-29 to 2025-05-31")]
)
def test_a_surge_that_misses_the_run_is_warned_of(said: Said, begins: str, span: str) -> None:
    assert said(of(begins=begins, hold="60 h")) == [
        "port.yaml:2:41: warning: surges.rumour.begins: found a surge that is over before the first day or begins "
        f"after the last, {span}; allowed: days that it shares with the run"
    ]
    assert said(of(begins=begins, hold="60 h", probability="0")) == []


def test_its_numbers_can_be_uncertain(read: Read) -> None:
    text = of(times="{uniform: [2, 4]}", probability="{uniform: [.2, .6]}") + (
        "\nuncertain: {surges.rumour.times: {p10: 2, p90: 4}, surges.rumour.hold: {p10: 1 d, p90: 3 d}}\n"
    )
    scenario = read(text).scenario
    assert list(scenario.uncertain) and {path: drawn.kind for path, drawn in scenario.uncertain.items()} == {
        "surges.rumour.times": "number", "surges.rumour.hold": "duration", "surges.rumour.probability": "share",
    }  # fmt: skip
    assert scenario.surges["rumour"].times["value"] == pytest.approx(8**0.5)


def test_it_is_explained_in_the_words_of_the_language(read: Read) -> None:
    text = explained(read(of(begins="{discrete: {2025-06-03: .75, 2025-06-05: .25}}")))
    assert "    begins: {discrete: {2025-06-03: 0.75, 2025-06-05: 0.25}}" in text
    assert "    rise: 0 s" in text
    assert "    begins: 2025-06-03 " in explained(read(of()))
