"""Files written whole or not at all, and nothing of an earlier run left next to them."""

import os
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from sim.errors import OutputError
from sim.wording import say

DRAFT = ".part"  # the end of the name under which a file is written before it is moved into its place
FORGOTTEN = 60.0  # seconds after which nobody is still writing a draft that has not grown


def write_text(path: Path, parts: Iterable[str]) -> Path:
    """Write the parts as one UTF-8 file, its folder made if need be; a file that stood there is replaced at the end.

    OutputError when it cannot be written (no right to, disk full); then what stood there still does.
    """
    return write_bytes(path, (part.encode("utf-8", errors="backslashreplace") for part in parts))


def write_bytes(path: Path, parts: Iterable[bytes]) -> Path:
    """Do as `write_text`, of bytes. Whoever is killed meanwhile leaves the old file or the new one, never half of
    one.
    """
    written = _made.get()
    draft = path.with_name(f".{path.name}.{os.getpid()}{DRAFT}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file:
                file.writelines(parts)
            draft.replace(path)
            if written is not None:
                written.add(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except (FileExistsError, NotADirectoryError):
        raise OutputError(unwritable(path, say("{folder} is not a folder", folder=str(path.parent)))) from None
    except OSError as error:
        raise OutputError(unwritable(path, error.strerror or str(error))) from None
    return path


def unwritable(path: Path | str, why: str) -> str:
    """Return what is said of a file that cannot be written."""
    return say("cannot write {file}: {why}", file=str(path), why=why)


def writable(folder: Path) -> None:
    """Raise OutputError when files cannot be written into a folder, which is made if need be."""
    write_text(folder / ".trial", ())
    (folder / ".trial").unlink()


_made: ContextVar[set[Path] | None] = ContextVar("written", default=None)


@contextmanager
def renewed(folder: Path, results: Collection[str]) -> Iterator[None]:
    """Let what is written into a folder within replace what an earlier run left there.

    `results` are the files that such a run may leave, as patterns below the folder. At the end those that were not
    written again are taken away, and so is what somebody who was killed left of a file half written; all else in the
    folder stays. After an error everything stays. OutputError when a file cannot be taken away.
    """
    token = _made.set(set())
    try:
        yield
        written = _made.get() or set()
    finally:
        _made.reset(token)
    left = _left(folder, results)
    assert written <= left, f"not declared as results: {written - left}"
    for path in (left - written) | _forgotten(folder, results):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            why = error.strerror or str(error)
            text = say("cannot take away {file}, of an earlier run: {why}", file=str(path), why=why)
            raise OutputError(text) from None


def _left(folder: Path, results: Collection[str]) -> set[Path]:
    found = (path for pattern in results for path in folder.glob(pattern))
    return {path for path in found if path.is_file() and not path.is_symlink()}


def _forgotten(folder: Path, results: Collection[str]) -> set[Path]:
    """Return drafts of such files that nobody writes any more."""
    patterns = {str(Path(pattern).with_name(f".{Path(pattern).name}.*{DRAFT}")) for pattern in (*results, ".trial")}
    now = time.time()
    return {path for path in _left(folder, patterns) if now - path.stat().st_mtime > FORGOTTEN}
