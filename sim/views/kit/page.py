"""A page of charts and tables in one HTML file that opens offline, styled like the report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.views.kit.pictures import Picture
from sim.views.kit.sources import program_version
from sim.views.kit.template import rendered

if TYPE_CHECKING:
    from rich.table import Table as Shown


TEMPLATE = Path(__file__).with_name("page.html.j2")
MANY = 3  # columns of numbers that fit on a line with their intervals


class Table(NamedTuple):
    """A table of texts, for a page or the terminal; the first `keys` columns say what a row is."""

    heading: str
    note: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    keys: int


class Page(NamedTuple):
    """What a page says."""

    over: str
    title: str
    question: str
    lead: Sequence[str]
    tables: Sequence[Table]


def html(page: Page, pictures: Sequence[Picture]) -> str:
    """Return the text of a page. Names and texts of the scenario are escaped."""
    return rendered(TEMPLATE, {"page": page, "program": program_version()}, pictures)


def shown(table: Table, stacked: bool | None = None) -> "Shown":
    """Return a table for the terminal; with many columns, or `stacked`, what is in brackets stands below its number."""
    from rich import box
    from rich.table import Table as Shown
    from rich.text import Text

    drawn = Shown(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for k, name in enumerate(table.header):
        drawn.add_column(name, justify="left" if k < table.keys else "right", overflow="fold")
    if stacked is None:
        stacked = len(table.header) - table.keys > MANY
    for row in table.rows:
        cells = [cell.replace(" (", "\n(") if stacked and k >= table.keys else cell for k, cell in enumerate(row)]
        drawn.add_row(*map(Text, cells))
    return drawn
