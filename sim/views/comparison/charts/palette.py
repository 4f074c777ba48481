"""What the charts of a comparison share: a colour a scenario, and where they come from."""

from sim.experiments.comparison.compare import Comparison
from sim.views.kit.style import ALERT, BLUE, MUTED, program_version
from sim.views.text import words

COLOURS = (BLUE, ALERT, "#b98512", "#3d7d5b", "#6a4c93", "#4f9bb8")  # apart in hue and in lightness


def colours(comparison: Comparison) -> dict[str, str]:
    """A colour for each scenario by label; the baseline is grey. They repeat after six."""
    others = {other.label: COLOURS[k % len(COLOURS)] for k, other in enumerate(comparison.others)}
    return {comparison.label: MUTED} | others


def called(comparison: Comparison, label: str) -> str:
    """A scenario in a sentence: the baseline, or its label in quotes."""
    return "the baseline" if label == comparison.label else f"“{label}”"


def source(comparison: Comparison) -> str:
    """Where a chart comes from."""
    return (
        f"portsim {program_version()} · baseline {comparison.label} · "
        f"{words.count(comparison.pairs, 'pair')} of replications · seed {comparison.baseline.seed}"
    )
