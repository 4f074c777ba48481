"""A CSV file as a table. The place of each cell is kept, which the csv module does not tell."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cache

from sim.problems import Place, sentence
from sim.scenario.data.tables.faults import refuse
from sim.scenario.data.tables.raw_table import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Table
from sim.wording import noted, say

LONGEST = 32_767  # characters in a cell, as in a workbook
UTF8 = noted('text as UTF-8 (save it as "CSV UTF-8")')
ACCENTS = "cp1252"  # what Windows in the west of Europe and in Canada writes where it does not write UTF-8

# What a file that is no text begins with.
MAGIC = (
    (b"PK\x03\x04", noted("a workbook or another zip file in the place of a CSV"), noted("a CSV, or the ending .xlsx")),
    (b"\xd0\xcf\x11\xe0", noted("an old workbook (.xls) in the place of a CSV"), noted('a file saved as "CSV UTF-8"')),
    (b"\xff\xfe", noted("UTF-16, not UTF-8"), UTF8),
    (b"\xfe\xff", noted("UTF-16, not UTF-8"), UTF8),
)
COMMA = ","
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0d-\x1f\x7f-\x84\x86-\x9f]")


@cache
def _cell(separator: str) -> re.Pattern[str]:
    """Return what a cell is, within quotes or without, up to a separator or the end of its line."""
    end, blank = re.escape(separator), " " if separator == "\t" else r" \t"
    return re.compile(rf'[{blank}]*+(?:"([^"]*+(?:""[^"]*+)*+)"[{blank}]*+(?=[{end}\n]|\Z)|([^{end}\n]*+))')


def plain_table(raw: bytes, file: str) -> Table:
    """Return the table of a CSV file's bytes; TableError with the place of the first thing that is wrong with it."""
    return text_table(_text(raw, file), file)


def text_table(text: str, file: str, separator: str = COMMA) -> Table:
    """Return the table of a text whose cells a separator parts; TableError as `plain_table`."""
    whole = Table(file, (), text=text.replace("\r\n", "\n").replace("\r", "\n"))
    control = _CONTROL.search(whole.text)
    if control:
        letter = say("the control character U+{control}", control=f"{ord(control[0]):04X}")
        refuse(whole.at(control.start()), sentence(letter, say("text that can be read")))
    return Table(file, tuple(_rows(whole, separator)), text=whole.text)


def _text(raw: bytes, file: str) -> str:
    for magic, found, allowed in MAGIC:
        if raw.startswith(magic):
            refuse(Place(file, 0, 0), sentence(found, allowed))
    if b"\0" in raw[:100] and not raw.startswith(b"\0\0"):
        refuse(Place(file, 0, 0), sentence(say("bytes that are 0, as UTF-16 without a mark or no text has"), UTF8))
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = Table(file, (), text=raw[: error.start].decode())
        byte = raw[error.start : error.start + 1]
        letter = byte.decode(ACCENTS, "replace")
        meant = (
            say(" ({letter} in {accents})", letter=letter, accents=ACCENTS)
            if letter.isprintable() and letter != "\ufffd"
            else ""
        )
        refuse(
            before.at(len(before.text)),
            sentence(say("the byte {upper}{meant}, not UTF-8", upper=byte.hex().upper(), meant=meant), UTF8),
        )


def _rows(whole: Table, separator: str) -> Iterator[Row]:
    """Yield rows with something in them."""
    text, at, line, cells = whole.text, 0, 1, 0
    while at < len(text):
        values, starts, end = _row(whole, at, separator)
        cells += len(values)
        if line > MOST_ROWS or cells > MOST_CELLS:
            found = (
                say("more than {most_rows} lines", most_rows=MOST_ROWS)
                if line > MOST_ROWS
                else say("more than {most_cells} cells", most_cells=MOST_CELLS)
            )
            refuse(
                whole.at(at),
                sentence(
                    found,
                    say("at most {most_rows} lines and {most_cells} cells", most_rows=MOST_ROWS, most_cells=MOST_CELLS),
                ),
            )
        if any(values):
            yield Row(line, tuple(value or None for value in values), (*starts, end))
        line += 1 + text.count("\n", at, end)
        at = end + 1


def _row(whole: Table, at: int, separator: str) -> tuple[list[str], list[int], int]:
    """Return the values from an offset on, where each begins, and where the row ends."""
    values: list[str] = []
    starts, text = [], whole.text
    while True:
        found = _cell(separator).match(text, at)
        assert found is not None  # it matches nothing too
        value = found[2] if found[1] is None else found[1].replace('""', '"')
        if found[1] is None and value.startswith('"'):
            _quoted_wrong(whole, found.start(2))
        if len(value) > LONGEST or len(values) == MOST_COLUMNS:
            found_is = (
                say("{n} characters in a cell", n=len(value)) if len(value) > LONGEST else say("more cells in a line")
            )
            allowed = say(
                "at most {longest} characters in a cell, and {most_columns} cells in a line",
                longest=LONGEST,
                most_columns=MOST_COLUMNS,
            )
            refuse(whole.at(at), sentence(found_is, allowed))
        values.append(value.strip())
        starts.append(found.start(2) if found[1] is None else found.start(1) - 1)
        at = found.end()
        if at == len(text) or text[at] != separator:
            return values, starts, at
        at += 1


def _quoted_wrong(whole: Table, at: int) -> None:
    """Raise TableError for a cell that begins with a quote and does not end with one."""
    close = re.compile(r'"[^"]*+(?:""[^"]*+)*+"').match(whole.text, at)
    if close is None:
        refuse(whole.at(at), sentence(say("a quote that is not closed"), say('text within two quotes ("")')))
    allowed = say('a comma or the end of the line; a quote within quotes is written twice ("")')
    refuse(whole.at(close.end()), sentence(say("text behind a closing quote"), allowed))
