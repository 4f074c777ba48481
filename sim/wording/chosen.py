"""Which language is spoken: the one that is asked for, else that of the system."""

from collections.abc import Mapping

from sim.wording.spoken import PSEUDO
from sim.wording.translations import ENGLISH, is_there

VARIABLE = "PORTSIM_LANG"
SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set says it, as everywhere


def chosen(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the language to speak: as asked, or as the environment says; English for one that there is no file of."""
    said = asked or next((environment[name] for name in (VARIABLE, *SYSTEM) if environment.get(name)), ENGLISH)
    name = said.split(".")[0].split("@")[0].replace("-", "_").split("_")[0].lower()
    return name if known(name) else ENGLISH


def known(name: str) -> bool:
    """Return whether a language can be spoken."""
    return name == PSEUDO or is_there(name)
