"""`portsim explain`: what a scenario says once all is merged, and where each value comes from."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import File, Sets
from sim.cli.refused import Refused
from sim.cli.saving import print_document, writing
from sim.wording import say, say_in
from sim.wording.named import call_by

EXAMPLES = (
    Example("portsim explain port.yaml", "every value, defaults too, and where it is written"),
    Example("portsim explain port.yaml --demand demand.png", "draw the claimants expected by day too"),
)


def _picture(path: Path | None) -> Path | None:
    if path is not None and path.suffix not in (".png", ".svg"):
        raise Refused(say("a file that ends in .png or .svg"))
    return path


Demand = Annotated[
    Path | None,
    typer.Option(
        "--demand",
        metavar="FILE",
        callback=_picture,
        help="Draw the claimants expected by day too, surges and uncertain inputs as a band, as .png or .svg.",
        show_default=False,
    ),
]


def explain(file: File, sets: Sets = None, demand: Demand = None) -> None:
    """Print the merged scenario, the origin of every value next to it: file:line, --set or default."""
    from sim.scenario.load import load
    from sim.scenario.source.explain import explained

    loaded = load(file, sets or [])
    print_document(explained(loaded, say_in("of a value", "default")))
    if demand is not None:
        from sim.experiments.files import write_bytes
        from sim.experiments.result import Result
        from sim.scenario.fingerprint import fingerprint
        from sim.views.kit.pictures import drawing
        from sim.views.run.charts import demand as chart

        scenario = loaded.scenario
        call_by(scenario.labels)
        drawn = drawing(chart(Result(scenario, fingerprint(scenario), scenario.seed, 0, (), ())))
        with writing():
            write_bytes(demand, [drawn.files[demand.suffix.removeprefix(".")]])
