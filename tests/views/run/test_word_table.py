"""Tables of the terminal: as wide as it may be, and no word or number broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sim.views.kit.page import Table, shown
from sim.views.text.word_table import widths

pytestmark = pytest.mark.unit

CELL = st.text("ab \n", max_size=30)
COLUMNS = st.integers(1, 4).flatmap(
    lambda rows: st.lists(st.lists(CELL, min_size=rows, max_size=rows), min_size=1, max_size=5)
)
MONEY = "3,61\u00a0millions\u00a0$"


@given(COLUMNS, st.integers(5, 90))
def test_columns_give_way_down_to_their_longest_word(columns: list[list[str]], room: int) -> None:
    lines = [max(len(line) for cell in column for line in cell.split("\n")) for column in columns]
    words = [max(len(word) for cell in column for word in (cell.split() or [""])) for column in columns]
    found = widths(columns, room)
    if sum(lines) <= room:
        assert found == lines
    elif sum(words) <= room:
        assert sum(found) == room
        assert all(word <= width <= line for word, width, line in zip(words, found, lines, strict=True))
    else:
        assert all(width <= word for word, width in zip(words, found, strict=True))
        assert sum(found) <= max(room, sum(map(bool, words)))


def test_the_column_that_costs_the_fewest_lines_gives_way() -> None:
    assert widths([["aa bb"] * 5, ["aaaa bbbb", "", "", "", ""]], 10) == [5, 5]
    assert widths([["aaaa bbbb cccc"], ["aa bb"]], 14) == [9, 5]
    assert widths([["aaaaaaaaaaaa"], ["aa bb"]], 14) == [12, 2]


def test_a_number_stays_with_its_unit_beside_long_headings() -> None:
    heading = "heures au-dessus de l’espace ouvert de la zone « attente avant remise »"
    table = Table("", "", ("Agents de jour", *[heading] * 3, "coût, total"), (("14", "0 h", "20 h", "1 h", MONEY),), 1)
    console = Console(width=80, force_terminal=False)
    with console.capture() as capture:
        console.print(shown(table))
    text = capture.get()
    assert MONEY in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_short_unit_stays_with_its_number_also_after_a_plain_blank() -> None:
    rows = (("Served and gone within 24 h", "at most 120 h", "2 of 66 runs", "4,500 CAD"),)
    table = Table("", "", ("target", "asked", "met", "cost"), rows, 1)
    console = Console(width=40, force_terminal=False)
    with console.capture() as capture:
        console.print(shown(table))
    text = capture.get()
    assert "24 h" in text and "120 h" in text and "4,500 CAD" in text
    assert max(map(len, text.splitlines())) <= 40
