"""What people read in the place of a name: a text, or one for each language; and what a name may be."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from sim.scenario.values.not_allowed import NotAllowed
from sim.wording import noted, said, say
from sim.wording.translations import languages

LONGEST = 80
FIRST = "=+-@"  # with which a cell of a spreadsheet begins a formula
NEVER = "<>\n\t"
ALLOWED = noted(
    "a name of one line and at most {longest} characters, without < and >, that does not begin with =, +, - or @",
    longest=LONGEST,
)


def fits(name: str) -> bool:
    """Return whether a text may be shown as a name in tables, charts and pages."""
    return (
        0 < len(name) <= LONGEST
        and name == name.strip()
        and name[0] not in FIRST
        and not any(char in NEVER for char in name)
    )


def _label(value: Any) -> Any:
    texts = value if isinstance(value, dict) else {"": value}
    known = ("", *languages())
    if not texts or not all(key in known and isinstance(text, str) for key, text in texts.items()):
        told = {"languages": ", ".join(languages()), "example": "{en: leased hall, fr: salle louée}"}
        raise NotAllowed(say("a text, or one for each language ({languages}), such as {example}", **told))
    if not all(map(fits, texts.values())):
        raise NotAllowed(said(ALLOWED))
    return value


Label = Annotated[
    str | dict[str, str],
    BeforeValidator(_label),
    WithJsonSchema({"description": noted("text, or {language: text}"), "type": ["string", "object"]}),
]
