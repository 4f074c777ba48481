"""The command line: `portsim COMMAND`, one short file a command.

Exit status 0; 1 when `--strict` asks for more than the result gives; 2 for a scenario or a call that is wrong; 130 for
an interrupt. Commands import what they need inside their function, so that help comes at once.
"""

import sys

from sim.errors import INTERRUPTED

GARBAGE = (50_000, 20, 100)  # `gc.set_threshold`: a command makes much at its start, next to all of which stays
TYPE_CHECKING = False  # this module imports next to nothing, so that an interrupt finds it at once
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: "Sequence[str] | None" = None) -> None:
    """Run the command line and leave with its exit status; 130 and one sentence if it is interrupted, even at once.

    Looking for garbage takes a quarter of a short command if it is looked for as often as Python does unless told.
    """
    import gc

    gc.set_threshold(*GARBAGE)
    try:
        from sim.cli.app import run_command

        run_command(arguments)
    except KeyboardInterrupt:
        sys.stderr.write(f"{_interrupted()}\n")
        sys.exit(INTERRUPTED)
    finally:
        import atexit
        import signal

        atexit.register(gc.freeze)  # what ends with the process anyway is looked through no more
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)  # all is said and written: leaving takes a moment


def _interrupted() -> str:
    import os

    from sim.wording import say, speaking
    from sim.wording.chosen import chosen

    with speaking(chosen(None, os.environ)):
        return say("Interrupted: nothing more was written.")
