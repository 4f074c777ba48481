"""Tests that need a program which may not be here: left out with a line that says so, or failed where none may be."""

import os
import shutil

import pytest

STRICT = "PORTSIM_LEAVE_NOTHING_OUT"  # set where every test has to be run


def program(name: str, called: str) -> str:
    """Return the path of a program; without it the test is left out, or fails where none may be."""
    found = shutil.which(name)
    if found is None:
        reason = f"{called} is not installed"
        pytest.fail(reason) if os.environ.get(STRICT) else pytest.skip(reason)
    return found
