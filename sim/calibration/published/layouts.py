"""Where in a table the periods and the counts stand: a row each, periods across, or years against months."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sim.calibration.published.numerals import Count, NoCount, numeral
from sim.calibration.published.periods import NoPeriod, Ways, month_names, period, plain
from sim.problems import Place, listing, sentence
from sim.scenario.data.tables.faults import refuse
from sim.scenario.data.tables.raw_table import Row, Table
from sim.wording import say

HEAD = 40  # rows in which the names of columns are looked for
ROLES: dict[str, tuple[str, ...]] = {  # what a column is for, and how it is called, in small letters without accents
    "from": ("from", "start", "first day", "start date", "begin", "debut", "du", "date de debut", "#date+start"),
    "to": ("to", "end", "last day", "end date", "fin", "au", "date de fin", "#date+end"),
    "period": (
        "period", "date", "day", "month", "week", "quarter", "time", "timestamp", "week of", "week beginning",
        "week ending", "periode", "jour", "mois", "semaine", "semaine du", "trimestre", "heure", "reporting period",
        "#date",
    ),
    "year": ("year", "annee", "an", "calendar year", "#date+year"),
    "fiscal year": ("fiscal year", "fy", "exercice", "exercice financier", "annee financiere"),
    "count": (
        "count", "counts", "claims", "claimants", "number", "persons", "people", "arrivals", "applications",
        "encounters", "encounter count", "migrants", "interceptions", "apprehensions", "value", "nombre", "demandes",
        "demandeurs", "personnes", "arrivees", "number of claims", "nombre de demandes", "#affected", "#population",
        "#value", "#indicator+num",
    ),
    "cumulative": (
        "year to date", "ytd", "cumulative", "cumulative total", "cumul", "cumulatif", "depuis le debut de l'annee",
    ),
    "stream": (
        "stream", "office", "port", "port of entry", "field office", "location", "place", "bureau",
        "point d'entree", "lieu",
        "#loc", "#loc+name", "#adm1", "#adm1+name",
    ),
    "group": ("group", "groupe"),
    "known": (
        "known", "published", "publication date", "date of publication", "release date", "publie le",
        "date de publication", "#date+published",
    ),
    "known basis": ("known basis", "known_basis", "base de publication"),
    "grade": ("grade",),
    "source": ("source", "#meta+source"),
}  # fmt: skip
ASSUMED = ("assumed", "suppose")  # a day of publication, as its basis
TOTALS = (
    "total",
    "grand total",
    "all",
    "overall",
    "sum",
    "subtotal",
    "ensemble",
    "somme",
    "tous",
    "toutes",
    "sous-total",
)
PERIODS = (("from", "to"), ("fiscal year", "period"), ("year", "period"), ("period",), ("fiscal year",), ("year",))


class Layout(NamedTuple):
    """A table taken apart: its head (none: rows begin at once), the column of each role, and the heads of columns of
    counts across it. `period` has the columns whose cells make the period of a row, `tags` the row of HXL tags."""

    head: Row | None
    body: tuple[Row, ...]
    before: tuple[Row, ...]
    roles: Mapping[str, int]
    period: tuple[int, ...]
    across: Mapping[int, Any]
    tags: Row | None = None


def cell(row: Row, index: int | None) -> Any:
    """Return a cell of a row, None for one that it does not have."""
    return row.values[index] if index is not None and index < len(row.values) else None


def text_of(value: Any) -> str:
    """Return a cell as text that a period can be read from."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if (value.hour, value.minute) != (0, 0) else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value).strip()


def is_total(text: str) -> bool:
    """Return whether a cell calls a row or a column a total."""
    words = plain(text).strip(" :")
    return words in TOTALS or words.startswith(("total ", "grand total")) or words.endswith(" total")


def is_month(text: str) -> bool:
    """Return whether a cell is a month without a year."""
    return plain(text) in month_names()


def is_period(text: str) -> bool:
    """Return whether a cell is a period, if only its year or its order is known."""
    try:
        period(text, Ways())
    except NoPeriod as error:
        return error.unclear
    return True


def is_count(value: Any) -> bool:
    """Return whether a cell is a number of persons."""
    try:
        return isinstance(numeral(value), Count)
    except NoCount:
        return False


def layout(table: Table, named: Mapping[str, str]) -> Layout:
    """Return how a table is laid out; `named` has the names of columns that a planner gives, by role. TableError."""
    for at, row in enumerate(table.rows[:HEAD]):
        found = _rows_each(table, at, row, named) or _across(table, at, row)
        if found:
            return found
    for at, row in enumerate(table.rows[:HEAD]):
        if not named and len(row.values) == 2 and is_period(text_of(row.values[0])) and is_count(row.values[1]):
            return Layout(None, table.rows[at:], table.rows[:at], {"count": 1}, (0,), {})
    place = table.begin(table.rows[0]) if table.rows else Place(table.file, 0, 0)
    found_is = say("no line with the names of columns") if table.rows else say("a file without a line")
    allowed = say("columns such as period and claims, or from, to and claims, or months across")
    return refuse(place, sentence(found_is, allowed))


