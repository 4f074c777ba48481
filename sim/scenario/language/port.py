"""`port`: what the port and those around it are called, its currency and its fiscal year: no name is in the program."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from sim.scenario.values.ranges import whole_numbers
from sim.scenario.values.same import Same
from sim.scenario.values.section import Section, optional
from sim.scenario.values.units import Money
from sim.wording import noted, say
from sim.wording.named import called

NO_CURRENCY = "XXX"  # ISO 4217


def currency_code(code: str) -> str:
    """Return a currency as ISO 4217 names it. ValueError for anything but three capital letters."""
    if not re.fullmatch("[A-Z]{3}", code):
        raise ValueError(say("a currency code of ISO 4217, such as CAD"))
    return code


CurrencyCode = Annotated[str, AfterValidator(currency_code)]
Name = Annotated[str, Field(max_length=200)]


class Port(Section):
    """The port and those around it, as its planners call them; what has no name is described in neutral words."""

    name: Name = optional("", "What the port of entry is called.")
    country: Name = optional("", "The country that the port belongs to, as in a sentence: Canada.")
    partner: Name = optional(
        "", "The other country of the agreement, to which claimants are returned, as in a sentence: the United States."
    )
    board: Name = optional("", "The tribunal to which claims are referred, as in a sentence: the Refugee Board.")
    agency: Name = optional("", "The agency that runs the port, as in a sentence: the Border Services Agency.")
    currency: CurrencyCode | None = optional(None, "Currency of every amount (ISO 4217); without it, the first one's.")
    fiscal_year_starts: Annotated[int, Field(strict=True), whole_numbers(1, 12)] | None = optional(
        None, "First month of the fiscal year, 1 to 12: costs are shown by the fiscal year in which they fall due."
    )

    @property
    def is_name_alone(self) -> bool:
        """Whether nothing but the name is stated, so that the name alone may stand for the section."""
        return self == Port(name=self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """What the port and those around it are called: names, which may have labels."""
        return tuple(filter(None, (self.name, self.country, self.partner, self.board, self.agency)))

    @property
    def over_there(self) -> str:
        """The country to which claimants are returned, as it stands in a sentence."""
        return called(self.partner) if self.partner else noted("the partner country")

    @property
    def tribunal(self) -> str:
        """The tribunal to which claims are referred, as it stands in a sentence."""
        return called(self.board) if self.board else noted("the tribunal that hears claims")


def amounts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Money]]:
    """Yield every amount of money in a section, with its path."""
    if isinstance(value, Money):
        yield path, value
    elif isinstance(value, Section):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if isinstance(inner, Section | dict | Money):
                yield from amounts(inner, (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from amounts(inner, (*path, str(key)))


@lru_cache(maxsize=256)
def amounts_of(section: Same[Any], name: str) -> tuple[tuple[tuple[Any, ...], Money], ...]:
    """Return the `amounts` of a section of a scenario, which scenarios with other values elsewhere share."""
    return tuple(amounts(section.value, (name,)))


def _section(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


PortOrName = Annotated[Port, BeforeValidator(_section, json_schema_input_type=str | Port)]
