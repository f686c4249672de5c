"""Prints the packages that development needs, one a line, from pyproject.toml."""

import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
for name in project["dependencies"] + project["optional-dependencies"]["test"]:
    print(name)
