"""The notebooks run from top to bottom, and what is kept of them is fit to be read."""

import json
import re
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

named = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def outputs(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


@pytest.mark.cli
@pytest.mark.slow
@named
def test_every_cell_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICATIONS", "8")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    copied = tmp_path / "notebooks" / path.name
    copied.parent.mkdir()
    shutil.copy(path, copied)
    notebook = nbformat.read(copied, as_version=4)
    place = {"metadata": {"path": str(copied.parent)}}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources=place).execute()
    images = [one for cell in notebook.cells for one in cell.get("outputs", []) if "image/png" in one.get("data", {})]
    assert len(images) >= 1


@pytest.mark.unit
@named
def test_what_is_kept_has_pictures_and_no_errors(path: Path) -> None:
    found = outputs(path)
    assert sum("image/png" in output.get("data", {}) for output in found) >= 1
    assert not [output for output in found if output["output_type"] == "error" or output.get("name") == "stderr"]
    assert path.stat().st_size < 1_000_000


@pytest.mark.unit
@named
def test_what_is_kept_names_no_machine(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    texts = [json.dumps({key: value for key, value in output.get("data", output).items() if key != "image/png"})
             for output in outputs(path)]  # fmt: skip
    here = re.compile(
        "|".join(map(re.escape, (str(ROOT), str(Path.home()), tempfile.gettempdir(), socket.gethostname())))
    )
    assert not [text for text in texts if here.search(text)]


@pytest.mark.unit
@named
def test_a_notebook_needs_nothing_below_sim(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells if cell["cell_type"] == "code" for line in "".join(cell["source"]).splitlines()]
    assert "import sim" in lines
    assert not [line for line in lines if re.match(r"\s*(from|import)\s+sim\.|\s*from\s+sim\s", line)]
