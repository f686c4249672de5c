"""`tamis run`: from its options to an exit code."""

from __future__ import annotations

import argparse
import sys

from tamis.corpus.run import RunError, run

MISUSE, FAILED, DOCUMENTS_FAILED = 2, 1, 3


def main(options: argparse.Namespace) -> int:
    """The exit code: 0, 1 for files, 2 for options, 3 where a document failed and that matters."""
    try:
        summary = run(
            options.sources,
            options.output,
            steps=[step.strip() for step in options.steps.split(",")],
            text_column=options.text_column,
            id_column=options.id_column,
            url_column=options.url_column,
            keep=[name.strip() for name in options.keep.split(",") if name.strip()],
            repeats=options.repeats,
            format=options.format,
            errors=options.errors,
            threads=options.threads,
            overwrite=options.overwrite,
        )
    except RunError as error:
        print(f"tamis run: {error}", file=sys.stderr)
        return DOCUMENTS_FAILED
    except (ValueError, TypeError) as error:
        print(f"tamis run: {error}", file=sys.stderr)
        return MISUSE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"tamis run: {place}{error.strerror or error}", file=sys.stderr)
        return MISUSE if isinstance(error, (FileNotFoundError, FileExistsError)) else FAILED
    except KeyboardInterrupt:
        print("tamis run: stopped; repeat the command to go on", file=sys.stderr)
        return 130
    print(summary, file=sys.stderr)
    for message in summary.unread:
        print(f"tamis run: {message}", file=sys.stderr)
    if summary.unread:
        return FAILED
    return DOCUMENTS_FAILED if summary.errors and options.errors == "collect" else 0
