"""The rows of a CSV file that a scenario names."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any


def rows(
    value: Any, info: Any, what: str, required: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[dict[str, str], str]]:
    """Each row of a CSV file `what`, named relative to the scenario's folder: its cells by column, and its place.

    Cells have no blanks around them; one that is not there is empty. `info` is that of a validator, whose context has
    the folder. ValueError with what is allowed.
    """
    folder = (info.context or {}).get("folder")
    if not isinstance(value, str) or folder is None:
        raise ValueError(f"a CSV file of {what}, beside the scenario")
    try:
        text = (folder / value).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"a CSV file that can be read ({value} cannot)") from None
    found = csv.DictReader(io.StringIO(text))
    try:
        names = set(found.fieldnames or ())
        if not set(required) <= names or not names <= {*required, *optional}:
            raise ValueError(f"a CSV with columns {', '.join(required)} and, if known, {', '.join(optional)}")
        for row in found:
            cells = {name: (cell or "").strip() for name, cell in row.items() if name}
            yield cells, f"{value}, line {found.line_num}"
    except csv.Error as error:
        raise ValueError(f"a CSV file ({value}, line {found.line_num}: {error})") from None
