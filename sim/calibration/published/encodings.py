"""The bytes of a file of counts as a table: the encoding and the separator are found, and said."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import NamedTuple

from sim.problems import Place, sentence
from sim.scenario.data.tables.bytes_of import content
from sim.scenario.data.tables.faults import refuse
from sim.scenario.data.tables.plain import ACCENTS, COMMA, MAGIC, text_table
from sim.scenario.data.tables.raw_table import Table
from sim.scenario.data.tables.workbook import book
from sim.wording import say

MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
SEPARATORS = (";", "\t", "|", COMMA)  # the comma last: it stands in numbers and in sentences too
LOOKED_AT = 50  # lines in which the separator is looked for
HEAD = 200  # bytes in which UTF-16 without a mark shows: every second one is 0


class Opened(NamedTuple):
    """The tables of a file, the encoding of its text ("" for a workbook), and what parts its cells."""

    tables: tuple[Table, ...]
    encoding: str = ""
    separator: str = ""


def opened(path: Path) -> Opened:
    """Return the tables of a CSV or XLSX file; of a workbook, those of its sheets. TableError."""
    raw = content(path.parent, path.name)
    if path.suffix.lower() == ".xlsx":
        return Opened(book(raw, str(path)).tables)
    text, encoding = _text(raw, str(path))
    separator = _separator(text)
    return Opened((text_table(text, str(path), separator),), encoding, separator)


def _text(raw: bytes, file: str) -> tuple[str, str]:
    """Return the text and its encoding: that of its mark, UTF-8 if it is that, UTF-16 by its zeros, else cp1252."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _decoded(raw.removeprefix(mark), name, file), name
    for magic, found, allowed in MAGIC:
        if raw.startswith(magic):
            refuse(Place(file, 0, 0), sentence(found, allowed))
    head = raw[:HEAD]
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        if len(head) > 3 and not any(head[first::2]):
            return _decoded(raw, name, file), name
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError:
        return _decoded(raw, ACCENTS, file), ACCENTS


def _decoded(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        found = say(
            "the byte {byte}, which is no letter of {encoding}", byte=f"{raw[error.start]:02X}", encoding=encoding
        )
        allowed = say('a file saved as "CSV UTF-8"')
        line = raw[: error.start].decode(encoding, "replace").count("\n") + 1
        refuse(Place(file, line, 1), sentence(found, allowed))


def _separator(text: str) -> str:
    """Return what stands in at least half of the first lines that have anything; the comma where nothing does."""
    written = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    return next((one for one in SEPARATORS if 2 * sum(one in line for line in written) >= max(len(written), 1)), COMMA)
