"""The fingerprint: the same for the same scenario, another for any other."""

from pathlib import Path

import pytest
from scenario_reader import Read

from sim.scenario.fingerprint import fingerprint

pytestmark = pytest.mark.unit


def test_it_is_a_sha256_that_does_not_depend_on_how_it_was_written(read: Read) -> None:
    first = fingerprint(read("people: {minors: .2}\nwarm_up: 7 d").scenario)
    assert len(bytes.fromhex(first)) == 32
    assert fingerprint(read("warm_up: 168 h", "people.minors=20%").scenario) == first
    assert fingerprint(read("people: {minors: .2, under_14: 0}\nwarm_up: 1 w").scenario) == first


@pytest.mark.parametrize(
    "change",
    ["seed: 2", "name: Another", "people: {minors: .2000001}", "staff: {officers: {absence: {uniform: [0, .1]}}}",
     "contingency: {tent: {enabled: false}}", "process: {steps: {intake: {who: covered}}}"],
)  # fmt: skip
def test_any_change_changes_it(change: str, read: Read) -> None:
    assert fingerprint(read(change).scenario) != fingerprint(read().scenario)


def test_the_order_of_steps_has_meaning_and_that_of_dates_has_none(read: Read) -> None:
    whole = "extends: null\nname: a\nstart: 2025-06-02\nend: 2025-06-09\n"
    arrivals = "arrivals: {door: {claimants_per_day: {%s}}}\nprocess: {journeys: {}, steps: {%s}}\n"
    dates = ["2025-06-02: 1", "2025-06-05: 2"]
    steps = ["x: {time: 1 h}", "y: {time: 2 h}"]

    def of(order_of_dates: int, order_of_steps: int) -> str:
        return fingerprint(
            read(whole + arrivals % (", ".join(dates[::order_of_dates]), ", ".join(steps[::order_of_steps]))).scenario
        )

    assert of(1, 1) == of(-1, 1)
    assert of(1, 1) != of(1, -1)


def test_the_contents_of_files_count(folder: Path, read: Read) -> None:
    text = "arrivals: {list: {listed: people.csv}}\ncontingency: {tent: {lead_time: {empirical: days.csv}}}\n"
    (folder / "people.csv").write_text("at,persons\n2025-06-02 10:00,1\n")
    (folder / "days.csv").write_text("1 d\n2 d\n")
    first = fingerprint(read(text).scenario)
    (folder / "people.csv").write_text("at,persons\n2025-06-02 10:00,2\n")
    second = fingerprint(read(text).scenario)
    (folder / "days.csv").write_text("1 d\n3 d\n")
    assert len({first, second, fingerprint(read(text).scenario)}) == 3
