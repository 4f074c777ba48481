"""What a table file gives: the values that are read, or what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sim.scenario.data.tables.faults import TableError


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any], str, bytes], Any]:
    """Reads bytes as a file of a name, by a reader such as `listed`."""
    monkeypatch.chdir(tmp_path)

    def taking(reader: Callable[..., Any], name: str, raw: bytes) -> Any:
        Path(name).write_bytes(raw)
        return reader(name, SimpleNamespace(context={"folder": Path()}))

    return taking


@pytest.fixture
def wrong(take: Callable[[Callable[..., Any], str, bytes], Any]) -> Callable[..., list[str]]:
    """What is wrong with bytes as a file of a name."""

    def telling(reader: Callable[..., Any], name: str, raw: bytes) -> list[str]:
        with pytest.raises(TableError) as error:
            take(reader, name, raw)
        return [str(fault) for fault in error.value.wrong]

    return telling
