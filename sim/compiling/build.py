"""Compile every function for any machine of this kind, and put the code into the file that is shipped.

    python -m sim.compiling.build

for this Python, this Numba and this kind of machine, before a release. Where what a function is made of changes later,
its piece is no longer found, and it is compiled where the program runs, as on any other kind of machine.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CALLS = (  # they call what most scenarios call; what is compiled for others alone is compiled where it is called
    ("run", "minimal.yaml", "-n", "1"),
    ("run", "lacolle-2025.yaml", "-n", "1"),
    ("staff", "july-surge.yaml", "-n", "2", "--search", "2"),
)
BEFORE_ZIP = (1980, 1, 1, 0, 0, 0)  # of every file in it, so that the same code gives the same bytes
RUN = "import sys; from sim.cli import main; main(sys.argv[1:])"


def main() -> None:
    """Play what calls the compiled functions, and write the file."""
    from sim.compiling.code_kept import ANY, archive

    scenarios = Path("scenarios")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        archive().unlink(missing_ok=True)  # else what is in it would not be made again
        given = os.environ | {"NUMBA_CACHE_DIR": str(made), "NUMBA_CPU_NAME": ANY, "NUMBA_CPU_FEATURES": ""}
        for command, file, *words in CALLS:
            told = [sys.executable, "-c", RUN, command, str(scenarios / file), *words, "--out", f"{folder}/out"]
            subprocess.run([*told, "--quiet", "--workers", "1"], env=given, stdout=subprocess.DEVNULL, check=False)
        pack(made, archive())
    print(f"wrote {archive()}, {archive().stat().st_size >> 10} KiB")


def pack(made: Path, file: Path) -> None:
    """Write what was kept in a folder into one file, each piece under its key."""
    from sim.compiling.code_kept import SUM

    file.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in sorted(made.rglob("*.kept"), key=lambda one: one.name):
            entry = zipfile.ZipInfo(one.stem.rpartition("-")[2], BEFORE_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, one.read_bytes()[SUM:])


if __name__ == "__main__":
    main()
