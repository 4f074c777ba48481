"""What is declared is what is tested: the lock holds everything that the tests use, with hashes and no address."""

import re
import tomllib
from pathlib import Path

import pytest
from lowest import lowest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "tests" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!\[; ]", one)[0].lower().replace("_", "-") for one in requirements}


def test_the_lock_has_all_that_the_tests_use() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==[^ ]+ \\$", LOCK, flags=re.MULTILINE)
    assert names([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]) <= set(locked)
    assert len(locked) == len(set(locked))


def test_every_line_of_the_lock_is_a_version_a_hash_or_a_comment() -> None:
    for line in LOCK.splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[^ ]+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # .*", line), line


def test_no_address_stands_in_the_lock() -> None:
    assert not re.search(r"://|index-url|find-links|trusted-host|/", LOCK)


def test_every_dependency_has_a_lowest_version() -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9.]+", one) for one in lowest())
