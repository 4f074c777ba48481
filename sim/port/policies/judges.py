"""Who says when the rules of a measure are followed."""

from typing import Protocol

import simpy


class DecisionSource(Protocol):
    """Who says when the rules of a measure are followed: the port, which looks at them, or a script."""

    def when(self, rule: int, *, now_too: bool = False) -> simpy.Event:
        """An event when a rule is to be followed: after this second, or from this one on."""

    def holds(self, rule: int) -> bool:
        """Whether a rule is to be followed now."""
