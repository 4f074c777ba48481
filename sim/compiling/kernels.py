"""A function that Numba compiles. Nothing is done before it is first called, and nothing then if its code is kept.

An `entry` is called from Python, and its compiled code is kept (`code_kept`) under a key of all that it is made of. A
`part` is called by compiled code only; of one whose callers are kept, not even the source is read.
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from hashlib import blake2b
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from sim.compiling.unsigned import unsigned_indices

Function = Callable[..., Any]
OWN = __name__.partition(".")[0]  # a key would have the name of its modules, and not what is called in them
WITHIN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # called by compiled code only


class Kernel:
    """A function and how it is compiled: Numba's options, and whether its indices are unsigned."""

    def __init__(self, function: Function, options: dict[str, Any], *, unsigned: bool, kept: bool) -> None:
        functools.update_wrapper(self, function)
        self.function, self.options, self.unsigned, self.kept = function, options, unsigned, kept

    def __call__(self, *given: Any) -> Any:
        """Call it, compiled for the types of what is given."""
        return self.dispatcher(*given)

    def __reduce__(self) -> str:
        return self.function.__qualname__

    @functools.cached_property
    def dispatcher(self) -> Any:
        """What Numba makes of it."""
        import numba

        function = unsigned_indices(self.function) if self.unsigned else self.function
        made = numba.njit(**self.options)(function)
        if self.kept and hasattr(made, "_cache"):  # not where compiling is switched off
            from sim.compiling.code_kept import Kept

            made._cache = Kept(self.function, self.digest)
        return made

    @property
    def _numba_type_(self) -> Any:
        """Its type to Numba, where another compiled function calls it."""
        from numba.core import types

        return types.Dispatcher(self.dispatcher)

    def digest(self) -> bytes:
        """Return what tells its code from any other: its own, that of all that it calls, and every constant of both."""
        found = blake2b(digest_size=20)
        for piece in _pieces(self, set()):
            found.update(piece.encode())
        return found.digest()


def entry(*, unsigned: bool = True, **options: Any) -> Any:
    """Return a decorator for a function that Python calls."""
    return lambda function: Kernel(function, {"nogil": True, **options}, unsigned=unsigned, kept=True)


def part(*, unsigned: bool = True, **options: Any) -> Any:
    """Return a decorator for a function that compiled code alone calls."""
    given = {"nogil": True, **WITHIN, **options}
    return lambda function: Kernel(function, given, unsigned=unsigned, kept=False)


def _pieces(kernel: Kernel, seen: set[int]) -> Iterator[str]:
    """Yield texts that differ where the code does: instructions, constants, and what its global names stand for."""
    if id(kernel) in seen:
        return
    seen.add(id(kernel))
    yield repr((kernel.function.__name__, sorted(kernel.options.items()), kernel.unsigned))
    closed = inspect.getclosurevars(kernel.function).nonlocals
    yield from _of_code(kernel.function.__code__, {**kernel.function.__globals__, **closed}, seen)


def _of_code(code: CodeType, names: dict[str, Any], seen: set[int]) -> Iterator[str]:
    yield code.co_code.hex()
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _of_code(constant, names, seen)
        else:
            yield repr(sorted(constant, key=repr) if isinstance(constant, frozenset) else constant)
    for name in code.co_names:
        yield name
        if name in names:
            yield from _of_value(names[name], seen)


def _of_value(value: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(value, ModuleType) and value.__name__.partition(".")[0] == OWN:
        raise TypeError(f"compiled code names the module {value.__name__}: import what it calls by name")
    if isinstance(value, Kernel):
        yield from _pieces(value, seen)
    elif isinstance(value, np.ndarray):
        yield f"{value.dtype} {value.shape} {value.tobytes().hex()}"
    elif isinstance(value, bool | int | float | str | tuple | np.generic):
        yield f"{type(value).__name__} {value!r}"
    elif (code := getattr(getattr(value, "_defn", value), "__code__", None)) is not None:  # of an intrinsic, too
        yield from _of_code(code, {}, seen)
    else:
        yield f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__name__)}"
