"""What the charts of a study share: a role and a shape for each family, and where it all comes from."""

from typing import NamedTuple

from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.trigger import ALWAYS_OPEN, AS_WRITTEN, NEVER, VARIED
from sim.scenario.language.policy import FAMILIES
from sim.views.kit.palette import INK, MUTED, ORDERED, Role, alternative
from sim.views.kit.sources import program_version
from sim.views.text import words


class FamilyStyle(NamedTuple):
    """How a family is drawn and called."""

    role: Role
    shape: str
    called: str


# Families take roles and shapes in the order of their declaration. Seven shapes and six colours have no divisor in
# common, so that the first 42 families all look different.
SHAPES = ("o", "s", "^", "D", "v", "p", "P")
FAMILY_STYLES = {
    family: FamilyStyle(alternative(k), SHAPES[k % len(SHAPES)], called)
    for k, (family, called) in enumerate(FAMILIES.items())
} | {
    VARIED: FamilyStyle(ORDERED, "X", "varied"),
    AS_WRITTEN: FamilyStyle(INK, "*", "as written"),
    NEVER: FamilyStyle(MUTED, "<", "never"),
    ALWAYS_OPEN: FamilyStyle(MUTED, ">", "always open"),
}


def source(found: StudyResult) -> str:
    """Return where a chart comes from."""
    scenario, policies = found.study.question.scenario, len(found.rows)
    played = f"{policies} policies, up to {words.count(found.futures, 'future')} each"
    return f"portsim {program_version()} · scenario {scenario.name} · {played} · seed {scenario.seed}"
