"""What all results share: an answer in sentences, tables as DataFrames, charts, and how they show in a notebook."""

import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property, wraps
from html import escape
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sim.experiments.output import lines
from sim.wording import counted, say
from sim.wording.named import labels_now, naming

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from sim.scenario.schema import Scenario
    from sim.views.kit.chart import Chart
    from sim.views.kit.page import Table

MOST = 5800  # characters of what a notebook shows of a result
SPOKEN = 2600  # of them for the answer
CELL = "padding:2px 10px 2px 0;"


S = TypeVar("S", bound="Shown")
T = TypeVar("T")


class Charts(Mapping[str, "Callable[..., Figure]"]):
    """The charts of a result, each a method that returns a Matplotlib Figure: `charts.people_on_site()`."""

    def __init__(self, made: "Mapping[str, Callable[..., Chart]]") -> None:
        self._drawn = {name: _drawing(make) for name, make in made.items()}

    def __getattr__(self, name: str) -> "Callable[..., Figure]":
        if name.startswith("_") or name not in self._drawn:
            raise AttributeError(
                say("found no chart '{name}'; allowed: {names}", name=name, names=", ".join(self._drawn))
            )
        return self._drawn[name]

    def __getitem__(self, name: str) -> "Callable[..., Figure]":
        return self._drawn[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawn)

    def __len__(self) -> int:
        return len(self._drawn)

    def __dir__(self) -> list[str]:
        return sorted(self._drawn)


def _drawing(make: "Callable[..., Chart]") -> "Callable[..., Figure]":
    """Return what makes a chart and draws it, with the names of now."""
    labels = labels_now()

    @wraps(make)
    def drawn(*args: Any, **given: Any) -> "Figure":
        from sim.views.kit.draw import draw

        with naming(labels):
            return draw(make(*args, **given))

    return drawn


class Tables(Mapping[str, "DataFrame"]):
    """The tables of a result as DataFrames, each made when it is first asked for: `tables.kpis`, `tables["kpis"]`."""

    def __init__(self, made: "Mapping[str, Callable[[], DataFrame]]") -> None:
        self._make = dict(made)
        self._made: dict[str, DataFrame] = {}

    def __getattr__(self, name: str) -> "DataFrame":
        if name.startswith("_") or name not in self._make:
            raise AttributeError(
                say("found no table '{name}'; allowed: {names}", name=name, names=", ".join(self._make))
            )
        return self[name]

    def __getitem__(self, name: str) -> "DataFrame":
        if name not in self._made:
            self._made[name] = self._make[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make)

    def __len__(self) -> int:
        return len(self._make)

    def __dir__(self) -> list[str]:
        return sorted(self._make)


class Shown(ABC):
    """A result that tells its answer, and shows it with one table in a notebook."""

    @classmethod
    def made_of(cls, found: Any, **more: Any) -> Self:
        """Return the result that has the fields of what was found (a dataclass), and those that only a call of `sim`
        has.
        """
        return cls(**{one.name: getattr(found, one.name) for one in fields(found)}, **more)

    @property
    @abstractmethod
    def answer(self) -> list[str]:
        """The answer, a sentence an item."""

    @property
    @abstractmethod
    def tables(self) -> Tables:
        """The tables, as DataFrames with real dates."""

    @property
    @abstractmethod
    def charts(self) -> Charts:
        """The charts."""

    @abstractmethod
    def _table(self) -> "Table":
        """The table that a notebook shows below the answer."""

    @property
    def _scenarios(self) -> "Sequence[Scenario]":
        """The scenarios by whose labels names are called, the one that counts first."""
        return ()

    def _repr_html_(self) -> str:
        return html(self.answer, self._table())

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.answer[0]}>"

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.answer)

    def __str__(self) -> str:
        return self._text


def by_labels(says: Callable[[S], T]) -> Callable[[S], T]:
    """Return what a result says, with names as the labels of its scenarios have them."""

    @wraps(says)
    def said(self: S) -> T:
        with naming(*(one.labels for one in self._scenarios)):
            return says(self)

    return said


def frame(
    rows: Iterable[Sequence[Any]], index: str | None = None, dates: Iterable[str] = (), zone: str = ""
) -> "DataFrame":
    """Rows, the first of them the header, as a DataFrame; columns of `dates` as moments in a time zone, or as days."""
    import pandas as pd

    found = pd.read_csv(io.StringIO("".join(lines(rows))))
    for name in dates:
        if name in found:
            moments = pd.to_datetime(found[name], utc=bool(zone), format="ISO8601")
            found[name] = moments.dt.tz_convert(zone) if zone else moments
    return found if index is None else found.set_index(index)


def html(answer: Sequence[str], table: "Table") -> str:
    """Return the answer and a table for a notebook: short, whatever the result; what does not fit is counted."""
    said = "".join(f"<p style='margin:2px 0'>{escape(sentence)}</p>" for sentence in _fitting(answer))
    head = "".join(f"<th style='{CELL}text-align:{_side(k, table)}'>{escape(name)}</th>"
                   for k, name in enumerate(table.header))  # fmt: skip
    begin, end = f"<div>{said}<table><thead><tr>{head}</tr></thead><tbody>", "</tbody></table></div>"
    body, room = "", MOST - len(begin) - len(end) - 200
    for k, row in enumerate(table.rows):
        cells = (f"<td style='text-align:{_side(c, table)}'>{escape(cell)}</td>" for c, cell in enumerate(row))
        line = f"<tr>{''.join(cells)}</tr>"
        if len(body) + len(line) > room:
            n = len(table.rows) - k
            rest = counted("{n} more row in `.tables`.", "{n} more rows in `.tables`.", n)
            return f"{begin}{body}</tbody></table><p>{rest}</p></div>"
        body += line
    return begin + body + end


def _fitting(answer: Sequence[str]) -> Iterator[str]:
    left = SPOKEN
    for k, sentence in enumerate(answer):
        left -= len(sentence) + 40
        if left < 0:
            n = len(answer) - k
            yield counted("{n} more sentence in `.answer`.", "{n} more sentences in `.answer`.", n)
            return
        yield sentence


def _side(column: int, table: "Table") -> str:
    return "left" if column < table.keys else "right"
