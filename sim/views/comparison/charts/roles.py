"""What the charts of a comparison share: a role for each scenario, how it is called, and where a chart comes from."""

from sim.experiments.comparison.compare import Comparison
from sim.views.kit.palette import BASELINE, Role, alternative
from sim.views.kit.sources import program_version
from sim.views.text import words


def roles(comparison: Comparison) -> dict[str, Role]:
    """Return the role of each scenario by label."""
    others = {other.label: alternative(k) for k, other in enumerate(comparison.others)}
    return {comparison.label: BASELINE} | others


def called(comparison: Comparison, label: str) -> str:
    """Return a scenario in a sentence: the baseline, or its label in quotes."""
    return "the baseline" if label == comparison.label else f"“{label}”"


def source(comparison: Comparison) -> str:
    """Return where a chart comes from."""
    return (
        f"portsim {program_version()} · baseline {comparison.label} · "
        f"{words.count(comparison.pairs, 'pair')} of replications · seed {comparison.baseline.seed}"
    )
