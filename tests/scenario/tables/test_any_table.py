"""Whatever a table holds: it is read, or its faults are told in lines that print. Nothing else is ever raised."""

import io
import random
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from mutations import Case, csv_case, xlsx_case
from openpyxl import Workbook, load_workbook

from sim.scenario.data.tables.cells import Failed
from sim.scenario.data.tables.faults import MOST, TableError
from sim.scenario.data.tables.workbook import book

pytestmark = pytest.mark.unit

CASES = 400  # of each kind
LONG = 4.0  # seconds of this process for one file
MAKERS: dict[str, Callable[[int], Case]] = {"csv": csv_case, "xlsx": xlsx_case}


@pytest.mark.parametrize("kind", MAKERS)
def test_any_table_is_read_or_its_faults_are_told(kind: str, take: Callable[..., Any]) -> None:
    read = 0
    for seed in range(CASES):
        reader, name, raw = MAKERS[kind](seed)
        began = time.process_time()
        try:
            take(reader, name, raw)
            read += 1
        except TableError as error:
            assert 1 <= len(error.wrong) <= MOST, seed
            assert all(str(fault).isprintable() for fault in error.wrong), (seed, error.wrong)
            assert all("found " in fault.message for fault in error.wrong), (seed, error.wrong)
        assert time.process_time() - began < LONG, seed
    assert CASES / 10 < read < CASES * 9 / 10  # the changes are neither all deadly nor all without an effect


def test_sound_workbooks_are_read_as_the_library_reads_them() -> None:
    for seed in range(30):
        dice = random.Random(seed)
        made = Workbook()
        sheet: Any = made.active
        for _ in range(6):
            sheet.append([_anything(dice) for _ in range(5)])
        held = io.BytesIO()
        made.save(held)
        mine = {(row.line, k): value for table in book(held.getvalue(), "x").tables for row in table.rows
                for k, value in enumerate(row.values) if value is not None}  # fmt: skip
        theirs = {(r, k): _bare(value) for r, row in enumerate(_theirs(held), start=1) for k, value in enumerate(row)
                  if _bare(value) is not None}  # fmt: skip
        assert {where: value.code if isinstance(value, Failed) else value for where, value in mine.items()} == theirs


def _theirs(held: io.BytesIO) -> list[tuple[Any, ...]]:
    return list(load_workbook(held).worksheets[0].iter_rows(values_only=True))


def _bare(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


def _anything(dice: random.Random) -> Any:
    return dice.choice([
        None, dice.randrange(-5, 10**6), dice.random() * 1000, float(dice.randrange(50)), True, False, "text",
        " two words ",
        "é<&>\"'", "12", "#REF!", "#DIV/0!", datetime(2025, 7, 7, dice.randrange(1, 24), dice.randrange(60)),
        datetime(1999, 12, 31), date(2025, 7, dice.randrange(1, 31)), "00123", "line\nbreak", "",
    ])  # fmt: skip
