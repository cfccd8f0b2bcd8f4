"""The command line: read what is wanted, do it, and print the answer or the refusal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from codebooks.errors import OteError
from coder import i18n
from coder.cli_context import Answer, Context, Verb, complaint
from coder.cli_verbs import verbs
from coder.version import version

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2


class UsageError(OteError):
    """Say that the words of a command are off."""


class _Parser(argparse.ArgumentParser):
    """Raise instead of leaving, so that a refusal is told the one way the program tells them."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's signature
        """Raise UsageError; argparse's own words are English and stay out."""
        raise UsageError("usage", usage=self.format_usage().split(":", 1)[-1].strip())


def run(arguments: Sequence[str]) -> int:
    """Run one command, print its answer, return the exit code."""
    _use_utf8()
    catalogue = i18n.load(i18n.choose_language())
    if not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(".ote")):
        return _window(Path(arguments[0]) if arguments else None)
    as_json = "--json" in arguments
    try:
        options = _parser(catalogue).parse_args(list(arguments))
        verb: Verb = options.verb
        answer = verb(Context(catalogue, os.environ, options), options)
    except OteError as problem:
        _print_refusal(problem, catalogue, as_json=as_json)
        return NOTHING_DONE
    try:
        _print_answer(answer, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has enough (`| head`); Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.code


def _parser(catalogue: i18n.Catalogue) -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument("--json", action="store_true", help=catalogue("cli.option.json"))
    shared.add_argument("--coder", help=catalogue("cli.option.coder"))
    shared.add_argument("--passphrase-file", type=Path, help=catalogue("cli.option.passphrase-file"))
    parser = _Parser(prog="ote", description=catalogue("cli.about"), epilog=catalogue("cli.epilogue"))
    parser.add_argument("--version", action="version", version=f"ote {version()}")
    parts = parser.add_subparsers(metavar=catalogue("cli.metavar"), required=True, parser_class=_Parser)
    for name, (verb, arguments) in verbs().items():
        part = parts.add_parser(name, parents=[shared], help=catalogue(f"cli.verb.{name}"))
        for one in arguments:
            part.add_argument(*one.flags, **one.options)  # type: ignore[arg-type]  # a table of argparse's own options
        part.set_defaults(verb=verb)
    return parser


def _window(path: Path | None) -> int:
    from coder.app import run_window  # noqa: PLC0415 - Qt only to open the window

    return run_window(path)


def _print_answer(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.value, ensure_ascii=False))  # noqa: T201 - the command line's own voice
    elif answer.text:
        print(answer.text)  # noqa: T201
    for line in answer.complaints if not as_json else ():
        print(line, file=sys.stderr)  # noqa: T201


def _print_refusal(problem: OteError, catalogue: i18n.Catalogue, *, as_json: bool) -> None:
    message = catalogue.error(problem)
    if as_json:
        body = {"error": {"code": problem.code, "file": problem.file, "message": message}}
        print(json.dumps(body, ensure_ascii=False))  # noqa: T201
    else:
        print(complaint(problem, message), file=sys.stderr)  # noqa: T201


def _use_utf8() -> None:
    """Speak UTF-8 whatever the system's code page is; a broken character is shown, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
