"""A CSV file as a table. The place of each cell is kept, which the csv module does not tell."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator

from sim.problems import Place, sentence
from sim.scenario.data.tables.faults import refuse
from sim.scenario.data.tables.raw_table import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Table

LONGEST = 32_767  # characters in a cell, as in a workbook
UTF8 = 'text as UTF-8 (save it as "CSV UTF-8")'
ACCENTS = "cp1252"  # what Windows in the west of Europe and in Canada writes where it does not write UTF-8

# What a file that is no text begins with.
MAGIC = (
    (b"PK\x03\x04", "a workbook or another zip file in the place of a CSV", "a CSV, or the ending .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (.xls) in the place of a CSV", 'a file saved as "CSV UTF-8"'),
    (b"\xff\xfe", "UTF-16, not UTF-8", UTF8),
    (b"\xfe\xff", "UTF-16, not UTF-8", UTF8),
)
_CELL = re.compile(r'[ \t]*+(?:"([^"]*+(?:""[^"]*+)*+)"[ \t]*+(?=[,\n]|\Z)|([^,\n]*+))')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0d-\x1f\x7f-\x84\x86-\x9f]")


def plain_table(raw: bytes, file: str) -> Table:
    """Return the table of a CSV file's bytes; TableError with the place of the first thing that is wrong with it."""
    whole = Table(file, (), text=_text(raw, file).replace("\r\n", "\n").replace("\r", "\n"))
    control = _CONTROL.search(whole.text)
    if control:
        letter = f"the control character U+{ord(control[0]):04X}"
        refuse(whole.at(control.start()), sentence(letter, "text that can be read"))
    return Table(file, tuple(_rows(whole)), text=whole.text)


def _text(raw: bytes, file: str) -> str:
    for magic, found, allowed in MAGIC:
        if raw.startswith(magic):
            refuse(Place(file, 0, 0), sentence(found, allowed))
    if b"\0" in raw[:100] and not raw.startswith(b"\0\0"):
        refuse(Place(file, 0, 0), sentence("bytes that are 0, as UTF-16 without a mark or no text has", UTF8))
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = Table(file, (), text=raw[: error.start].decode())
        byte = raw[error.start : error.start + 1]
        letter = byte.decode(ACCENTS, "replace")
        meant = f" ({letter} in {ACCENTS})" if letter.isprintable() and letter != "\ufffd" else ""
        refuse(before.at(len(before.text)), sentence(f"the byte {byte.hex().upper()}{meant}, not UTF-8", UTF8))


def _rows(whole: Table) -> Iterator[Row]:
    """Yield rows with something in them."""
    text, at, line, cells = whole.text, 0, 1, 0
    while at < len(text):
        values, starts, end = _row(whole, at)
        cells += len(values)
        if line > MOST_ROWS or cells > MOST_CELLS:
            found = f"more than {MOST_ROWS:,} lines" if line > MOST_ROWS else f"more than {MOST_CELLS:,} cells"
            refuse(whole.at(at), sentence(found, f"at most {MOST_ROWS:,} lines and {MOST_CELLS:,} cells"))
        if any(values):
            yield Row(line, tuple(value or None for value in values), (*starts, end))
        line += 1 + text.count("\n", at, end)
        at = end + 1


def _row(whole: Table, at: int) -> tuple[list[str], list[int], int]:
    """Return the values from an offset on, where each begins, and where the row ends."""
    values: list[str] = []
    starts, text = [], whole.text
    while True:
        found = _CELL.match(text, at)
        assert found is not None  # it matches nothing too
        value = found[2] if found[1] is None else found[1].replace('""', '"')
        if found[1] is None and value.startswith('"'):
            _quoted_wrong(whole, found.start(2))
        if len(value) > LONGEST or len(values) == MOST_COLUMNS:
            found_is = f"{len(value):,} characters in a cell" if len(value) > LONGEST else "more cells in a line"
            allowed = f"at most {LONGEST:,} characters in a cell, and {MOST_COLUMNS:,} cells in a line"
            refuse(whole.at(at), sentence(found_is, allowed))
        values.append(value.strip())
        starts.append(found.start(2) if found[1] is None else found.start(1) - 1)
        at = found.end()
        if at == len(text) or text[at] != ",":
            return values, starts, at
        at += 1


def _quoted_wrong(whole: Table, at: int) -> None:
    """Raise TableError for a cell that begins with a quote and does not end with one."""
    close = re.compile(r'"[^"]*+(?:""[^"]*+)*+"').match(whole.text, at)
    if close is None:
        refuse(whole.at(at), sentence("a quote that is not closed", 'text within two quotes ("")'))
    allowed = 'a comma or the end of the line; a quote within quotes is written twice ("")'
    refuse(whole.at(close.end()), sentence("text behind a closing quote", allowed))
