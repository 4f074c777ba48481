"""Hostile tables, by a seed: sound ones in which bytes, cells, columns, lines or parts of the zip are changed."""

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from workbooks import part_names, table, with_parts, workbook

from sim.scenario.data.counts import counts
from sim.scenario.data.listed import listed
from sim.scenario.data.on_record import on_record
from sim.scenario.data.roster_file import roster_file
from sim.scenario.values import units
from sim.scenario.values.distributions import distribution

Case = tuple[Callable[..., Any], str, bytes]  # a reader, the name of a file, what it holds


def empirical(value: Any, info: Any) -> Any:
    """Durations, one a line."""
    return distribution({"empirical": value}, units.duration, info.context["folder"])


TABLES: tuple[tuple[Callable[..., Any], list[list[str]]], ...] = (
    (listed, [["at", "persons", "minors", "nationality"], ["2025-07-07 08:00", "3", "1", "Haiti"],
              ["2025-07-08 09:30", "1", "", "other"], ["2025-07-09T23:59:59-04:00", "2", "0", ""]]),
    (counts, [["from", "to", "claims", "known", "grade", "source"],
              ["2025-07-01", "2025-07-31", "310", "2025-08-01", "B", "press, of Québec"],
              ["2025-07-01", "2025-07-07", "70", "2025-07-09", "A", "x"]]),
    (on_record, [["what", "ordered", "ready", "use", "grade", "source", "days"],
                 ["tents", "2025-01-15", "2025-02-10", "unused", "A", "notice", "26"]]),
    (roster_file, [["date", "pool", "shift", "hours", "officers"],
                   ["2025-07-07", "officers", "day", "08:00-16:00, break 12:00-12:30", "5"],
                   ["2025-07-08", "officers", "night", "22:00-06:00", "0"]]),
    (empirical, [["30 min"], ["1 h"], ["45.5 min"], ["2 d"]]),
)  # fmt: skip
JUNK = (
    "", " ", "0", "-1", "2.0", "1,5", "1e400", "nan", "1" * 400, "9" * 30, "2025-02-30", "2025-07-07", "24:00",
    "07:00-07:00",
    "00:00-24:00", "24:00-24:00", "07:00-15:00, break", "=1+1", "#REF!", "\u202e", "\u2028", "\ud7ff", "\x1b[31m", "\0",
    '"', '"x', "a;b", "a\tb", "True", "٣", "²", "\u00a0", "é" * 40, "yes", "Haiti\n", "45845", "01/07/2025",
    "99999-01-01",
)  # fmt: skip


def csv_case(seed: int) -> Case:
    """A CSV with up to three changes."""
    dice = random.Random(seed)
    reader, rows = dice.choice(TABLES)
    rows = [list(row) for row in rows]
    for _ in range(dice.randrange(3)):
        _change_cells(rows, dice)
    text = _mark(dice).join(_line(row, dice) for row in rows)
    raw = text.encode(dice.choice(["utf-8"] * 9 + ["cp1252", "utf-16"]), "replace")
    return reader, "table.csv", _change_bytes(raw, dice) if dice.random() < 0.5 else raw


def xlsx_case(seed: int) -> Case:
    """A workbook with cells, text of its parts, or bytes of its zip changed."""
    dice = random.Random(seed)
    reader, rows = dice.choice(TABLES)
    if dice.random() < 0.5:
        reader = roster_file
        raw = _sound(None)
    else:
        raw = _sound(tuple(map(tuple, rows)))
    for _ in range(dice.randrange(3)):
        name = dice.choice([name for name in part_names(raw) if "docProps" not in name and "theme" not in name])
        raw = with_parts(raw, {name: _change_part(dice)})
    return reader, "table.xlsx", _change_bytes(raw, dice) if dice.random() < 0.3 else raw


@cache
def _sound(rows: tuple[tuple[str, ...], ...] | None) -> bytes:
    """A workbook of these rows, or a roster with a sheet a pool."""
    return table(*([_number(cell) for cell in row] for row in rows)) if rows else workbook()


def _number(cell: str) -> Any:
    return int(cell) if cell.isdecimal() else cell or None


def _mark(dice: random.Random) -> str:
    return dice.choice(["\n", "\r\n", "\r", "\n\n"])


def _line(row: list[str], dice: random.Random) -> str:
    mark = ";" if dice.random() < 0.02 else ","
    return mark.join(f'"{cell}"' if "," in cell and dice.random() < 0.9 else cell for cell in row)


def _change_cells(rows: list[list[str]], dice: random.Random) -> None:
    row = dice.choice(rows)
    match dice.randrange(6):
        case 0 | 1:
            row[dice.randrange(len(row))] = dice.choice(JUNK)
        case 2:
            row.append(dice.choice(JUNK))
        case 3:
            row.pop() if len(row) > 1 else row.append("x")
        case 4:
            one, other = dice.randrange(len(rows[0])), dice.randrange(len(rows[0]))
            for each in rows:
                if max(one, other) < len(each):
                    each[one], each[other] = each[other], each[one]
        case _:
            rows.insert(dice.randrange(len(rows) + 1), list(row))


def _change_bytes(raw: bytes, dice: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled, or the end cut off."""
    held = bytearray(raw)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(held)) if held else 0
        match dice.randrange(4):
            case 0 if held:
                held[at] = dice.randrange(256)
            case 1:
                del held[at : at + dice.randrange(40)]
            case 2:
                held[at:at] = held[at : at + dice.randrange(200)]
            case _ if dice.random() < 0.2:
                del held[at:]
    return bytes(held)


def _change_part(dice: random.Random) -> Callable[[bytes], bytes | None]:
    """A change of one part: a number, an attribute or an element replaced, bytes changed, or the part taken away."""
    numbers = [b"0", b"-1", b"99", b"1048577", b"1e999", b"4294967296", b"nan", b"A1", b"XFD1048576", b""]

    def change(part: bytes) -> bytes | None:
        match dice.randrange(6):
            case 0:
                return None
            case 1 | 2:
                spots = [k for k, byte in enumerate(part) if byte in b"0123456789"]
                at = dice.choice(spots) if spots else 0
                return part[:at] + dice.choice(numbers) + part[at + 1 :]
            case 3:
                return part.replace(*dice.choice([(b't="s"', b't="n"'), (b't="n"', b't="s"'), (b"<v>", b"<f>"),
                                                  (b"</v>", b"</f>"), (b"<c ", b"<d "), (b"r:id", b"id"),
                                                  (b"visible", b"hidden"), (b"worksheet", b"chartsheet")]))  # fmt: skip
            case 4:
                junk = dice.choice(JUNK).encode("utf-8", "replace")
                return part.replace(b"officers", junk).replace(b"shift", junk, 1)
        return _change_bytes(part, dice)

    return change
