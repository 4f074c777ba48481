"""Every file that was shipped with 0.1.0 loads and plays by the rules of the day, and says what has changed.

`format_1/` has these files as they were, and the template of `portsim new`; `figures.json` has the mean of every figure
over replications 1 to 20, as 0.1.0 printed it.
"""

import hashlib
import json
import math
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from sim.experiments.run import run
from sim.people.expectation.overload import warned
from sim.scenario.load import load

pytestmark = pytest.mark.unit

HOME = Path(__file__).with_name("format_1")
CHANGELOG = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
FIGURES: dict[str, dict[str, float | None]] = json.loads((HOME / "figures.json").read_text(encoding="utf-8"))
FILES = sorted(FIGURES)
DIGEST = "740fa86b990d0046"
REPLICATIONS, CLOSE = 20, 1e-9

HALL = (
    "contingency.leased_hall",
    "since format 2 (and at 1 more) a measure watches from the first instant of the warm-up",
)
LOAD = ("staff.officers", "from * to * claimants bring * hours of work and * productive hours are rostered for it")
WARNINGS: dict[str, list[tuple[str, str]]] = {name: [HALL] for name in FILES} | {
    "minimal": [],
    "standby-lease": [("contingency.standby_hall", HALL[1])],
    "surge-plateau": [HALL, LOAD],
    "surge-status-ends": [HALL, LOAD],
    "template": [("contingency.overflow_tent", HALL[1].replace(" (and at 1 more)", ""))],
}

# What moved, by the entry of the changelog that says so.
STAYS = {"time_on_site_*": "`time_on_site_*` is the whole stay of those who arrived from `start` to `end`"}
MONEY = {"cost_*": "What a lease owes is settled by the order"}
WATCH = {"*": "Measures watch from the first instant of the warm-up on"}
SETS = {"*": "Two intervals, named. `portsim run` plays its replications with the values as written"}
UNCERTAIN = {"surge-status-ends"}  # files whose replications drew values of their own
SETTLED = [name for name in FILES if name not in UNCERTAIN]
# Files in which a measure orders something within the warm-up, in one of the twenty replications.
ORDERS_SOONER = {"history-2024-2025", "surge-plateau", "surge-status-ends", "surge-weekend-rumour", "when-to-lease"}


def file(name: str) -> Path:
    return HOME / f"{name}.yaml"


def asleep(name: str) -> list[str]:
    """What the warning says to write so that measures sleep through the warm-up, as they did."""
    return [f"contingency.{measure}.watch_from=start" for measure in load(file(name)).scenario.contingency]


@cache
def means(name: str, *sets: str) -> dict[str, float]:
    """The mean of every figure today."""
    found = run(load(file(name), sets).scenario, REPLICATIONS)
    return {figure: one.mean for figure, one in found.summary.items()}


def moved(name: str, *sets: str) -> set[str]:
    """The figures that 0.1.0 had and that are not what they were."""
    today = means(name, *sets)
    return {figure for figure, old in FIGURES[name].items() if not same(old, today[figure])}


def same(old: float | None, new: float) -> bool:
    return math.isnan(new) if old is None else math.isclose(old, new, rel_tol=CLOSE, abs_tol=CLOSE)


def test_the_files_are_as_they_were() -> None:
    files = sorted(path for path in HOME.rglob("*") if path.suffix in (".yaml", ".csv"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(HOME).as_posix().encode() + b"\0" + path.read_bytes())
    assert digest.hexdigest()[:16] == DIGEST
    assert {path.stem for path in files if path.suffix == ".yaml"} == set(FILES)
    assert all(len(found) >= 47 for found in FIGURES.values())


@pytest.mark.parametrize("entry", [*STAYS.values(), *MONEY.values(), *WATCH.values(), *SETS.values()])
def test_what_moved_is_marked_in_the_changelog(entry: str) -> None:
    of_0_2_0 = CHANGELOG.partition("## 0.1.0")[0]
    told = [" ".join(one.split()) for one in re.split(r"\n- ", of_0_2_0) if " ".join(one.split()).startswith(entry)]
    assert len(told) == 1
    assert "**[numbers]**" in told[0]


@pytest.mark.parametrize("name", FILES)
def test_each_warning_is_said_once_and_ended_by_the_format(name: str) -> None:
    found = [(one.path, one.message) for one in warned(load(file(name)))]
    assert len(found) == len(WARNINGS[name])
    for (path, message), (wanted, kind) in zip(found, WARNINGS[name], strict=True):
        assert path == wanted
        assert fnmatch(message, f"{kind}*")
        assert "watch_from: start" in message or (wanted, kind) == LOAD
    ended = [(one.path, one.message) for one in warned(load(file(name), ["format=2"]))]
    assert ended == [one for one in found if "since format 2" not in one[1]]
    assert [(one.path, one.message) for one in warned(load(file(name), asleep(name)))] == ended


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTLED)
def test_as_the_warning_says_all_is_as_it_was_but_whole_stays_and_what_leases_owe(name: str) -> None:
    found, today = moved(name, *asleep(name)), means(name, *asleep(name))
    assert {figure for figure in found if not any(fnmatch(figure, pattern) for pattern in STAYS | MONEY)} == set()
    old = FIGURES[name]["time_on_site_mean"]
    assert old is not None and old < today["time_on_site_mean"] < 1.02 * old


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(UNCERTAIN))
def test_replications_of_an_uncertain_file_are_played_as_it_is_written(name: str) -> None:
    """0.1.0 drew values for each replication, so that hardly a figure is as it was; today none is drawn."""
    written, drawn = means(name, "uncertain=null"), means(name)
    assert load(file(name)).scenario.uncertain and not load(file(name), ["uncertain=null"]).scenario.uncertain
    assert {
        figure for figure, mean in written.items() if not same(None if math.isnan(mean) else mean, drawn[figure])
    } == set()
    assert len(moved(name)) > len(FIGURES[name]) / 2


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTLED)
def test_by_the_rules_of_the_day_only_orders_within_the_warm_up_move_more(name: str) -> None:
    before = moved(name, *asleep(name))
    assert (moved(name) - before > set()) == (name in ORDERS_SOONER)
    assert load(file(name), ["format=2"]).scenario == load(file(name)).scenario
