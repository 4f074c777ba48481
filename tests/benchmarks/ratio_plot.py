"""The ratios as a picture: each over what is wanted of it; and what each engine takes on W."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from .ratios import Ratio

MET, MISSED = "#1b7837", "#b2182b"


def draw(ratios: Sequence[Ratio], seconds: Mapping[str, float], file: Path) -> None:
    """Write the picture."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 2.4 + 0.42 * (len(ratios) + len(seconds))), layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=(len(ratios) + 1, len(seconds) + 1))
    below.set_visible(bool(seconds))
    for row, one in enumerate(reversed(ratios)):
        share = [value / one.wanted for value in (one.low, one.value, one.high)]
        better = [1 / value for value in share] if one.at_least else share
        color = MET if one.met else MISSED
        above.plot([better[0], better[2]], [row, row], color=color, linewidth=2)
        above.plot(better[1], row, "o", color=color)
    above.axvline(1, color="black", linewidth=1)
    above.set(yticks=range(len(ratios)), yticklabels=[one.what for one in reversed(ratios)], xscale="log")
    ticks = (0.25, 0.5, 1, 2, 4)
    above.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    above.minorticks_off()
    above.set_xlabel("times what is wanted at most (left of the line: met), with 95% intervals")
    names = sorted(seconds, key=lambda name: seconds[name], reverse=True)
    below.barh(names, [seconds[name] * 1000 for name in names], color="#4393c3")
    for name in names:
        below.text(seconds[name] * 1000, name, f" {seconds[name] * 1000:,.{int(seconds[name] < 0.1)}f}", va="center")
    below.set(xscale="log", xlim=(1, 3000 * max(seconds.values(), default=1.0)))
    below.set_xlabel("milliseconds of the processor on workload W")
    figure.savefig(file)
