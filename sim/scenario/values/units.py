"""Quantities as a planner writes them ("25 min", "80%", "65 CAD/h"), and the types that read them.

A reader here returns a plain number in the program's own unit (seconds, shares of one, the scenario's currency) or
raises ValueError with what is allowed, so that an error can say "found X; allowed: Y".
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.ranges import DURATIONS, LENGTHS, MONEY, NUMBERS, RATES, RATIOS, SHARES, VARIATION, Range
from sim.wording import noted, say

SECONDS = {"s": 1, "sec": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "mo tu we th fr sa su",
)
WEEKDAYS = {name: DAYS[k] for names in _DAY_NAMES for k, name in enumerate(names.split())}
MONTH_DAYS = 30.4375
MONTH = 2_629_800  # seconds of a month of 30.4375 days of 24 hours, which every price by the month is for

DURATION_ALLOWED = noted("a duration with its unit, such as 25 min, 6 h or 3 d")
SHARE_ALLOWED = noted("a share, from 0 to 1 or from 0% to 100%")
NUMBER_ALLOWED = noted("a number, 0 or more")
LEVEL_ALLOWED = noted("a number, a share such as 80%, or a duration such as 12 h")
DAY_ALLOWED = noted("a day, such as 2025-01-31")
RANGES = {"duration": DURATIONS, "share": SHARES, "number": NUMBERS}

_NUMBER = r"(\d+(?:[ _]\d{3})*(?:\.\d+)?|\.\d+)"
_DURATION = re.compile(rf"^{_NUMBER}\s*({'|'.join(SECONDS)})\Z")
PERCENT = re.compile(rf"^{_NUMBER}\s*%\Z")
_MONEY = re.compile(rf"^{_NUMBER}\s*([A-Z]{{3}})(?:\s*/\s*(h|month))?(\s+per (?:officer|place|head))?\Z")
_CLOCK = re.compile(r"^(\d{2}):(\d{2})\Z")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}\Z")
YEARS = range(1900, 2200)


def _plain(text: str) -> float:
    return float(text.replace("_", "").replace(" ", ""))


def quantity(kind: str) -> tuple[Callable[[Any], float], str]:
    """Return the reader of a kind of quantity ("duration", "share" or "number"), and what it allows."""
    return {
        "duration": (duration, DURATION_ALLOWED),
        "share": (share, SHARE_ALLOWED),
        "number": (number, NUMBER_ALLOWED),
    }[kind]


def range_of(read: Callable[[Any], float]) -> Range | None:
    """Return what a reader of quantities lets through; None for another reader."""
    return next((RANGES[kind] for kind in RANGES if quantity(kind)[0] is read), None)


def kind_of(read: Callable[[Any], float]) -> str:
    """Return the kind of quantity that a reader reads."""
    return next(kind for kind in RANGES if quantity(kind)[0] is read)


def number(value: Any) -> float:
    """Return a number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != value:
        raise NotAllowed(NUMBER_ALLOWED, kind="number")
    return float(NUMBERS(value))


def duration(value: Any) -> float:
    """Seconds. Text with a unit; a bare 0 needs none."""
    if value == 0 and not isinstance(value, bool):
        return 0.0
    found = _DURATION.match(value.strip()) if isinstance(value, str) else None
    if not found:
        raise NotAllowed(DURATION_ALLOWED, kind="duration")
    return DURATIONS(_plain(found[1]) * SECONDS[found[2]])


def share(value: Any) -> float:
    """Return a part of one: .8, or "80%"."""
    found = PERCENT.match(value.strip()) if isinstance(value, str) else None
    parsed = _plain(found[1]) / 100 if found else value
    if isinstance(parsed, bool) or not isinstance(parsed, int | float) or not 0 <= parsed <= 1:
        raise NotAllowed(SHARE_ALLOWED, kind="share")
    return float(SHARES(parsed))


class Money(NamedTuple):
    """An amount of money, per hour or month where it is a rate, and per officer, place or head where it is for each."""

    amount: float
    currency: str
    per: str = ""
    each: str = ""


def money(value: Any, *, per: str = "", each: tuple[str, ...] = ()) -> Money:
    """`1200 CAD`, or `65 CAD/h` and `250000 CAD/month` where `per` asks for a rate; `per officer` and the like where it
    may be for `each`."""
    allowed = say("money with its currency, such as 1200 CAD{per}", per="/" + per if per else "")
    if each:
        each_shown = say(" or per ").join(filter(None, (", per ".join(each[:-1]), each[-1])))
        allowed = say("{allowed}, or 12500 CAD per {each}", allowed=allowed, each=each_shown)
    if isinstance(value, Money):
        return value
    found = _MONEY.match(value.strip()) if isinstance(value, str) else None
    of = (found[4] or "").split()[-1:] if found else []
    if not found or (found[3] or "") != per or not {*of} <= {*each}:
        raise NotAllowed(allowed, kind="money")
    return Money(MONEY(_plain(found[1])), found[2], per, *of)


def day(value: Any) -> date:
    """`2025-01-31`."""
    if type(value) is date:
        return value
    try:
        found = date.fromisoformat(value if isinstance(value, str) and _DAY.match(value) else "")
    except ValueError:
        raise NotAllowed(DAY_ALLOWED, kind="day") from None
    if found.year not in YEARS:
        raise ValueError(
            say("a day in a year from {first} to {last}, such as 2025-01-31", first=str(YEARS[0]), last=str(YEARS[-1]))
        )
    return found


