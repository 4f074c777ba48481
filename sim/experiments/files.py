"""Files written whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path


class OutputError(RuntimeError):
    """A file cannot be written; the message says which and why."""


def write_text(path: Path, parts: Iterable[str]) -> Path:
    """Write the parts as one UTF-8 file, its folder made if need be; a file that stood there is replaced at the end.

    OutputError when it cannot be written (no right to, disk full); then what stood there still does.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(parts)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except (FileExistsError, NotADirectoryError):
        raise OutputError(f"cannot write {path}: {path.parent} is not a folder") from None
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from None
    return path


def writable(folder: Path) -> None:
    """OutputError when files cannot be written into a folder, which is made if need be."""
    write_text(folder / ".trial", ())
    (folder / ".trial").unlink()
