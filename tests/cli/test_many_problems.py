"""A hundred problems are shown, and how many more there are; none with a control character."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

pytestmark = pytest.mark.cli

Portsim = Callable[..., Any]
MANY = "people: {" + ", ".join(f"k{k}: 1" for k in range(150)) + "}\n"


def test_a_hundred_problems_and_how_many_more(portsim: Portsim) -> None:
    text = Path("port.yaml").read_text(encoding="utf-8")
    Path("many.yaml").write_text("extends: port.yaml\n" + MANY, encoding="utf-8")
    left = portsim("check", "many.yaml")
    assert left.status == 2 and text
    assert len(left.out.splitlines()) == 101
    assert left.out.splitlines()[-1] == "and 50 more problems of this kind or others"
    told = json.loads(portsim("check", "many.yaml", "--json").out)
    assert (len(told), told[-1]["message"]) == (101, "and 50 more problems of this kind or others")
    assert len(portsim("run", "many.yaml").err.splitlines()) == 101


def test_a_pipe_or_a_device_is_no_scenario(portsim: Portsim) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe.yaml")
        said = "pipe.yaml: found a pipe or a device; allowed: the path of a scenario file\n"
        assert (portsim("check", "pipe.yaml").out, portsim("check", "pipe.yaml").status) == (said, 2)
    assert portsim("check", os.devnull).status == 2


def test_a_thousand_streams_and_five_thousand_slips_are_checked_within_two_seconds(portsim: Portsim) -> None:
    streams = ", ".join(f"s{k}: {{claimants_per_day: 0.01, exceptions_scaled: 1.{k % 10}}}" for k in range(1000))
    slips = ", ".join(f"process.steps.intervew{k}.time: {{}}" for k in range(5000))
    Path("streams.yaml").write_text(f"extends: port.yaml\narrivals: {{{streams}}}\n", encoding="utf-8")
    Path("slips.yaml").write_text(f"extends: port.yaml\nassumptions: {{{slips}}}\n", encoding="utf-8")
    for file, status in (("streams.yaml", 0), ("slips.yaml", 2)):
        begun = process_time()
        assert portsim("check", file).status == status
        assert process_time() - begun < 2
