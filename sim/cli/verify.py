"""`portsim verify`: does the fast program do what the plain one does, and does each log hold together?"""

from typing import Annotated

import typer

from sim.cli.options import File, Json, Quiet, Seed, Sets, changed
from sim.cli.remarks import remark
from sim.cli.saving import tell_json

Count = Annotated[int, typer.Option("--replications", "-n", min=1, metavar="N", help="How many runs.")]


def verify(
    file: File, replications: Count = 3, seed: Seed = None, sets: Sets = None, json: Json = False, quiet: Quiet = False
) -> None:
    """Play each replication twice, compiled and the plain SimPy way, and compare; check every log by itself."""
    from sim.people.inputs import uniforms
    from sim.people.sampler import Sampler
    from sim.port.flow_port import FlowPort
    from sim.port.plan import plan
    from sim.port.reference import ReferencePort
    from sim.port.verify import check_all, differences
    from sim.scenario.load import load
    from sim.scenario.realise import realise

    loaded = load(file, changed(sets, seed))
    remark(loaded, quiet=quiet or json)
    scenario = loaded.scenario
    usual = plan(scenario), Sampler(scenario)
    found: dict[str, list[str]] = {"flow = reference": []}
    for number in range(1, replications + 1):
        at = uniforms(scenario, number)
        mine = realise(scenario, at) if at else None
        port, sampler = (plan(mine), Sampler(mine)) if mine else usual
        sample, onward = sampler.sample(number), sampler.onward(number)
        log = FlowPort(port, sample).play(onward)
        unlike = differences(log, ReferencePort(port, sample).play(onward))
        found["flow = reference"] += [f"replication {number}: {where}" for where in unlike]
        for name, wrong in check_all(port, sample, log).items():
            found.setdefault(name, []).extend(f"replication {number}: {what}" for what in wrong)
    tell(found, replications, json=json, quiet=quiet)
    if any(found.values()):
        raise typer.Exit(1)


def tell(found: dict[str, list[str]], replications: int, *, json: bool, quiet: bool) -> None:
    """A line a check, or one JSON document."""
    if json:
        tell_json({"replications": replications, "failures": found})
        return
    held = f"holds in {replications} replication{'s' * (replications > 1)}"
    for name, wrong in found.items():
        if wrong or not quiet:
            typer.echo(f"{name}: {'; '.join(wrong) if wrong else held}")
