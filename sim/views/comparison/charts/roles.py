"""What the charts of a comparison share: a role for each scenario, how it is called, and where a chart comes from."""

from sim.experiments.comparison.compare import Comparison
from sim.views.kit.palette import BASELINE, Role, alternative
from sim.views.kit.sources import program_version
from sim.wording import counted, say


def roles(comparison: Comparison) -> dict[str, Role]:
    """Return the role of each scenario by label."""
    others = {other.label: alternative(k) for k, other in enumerate(comparison.others)}
    return {comparison.label: BASELINE} | others


def called(comparison: Comparison, label: str) -> str:
    """Return a scenario in a sentence: the baseline, or its label in quotes."""
    return say("the baseline") if label == comparison.label else say("“{label}”", label=label)


def source(comparison: Comparison) -> str:
    """Return where a chart comes from."""
    return counted(
        "portsim {version} · baseline {scenario} · {n} pair of replications · seed {seed}",
        "portsim {version} · baseline {scenario} · {n} pairs of replications · seed {seed}",
        comparison.pairs, version=program_version(), scenario=comparison.label, seed=str(comparison.baseline.seed),
    )  # fmt: skip
