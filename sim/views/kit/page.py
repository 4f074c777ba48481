"""A page of charts and tables in one HTML file that opens offline, styled like the report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.views.kit.palette import page_colours
from sim.views.kit.pictures import Picture
from sim.views.kit.sources import program_version
from sim.views.kit.template import FIRST, rendered

if TYPE_CHECKING:
    from rich.table import Table as Shown

    from sim.views.kit.inline.box_graphics import Graphic
    from sim.views.text.first_screen import First

TEMPLATE = Path(__file__).with_name("page.html.j2")
STUDY = Path(__file__).with_name("study.html.j2")
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


class Part(NamedTuple):
    """A part of a study's page: the place it is linked by, its heading, a sentence, tables, elements of SVG, remarks.

    `open`: not folded.
    """

    name: str
    heading: str
    said: str = ""
    tables: Sequence[Table] = ()
    drawn: Sequence[str] = ()
    remarks: Sequence[str] = ()
    open: bool = False


class StudyPage(NamedTuple):
    """A page that begins with a first screen, has one picture within it, and its parts folded below a list of them.

    `data` are the numbers of the picture; `files` those next to the page, each with what is in it.
    """

    title: str
    over: str
    question: str
    first: "First"
    graphics: Sequence["Graphic"]
    picture: str
    caption: str
    data: Table
    parts: Sequence[Part]
    limits: Sequence[str]
    made: Part
    files: Sequence[tuple[str, str]]


def study_html(page: StudyPage) -> str:
    """Return the text of a study's page. Names and texts of the scenario are escaped; pictures are not."""
    from markupsafe import Markup

    parts = [part._replace(drawn=[Markup(one) for one in part.drawn]) for part in page.parts]
    shown = page._replace(picture=Markup(page.picture), parts=parts)
    boxes = list(zip(page.first.boxes, page.graphics, strict=True))
    context = {"page": shown, "boxes": boxes, "program": program_version()}
    return rendered(STUDY, context, (), (FIRST,), page_colours())


def html(page: Page, pictures: Sequence[Picture]) -> str:
    """Return the text of a page. Names and texts of the scenario are escaped."""
    return rendered(TEMPLATE, {"page": page, "program": program_version()}, pictures)


def shown(table: Table, stacked: bool | None = None) -> "Shown":
    """Return a table for the terminal; with many columns, or `stacked`, what is in brackets stands below its number."""
    from sim.views.text.unbroken import Unbroken
    from sim.views.text.word_table import WordTable

    drawn = WordTable()
    for k, name in enumerate(table.header):
        drawn.add_column(Unbroken(name), justify="left" if k < table.keys else "right", overflow="fold")
    if stacked is None:
        stacked = len(table.header) - table.keys > MANY
    for row in table.rows:
        cells = [cell.replace(" (", "\n(") if stacked and k >= table.keys else cell for k, cell in enumerate(row)]
        drawn.add_row(*map(Unbroken, cells))
    return drawn
