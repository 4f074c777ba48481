"""Code of a function is used again as long as all that it is made of stays, and no longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim import arrays
from sim.compiling.kernels import entry

pytestmark = pytest.mark.unit
MODULE = """
import numpy as np
from sim.compiling.kernels import entry, part

TIMES = {times}

@part()
def scaled(x):
    return {scaled}

@entry()
def total(values):
    found = 0
    for i in range(values.size):
        found += scaled(values[i])
    return found

if __name__ == "__main__":
    print(total(np.arange(4)), sum(total.dispatcher._cache_misses.values()))
"""
SUMMED = """
import sys
import numpy as np
from sim.compiling.kernels import entry

@entry()
def total(values):
    if values[0] > 0:
        raise ValueError("from 0 on")
    return values.sum() + np.dot(1.0 * values, 1.0 * values)

if __name__ == "__main__":
    print(int(total(np.arange(4))), int("numba.np.arraymath" in sys.modules))
    try:
        total(np.arange(1, 4))
    except ValueError as error:
        print(len(str(error)))
"""


def played(folder: Path, times: int = 2, scaled: str = "x * TIMES", before: str = "") -> list[int]:
    """The total of a module as it is written, and how often it was compiled."""
    return called(folder, before + MODULE.format(times=times, scaled=scaled))


def called(folder: Path, module: str) -> list[int]:
    """What a module prints when it is run."""
    (folder / "of_a_test.py").write_text(module)
    given = os.environ | {"NUMBA_CACHE_DIR": str(folder / "kept")}
    words = [sys.executable, "-c", "import runpy; runpy.run_module('of_a_test', run_name='__main__')"]
    told = subprocess.run(words, cwd=folder, env=given | {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])},
                          capture_output=True, text=True, check=True)  # fmt: skip
    return [int(word) for word in told.stdout.split()]


def test_code_is_kept_until_anything_that_it_is_made_of_changes(tmp_path: Path) -> None:
    assert played(tmp_path) == [12, 1]
    assert played(tmp_path) == [12, 0]
    assert played(tmp_path, before="# the same on other lines, in a file of another time\n") == [12, 0]
    assert played(tmp_path, times=3) == [18, 1]  # a constant
    assert played(tmp_path, scaled="x * TIMES + 1") == [16, 1]  # a function that it calls
    assert played(tmp_path) == [12, 0]


def test_code_that_is_kept_needs_no_module_that_numba_compiles_with(tmp_path: Path) -> None:
    assert called(tmp_path, SUMMED) == [20, 1, 9]
    assert called(tmp_path, SUMMED) == [20, 0, 9]


def test_code_that_was_damaged_is_compiled_again(tmp_path: Path) -> None:
    assert played(tmp_path) == [12, 1]
    (kept,) = (tmp_path / "kept").rglob("*.kept")
    kept.write_bytes(kept.read_bytes()[:-100])
    assert played(tmp_path) == [12, 1]
    assert played(tmp_path) == [12, 0]


def test_code_that_names_a_module_of_the_program_has_no_key() -> None:
    """Its key would not change where a function of that module does, and old code would be used."""

    def within(values):
        return arrays.found(values)

    kernel = entry()(within)
    with pytest.raises(TypeError, match=r"sim\.arrays"):
        kernel.digest()
