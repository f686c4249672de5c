#!/usr/bin/env python3
"""Write every generated table from data/, or with --check say which are out of date.

Each scripts/gen_*.py has outputs() -> {path: text}; this file only collects them.
Standard library only, no network.
"""

from __future__ import annotations

import argparse
import importlib
import pathlib
import subprocess
import sys

SCRIPTS = pathlib.Path(__file__).resolve().parent
ROOT = SCRIPTS.parent


def formatted(path: str, text: str | bytes) -> bytes:
    """The bytes to write: Rust as rustfmt leaves it."""
    data = text.encode() if isinstance(text, str) else text
    if not path.endswith(".rs"):
        return data
    command = ["rustfmt", "--edition", "2024", "--emit", "stdout", "--config-path", str(ROOT)]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def main() -> int:
    """0, or 1 where --check finds a table that differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these generators, for example: ucd units")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(SCRIPTS))
    stale = []
    for script in sorted(SCRIPTS.glob("gen_*.py")):
        if options.names and script.stem.removeprefix("gen_") not in options.names:
            continue
        for path, text in importlib.import_module(script.stem).outputs().items():
            target = ROOT / path
            data = formatted(str(path), text)
            if target.exists() and target.read_bytes() == data:
                continue
            if options.check:
                stale.append(str(path))
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                print(f"wrote {path}")
    for path in stale:
        print(f"{path} is out of date: run `make gen` and commit it", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
