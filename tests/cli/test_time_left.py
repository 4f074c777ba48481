"""Commands that take more than a few seconds show on a terminal how far they are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sim.experiments.playing.progress import Advance, Bars, watched

pytestmark = pytest.mark.cli
ONE = ("--workers", "1")
SMALL = ("--set", "staff.officers.shifts.day.on_duty=3", "--set", "targets={within_24h: {at_least: 10%}}")
LONG = {
    "run": ("run", "port.yaml", "-n", "3", *ONE),
    "compare": ("compare", "port.yaml", "port.yaml", "-n", "3", *ONE),
    "sweep": ("sweep", "port.yaml", "--vary", "space.areas.hall.persons=5,6", "-n", "3", *ONE),
    "verify": ("verify", "port.yaml", "-n", "3"),
    "staff": ("staff", "port.yaml", "-n", "4", "--search", "2", *ONE, *SMALL),
}


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, list[int]]]:
    """The bars that a command on a terminal shows: of what, of how many, and each place at which it stood."""
    found: list[tuple[str, int, list[int]]] = []

    @contextmanager
    def bar(self: Bars, total: int, of: str = "replications") -> Iterator[Advance]:
        places: list[int] = []
        found.append((of, total, places))
        yield lambda done, total=None: places.append(done)

    monkeypatch.setattr(Bars, "bar", bar)
    monkeypatch.setattr("sim.cli.playing._on_a_terminal", lambda: True)
    return found


@pytest.mark.parametrize("command", LONG)
def test_a_long_command_shows_how_far_it_is(
    portsim: Callable[..., Any], bars: list[tuple[str, int, list[int]]], command: str
) -> None:
    assert portsim(*LONG[command]).status == 0
    assert bars
    for _, total, places in bars:
        assert places == sorted(places)
        assert places[-1] == total


def test_a_search_for_a_roster_shows_the_rosters_it_tries(
    portsim: Callable[..., Any], bars: list[tuple[str, int, list[int]]]
) -> None:
    portsim(*LONG["staff"])
    assert ("rosters tried", 7, [1, 2, 3, 4, 5, 6, 7]) in bars
    assert ("replications", 4, [1, 2, 3, 4]) in bars  # a proof


def test_a_requirement_that_is_corrected_shows_its_rounds(
    portsim: Callable[..., Any], bars: list[tuple[str, int, list[int]]]
) -> None:
    goal = ("--served", "80%", "--wait", "1 h", "--set", "end=2025-06-05", "--gap", "0.1")
    portsim("staff", "port.yaml", "-n", "2", "--search", "2", *ONE, *goal)
    (places,) = (at for of, total, at in bars if (of, total) == ("rounds of correction", 16))
    assert places == sorted(places) and places[0] == 1


def test_nothing_is_shown_to_who_asked_for_quiet(
    portsim: Callable[..., Any], bars: list[tuple[str, int, list[int]]]
) -> None:
    portsim(*LONG["verify"], "--quiet")
    portsim(*LONG["run"], "--json")
    assert bars == []


def test_what_is_watched_comes_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(watched(range(3, 7), Bars())) == [3, 4, 5, 6]
    assert "4/4" in capsys.readouterr().err
