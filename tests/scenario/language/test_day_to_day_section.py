"""`day_to_day`: a number, or how much days vary and how much they remember."""

from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.load import load
from sim.scenario.source.yaml_writer import as_file, to_plain
from sim.scenario.uncertain.realise import realise

pytestmark = pytest.mark.unit


def test_a_number_is_the_sd_alone_and_is_written_as_one(read: Read, tmp_path: Path) -> None:
    plain = read("arrivals: {door: {day_to_day: .3}}").scenario
    spelt = read("arrivals: {door: {day_to_day: {sd: .3, memory: 0}}}").scenario
    assert plain == spelt
    assert to_plain(plain.arrivals["door"])["day_to_day"] == 0.3
    kept = read("arrivals: {door: {day_to_day: {sd: .3, memory: .5}}}").scenario
    file = tmp_path / "kept.yaml"
    file.write_text(as_file(kept), encoding="utf-8")
    assert load(file).scenario.arrivals == kept.arrivals


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("{sd: .3, memory: 1}", "arrivals.door.day_to_day.memory: found 1; allowed: a number from 0 to 0.99"),
        ("{sd: .3, memory: -0.2}", "arrivals.door.day_to_day.memory: found -0.2; allowed: a number, 0 or more"),
        ("{sd: -1}", "arrivals.door.day_to_day.sd: found -1; allowed: a number, 0 or more"),
        ("-1", "arrivals.door.day_to_day: found -1; allowed: a number, 0 or more"),
    ],
)
def test_what_days_cannot_remember_is_refused(said: Said, words: str, what: str) -> None:
    assert any(what in one for one in said(f"arrivals: {{door: {{day_to_day: {words}}}}}"))


def test_what_is_uncertain_may_be_the_number_or_one_of_its_parts(read: Read) -> None:
    half = "{p10: 0.2, p90: 0.6}"
    short = read(f"arrivals: {{door: {{day_to_day: .3}}}}\nuncertain: {{arrivals.door.day_to_day: {half}}}").scenario
    assert short.uncertain["arrivals.door.day_to_day"].kind == "number"
    assert realise(short, {"arrivals.door.day_to_day": 0.5}).arrivals["door"].day_to_day.sd == pytest.approx(
        short.uncertain["arrivals.door.day_to_day"].distribution.ppf(0.5)
    )
    whole = read(
        "arrivals: {door: {day_to_day: {sd: .3, memory: .5}}}\n"
        "uncertain: {arrivals.door.day_to_day.memory: {uniform: [0, .9]}}"
    ).scenario
    drawn = realise(whole, {"arrivals.door.day_to_day.memory": 0.5}).arrivals["door"].day_to_day
    assert (drawn.sd, drawn.memory) == (0.3, pytest.approx(0.45))
