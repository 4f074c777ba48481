"""Replications of a long run, whose arrays lie in a file: memory holds their numbers, figures and diaries.

The first of a run stay in memory as they are, up to `IN_MEMORY`; of each one more, the arrays are written to a file
that nobody else sees and that is gone with the process. An array is read when it is asked for, and not kept. What is
said of a run is the same, to the byte: quantiles are still of every replication.
"""

import os
import tempfile
import threading
import weakref
from functools import cached_property, lru_cache
from math import prod
from typing import IO, Any, cast

import numpy as np

from sim.figures import Replication

IN_MEMORY = 96 << 20  # bytes of arrays
Places = tuple[tuple[str, str, tuple[int, ...], int], ...]  # name, type, shape, and where it begins, of each array


class Shelf:
    """What is kept of the replications of one experiment: as they are, until they are many."""

    def __init__(self) -> None:
        self._held, self._end = 0, 0
        self._one_at_a_time = threading.Lock()

    def put(self, run: Replication) -> Replication:
        """Return the replication, as it is or as one that reads its arrays."""
        arrays = {name: value for name, value in run._asdict().items() if isinstance(value, np.ndarray)}
        del arrays["figures"]
        size = sum(array.nbytes for array in arrays.values())
        if size == 0 or self._held + size <= IN_MEMORY:
            self._held += size
            return run
        layout = _laid_out(tuple((name, array.dtype.str, array.shape) for name, array in arrays.items()))
        begin = self._end
        for array in arrays.values():
            self._file.write(array.tobytes())
            self._end += array.nbytes
        self._file.flush()
        return cast(Replication, Shelved(self, begin, layout, run))

    @cached_property
    def _file(self) -> IO[bytes]:
        file = tempfile.TemporaryFile(prefix="portsim-")  # noqa: SIM115 (open as long as a replication may read it)
        weakref.finalize(self, file.close)
        return file

    def read(self, begin: int, size: int) -> bytes:
        """Return bytes of the file, whichever process asks."""
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, begin)
        with self._one_at_a_time:
            self._file.seek(begin)
            found = self._file.read(size)
            self._file.seek(self._end)
            return found


class Shelved:
    """A replication that reads its arrays from a shelf; otherwise as `Replication`."""

    __slots__ = ("_begin", "_layout", "_shelf", "diary", "drawn", "figures", "number")

    def __init__(self, shelf: Shelf, begin: int, layout: Places, run: Replication) -> None:
        self._shelf, self._begin, self._layout = shelf, begin, layout
        self.number, self.diary, self.drawn = run.number, run.diary, run.drawn
        self.figures = run.figures.copy()  # else all that it was decoded with would stay

    def __getattr__(self, name: str) -> Any:
        for known, kind, shape, at in object.__getattribute__(self, "_layout"):
            if known == name:
                data = self._shelf.read(self._begin + at, prod(shape) * np.dtype(kind).itemsize)
                return np.frombuffer(data, kind).reshape(shape)
        raise AttributeError(name)

    def _asdict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in Replication._fields}

    def _replace(self, **given: Any) -> Replication:
        return Replication(**(self._asdict() | given))

    def __reduce__(self) -> tuple[Any, ...]:
        return Replication, tuple(self._asdict().values())


@lru_cache(maxsize=64)
def _laid_out(arrays: tuple[tuple[str, str, tuple[int, ...]], ...]) -> Places:
    found, at = [], 0
    for name, kind, shape in arrays:
        found.append((name, kind, shape, at))
        at += prod(shape) * np.dtype(kind).itemsize
    return tuple(found)
