"""The command line: tamis clean|tokens|sentences|claims|analyze FILE..."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import tamis
from tamis import corpus_options
from tamis._tamis import _decode
from tamis.display import terminal
from tamis.display.terminal import Style
from tamis.reporting import options as report_options

MISUSE, UNREAD, INTERRUPTED, BROKEN_PIPE = 2, 1, 130, 141


class Unreadable(Exception):
    """A file that could not be read, and why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code."""
    options = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.stdout is None and options.command not in ("run", "report"):
        print("tamis: standard output is closed: there is nowhere to write to", file=sys.stderr)
        return UNREAD
    try:
        code = _run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except tamis.TamisError as error:
        print(f"tamis: {error}", file=sys.stderr)
        return MISUSE
    except BrokenPipeError:
        _leave_stdout()
        return BROKEN_PIPE
    except OSError as error:
        _leave_stdout()
        print(f"tamis: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return UNREAD
    except KeyboardInterrupt:
        print("tamis: interrupted", file=sys.stderr)
        return INTERRUPTED


def _leave_stdout() -> None:
    """Points standard output at nothing: the interpreter flushes it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace) -> int:
    if options.command == "run":
        from tamis.corpus import cli

        return cli.main(options)
    if options.command == "report":
        return report_options.main(options)
    code = 0
    style = Style(color=_colored(options.color))
    show = _json if options.json else _view
    for name in options.files:
        try:
            data = _read(name)
        except Unreadable as error:
            print(f"tamis: {error}", file=sys.stderr)
            code = UNREAD
            continue
        if not options.json and len(options.files) > 1:
            print(style.head(f"== {name}"))
        for line in show(options, name, data, style):
            print(line)
        if not options.json and len(options.files) > 1:
            print()
    return code


def _read(name: str) -> bytes:
    try:
        if name == "-":
            if sys.stdin is None:
                raise Unreadable("standard input is closed: name a file")
            data = sys.stdin.buffer.read()
        else:
            with open(name, "rb") as file:
                data = file.read()
    except IsADirectoryError:
        raise Unreadable(f"{name} is a directory: name the files in it") from None
    except FileNotFoundError:
        raise Unreadable(f"there is no file {name}") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise Unreadable(f"{name!r} cannot be read: {error}") from None
    # Types of file show at once; the whole is decoded by the command.
    why = _decode(data[:8192])[1]
    if why.startswith("binary"):
        what = why.partition(": ")[2]
        raise Unreadable(f"{name} holds binary data{what and f' ({what})'}, not text or HTML")
    return data


def _json(options: argparse.Namespace, name: str, data: bytes, style: Style) -> Iterator[str]:
    result = COMMANDS[options.command][1](options, name, data)
    if options.command == "analyze":
        yield result.to_json()
        return
    for value in [result] if options.command == "clean" else result:
        # Not by way of a dict: what is infinite there is null in JSON.
        yield f'{{"id":{json.dumps(name, ensure_ascii=False)},{value.to_json()[1:]}'


def _view(options: argparse.Namespace, name: str, data: bytes, style: Style) -> Iterator[str]:
    result = COMMANDS[options.command][1](options, name, data)
    if options.command == "clean":
        yield from terminal.article_lines(result, [], style)
    elif options.command == "tokens":
        line = "|".join(terminal.plain(token.text) for token in result)
        yield line
    elif options.command == "sentences":
        width = len(str(len(result)))
        for at, sentence in enumerate(result, 1):
            yield f"{style.dropped(str(at).rjust(width))}  {terminal.plain(sentence.text)}"
    elif options.command == "claims":
        yield from terminal.text_lines(_text(data), result, style)
        yield ""
        yield from terminal.table_lines(result, style)
    else:
        yield from terminal.article_lines(result.article, result.claims, style)
        yield ""
        yield from terminal.table_lines(result.claims, style)


def _text(data: bytes) -> str:
    return _decode(data)[0]


def _clean(options: argparse.Namespace, name: str, data: bytes) -> tamis.Article:
    return tamis.clean(
        data,
        format=options.format,
        url=options.url,
        encoding=options.encoding,
        favor=options.favor,
    )


def _tokens(options: argparse.Namespace, name: str, data: bytes) -> tamis.Tokens:
    return tamis.tokens(_text(data), lang=options.lang)


def _sentences(options: argparse.Namespace, name: str, data: bytes) -> list[tamis.Span]:
    return tamis.sentences(_text(data), lang=options.lang)


def _claims(options: argparse.Namespace, name: str, data: bytes) -> tamis.Claims:
    return tamis.claims(
        _text(data), kinds=options.kinds and options.kinds.split(","), published=options.published
    )


def _analyze(options: argparse.Namespace, name: str, data: bytes) -> tamis.Document:
    return tamis.analyze(
        data, clean=not options.whole, id=name, published=options.published, url=options.url
    )


COMMANDS: dict[str, tuple[str, Callable[[argparse.Namespace, str, bytes], Any]]] = {
    "clean": ("the article in a page or text, each block with its verdict", _clean),
    "tokens": ("the linguistic tokens of a text", _tokens),
    "sentences": ("the sentences of a text", _sentences),
    "claims": ("the numeric claims of a text", _claims),
    "analyze": ("clean, then the numeric claims of the article", _analyze),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tamis",
        description="Sieve web and news text: the article, its sentences and tokens, its claims.",
    )
    parser.add_argument("--version", action="version", version=f"tamis {tamis.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (what, _) in COMMANDS.items():
        command = commands.add_parser(name, help=what, description=f"Print {what}.")
        command.add_argument("files", nargs="+", metavar="FILE", help="a file; - is standard input")
        command.add_argument("--json", action="store_true", help="one JSON object a line")
        command.add_argument(
            "--color",
            choices=["auto", "always", "never"],
            default="auto",
            help="auto colors a terminal, unless NO_COLOR is set",
        )
        _add_options(name, command)
    corpus_options.add(commands)
    report_options.add(commands)
    return parser


def _add_options(name: str, command: argparse.ArgumentParser) -> None:
    if name in ("tokens", "sentences"):
        command.add_argument("--lang", default="en", help="language of the text (en)")
    if name in ("clean", "analyze"):
        command.add_argument("--url", help="where the page came from")
    if name == "clean":
        command.add_argument(
            "--format", choices=["html", "text"], help="else told from the content"
        )
        command.add_argument("--encoding", help="encoding that a header names")
        command.add_argument("--favor", choices=["precision", "recall"], help="where it is close")
    if name == "claims":
        command.add_argument("--kinds", metavar="KIND,...", help="only these kinds")
    if name in ("claims", "analyze"):
        command.add_argument("--published", metavar="DATE", help="date of publication, ISO 8601")
    if name == "analyze":
        command.add_argument("--whole", action="store_true", help="take the source uncleaned")


def _colored(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
