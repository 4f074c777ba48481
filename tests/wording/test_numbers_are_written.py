"""A number for people is written by `sim.wording.quantity`, in the signs of the language.

The rule is read off the code: what a value is formatted by in a text of the commands and the views.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim

pytestmark = pytest.mark.unit
HOME = Path(sim.__file__).parent
OF_NUMBERS = re.compile(r"[,_%]|[eEfFgG]$")
DRAWN = {  # what programs read: places in a picture, values that are rounded before they are written
    "views/kit/draw.py": "a Decimal that `written` has",
    "views/kit/inline/plotted.py": "a class of shade",
    "views/kit/inline/ranked_bars.py": "a path of SVG",
    "views/kit/inline/svg.py": "a place in SVG",
    "views/triggers/charts/lead.py": "a price rounded to one digit",
}
OF_A_DATE = re.compile(r"%[YmdHMz]")  # ISO, for tables


def formatted(source: str) -> Iterator[tuple[int, str]]:
    """Yield lines and values that are formatted as numbers with the signs of English."""
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.FormattedValue) and one.format_spec is not None:
            how = "".join(part.value for part in one.format_spec.values if isinstance(part, ast.Constant))  # type: ignore[attr-defined]
            if OF_NUMBERS.search(how) and not OF_A_DATE.search(how):
                yield one.lineno, ast.unparse(one)


@pytest.mark.parametrize("folder", ["cli", "views"])
def test_no_number_is_formatted_where_it_stands(folder: str) -> None:
    found = {
        f"{path.relative_to(HOME)}:{line}": value
        for path in (HOME / folder).rglob("*.py")
        for line, value in formatted(path.read_text(encoding="utf-8"))
        if path.relative_to(HOME).as_posix() not in DRAWN
    }
    assert not found


def test_what_the_rule_finds() -> None:
    source = "f'{a:.3g} {b:,} {c:>9} {d:%Y-%m-%d} {e:02d} {f:.0%} {g:,.0f}'"
    assert [value for _, value in formatted(source)] == ["{a:.3g}", "{b:,}", "{f:.0%}", "{g:,.0f}"]


def test_what_is_let_alone_is_there() -> None:
    assert all(list(formatted((HOME / name).read_text(encoding="utf-8"))) for name in DRAWN)
