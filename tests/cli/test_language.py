"""The language of the command line: which one it is, where it is asked for, and what is never in it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer
from brackets import without_brackets

from sim.cli import app as whole
from sim.wording import PSEUDO, speaking
from sim.wording.chosen import chosen
from sim.wording.collected import messages

pytestmark = pytest.mark.unit
Command = Callable[..., Any]

NAMES = (  # what a help has in every language: calls, options, names of commands, what is typed, ranges, types
    r"^ *portsim .*$", r"PATH=a,b,c", r"png,svg", r"en\|fr", r"N\|auto", r"--?[a-z][\w-]*", r"\b[A-Z_|.={}]{1,}\b",
    r"<[^>]*>", r"X,Y,..", r"^  [a-z]+(?=  )", r"\bx?[<>=][<>=x\d]+",
)  # fmt: skip


def commands(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield before, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*before, name))


EVERY = dict(commands(typer.main.get_command(whole.app)))


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_is_in_the_catalogue(command: tuple[str, ...], portsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTSIM_LANG", PSEUDO)
    monkeypatch.setattr("typer.core.TyperGroup.get_short_help_str", lambda self, limit=45: self.help)
    monkeypatch.setattr("typer.core.TyperCommand.get_short_help_str", lambda self, limit=45: self.help)
    usage, _, rest = portsim(*command, "--help").out.partition("\n")
    assert usage.startswith("[Usage:] ")
    left = without_brackets(rest)
    for name in NAMES:
        left = re.sub(name, "", left, flags=re.MULTILINE)
    assert re.findall(r"[^\W\d_]+", left) == []


def test_every_text_of_help_is_a_message() -> None:
    known = {one.id for one in messages()}
    texts = [one.help for one in EVERY.values()]
    texts += [param.help for one in EVERY.values() for param in one.params if getattr(param, "help", None)]
    assert [text for text in texts if text not in known] == []


WRONG = (
    "foo", "run", "run x --workers 0", "run --wrk", "new a b", "sensitivity x --method k", "run x --seed",
    "run x -n few", "results --store x", "explain x --demand x.pdf", "staff port.yaml --wait 3h", "run x --quiet=3",
)  # fmt: skip


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_is_answered_in_the_language(call: str, portsim: Command) -> None:
    left = portsim("--lang", PSEUDO, *call.split())
    assert left.status == 2
    usage, told = re.fullmatch(r"(\[Usage:\] .*\n)?((?:.|\n)*)", left.err).groups()  # type: ignore[union-attr]
    assert usage
    assert without_brackets(told).split() == []


@pytest.mark.parametrize("call", ["--lang fr new a", "new a --lang fr", "new --lang=fr a"])
def test_it_is_asked_for_anywhere_in_a_call(call: str, portsim: Command) -> None:
    assert portsim(*call.split()).out == "a.yaml\u00a0: écrit; consultez-le, puis\u00a0: portsim check a.yaml\n"


def test_one_that_there_is_not_is_refused(portsim: Command) -> None:
    left = portsim("check", "port.yaml", "--lang", "xx")
    assert (left.status, left.err) == (2, "Error: Invalid value for '--lang': found xx; allowed: en, fr\n")


@pytest.mark.parametrize(
    ("asked", "environment", "spoken"),
    [
        (None, {}, "en"), (None, {"LANG": "fr_CA.UTF-8"}, "fr"), (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"), (None, {"LC_ALL": "fr_FR", "LANG": "en_CA"}, "fr"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "fr", "LANG": "en"}, "fr"),
        (None, {"LC_ALL": "en_CA.UTF-8", "PORTSIM_LANG": "fr"}, "fr"), ("en", {"PORTSIM_LANG": "fr"}, "en"),
        ("fr-CA", {}, "fr"), (None, {"PORTSIM_LANG": "../en"}, "en"),
    ],
)  # fmt: skip
def test_which_one_it_is(asked: str | None, environment: dict[str, str], spoken: str) -> None:
    assert chosen(asked, environment) == spoken


def test_what_programs_read_is_the_same_in_every_language(portsim: Command) -> None:
    wrong = ("check", "port.yaml", "--json", "--set", "staff.officers.absence=two", "--set", "spce=1")
    english = portsim(*wrong).out
    assert len(json.loads(english)) == 2
    assert portsim(*wrong, "--lang", "fr").out == english
    assert portsim(*wrong, "--lang", PSEUDO).out == english


def test_examples_are_said(portsim: Command) -> None:
    with speaking("fr"):
        assert "\n    portsim new port\n        écrit port.yaml" in portsim("--help", "--lang", "fr").out


def test_an_explanation_names_the_default_in_the_language_and_nothing_else(portsim: Command) -> None:
    english, french = portsim("explain", "port.yaml").out, portsim("explain", "port.yaml", "--lang", "fr").out
    assert "  # par défaut\n" in french
    assert french.replace("  # par défaut\n", "  # default\n") == english


def test_headings_of_help_have_the_colon_of_the_language(portsim: Command) -> None:
    assert "\nArguments:\n  FILE" in portsim("run", "--help").out
    assert "\nOptions\u00a0:\n  -n, --replications" in portsim("run", "--help", "--lang", "fr").out
    assert "\nCommandes\u00a0:\n" in portsim("--help", "--lang", "fr").out
