"""How the desk is started: what it may read, its address, and how it is ended."""

import secrets
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.cli.desk.tab import state_name
from sim.errors import ArgumentError, ScenarioError
from sim.experiments.playing.runner import available
from sim.scenario.checks.otherwise.lever_states import as_written
from sim.scenario.load import load
from sim.scenario.origin import contents
from sim.scenario.schema import Scenario
from sim.scenario.source.self_contained import beside
from sim.scenario.source.source_tree import parts
from sim.wording import say

HOST = "127.0.0.1"
INSTALL = "pip install 'portsim[desk]'"


def begin(file: Path, sets: Sequence[str], port: int, many: int | None, told: Callable[[str, Scenario], None]) -> None:
    """Serve the desk of a scenario until it is ended by Ctrl-C; `told` gets its address as soon as it answers.

    ArgumentError where Starlette is not there, for a file outside of the folder that the program was started in, and
    for a port that is taken; ScenarioError.
    """
    try:
        import uvicorn

        from sim.cli.desk.server import Desk, served
    except ImportError:
        raise ArgumentError(say("portsim desk needs Starlette: {command}", command=INSTALL)) from None
    from sim.cli.desk.players import MOST, Players

    inside(file, Path.cwd())
    scenario = load(file, sets).scenario
    for named in files(scenario):
        inside(file.parent / named, Path.cwd())
    with _listening(port) as listener:
        at = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        desk = Desk(scenario, file, starts(scenario), Players(many or min(available(), MOST)))
        serves = served(desk, token, [f"{HOST}:{at}", f"localhost:{at}"])
        config = uvicorn.Config(serves, log_level="error", access_log=False, server_header=False,
                                timeout_graceful_shutdown=1)  # fmt: skip
        told(f"http://{HOST}:{at}/{token}/", scenario)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            pass  # as it is ended
        finally:
            desk.players.end()


def inside(file: Path, folder: Path) -> None:
    """Refuse a file that is not in a folder or below. ArgumentError."""
    if not file.resolve().is_relative_to(folder.resolve()):
        raise ArgumentError(
            say("found {file}; allowed: a file in the folder that portsim desk is started in, {folder}, or below",
                file=str(file), folder=str(folder))
        )  # fmt: skip


def files(scenario: Scenario) -> list[str]:
    """Return the files that a scenario names, from the folder of its own."""
    named = [getattr(content, "file", "") for _, content in contents(scenario)]
    return list(dict.fromkeys(one for one in (*named, *beside(scenario)) if one))


def starts(scenario: Scenario) -> dict[str, str]:
    """Return the state of each lever that is as written."""
    found = {}
    for name, lever in scenario.levers.items():
        for key, values in lever.values.items():
            try:
                changed = scenario.edited({parts(path): one for path, one in values.items()})
            except ScenarioError:
                continue
            if as_written(changed, scenario):
                found[name] = state_name(key, values)
                break
    return found


def _listening(port: int) -> socket.socket:
    """Return a socket on this computer alone. ArgumentError for a port that is taken."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        why = error.strerror or str(error)
        raise ArgumentError(
            say("the port {port} cannot be had: {why}; give another", port=str(port), why=why)
        ) from None
