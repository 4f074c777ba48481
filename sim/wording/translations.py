"""The file of a language, in the format of gettext: its locale, and what each English message is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.wording.po_file import messages_of

if TYPE_CHECKING:
    from babel import Locale

FOLDER = Path(__file__).with_name("catalogues")
ENGLISH = "en"

Key = tuple[str, str]  # context, English message


@dataclass(frozen=True)
class Translations:
    """A language: how it writes numbers and dates, its messages, and its messages of one and of many."""

    tag: str
    texts: Mapping[Key, str]
    counted: Mapping[Key, tuple[str, str]]  # by the message of one

    @cached_property
    def locale(self) -> "Locale":
        """Return how it writes numbers and dates."""
        from babel.core import Locale

        return Locale.parse(self.tag)

    def text(self, message: str, context: str = "") -> str:
        """Return a message in the language; in English where the file lacks it."""
        return self.texts.get((context, message), message)

    def of(self, one: str, many: str, *, is_one: bool) -> str:
        """Return the message of one or that of many."""
        return self.counted.get(("", one), (one, many))[not is_one]


def languages() -> list[str]:
    """Return the languages that there is a file of."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def is_there(name: str) -> bool:
    """Return whether there is a file of a language."""
    return name.isalpha() and (FOLDER / f"{name}.po").is_file()


@cache
def translations(name: str, folder: Path = FOLDER) -> Translations:
    """Read the file of a language. KeyError for one that there is no file of.

    Its header says the locale (`Language:`). A message that is empty or fuzzy counts as missing.
    """
    path = folder / f"{name}.po"
    if not path.is_file():
        raise KeyError(name)
    texts: dict[Key, str] = {}
    counted: dict[Key, tuple[str, str]] = {}
    for one in messages_of(path.read_text(encoding="utf-8")):
        if not all(one.strings) or one.fuzzy:
            continue
        if one.plural:
            counted[one.context, one.id] = (one.strings[0], one.strings[1])
        else:
            texts[one.context, one.id] = one.strings[0]
    header = dict(line.partition(":")[::2] for line in texts.pop(("", ""), "").splitlines())
    if not (tag := header.get("Language", "").strip()):
        raise ValueError(f"{path.name} does not say its `Language:`")
    return Translations(tag, texts, counted)
