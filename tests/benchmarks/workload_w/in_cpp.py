"""W in C++ (`loop.cpp`), compiled where a compiler is."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .table_of_draws import Table

SOURCE = Path(__file__).with_name("loop.cpp")
COMPILERS = (os.environ.get("CXX", ""), "g++", "clang++", "c++")
OPTIONS = ("-O3", "-march=native", "-std=c++17", "-shared", "-fPIC")
ARRAYS = ("arrive", "first", "step", "seconds", "tick", "pool", "officers")


def compiler() -> str | None:
    """The compiler that is there, if any; not looked for on Windows."""
    if os.name == "nt":
        return None
    return next((found for name in COMPILERS if name and (found := shutil.which(name))), None)


def compiled(folder: Path) -> Callable[[Table], tuple[np.ndarray, int]] | None:
    """The loop as a function that gives when each claimant has left, and how many events it was; None without a
    compiler."""
    command = compiler()
    if command is None:
        return None
    library = folder / "loop.so"
    subprocess.run([command, *OPTIONS, "-o", str(library), str(SOURCE)], check=True)
    function = ctypes.CDLL(str(library)).play
    function.restype = ctypes.c_int64

    def play(given: Table) -> tuple[np.ndarray, int]:
        left = np.empty(given.arrive.size, dtype=np.int64)
        arrive, first, step, seconds, tick, pool, officers = (
            np.ascontiguousarray(getattr(given, name), dtype=np.int64) for name in ARRAYS
        )
        events = function(
            *(_whole(left.size), *map(_at, (arrive, first, step, seconds))),
            *(_whole(tick.size), *map(_at, (tick, pool, officers)), _whole(given.end), _at(left)),
        )
        return left, int(events)

    return play


def _at(array: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def _whole(number: int) -> ctypes.c_int64:
    return ctypes.c_int64(number)
