"""What every section of a scenario is: frozen, and strict about unknown keys."""

import inspect
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from sim.wording import Noted

AS_DRAWN = "drawn"  # in the context of a validation: its values are drawn, and what was written has been judged


def _described(schema: dict[str, Any], section: type[Any]) -> None:
    schema["description"] = section.meaning()


class Section(BaseModel):
    """A mapping of the scenario language. Unknown keys are errors; a section cannot be changed after it is read."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, ser_json_inf_nan="strings", json_schema_extra=_described
    )

    @classmethod
    def meaning(cls) -> Noted:
        """Return what the section is: its docstring, as a message that is said when it is shown."""
        return Noted(inspect.cleandoc(cls.__doc__ or ""))


def required(sentence: str, unit: str = "", **bounds: Any) -> Any:
    """Return a field that must be given: one sentence of meaning, the unit it is kept in, its bounds."""
    return Field(description=_declared(sentence), json_schema_extra={"unit": unit} if unit else None, **bounds)


def optional(default: Any, sentence: str, unit: str = "", **bounds: Any) -> Any:
    """Return a field with a default."""
    return Field(default, description=_declared(sentence), json_schema_extra={"unit": unit} if unit else None, **bounds)


def _declared(sentence: str) -> Noted:
    """Return the meaning of a field as a message, which is said when it is shown."""
    return sentence if isinstance(sentence, Noted) else Noted(sentence)
