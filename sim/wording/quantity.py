"""Numbers in words: rounded for a reader, shares, money, hours, lists. A number never breaks over two lines."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from math import isclose

from sim.wording.spoken import MINUS, Number, counted, locale, say, say_in, shown

HARD = "\u00a0"  # a blank at which no line breaks
MILLION = 1e6
LONG = 72  # hours: a longer time is given in days


def rounded(value: float, decimals: int = 0) -> Number:
    """Return a number as it is shown; whole with no decimals, in tens, hundreds with fewer than none."""
    if decimals <= 0:
        return int(round(value, decimals))
    return Decimal(f"{round(value, decimals) + 0.0:.{decimals}f}")


def three_digits(value: float, most: int) -> Number:
    """Return a number with three digits at most, and `most` decimals at most."""
    size = abs(value)
    return rounded(value, min(2 if size < 9.995 else 1 if size < 99.95 else 0, most))


def digits(value: float, most: int) -> Number:
    """Return a number with `most` significant digits at most, and no noughts behind the decimal sign."""
    return Decimal(f"{Decimal(f'{value:.{most}g}'):f}")


def percent(share: float) -> str:
    """Return a share of one in whole points; never 0% or 100% for what is neither."""
    points = round(100 * share)
    if points == 0 and share > 0:
        return say("under {share}", share=_percent(1))
    if points == 100 and share < 1 and not isclose(share, 1):
        return say("over {share}", share=_percent(99))
    return _percent(points)


def _percent(points: int) -> str:
    from babel.numbers import format_percent

    return format_percent(points / 100, locale=locale())


def in_percent(number: Number) -> str:
    """Return a number of percent as it is shown, 12.5 of a hundred: "12.5%"."""
    from babel.numbers import format_percent

    decimals = max(-Decimal(number).as_tuple().exponent, 0)  # type: ignore[operator]
    whole = locale().percent_formats[None].pattern
    pattern = whole.replace("0", "0." + "0" * decimals, 1) if decimals else whole
    return format_percent(Decimal(number) / 100, format=pattern, locale=locale()).replace("-", MINUS)


def written(number: Number) -> str:
    """Return a number alone, with the signs of the language."""
    return shown(number)


def percents(low: float, high: float) -> str:
    """Return a span of shares of one, in whole points."""
    a, b = round(100 * low), round(100 * high)
    if a == b:
        return _percent(a)
    return say("{low} to {high}", low=shown(a), high=_percent(b))


def money(amount: float, currency: str) -> str:
    """Return an amount in three digits; from a million on in millions. Without a currency, the number alone."""
    if amount < 0:
        return say("−{amount}", amount=money(-amount, currency))
    if amount >= 999_500:
        number = three_digits(amount / MILLION, 2)
        if not currency:
            return counted("{n}{blank}million", "{n}{blank}million", number, blank=HARD)
        return counted(
            "{symbol}{n}{blank}million", "{symbol}{n}{blank}million", number,
            symbol=symbol(currency), sign=sign(currency), blank=HARD,
        )  # fmt: skip
    digits = -4 if amount >= 1e5 else -3 if amount >= 1e4 else -2 if amount >= 1e3 else 0
    number = rounded(amount, digits)
    if not currency:
        return shown(number)
    return say("{symbol}{n}", symbol=symbol(currency), sign=sign(currency), blank=HARD, n=number)


def symbol(currency: str) -> str:
    """Return the sign of a currency before an amount: with a blank after it if it ends in a letter."""
    found = sign(currency)
    return f"{found}{HARD}" if found[-1:].isalpha() else found


def sign(currency: str) -> str:
    """Return the sign of a currency, as it is where it is the money."""
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, locale=_at_home(currency, str(locale()))) if currency else ""


@cache
def _at_home(currency: str, spoken: str) -> str:
    """Return the locale of the one territory that has a currency, if the language is written there; else as spoken."""
    from babel.core import get_global
    from babel.localedata import exists

    used = get_global("territory_currencies")
    where = [home for home, ones in used.items() if any(one[0] == currency and not one[2] and one[3] for one in ones)]
    there = f"{spoken.split('_')[0]}_{where[0]}" if len(where) == 1 else ""
    return there if there and exists(there) else spoken


def currency_name(currency: str) -> str:
    """Return a currency in words, of many: "Canadian dollars"."""
    from babel.numbers import get_currency_name

    return get_currency_name(currency, count=2, locale=locale())


def hours(value: float) -> str:
    """Return a time in hours, with a decimal below ten; in minutes below an hour, in days above 72 hours.

    Never none where there is some.
    """
    if value > LONG:
        number = rounded(value / 24, 0 if value / 24 >= 9.95 else 1)
        return counted("{n}{blank}day", "{n}{blank}days", number, blank=HARD)
    if 0 < value < 1 / 120:
        return say("under a minute")
    if 0 < round(60 * value) < 60:
        return counted("{n}{blank}minute", "{n}{blank}minutes", round(60 * value), blank=HARD)
    number = rounded(value, 0 if value >= 9.95 or value < 0.5 else 1)
    return counted("{n}{blank}hour", "{n}{blank}hours", number, blank=HARD)


def listed(parts: Sequence[str]) -> str:
    """Return parts joined as one says them: "a, b and c"."""
    from babel.lists import format_list

    return format_list(list(parts), "standard", locale=locale())


def either(parts: Sequence[str]) -> str:
    """Return parts of which one holds: "a, b or c"."""
    from babel.lists import format_list

    return format_list(list(parts), "or", locale=locale())


def small(number: int) -> str:
    """Return a whole number as a word up to twelve, else in digits."""
    return _small()[number] if 0 <= number <= 12 else shown(number)


def _small() -> tuple[str, ...]:
    return (
        say_in("number", "no"), say_in("number", "one"), say_in("number", "two"), say_in("number", "three"),
        say_in("number", "four"), say_in("number", "five"), say_in("number", "six"), say_in("number", "seven"),
        say_in("number", "eight"), say_in("number", "nine"), say_in("number", "ten"), say_in("number", "eleven"),
        say_in("number", "twelve"),
    )  # fmt: skip


__all__ = [
    "HARD", "currency_name", "either", "hours", "in_percent", "listed", "money", "percent", "percents", "rounded",
    "small", "symbol", "three_digits", "written",
]  # fmt: skip
