"""Ctrl-C that comes while Python clears away what nobody needs any more, where it would be lost."""

import _thread
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SOON = 0.05  # seconds


@contextmanager
def never_lost() -> Iterator[None]:
    """Raise an interrupt again that Python would only print and forget, since it came within a destructor."""
    before = sys.unraisablehook

    def again(lost: "UnraisableHookArgs") -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt):
            before(lost)
            return
        timer = Timer(SOON, _thread.interrupt_main)
        timer.daemon = True
        timer.start()

    sys.unraisablehook = again
    try:
        yield
    finally:
        sys.unraisablehook = before
