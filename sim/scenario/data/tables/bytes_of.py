"""The bytes of a file that a scenario names: of a plain file, of a bounded size, or one sentence."""

import stat
from itertools import islice
from pathlib import Path
from typing import NoReturn

from sim.problems import sentence
from sim.scenario.data.tables.cells import printable
from sim.scenario.data.tables.faults import refuse
from sim.scenario.source.scalars import short_text
from sim.wording import say

MIB = 1 << 20
MOST_BYTES = 16 * MIB
ENDINGS = (".csv", ".xlsx")
SEEN = 1000  # names of a folder that are looked at for a guess


def content(folder: Path, name: str) -> bytes:
    """Return what a file holds. TableError for one that is not there, is no plain file, cannot be read or is too
    large.
    """
    if not name or not name.isprintable():
        _refuse(name, say("no name of a file"), say("the name of a file"))
    path = folder / name
    try:
        kind = path.stat().st_mode
        found = _read(path) if stat.S_ISREG(kind) else b""
    except FileNotFoundError:
        what = say("a link to a file that is not there") if path.is_symlink() else say("not there")
        _refuse(name, what, say("a file beside the scenario or below"), _beside(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        _refuse(
            name,
            say("a file that cannot be read ({reason})", reason=reason or say("its name")),
            say("a file that can be read"),
        )
    if not stat.S_ISREG(kind):
        _refuse(name, say("a folder") if stat.S_ISDIR(kind) else say("no plain file"), say("a CSV or XLSX file"))
    if len(found) > MOST_BYTES:
        _refuse(
            name,
            say("larger than {most_bytes} MiB", most_bytes=str(MOST_BYTES // MIB)),
            say("a file of at most {most_bytes} MiB", most_bytes=str(MOST_BYTES // MIB)),
        )
    return found


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _refuse(name: str, found: str, allowed: str, known: tuple[str, ...] = ()) -> NoReturn:
    refuse(
        None,
        sentence(say("{name}, which is {found}", name=printable(short_text(name)), found=found), allowed, known, name),
    )


def _beside(path: Path) -> tuple[str, ...]:
    """Return names of tables in the folder of a file that is not there."""
    try:
        return tuple(near.name for near in islice(path.parent.iterdir(), SEEN) if near.suffix.lower() in ENDINGS)
    except OSError:
        return ()
