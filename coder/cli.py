"""The command line: which verbs there are, what they take, and how an answer or a refusal is printed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from codebooks.errors import OteError
from coder import i18n
from coder.cli_context import Answer, Context, Verb, complaint
from coder.version import version

# The kinds of repairs, told here too so that the readers stay unread until a verb needs them.
_REPAIRS = ("soft-hyphen", "line-end-hyphen", "wrapped-line", "page-break", "footer-address")
# The names of tables and figures, told here too for the same reason.
_TABLES = ("chosen", "quotes", "by_transcript", "by_person", "by_code", "by_quadrant", "by_level")
_FIGURES = ("quadrants", "ladder", "places", "frequencies", "overlap", "along")
# The languages of reports, told here so that exports stay unread.
_PRINTED = ("fi", "en", "sv")
DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Argument:
    """Describe one argument of a verb: its flags and what argparse wants to know."""

    flags: tuple[str, ...]
    options: Mapping[str, object]


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


def verbs() -> Mapping[str, tuple[Verb, tuple[Argument, ...]]]:
    """Return every verb: its function (whose module is imported only when it runs) and its arguments."""
    project = _one("project", type=Path)
    transcript = _one("transcript")
    return {
        "new": (_project("new"), (project, _one("--codebook", default="booklet"), _flag("--encrypt"))),
        "import": (_late("coder.cli_import", "import_files"), (project, *_import_options())),
        "readers": (_late("coder.cli_import", "list_readers"), ()),
        "list": (_project("list_transcripts"), (project,)),
        "show": (_project("show"), (project, transcript)),
        "language": (_project("set_language"), (project, transcript, _one("language", choices=("fi", "en", "sv")))),
        "codes": (_project("codes"), (project,)),
        "code": (
            _coding("code"),
            (project, transcript, _one("start", type=int), _one("end", type=int), _many("keys")),
        ),
        "autocode": (_edits("autocode_passages"), (project, _many("keys"), *_rules())),
        "edit": (
            _edits("edit"),
            (
                project,
                transcript,
                _one("start", type=int),
                _one("end", type=int),
                _one("text"),
                _flag("--drop-codings"),
            ),
        ),
        "redact": (
            _edits("redact"),
            (
                project,
                transcript,
                _one("start", type=int),
                _one("end", type=int),
                _one("text"),
                _flag("--everywhere"),
                *_for_ever(),
            ),
        ),
        "erase": (_edits("erase"), (project, transcript, _one("--speaker"), *_for_ever())),
        "anonymise": (_late("coder.cli_anonymise", "anonymise"), (project, *_naming())),
        "excerpts": (
            _coding("excerpts"),
            (project, _one("--code"), _one("--speaker"), _one("--family"), _one("--variable", action="append")),
        ),
        "search": (
            _coding("search"),
            (
                project,
                _one("query", nargs="?"),
                _one("--queries", type=Path),
                _one("--limit", type=_natural, default=50),
                _one("--code"),
                _one("--speaker"),
                _one("--transcript"),
                _one("--order", choices=("text", "most", "speaker"), default="text"),
                _flag("--wide"),
            ),
        ),
        **_people_verbs(project),
        "quote": (_late("coder.cli_quotes", "quote"), (project, *_quote_options())),
        "documents": (
            _late("coder.cli_quotes", "documents"), (project, _one("--printed", nargs=2, metavar=("ID", "DAY"))),
        ),
        "review": (_late("coder.cli_review", "review"), (_one("what", choices=("make", "read", "show")), project,
                                                         *_review_options())),
        "undo": (_project("undo"), (project,)),
        "redo": (_project("redo"), (project,)),
        "journal": (_project("journal"), (project,)),
        "report": (
            _output("report"),
            (
                project,
                _one("out", type=Path),
                _one("--plan"),
                _one("--template", type=Path),
                _one("--language", choices=_PRINTED),
            ),
        ),
        "plans": (_late("coder.cli_report", "plans"), (project, *_plan_options())),
        "refresh": (
            _late("coder.cli_report", "refresh_draft"),
            (project, _one("draft", type=Path), _one("--out", type=Path), _one("--plan")),
        ),
        "export": (
            _late("coder.cli_export", "export"),
            (project, _one("out", type=Path), _one("--language", choices=i18n.LANGUAGES), *_export_options()),
        ),
        "check": (_project("check_project"), (project,)),
        "backup": (_project("backup"), (project,)),
        "restore": (_project("restore_backup"), (project, _one("--backup", type=Path))),
        "demo": (_output("demo"), (_one("folder", type=Path), _flag("--no-window"))),
    }


def _import_options() -> tuple[Argument, ...]:
    """Return what a person may decide about files on the command line."""
    return (
        _many("files", type=Path),
        _flag("--again"),
        _flag("--keep-original"),
        _flag("--no-repairs"),
        _one("--refuse", action="append", default=[], choices=_REPAIRS),
        _one("--pattern", default=""),
        _one("--language", choices=("fi", "en", "sv")),
        _one("--ignore", action="append", default=[]),
        _one("--merge", action="append", default=[], type=_pair),
        _flag("--list-repairs"),
    )


def _plan_options() -> tuple[Argument, ...]:
    """Return what can be done to report plans before they are listed."""
    return (
        _one("--new"),
        _one("--preset", choices=("vihkonen", "tutkimus")),
        _one("--language", choices=_PRINTED),
        _one("--copy", nargs=2),
        _one("--drop"),
    )


def _quote_options() -> tuple[Argument, ...]:
    """Return what can be done to quotes, and what an edit says."""
    return (
        _one("act", choices=("list", "choose", "drop", "edit", "unedit", "write")),
        _one("words", nargs="*"),
        _one("--start", type=int, default=0),
        _one("--end", type=int),
        _one("--kind", choices=("omission", "insertion", "anonymised", "edited"), default="omission"),
        _one("--text", default=""),
        _one("--reason", default=""),
        _one("--lead-in"),
        _one("--paraphrase"),
        _one("--opening", choices=("yes", "no")),
    )


def _export_options() -> tuple[Argument, ...]:
    """Return which table, figure or interview is wanted, and how cells and codings are written."""
    return (
        _one("--table", choices=_TABLES),
        _one("--figure", choices=_FIGURES, default=_FIGURES[0]),
        _one("--transcript"),
        _one("--codings", choices=("comments", "brackets"), default="comments"),
        _flag("--bare-cells"),
    )


def _review_options() -> tuple[Argument, ...]:
    """Return what says which quotes are asked about, how, and whose answers are read."""
    return (
        _one("files", type=Path, nargs="*"),
        _one("--round", type=_natural),
        _one("--quote", action="append", default=[]),
        _flag("--again"),
        _one("--track", choices=("speaker", "experience")),
        *(_one(f"--{name}") for name in ("title", "greeting", "contact", "until", "reviewer")),
        _one("--note", action="append", default=[]),
        _one("--language", choices=i18n.LANGUAGES),
        _flag("--cards"),
    )


def _people_verbs(project: Argument) -> Mapping[str, tuple[Verb, tuple[Argument, ...]]]:
    """Return the verbs about memos, persons and variables."""
    owners, kinds = ("person", "transcript"), ("text", "number", "date", "choice")
    narrowed = ("--find", "--code", "--transcript", "--by", "--since", "--until")
    return {
        "memos": (
            _people("memos"), (project, _one("--kind", choices=("memo", "journal")), *map(_one, narrowed)),
        ),
        "people": (_people("people"), (project,)),
        "variables": (
            _people("list_variables"),
            (
                project,
                _one("--add"),
                _one("--owner", choices=owners, default="person"),
                _one("--kind", choices=kinds, default="text"),
                _one("--choices"),
                _one("--set", action="append", nargs=3),
                _one("--table", type=Path),
            ),
        ),
    }


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


def _one(*flags: str, **options: object) -> Argument:
    return Argument(flags, options)


def _natural(word: str) -> int:
    """Read a whole number that is not negative."""
    number = int(word)
    if number < 0:
        raise ValueError(word)
    return number


def _pair(word: str) -> tuple[str, str]:
    """Read a spelling and the label it belongs to, with an equals sign between."""
    spelling, equals, label = (part.strip() for part in word.partition("="))
    if not (spelling and equals and label):
        raise ValueError(word)
    return spelling, label


def _many(*flags: str, **options: object) -> Argument:
    return Argument(flags, {"nargs": "+", **options})


def _flag(*flags: str) -> Argument:
    return Argument(flags, {"action": "store_true"})


def _project(name: str) -> Verb:
    return _late("coder.cli_project", name)


def _coding(name: str) -> Verb:
    return _late("coder.cli_coding", name)


def _edits(name: str) -> Verb:
    return _late("coder.cli_edits", name)


def _for_ever() -> tuple[Argument, ...]:
    return _flag("--delete-copies"), _flag("--for-ever")


def _rules() -> tuple[Argument, ...]:
    """Return what says which passages autocoding takes."""
    named = tuple(_one(f"--{name}") for name in ("speaker", "pattern", "heading", "query", "transcript"))
    return (*named, _one("--unit", choices=("match", "sentence", "turn"), default="turn"), _flag("--dry-run"))


def _naming() -> tuple[Argument, ...]:
    """Return what finding and replacing names takes."""
    kinds = (
        "phone", "email", "identity", "date", "web", "address", "organisation", "plate", "given", "family", "place",
    )
    return (
        _one("act", choices=("find", "apply", "reverse", "archive", "destroy-key")),
        _one("--key", type=Path),
        _one("--key-passphrase-file", type=Path),
        _one("--transcript"),
        _one("--name", action="append", default=[]),
        _one("--form", action="append", default=[]),
        _one("--kind", action="append", default=[], choices=kinds),
        _one("--leave", action="append", default=[]),
        _one("--brackets", choices=("single", "double")),
        _one("--out", type=Path),
        _one("--format", action="append", choices=("txt", "docx")),
        _flag("--waiting"),
        _flag("--common-words"),
        _flag("--dry-run"),
        *_for_ever(),
    )


def _people(name: str) -> Verb:
    return _late("coder.cli_people", name)


def _output(name: str) -> Verb:
    return _late("coder.cli_output", name)


def _late(module: str, name: str) -> Verb:
    """Import a verb's module only when it runs, so that a quick verb stays quick."""

    def verb(context: Context, options: argparse.Namespace) -> Answer:
        from importlib import import_module  # noqa: PLC0415 - the point of this function

        found: Verb = getattr(import_module(module), name)
        return found(context, options)

    return verb


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
