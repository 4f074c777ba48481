"""A value as a key of what was found for it: equal to itself alone, however much another is like it."""

from typing import Generic, TypeVar

V = TypeVar("V")


class Same(Generic[V]):
    """One value, which is kept alive as long as the key is."""

    def __init__(self, value: V) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value
