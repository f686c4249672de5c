"""The notebooks of examples/ run from top to bottom, and show views and no errors."""

import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "examples").glob("*.ipynb"))

# In a process of its own: what the kernel's libraries warn of is not ours.
RUN = """
import json, sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=sys.argv[2])
outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
print(json.dumps([list(out.get("data", {})) for out in outputs]))
"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, tmp_path):
    pytest.importorskip("nbclient")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.count("text/html") >= 4


def test_there_are_notebooks_without_outputs():
    assert len(NOTEBOOKS) == 2
    for path in NOTEBOOKS:
        assert '"output_type"' not in path.read_text(), f"clear the outputs of {path}"
