"""`tamis report` on the command line; apart from `make`, whose import costs pyarrow's."""

from __future__ import annotations

import argparse
import sys

MISUSE, FAILED = 2, 1


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command `report`."""
    report = commands.add_parser(
        "report",
        help="one page of a corpus: charts, and every claim with its sentence",
        description="Write one page that shows a corpus: what was kept and dropped, claims by "
        "kind, unit and bound, what is counted, values, times, and every claim with its sentence.",
    )
    report.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="whatever `tamis run` reads, or the Parquet and JSON lines that it wrote",
    )
    report.add_argument("-o", "--output", required=True, help="the page, an .html file")
    report.add_argument("--title", help="headline of the page")
    report.add_argument(
        "--text-column", metavar="NAME", help="where tables and JSON hold the document"
    )
    report.add_argument("--id-column", metavar="NAME", help="where they hold its id")
    report.add_argument(
        "--published-column", metavar="NAME", help="where they hold its date of publication"
    )
    report.add_argument("--threads", type=int, help="all cores if not given")


def main(options: argparse.Namespace) -> int:
    """The exit code: 0, 1 for files that could not be read to their end, 2 for options."""
    from tamis.reporting.make import report

    try:
        made = report(
            options.sources,
            options.output,
            title=options.title,
            text_column=options.text_column,
            id_column=options.id_column,
            published_column=options.published_column,
            threads=options.threads,
        )
    except (FileNotFoundError, ValueError, TypeError) as error:
        print(f"tamis report: {error}", file=sys.stderr)
        return MISUSE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"tamis report: {place}{error.strerror or error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("tamis report: interrupted, nothing was written", file=sys.stderr)
        return 130
    print(made, file=sys.stderr)
    for message in made.unread:
        print(f"tamis report: {message}", file=sys.stderr)
    return FAILED if made.unread else 0
