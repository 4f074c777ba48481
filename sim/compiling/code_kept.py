"""Compiled code, kept between runs: what is shipped for any machine of a kind, and what was compiled on this one.

A key is made of the code with all that it calls and its constants, of the types it is compiled for, and of the versions
and settings that decide what comes of them. So nothing is compiled again because a file was written again, and nothing
old is ever used. Numba's own cache looks at the time of one file, and reads it.
"""

import contextlib
import functools
import pickle
import sys
import sysconfig
import uuid
import zipfile
import zlib
from collections.abc import Callable, Sequence
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

import numba
from numba.core import caching, compiler, config, environment, serialize
from numba.core.runtime import rtsys

ANY = "generic"  # the processor that shipped code is made for
SHIPPED = Path(__file__).with_name("built")
KEPT = 12  # pieces of code of one function on this machine; of more, those that were written first go
SUM = 16  # bytes of a digest


class Kept(caching._Cache):
    """What Numba asks for compiled code before it compiles a function, and gives it to afterwards."""

    def __init__(self, function: Callable[..., Any], digest: Callable[[], bytes]) -> None:
        self._function, self._digest = function, functools.lru_cache(1)(digest)

    @property
    def cache_path(self) -> str:
        """Where what is compiled here is kept; empty where nothing can be."""
        return str(self._folder or "")

    @functools.cached_property
    def _folder(self) -> Path | None:
        """Numba's own place for the function's file: that of NUMBA_CACHE_DIR, next to the file, or the user's."""
        try:
            return Path(caching.FunctionCache(self._function).cache_path)
        except (RuntimeError, OSError):
            return None

    def load_overload(self, signature: Any, target: Any) -> Any:
        """Return the code for these types, or None."""
        data = shipped(self._key(signature, (ANY, "")))
        if data is None and self._folder is not None:
            data = _read(self._file(self._folder, self._key(signature, _processor(target.codegen()))))
        if data is None:
            return None
        if archive().exists():  # with these versions, code needs no more of Numba than memory
            rtsys.initialize(target)
        else:
            target.refresh()
        return compiler.CompileResult._rebuild(target, *_Loaded(BytesIO(data)).load())

    def save_overload(self, signature: Any, found: Any) -> None:
        """Keep the code for these types; nothing where it cannot be written."""
        if self._folder is None or found.lifted or found.library.has_dynamic_globals:
            return
        file = self._file(self._folder, self._key(signature, _processor(found.codegen)))
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            plain = tuple("" if isinstance(one, str) else one for one in found._reduce())  # notes on types, with paths
            _write(file, serialize.dumps(plain))
            others = sorted(self._folder.glob(f"{self._name}-*.kept"), key=lambda one: one.stat().st_mtime)
            for old in others[:-KEPT]:
                old.unlink(missing_ok=True)

    def enable(self) -> None:
        """Do nothing: it is always on."""

    def disable(self) -> None:
        """Do nothing: it is always on."""

    def flush(self) -> None:
        """Do nothing: each piece is written at once."""

    @property
    def _name(self) -> str:
        return f"{self._function.__module__.rpartition('.')[2]}.{self._function.__name__}"

    def _file(self, folder: Path, key: str) -> Path:
        return folder / f"{self._name}-{key}.kept"

    def _key(self, signature: Any, processor: tuple[str, str]) -> str:
        made_with = (*VERSIONS, config.OPT, config.BOUNDSCHECK, config.DEBUGINFO_DEFAULT, *processor)
        return blake2b(self._digest() + repr((signature, made_with)).encode(), digest_size=SUM).hexdigest()


class _Loaded(pickle.Unpickler):
    """Reads a piece of code. Of what it calls of Numba's own, modules that nothing else needs are not imported."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what a name in the piece stands for."""
        rebuilt = (module, name) == ("numba.core.environment", "_rebuild_env")
        return _environment if rebuilt else super().find_class(module, name)


def _environment(module: str, constants: Sequence[Any], name: str) -> Any:
    """Return where a compiled function has its constants. Its module's other names are for code that is interpreted."""
    if not module.startswith("numba.") or module in sys.modules:
        return environment._rebuild_env(module, constants, name)
    found = environment.lookup_environment(name)
    if found is None:
        found = environment.Environment({"__name__": module})
        found.consts[:] = constants
        found.env_name = name
        environment.Environment._memo[name] = found
    return found


VERSIONS = (sys.implementation.cache_tag, numba.__version__, sysconfig.get_platform())


def _processor(codegen: Any) -> tuple[str, str]:
    """Return the processor that code is compiled for, and what it can do."""
    _, name, features = codegen.magic_tuple()
    return (ANY, "") if config.CPU_NAME == ANY else (name, features)


@functools.lru_cache(1)
def archive() -> Path:
    """Return where code would be shipped for this Python, this Numba and this kind of machine."""
    return SHIPPED / ("-".join(map(str, VERSIONS)) + ".zip")


@functools.lru_cache(1)
def _shipped() -> "zipfile.ZipFile | None":
    try:
        return zipfile.ZipFile(archive())
    except (OSError, zipfile.BadZipFile):
        return None


def shipped(key: str) -> bytes | None:
    """Return the code of a key that is shipped, or None."""
    found = _shipped()
    try:
        return found.read(key) if found else None
    except (KeyError, OSError, zipfile.BadZipFile, zlib.error):
        return None


def _read(file: Path) -> bytes | None:
    """Return what was written; None where there is nothing, or not the whole of it."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data[SUM:] if blake2b(data[SUM:], digest_size=SUM).digest() == data[:SUM] else None


def _write(file: Path, data: bytes) -> None:
    draft = file.with_name(f"{file.name}.{uuid.uuid4().hex[:12]}")
    try:
        draft.write_bytes(blake2b(data, digest_size=SUM).digest() + data)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
