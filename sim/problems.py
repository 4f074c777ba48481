"""What can be wrong with a scenario, and where: one problem is one line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Literal, NamedTuple

from sim.wording import say, say_in
from sim.wording.spoken import message_of

MOST_KNOWN = 300  # names among which a nearest one is sought
LONGEST = 600  # characters of a message
# Control and format characters, separators of lines, halves of surrogates, and characters of no meaning.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
NEAR = 0.65  # how much of a name must be right for a guess at what was meant


class Place(NamedTuple):
    """Where something is written: a file, or `--set`; line and column count from 1. In a workbook, of which sheet."""

    file: str
    line: int
    column: int
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}!{letters(self.column)}{self.line}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def letters(column: int) -> str:
    """Return the letters of a column of a sheet: 1 is A, 27 is AA."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def unprintable(text: str) -> str:
    """`U+0007` of the first character that no text of a scenario has (a line break and a tab it may), or nothing."""
    found = next((char for char in _UNPRINTABLE.findall(text) if char not in "\n\t"), "")
    return f"U+{ord(found):04X}" if found else ""


def shown(text: str) -> str:
    """Text as one line of printable characters, whatever is in it: others as `\\n` or `\\u202e`."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


@dataclass(frozen=True)
class Problem:
    """An error or a warning: the dotted path it is about, what is wrong, and where that is written (if known).

    `of_key` says that the name at the end of the path is what is wrong, not the value under it; `allowed` what could
    stand there, where the message is a `sentence`; `kind` what is said whatever the values in it.
    """

    path: str
    message: str
    place: Place | None = None
    severity: Literal["error", "warning"] = "error"
    of_key: bool = False
    allowed: str = field(default="", compare=False, repr=False)
    kind: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.message, Sentence):
            object.__setattr__(self, "allowed", self.message.allowed)
        if not self.kind:
            object.__setattr__(self, "kind", _kind(self.message))
        message = shown(str(self.message))
        cut = message if len(message) <= LONGEST else message[: LONGEST - 2].rstrip() + ".."
        object.__setattr__(self, "message", cut)

    def __str__(self) -> str:
        kind = say("warning") if self.severity == "warning" else ""
        return ": ".join(shown(str(part)) for part in (self.place, kind, self.path, self.message) if part)


def _kind(message: str) -> str:
    return message.kind if isinstance(message, Sentence) else message_of(message) or str(message)


class Sentence(str):
    """What is said of a value, with what it says as values: what is `allowed`, a guess at what was `meant`, and the
    `kind` of it: what is said whatever the values."""

    allowed: str
    meant: str
    kind: str

    def __new__(cls, text: str, allowed: str, meant: str, kind: str = "") -> "Sentence":
        """Return the text with what it says."""
        made = super().__new__(cls, text)
        made.allowed, made.meant, made.kind = allowed, meant, kind or text
        return made

    def __reduce__(self) -> "tuple[type[Sentence], tuple[str, str, str, str]]":
        return Sentence, (str(self), self.allowed, self.meant, self.kind)

    def __add__(self, more: str) -> "Sentence":
        """Return the same with more behind it."""
        return Sentence(super().__add__(more), self.allowed, self.meant, self.kind)


def sentence(found: str, allowed: str, known: Iterable[str] = (), wrong: str = "") -> Sentence:
    """`found X; allowed: Y; did you mean Z?`, Z the name among `known` that is nearest to `wrong` (default: found)."""
    near = nearest(wrong or found, known)
    if near:
        text = say("found {found}; allowed: {allowed}; did you mean {near}?", found=found, allowed=allowed, near=near)
    else:
        text = say("found {found}; allowed: {allowed}", found=found, allowed=allowed)
    return Sentence(text, str(allowed), near, f"{message_of(found)}; {message_of(allowed) or allowed}")


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return the name that is meant, as it seems: the same but for capitals and blanks, or else the nearest; "" for
    none.
    """
    names = list(islice(known, MOST_KNOWN))
    same = next((name for name in names if plainly(name) == plainly(wrong)), "")
    return same or next(iter(get_close_matches(wrong, names, n=1, cutoff=NEAR)), "")


def plainly(name: str) -> str:
    """Return a name without what is easily got wrong: capitals, blanks, hyphens and underscores."""
    return "".join(name.casefold().replace("_", "").replace("-", "").split())


def listing(names: Iterable[str]) -> str:
    """Return names as a planner reads them, `a, b, c`; "none" for none, the rest cut off after a dozen."""
    given = [str(name) for name in names]
    if not given:
        return say_in("of names", "none")
    if len(given) <= 12:
        return ", ".join(given)
    return say("{names} and {n} more", names=", ".join(given[:12]), n=len(given) - 12)


def alternatives(ways: Iterable[str]) -> str:
    """Return what is meant one or another of: `a or b or c`."""
    return say(" or ").join(map(str, ways))


PLACES_SHOWN = 5  # of several rows or cells


def where(places: Sequence[Place]) -> str:
    """`line 3`, `lines 3, 5 and 7 more`, or `C3, D3 of the sheet officers`."""
    names = ", ".join(
        f"{letters(place.column)}{place.line}" if place.sheet else str(place.line) for place in places[:PLACES_SHOWN]
    )
    if len(places) > PLACES_SHOWN:
        names = say("{names} and {n} more", names=names, n=len(places) - PLACES_SHOWN)
    if places and places[0].sheet:
        return say("{names} of the sheet {sheet}", names=names, sheet=places[0].sheet)
    return say("lines {names}", names=names) if len(places) > 1 else say("line {names}", names=names)