def roles_of(row: Row, named: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each role that the names in a row have, the first of each."""
    names = [plain(text_of(value).replace("_", " ")) for value in row.values]
    found = {role: names.index(plain(name)) for role, name in named.items() if plain(name) in names}
    for role, known in ROLES.items():
        at = next((k for k, name in enumerate(names) if name in known and k not in found.values()), None)
        if role not in found and at is not None:
            found[role] = at
    return found


def _rows_each(table: Table, at: int, row: Row, named: Mapping[str, str]) -> Layout | None:
    """Return the layout of a table with a row for each period, whose heads are in this row; None if it is none."""
    if all(value is None or text_of(value).startswith("#") for value in row.values):
        return None
    tags = next((one for one in table.rows[at + 1 : at + 2] if _is_tagged(one)), None)
    roles = (roles_of(tags, {}) if tags else {}) | roles_of(row, named)
    if {name for name in named if name in ROLES} - set(roles):
        return None
    columns = _columns(roles)
    months = [k for k, value in enumerate(row.values) if is_month(text_of(value)) or _is_year(text_of(value))]
    if columns is None or len(row.values) < 2 or (len(months) > 1 and not {"count", "cumulative"} & set(roles)):
        return None
    body = table.rows[at + 1 + (tags is not None) :]
    counts = [roles[one] for one in ("count", "cumulative") if one in roles] or _counts(
        table, row, body, set(roles.values())
    )
    kind = "cumulative" if "cumulative" in roles and "count" not in roles else "count"
    return Layout(row, body, table.rows[:at], {kind: counts[0], **roles}, columns, {}, tags)


def _columns(roles: Mapping[str, int]) -> tuple[int, ...] | None:
    """Return the columns whose cells make the period of a row; None if there are none."""
    return next((tuple(roles[one] for one in group) for group in PERIODS if set(group) <= set(roles)), None)


def _is_tagged(row: Row) -> bool:
    given = [text_of(value) for value in row.values if value is not None]
    return bool(given) and all(one.startswith("#") for one in given)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")


def _counts(table: Table, head: Row, body: Sequence[Row], taken: set[int]) -> list[int]:
    """Return the one column of numbers that has no other role. TableError for none, or for several."""
    free = [k for k in range(len(head.values)) if k not in taken and cell(head, k) is not None]
    found = [k for k in free if _has_numbers([cell(row, k) for row in body])]
    if len(found) != 1:
        names = listing(text_of(cell(head, k)) for k in found or free)
        several = say("several columns of numbers ({names})", names=names)
        none = say("no column of numbers among {names}", names=names)
        refuse(
            table.begin(head),
            sentence(
                several if found else none, say("which one has the counts: {option}", option="--column count=NAME")
            ),
        )
    return found


def _has_numbers(values: Sequence[Any]) -> bool:
    """Return whether most cells of a column that have anything are counts."""
    given = [value for value in values if value is not None]
    return 2 * sum(map(is_count, given)) > len(given)


def _across(table: Table, at: int, row: Row) -> Layout | None:
    """Return the layout of a table with periods, months or years across it; None if it is none."""
    texts = [text_of(value) for value in row.values]
    heads = {k: row.values[k] for k, text in enumerate(texts) if text and (is_month(text) or is_period(text))}
    below = table.rows[at + 1 : at + 2]
    if len(heads) < 2 or not below or not any(is_count(cell(below[0], k)) for k in heads):
        return None
    labels = [k for k in range(min(heads)) if any(cell(one, k) is not None for one in table.rows[at + 1 :])]
    if not labels and min(heads) == 0 and (len(heads) < len(texts) or is_period(text_of(cell(below[0], 0)))):
        return None
    joined = [k for k in labels if _joins(heads, [text_of(cell(one, k)) for one in table.rows[at + 1 :]])]
    others = [k for k in labels if k not in joined[:1]]
    roles = {"stream": others[0]} if others else {}
    return Layout(row, table.rows[at + 1 :], table.rows[:at], roles, tuple(joined[:1]), heads)


def _joins(heads: Mapping[int, Any], labels: Sequence[str]) -> bool:
    """Return whether the labels of rows are the years of months across, or the months of years across."""
    if any(is_month(text_of(head)) for head in heads.values()):
        return any(is_period(text) for text in labels)
    return any(is_month(text) for text in labels)


def unused(found: Layout, table: Table) -> Iterator[tuple[str, Place]]:
    """Yield the heads of columns that nothing is read of, and where they stand."""
    used = {*found.roles.values(), *found.period, *found.across}
    for k, value in enumerate(found.head.values if found.head else ()):
        if k not in used and value is not None and found.head:
            yield text_of(value), table.place(found.head, k)
