"""Prints the packages that the tests need, one a line, from pyproject.toml.

    python scripts/requirements.py [test-ray]

The extra `test` if none is named, with a Java runtime where the system's is older than Spark's.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
JAVA_MIN = 17


def java() -> int:
    """The version of the system's Java; 0 where there is none."""
    if not (command := shutil.which("java")):
        return 0
    told = subprocess.run([command, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', told)
    return int(version[1]) if version else 0


def main() -> None:
    """Prints the packages."""
    extras = sys.argv[1:] or ["test"] + ["test-java"] * (java() < JAVA_MIN)
    for extra in extras:
        print(*PROJECT["optional-dependencies"][extra], sep="\n")
    print(*PROJECT["dependencies"], sep="\n")


if __name__ == "__main__":
    main()
