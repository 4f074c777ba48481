"""Plain scalars under the core rules of YAML 1.2: `22:00`, `no` and `2025-01-01` are text."""

import re

from sim.wording import say

Scalar = str | int | float | bool | None

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"^[-+]?[0-9]+\Z")
_BASE = re.compile(r"^(?:0o[0-7]+|0x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL = re.compile(r"^(?:([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
LENGTH = 64  # of a value in a message
DIGITS = 25  # longer integers are no quantity of a port


def scalar(text: str) -> Scalar:
    """Return the value of an unquoted scalar (YAML 1.2.2, section 10.3.2). ValueError for an integer of absurd
    length.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text) or _BASE.match(text):
        if len(text) > DIGITS:
            raise ValueError(say("a number of at most {digits} digits", digits=DIGITS))
        return int(text) if _INT.match(text) else int(text, 0)
    if _FLOAT.match(text):
        return float(text)
    if special := _SPECIAL.match(text):
        return float((special[1] or "") + "inf") if special[1] is not None else float("nan")
    return text


def as_scalar(text: str) -> Scalar:
    """Return the value of an unquoted scalar; None for one that cannot be read."""
    try:
        return scalar(text)
    except ValueError:
        return None


def short_text(value: object) -> str:
    """Return a plain value in one short line, for a message; of a long mapping only the keys."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case dict():
            whole = "{" + ", ".join(f"{key}: {short_text(v)}" for key, v in value.items()) + "}"
            return whole if len(whole) <= LENGTH else _cut("{" + ", ".join(map(str, value)) + "}")
        case list() | tuple():
            return _cut("[" + ", ".join(map(short_text, value)) + "]")
        case float():
            return f"{value:.12g}"
        case "":
            return say("empty text")
    return _cut(" ".join(str(value).split()))


def _cut(text: str) -> str:
    return text if len(text) <= LENGTH else text[: LENGTH - 2].rstrip() + ".."
