"""What the charts of a study share: a role and a shape for each family, its settings, and where it all comes from."""

from typing import NamedTuple

from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.trigger import ALWAYS_OPEN, AS_WRITTEN, NEVER, VARIED
from sim.scenario.language.policy import COST_LOSS, FAMILIES
from sim.views.kit.palette import INK, MUTED, ORDERED, Role, alternative
from sim.views.kit.sources import program_version
from sim.views.text.words import plain
from sim.wording import counted, noted, said, say


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
    VARIED: FamilyStyle(ORDERED, "X", noted("varied")),
    AS_WRITTEN: FamilyStyle(INK, "*", noted("as written")),
    NEVER: FamilyStyle(MUTED, "<", noted("never")),
    ALWAYS_OPEN: FamilyStyle(MUTED, ">", noted("always open")),
}
SETTINGS = {
    "above": noted("above"),
    "chance": noted("chance above"),
    "on": noted("ordered on"),
    "for": noted("for"),
}


def family_said(family: str) -> str:
    """Return what a family is called."""
    return said(FAMILY_STYLES[family].called)


def setting_name(name: str) -> str:
    """Return what a setting of a family is called; a path that is varied as it is written."""
    return said(SETTINGS.get(name) or plain(name))


def setting_value(value: str) -> str:
    """Return the value of a setting."""
    return say("cost-loss ratio") if value == COST_LOSS else said(value)


def setting_said(name: str, value: str) -> str:
    """Return a setting with its value: "for 2 d"."""
    told = setting_value(value)
    return say("for {time}", time=told) if name == "for" else say("{name} {value}", name=setting_name(name), value=told)


def source(found: StudyResult) -> str:
    """Return where a chart comes from."""
    scenario = found.study.question.scenario
    policies = counted("{n} policy", "{n} policies", len(found.rows))
    played = counted(
        "{policies}, up to {n} future of the search each", "{policies}, up to {n} futures of the search each",
        found.futures, policies=policies,
    )  # fmt: skip
    return say(
        "portsim {version} · scenario {name} · {runs} · seed {seed}",
        version=program_version(), name=scenario.name, runs=played, seed=str(scenario.seed),
    )  # fmt: skip
