"""What `tamis run` may be told; apart from `tamis.corpus`, whose import costs pyarrow's."""

from __future__ import annotations

import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command `run`."""
    run = commands.add_parser(
        "run",
        help="a whole corpus: files, folders, tables and web archives in, one table out",
        description="Clean documents and take out their claims, shard by shard. A run that was "
        "stopped goes on when it is repeated.",
    )
    run.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="files, folders or patterns of text, HTML, JSON lines, CSV, Parquet, WARC, WET; "
        "- is JSON lines from standard input",
    )
    run.add_argument(
        "-o", "--output", required=True, help=".parquet, .jsonl, .csv, or a folder of shards"
    )
    run.add_argument(
        "--steps", default="clean,claims", help="clean, claims, words, sentences, tokens"
    )
    run.add_argument(
        "--text-column", metavar="NAME", help="where tables and JSON hold the document"
    )
    run.add_argument("--id-column", metavar="NAME", help="where they hold its id")
    run.add_argument(
        "--url-column", metavar="NAME", help="where they hold its address, or the host of its site"
    )
    run.add_argument("--keep", default="", metavar="NAME,...", help="columns to carry along")
    run.add_argument(
        "--repeats",
        metavar="learn|FILE",
        help="drop what recurs across the documents of a site: learned in a first pass over the "
        "sources, or from a file that an earlier run or Repeats.save wrote",
    )
    run.add_argument(
        "--format", choices=["parquet", "jsonl", "csv"], help="of the shards in a folder"
    )
    run.add_argument("--threads", type=int, help="all cores if not given")
    run.add_argument(
        "--errors",
        choices=["null", "raise", "collect"],
        default="null",
        help="a document that fails is a row without result; or ends the run with exit code 3; or "
        "is also listed in OUTPUT.errors.jsonl, with exit code 3 at the end",
    )
    run.add_argument("--overwrite", action="store_true", help="begin anew where there is output")
