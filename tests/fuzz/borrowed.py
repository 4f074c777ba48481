"""What the fuzzer borrows from other folders of the tests, each of which is imported by the name of its file alone."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / folder) for folder in ("helpers",)]

from mutations import csv_case, empirical, xlsx_case  # noqa: E402
from random_worlds.worlds import worlds  # noqa: E402

__all__ = ["csv_case", "empirical", "worlds", "xlsx_case"]