def midnight(when: date, zone: tzinfo, second: int = 0) -> int:
    """Return the POSIX time at which the local clock of a day reads this many seconds after midnight.

    A time that the clock skips is as much later; of one that comes twice it is the first.
    """
    wall = datetime(when.year, when.month, when.day) + timedelta(seconds=second)
    return int(wall.replace(tzinfo=zone).timestamp())


def clock_time(value: Any) -> int:
    """Return seconds since local midnight of `06:30`; `24:00` is the day's end."""
    found = _CLOCK.match(value) if isinstance(value, str) else None
    if found and value != "24:00":
        try:
            time(int(found[1]), int(found[2]))
        except ValueError:
            found = None
    if not found:
        raise ValueError(say("a time of day, such as 06:30"))
    return int(found[1]) * 3600 + int(found[2]) * 60


class Hours(NamedTuple):
    """A span of the local day in seconds since midnight; `end` at or before `begin` is on the next day."""

    begin: int
    end: int


def hours(value: Any) -> Hours:
    """`07:00-15:00`."""
    if isinstance(value, Hours):
        return value
    parts = value.split("-") if isinstance(value, str) else []
    try:
        begin, end = (clock_time(part.strip()) for part in parts)
    except ValueError:
        raise ValueError(say("hours of the day, such as 07:00-15:00")) from None
    if begin == 86400:
        raise ValueError(say("hours of the day that begin before 24:00, such as 07:00-15:00"))
    return Hours(begin, end)


def weekdays(value: Any) -> tuple[int, ...]:
    """Return days of the week, Monday 0: `mon-fri`, `sat,sun` or `[mon, wed]`."""
    if isinstance(value, tuple):
        return value
    items = value if isinstance(value, list) else str(value).split(",")
    days: list[int] = []
    for item in items:
        ends = [part.strip() for part in str(item).split("-")]
        if not 1 <= len(ends) <= 2 or any(end not in DAYS for end in ends):
            raise ValueError(say("days of the week, such as mon-fri, or [sat, sun]"))
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        days += [(first + k) % 7 for k in range((last - first) % 7 + 1)]
    return tuple(sorted(set(days)))


class Level(NamedTuple):
    """What a watched quantity is compared with: a `number`, a `share` (80%), or a `duration` in seconds."""

    value: float
    kind: str


def level(value: Any) -> Level:
    """`80%`, `12 h`, or a number."""
    if isinstance(value, Level):
        return value
    if isinstance(value, str):
        if found := PERCENT.match(value.strip()):
            return Level(RATIOS(_plain(found[1]) / 100), "share")
        if _DURATION.match(value.strip()):
            return Level(duration(value), "duration")
    elif isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return Level(float(NUMBERS(value)), "number")
    raise NotAllowed(LEVEL_ALLOWED, kind="level")


def _schema(description: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"description": description, **more})


OR_UNCERTAIN = ["string", "object"]
EACH = ("officer", "place", "head")  # what a price by time can be for each of
_DURATION_JSON = _schema(DURATION_ALLOWED, type=["string", "number", "object"])
Duration = Annotated[float, BeforeValidator(duration), _DURATION_JSON]
Share = Annotated[
    float,
    BeforeValidator(share),
    _schema(SHARE_ALLOWED, type=["number", "string", "object"], minimum=0, maximum=SHARES.most),
]
Number = Annotated[
    float,
    BeforeValidator(number),
    _schema(NUMBER_ALLOWED, type=["number", "object"], minimum=0, maximum=NUMBERS.most),
]
Length = Annotated[Duration, LENGTHS]
Variation = Annotated[Number, VARIATION]
Rate = Annotated[Number, RATES]
MoneyOnce = Annotated[Money, BeforeValidator(money), _schema(noted("money, such as 1200 CAD"), type=OR_UNCERTAIN)]
MoneyPerHour = Annotated[
    Money,
    BeforeValidator(lambda v: money(v, per="h")),
    _schema(noted("money an hour, such as 65 CAD/h"), type=OR_UNCERTAIN),
]
MoneyPerMonth = Annotated[
    Money,
    BeforeValidator(lambda v: money(v, per="month")),
    _schema(noted("money a month, as 9 CAD/month"), type=OR_UNCERTAIN),
]
MoneyForTime = Annotated[
    Money,
    BeforeValidator(lambda v: money(v, each=EACH)),
    _schema(noted("money, such as 110000 CAD or 12500 CAD per officer, place or head"), type=OR_UNCERTAIN),
]
MoneyAtOnce = Annotated[
    Money,
    BeforeValidator(lambda v: money(v, each=("place",))),
    _schema(noted("money, such as 9500 CAD or 40 CAD per place"), type=OR_UNCERTAIN),
]
Day = Annotated[date, BeforeValidator(day), _schema(DAY_ALLOWED, type=OR_UNCERTAIN, format="date")]
ClockTime = Annotated[int, BeforeValidator(clock_time), _schema(noted("a time of day, such as 06:30"), type="string")]
HoursOfDay = Annotated[Hours, BeforeValidator(hours), _schema(noted("hours, such as 07:00-15:00"), type="string")]
Weekdays = Annotated[
    tuple[int, ...], BeforeValidator(weekdays), _schema(noted("days, such as mon-fri"), type=["string", "array"])
]
LevelOf = Annotated[
    Level,
    BeforeValidator(level),
    _schema(noted("80%, 12 h, or a number"), type=["number", *OR_UNCERTAIN], minimum=0, maximum=NUMBERS.most),
]
