"""Other spellings of a quantity: what people write from habit, in the words of the language.

Each rule takes text and gives texts that may have been meant; `meant` asks which of them the place allows.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain

from sim.scenario.source.commas import repaired
from sim.scenario.source.yaml_writer import duration
from sim.scenario.values.units import EACH, SECONDS, WEEKDAYS

Rule = Callable[[str], Iterator[str]]

# unit -> words for it; a month and a year are given in days
_UNITS = {
    "s": "s sec secs second seconds seconde secondes",
    "min": "m mn min mins minute minutes",
    "h": "h hr hrs hour hours heure heures",
    "d": "d day days j jour jours",
    "w": "w wk wks week weeks sem semaine semaines",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
LONG = dict.fromkeys(("mo", "month", "months", "mois"), 30)
LONG |= dict.fromkeys(("y", "yr", "year", "years", "an", "ans"), 365)
_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "january february march april may june july august september october november december",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
)
MONTHS = {name: k for names in _MONTHS for k, name in enumerate(names.split(), 1)}
GROUPS = {"weekdays": "mon-fri", "weekend": "sat-sun", "weekends": "sat-sun"}
GROUPS |= dict.fromkeys(("daily", "every day", "all days", "all"), "mon-sun")
YES = {"yes", "y", "on", "true", "oui", "vrai", "1"}
NO = {"no", "n", "off", "false", "non", "faux", "0"}

SIGNS = {"\u20ac": "EUR", "\u00a3": "GBP"}  # a dollar is that of many countries
UNNAMED = "\u00a4"  # stands where an amount names no currency: the sign of any currency

_AMOUNT = re.compile(r"^([\d.]+)\s*([^\W\d_]+)\.?\Z")
_PIECE = re.compile(r"([\d.]+)\s*([^\W\d_]+)?\.?\s*")
_COLONS = re.compile(r"^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\Z")
_PERCENT = re.compile(r"^([\d.]+)\s*(?:%|percent|per cent|pct|pc|pour cent)?\Z", re.IGNORECASE)
_CLOCK = re.compile(r"^(\d{1,2})(?:\s*[:h.]\s*(\d{2})?)?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?\Z", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b|\bà\b)\s*", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?\Z")
_TURNED = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z")
_NAMED = re.compile(r"^(?:(\d{1,2})\S{0,2}\s+)?([^\W\d_]{3,})\.?\s+(?:(\d{1,2})\S{0,2},?\s+)?(\d{4})\Z")
_MONEY = re.compile(
    r"^(?:(?P<before>[A-Z]{3}|[A-Z]{0,2}\$|€|£)\s*)?(?P<amount>\d[\d.]*)\s*"
    r"(?P<after>[A-Za-z]{3}|[A-Z]{0,2}\$|€|£|dollars?)?\s*"
    r"(?:(?:/|\bper\b|\ban?\b|\bpar\b)\s*(?P<per>[a-z]+))?(?:\s+per (?P<each>officer|place|head))?\Z"
)
_RATES = {"h": "h", "hr": "h", "hour": "h", "heure": "h", "month": "month", "mo": "month", "mois": "month"}


def trimmed(text: str) -> Iterator[str]:
    """Read a text without what stands around it: odd blanks, quotes, a full stop, "about"."""
    bare = re.sub(r"^(?:~|≈|about|ca\.?|environ)\s*", "", " ".join(text.strip("\"'`“”«» .").split()))
    yield bare.replace("\u2212", "-")


def other_case(text: str) -> Iterator[str]:
    """Read a word in small letters, or in capitals."""
    yield from (text.lower(), text.upper())


def without_point(text: str) -> Iterator[str]:
    """Read `2.0` as 2."""
    if re.fullmatch(r"[-+]?\d+\.0*|\d+(?:\.\d+)?[eE]\+?\d", text) and float(text) % 1 == 0:
        yield f"{float(text):.0f}"


def percent(text: str) -> Iterator[str]:
    """Read `80` and `80 percent` as 80%."""
    if found := _PERCENT.match(text):
        yield f"{found[1]}%"


def fraction(text: str) -> Iterator[str]:
    """Read `1/2` as 0.5."""
    if (found := re.fullmatch(r"(\d{1,4})\s*/\s*([1-9]\d{0,3})", text)) is not None:
        yield f"{int(found[1]) / int(found[2]):.6g}"


def unit(text: str) -> Iterator[str]:
    """Read `1 day` as 1 d; a month as 30 d, a year as 365 d."""
    if found := _AMOUNT.match(text):
        word = found[2].lower()
        if word in UNITS:
            yield f"{found[1]} {UNITS[word]}"
        elif word in LONG and _is_number(found[1]):
            yield f"{float(found[1]) * LONG[word]:g} d"


def pieces(text: str) -> Iterator[str]:
    """Read `1h30`, `1 h 30 min`, `1:30` and `PT1H30M` as 90 min."""
    if found := _COLONS.match(text):
        yield duration(int(found[1]) * 3600.0 + int(found[2]) * 60 + int(found[3] or 0))
        return
    bare = re.sub(r"^p|(?<=\d[dw])t|(?<=^p)t", "", text.lower()).removeprefix("t").replace(" and ", " ")
    found_all = _PIECE.findall(bare)
    words = [UNITS.get(word, "") for _, word in found_all]
    if len(found_all) < 1 or _PIECE.sub("", bare) or not words[0] or not all(_is_number(n) for n, _ in found_all):
        return
    below = {"d": "h", "h": "min", "min": "s"}  # what a number without a unit counts, after one with
    units = [word or below.get(words[k - 1], "") for k, word in enumerate(words)]
    if all(units):
        yield duration(sum(float(n) * SECONDS[u] for (n, _), u in zip(found_all, units, strict=True)))


def clock(text: str) -> Iterator[str]:
    """Read `8:00`, `08h00`, `8h` and `8 am` as 08:00."""
    found = _CLOCK.match(text)
    if found:
        hour, late = int(found[1]), (found[3] or "").lower()
        if late and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (late == "p")
        if hour <= 24:
            yield f"{hour:02d}:{found[2] or '00'}"


def hours(text: str) -> Iterator[str]:
    """Read `7-15`, `7:00 to 15:00` and `07h00 – 15h00` as 07:00-15:00; a span from 24:00 as one from 00:00."""
    ends = [next(clock(part), "") for part in _TO.split(text)]
    if len(ends) == 2 and all(ends):
        yield f"{'00:00' if ends[0] == '24:00' else ends[0]}-{ends[1]}"


def day(text: str) -> Iterator[str]:
    """Read `2025-7-1`, `2025/07/01` and `1 July 2025` as 2025-07-01; `01/07/2025` as that, or as 2025-01-07."""
    if found := _ISO.match(text):
        yield from _date(found[1], found[2], found[3])
    elif found := _TURNED.match(text):
        yield from _date(found[3], found[2], found[1])
        yield from _date(found[3], found[1], found[2])
    elif (found := _NAMED.match(text)) and found[2].lower() in MONTHS:
        yield from _date(found[4], str(MONTHS[found[2].lower()]), found[1] or found[3] or "1")


def truth(text: str) -> Iterator[str]:
    """Read `yes` as true."""
    word = text.lower()
    yield from ("true",) if word in YES else ("false",) if word in NO else ()


def week(text: str) -> Iterator[str]:
    """Read `Monday to Friday` as mon-fri, `weekend` as sat-sun."""
    word = text.lower()
    yield from (GROUPS[word],) if word in GROUPS else ()
    yield ",".join(
        "-".join(WEEKDAYS.get(end.strip(" ."), end.strip(" .")) for end in _TO.split(part))
        for part in re.split(r",|\band\b|\bet\b", word)
    )


def money(text: str) -> Iterator[str]:
    """Read `CAD 65` and `65 CAD per hour` as 65 CAD/h; `$65` as 65 ¤/h, for the file to say in what currency."""
    found = _MONEY.match(text)
    if not found or (found["after"] or "").lower() in {*UNITS, *LONG}:
        return
    signs = [SIGNS.get(sign, sign.upper()) for sign in (found["before"], found["after"]) if sign]
    named = next((sign for sign in signs if sign.isalpha() and len(sign) == 3), UNNAMED)
    rate = _RATES.get(found["per"] or "")
    of = found["each"] or (found["per"] if found["per"] in EACH else "")
    each = f" per {of}" if of else ""
    for per in (f"/{rate}",) if rate else ("", "/h", "/month"):
        yield f"{found['amount']} {named}{per}{each}"


RULES: tuple[Rule, ...] = (
    trimmed, repaired, without_point, unit, pieces, clock, hours, day, truth, week, money, fraction, percent,
    other_case,
)  # fmt: skip


FIRST = (trimmed, repaired, without_point, other_case)  # what may be amiss besides


def respelt(text: str) -> Iterator[tuple[tuple[Rule, ...], str]]:
    """Yield other spellings, by one rule and then by one of the first ones and another, with those rules."""
    once = [((rule,), new) for rule in RULES for new in rule(text) if new != text]
    first = [(rules, mid) for rules, mid in once if rules[0] in FIRST]
    twice = (((*rules, rule), new) for rules, mid in first for rule in RULES for new in rule(mid) if new != mid)
    seen = {text}
    for rule, new in chain(once, twice):
        if new not in seen:
            seen.add(new)
            yield rule, new


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", text) is not None


def _date(year: str, month: str, of_month: str) -> Iterator[str]:
    try:
        yield date(int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        return
