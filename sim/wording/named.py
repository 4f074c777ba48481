"""What people read in the place of a name that a scenario gives: its label in the language that is spoken.

A name is a key. Files for programs have it as it is, and so have errors, which are about what was written. Labels are
called by while something is written for people, in the way of the language itself (`sim/decisions/012-labels.md`).

    with naming(scenario.labels):
        plain("leased_hall")        # "salle louée", where French is spoken
    called("leased_hall")           # the same, but said when it is shown: in a message that is declared
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from sim.wording.spoken import Noted, language
from sim.wording.translations import ENGLISH

Label = str | Mapping[str, str]  # for every language, or one for each
Labels = Mapping[str, Label]

_labels: ContextVar[Labels] = ContextVar("labels", default={})  # noqa: B039  # nobody changes a mapping


@contextmanager
def naming(*labels: Labels) -> Iterator[None]:
    """Call names by these labels in all that is said inside; where two have a name, the first counts."""
    before = _labels.set(_joined(labels))
    try:
        yield
    finally:
        _labels.reset(before)


def call_by(*labels: Labels) -> None:
    """Call names by these labels from here on, to the end of the `naming` around it."""
    _labels.set(_joined(labels))


def labels_now() -> Labels:
    """Return the labels that names are called by."""
    return _labels.get()


def _joined(labels: tuple[Labels, ...]) -> Labels:
    return {name: label for one in reversed(labels) for name, label in one.items()}


def plain(name: str) -> str:
    """Return a name as people read it: its label in the language that is spoken, else in another one, else its key in
    words, so that `leased_hall` is "leased hall".
    """
    label = _labels.get().get(name)
    if not label:
        return _in_words(name)
    if isinstance(label, str):
        return label
    return label.get(language()) or label.get(ENGLISH) or next(iter(label.values()))


def _in_words(name: str) -> str:
    return name.replace("_", " ")


class Called(Noted):
    """A name that is declared in a message. What it is compared by is its key in words."""

    key: str

    def __new__(cls, name: str) -> Self:
        """Return a name that is said when it is shown."""
        made = super().__new__(cls, _in_words(name))
        made.key = name
        return made

    def told(self) -> str:
        """Return its label, or its key in words."""
        return plain(self.key)

    def __reduce__(self) -> tuple[type["Called"], tuple[Any, ...]]:
        return Called, (self.key,)


def called(name: str) -> Called:
    """Return a name that goes into a message which is declared, before it is known who reads it."""
    return Called(name)
