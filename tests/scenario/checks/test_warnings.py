"""Warnings, each on its whole sentence; they do not stop anything."""

from pathlib import Path

import pytest
from scenario_reader import Said

pytestmark = pytest.mark.unit

RELEASE = (
    "contingency.tent.release_when: found a level at which the measure is released and ordered at once; "
    "allowed: release levels on the far side of the order levels, so that it is not given back while needed"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("people: {party_size: {1: .4}}",
         "2:10: warning: people.party_size: found shares that sum to 0.9; "
         "allowed: shares that sum to 1; they are divided by their sum"),
        ("people: {nationalities: {Chile: 10%}}",
         "2:10: warning: people.nationalities: found shares that sum to 1.1; "
         "allowed: shares that sum to 1; they are divided by their sum"),
        ("arrivals: {door: {weekday: {mon: 0, tue: 0, wed: 0, thu: 0, fri: 0, sat: 0, sun: 0}}}",
         "2:19: warning: arrivals.door.weekday: found weights that are all 0; "
         "allowed: one above 0; all days are taken as equal"),
        ("staff: {police: {shifts: {day: {hours: 07:00-19:00, on_duty: 2}}}}",
         "2:9: warning: staff.police: found a pool that no step of a journey uses"),
        ("space: {rooms: {beds: 3}}",
         "2:17: warning: space.rooms.beds: found a kind of room that no step of a journey uses"),
        ("space: {areas: {yard: {persons: 3}}}",
         "2:17: warning: space.areas.yard: found an area that no step of a journey uses"),
        ("process: {steps: {rest: {time: 1 h}}}",
         "2:19: warning: process.steps.rest: found a step in no journey; nobody makes it"),
        ("staff: {guards: {shifts: {day: {hours: 07:00-19:00, on_duty: 2}}, productive_share: .8}}\n"
         "process: {steps: {intake: {staff: {officers: null, any: [{officers: 1}, {guards: 1}]}}}}",
         "3:28: warning: process.steps.intake.staff: "
         "found pools of different productive_share (officers 1, guards 0.8); "
         "allowed: one share; tasks take as long as with the first alternative, whoever does them"),
        ("space: {areas: {hall: {when_full: divert}}}",
         "2:35: warning: space.areas.hall.when_full: found divert at an area with limit: soft; "
         "allowed: limit: hard; a soft area is never full"),
        ("contingency: {tent: {brings: {areas: null}}}",
         "2:22: warning: contingency.tent.brings: found a measure that brings nothing"),
        ("contingency: {tent: {brings: {deferral: true}}}",
         "2:41: warning: contingency.tent.brings.deferral: found deferral without a step that is `deferrable: true`"),
        ("contingency: {tent: {cost: {per_month: 5 CAD per officer}}}",
         "2:40: warning: contingency.tent.cost.per_month: "
         "found a price per officer for a measure that brings no staff"),
        ("contingency: {tent: {release_when: {all: {quiet: {below: 40}}}}}", f"2:22: warning: {RELEASE}"),
        ("contingency: {tent: {release_when: {all: {quiet: {below: 80%, of_space: base}}}}}",
         f"2:22: warning: {RELEASE}"),
        ("contingency: {tent: {order_when: {any: {x: {watch: longest_wait, above: 12 h}}}, "
         "release_when: {all: {y: {watch: longest_wait, below: 1 d}}}}}", f"2:82: warning: {RELEASE}"),
        ("contingency: {tent: {order_when: {any: {x: {watch: forecast_full, of: hall, ahead: 3 d, above: 30%}}}, "
         "release_when: {all: {y: {watch: forecast_full, of: hall, ahead: 72 h, below: 40%}}}}}",
         f"2:104: warning: {RELEASE}"),
        ("contingency: {tent: {order_when: {any: {crowded: null, x: {watch: outside, below: 5}}}, "
         "release_when: {all: {quiet: null, y: {watch: outside, above: 4}}}}}", f"2:89: warning: {RELEASE}"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str, said: Said) -> None:
    assert said(text) == [f"port.yaml:{sentence}"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contingency: {tent: {release_when: {all: {quiet: {below: 39}}}}}",
        "contingency: {tent: {release_when: {all: {quiet: {below: 79%, of_space: base}}}}}",
        "contingency: {tent: {release_when: {all: {quiet: {below: 90%}}}}}",  # of the space that is open then
        "contingency: {tent: {release_when: {all: {quiet: null, y: {watch: outside, below: 100}}}}}",
        "contingency: {tent: {release_when: {all: null, on: 2025-06-08}}}",
        "contingency: {tent: {order_when: {any: {x: {watch: forecast_full, of: hall, ahead: 3 d, above: 30%}}}, "
        "release_when: {all: {y: {watch: forecast_full, of: hall, ahead: 1 d, below: 40%}}}}}",
    ],
)
def test_nothing_to_say(text: str, said: Said) -> None:
    assert said(text) == []


def test_listed_parties_outside_the_span(folder: Path, said: Said) -> None:
    (folder / "people.csv").write_text("at,persons\n2025-06-01 10:00,1\n2025-06-03 10:00,2\n2025-06-09 00:00,1\n")
    assert said("arrivals: {list: {listed: people.csv}}") == [
        "port.yaml:2:27: warning: arrivals.list.listed: found 2 of 3 parties before the warm-up or after the end "
        "(lines 2, 4); allowed: parties within it; the others are left out",
        "port.yaml:2:27: warning: arrivals.list.listed: found a list from 2025-06-03 to 2025-06-03 for a run from "
        "2025-06-02 to 2025-06-08; allowed: a list for all of it; nobody of this stream comes from 2025-06-04 to "
        "2025-06-08",
    ]
