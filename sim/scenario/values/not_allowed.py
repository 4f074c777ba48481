"""What a reader of values raises: what is allowed, as text for a planner and as values for who decides on it."""

from sim.wording import say


class NotAllowed(ValueError):
    """A value that is not allowed.

    `allowed` says what is, `meant` what was probably meant. `kind` is that of the value which is asked for
    ("duration", "share", "number", "whole", "level", "day" or "money"), `drawn` says whether a distribution of it may
    stand there as well.
    """

    def __init__(self, allowed: str, *, meant: str = "", kind: str = "", drawn: bool = False) -> None:
        self.allowed, self.meant, self.kind, self.drawn = allowed, meant, kind, drawn
        text = say("{allowed}; did you mean {meant}?", allowed=allowed, meant=meant) if meant else str(allowed)
        super().__init__(text)
