"""The language that is spoken, and what is said in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from sim.wording.translations import ENGLISH, Translations, is_there, translations

if TYPE_CHECKING:
    from babel import Locale

PSEUDO = "pseudo"  # English with each message in square brackets: what is outside of them is not in the catalogue
MINUS = "\u2212"

Number = int | Decimal  # as it is shown: a Decimal with the decimals that it has
Value = str | Number

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """Return the language that is spoken; English, if none was chosen."""
    return _spoken.get()


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Say all inside in a language. KeyError for one that there is no catalogue of."""
    if name != PSEUDO and not is_there(name):
        raise KeyError(name)
    before = _spoken.set(name)
    try:
        yield
    finally:
        _spoken.reset(before)


def _translations(name: str) -> Translations:
    return translations(ENGLISH if name == PSEUDO else name)


def locale() -> "Locale":
    """Return how the language writes numbers and dates."""
    return _translations(language()).locale


class Said(str):
    """A text that was said, and the message that it says: two of one message may differ in their values."""

    message: str

    def __new__(cls, text: str, message: str) -> "Said":
        """Return the text with its message."""
        made = super().__new__(cls, text)
        made.message = message
        return made

    def __reduce__(self) -> tuple[type["Said"], tuple[str, str]]:
        return Said, (str(self), self.message)


def message_of(text: str) -> str:
    """Return the message that a text says, without its values; nothing for text that is of no message."""
    return text.message if isinstance(text, Said | Noted) else ""


def say(message: str, /, **values: Value) -> str:
    """Return a message in the language that is spoken, with values in the places of their names.

    The message is a literal, so that the template of the catalogues has it. Text is taken as it is, numbers are written
    as the language does. KeyError for a name in the message that has no value. What is returned knows its message
    (`message_of`).
    """
    return Said(_filled(_text(message), values), message)


def say_in(context: str, message: str, /, **values: Value) -> str:
    """Return a message as `say` does, where the English has several meanings: `context` says which."""
    return _filled(_text(message, context), values)


def _text(message: str, context: str = "") -> str:
    """Return a message in the language that is spoken; English reads no file."""
    return message if language() in (ENGLISH, PSEUDO) else _translations(language()).text(message, context)


def counted(one: str, many: str, n: Number, /, **values: Value) -> str:
    """Return the message of one or that of many, by the number as it is shown; `{n}` stands for it in both."""
    found = _translations(language())
    text = found.of(one, many, is_one=found.locale.plural_form(n) == "one")
    return _filled(text, {"n": n, **values})


class Noted(str):
    """A message that is declared, before it is known who reads it. What it is compared by is its English."""

    message: str
    values: Mapping[str, Value]

    def __new__(cls, message: str, values: Mapping[str, Value] | None = None) -> Self:
        """Return a message with what goes into it."""
        given = values or {}
        made = super().__new__(cls, _english(message, given))
        made.message, made.values = message, given
        return made

    def told(self) -> str:
        """Return it in the language that is spoken."""
        return _filled(_text(self.message), self.values)

    def __str__(self) -> str:
        """Return it in the language that is spoken: in an f-string, in an error."""
        return said(self)

    def __add__(self, more: str) -> str:
        """Return it in the language that is spoken, with more behind it."""
        return said(self) + said(more)

    def __reduce__(self) -> tuple[type["Noted"], tuple[Any, ...]]:
        return Noted, (self.message, self.values)


def _english(message: str, values: Mapping[str, Value]) -> str:
    given = {name: value[:] if isinstance(value, str) else str(value) for name, value in values.items()}
    return message.format_map(given) if values else message


def noted(message: str, /, **values: Value) -> Noted:
    """Return a message that is said when it is shown: in a table of a module, as the meaning of a field."""
    return Noted(message, values)


def said(text: str) -> str:
    """Return a message that was declared, in the language that is spoken; other text as it is."""
    return text.told() if isinstance(text, Noted) else text


def _filled(text: str, values: Mapping[str, Value]) -> str:
    """Return a message with its values; without any, braces are its own."""
    if not values:
        return _wrapped(text)
    return _wrapped(text.format_map({name: shown(value) for name, value in values.items()}))


def _wrapped(text: str) -> str:
    return f"[{text}]" if language() == PSEUDO else text


def shown(value: Value) -> str:
    """Return text as it is, what was declared as it is said, and a number with the signs of the language.

    TypeError for a float: round it first.
    """
    if isinstance(value, str):
        return said(value)
    if isinstance(value, bool) or not isinstance(value, Number):
        raise TypeError(f"{value!r} is neither text nor a number as it is shown")
    from babel.numbers import format_decimal

    exponent = Decimal(value).as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale()).replace("-", MINUS)
