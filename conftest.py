"""What was left out is said in one line; where nothing may be (`PORTSIM_LEAVE_NOTHING_OUT`), it fails."""

import os
from collections import Counter
from typing import Any

import pytest

STRICT = "PORTSIM_LEAVE_NOTHING_OUT"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests were left out, by reason."""
    reasons = Counter(one.longrepr[2].removeprefix("Skipped: ") for one in terminalreporter.stats.get("skipped", []))
    if reasons:
        told = "; ".join(f"{count} ({reason})" for reason, count in sorted(reasons.items()))
        terminalreporter.write_line(f"Tests left out: {told}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail where a test was left out and none may be."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get(STRICT) and reporter is not None and reporter.stats.get("skipped") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
