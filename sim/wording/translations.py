"""The file of a language, in the format of gettext: its locale, and what each English message is in it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

FOLDER = Path(__file__).with_name("catalogues")
ENGLISH = "en"

Key = tuple[str, str]  # context, English message


class Translations(NamedTuple):
    """A language: how it writes numbers and dates, its messages, and its messages of one and of many."""

    locale: "Locale"
    texts: Mapping[Key, str]
    counted: Mapping[Key, tuple[str, str]]  # by the message of one

    def text(self, message: str, context: str = "") -> str:
        """Return a message in the language; in English where the file lacks it."""
        return self.texts.get((context, message), message)

    def of(self, one: str, many: str, *, is_one: bool) -> str:
        """Return the message of one or that of many."""
        return self.counted.get(("", one), (one, many))[not is_one]


def languages() -> list[str]:
    """Return the languages that there is a file of."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


@cache
def translations(name: str, folder: Path = FOLDER) -> Translations:
    """Read the file of a language. KeyError for one that there is no file of.

    Its header says the locale (`Language:`). A message that is empty or fuzzy counts as missing.
    """
    from babel.messages.pofile import read_po

    path = folder / f"{name}.po"
    if not path.is_file():
        raise KeyError(name)
    with path.open("rb") as file:
        found = read_po(file, abort_invalid=True)
    if found.locale is None:
        raise ValueError(f"{path.name} does not say its `Language:`")
    texts: dict[Key, str] = {}
    counted: dict[Key, tuple[str, str]] = {}
    for one in found:
        if not one.id or one.fuzzy or not one.string:
            continue
        if isinstance(one.id, str) and isinstance(one.string, str):
            texts[one.context or "", one.id] = one.string
        elif not isinstance(one.id, str) and len(one.string) == 2 and all(one.string):
            counted[one.context or "", one.id[0]] = (one.string[0], one.string[1])
    return Translations(found.locale, texts, counted)
