"""The verbs of the command line as a table: what each does and which arguments it takes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coder import i18n
from coder.cli_context import Answer, Context, Verb

# The kinds of repairs, told here too so that the readers stay unread until a verb needs them.
_REPAIRS = ("soft-hyphen", "line-end-hyphen", "wrapped-line", "page-break", "footer-address")
# The names of tables and figures, told here too for the same reason.
_TABLES = ("chosen", "quotes", "by_transcript", "by_person", "by_code", "by_quadrant", "by_level")
_FIGURES = ("quadrants", "ladder", "places", "frequencies", "overlap", "along")
# The languages of interviews and of reports, told here so that the analysis and exports stay unread.
_SPOKEN = _PRINTED = ("fi", "en", "sv")


@dataclass(frozen=True, slots=True)
class Argument:
    """Describe one argument of a verb: its flags and what argparse wants to know."""

    flags: tuple[str, ...]
    options: Mapping[str, object]


Verbs = Mapping[str, tuple[Verb, tuple[Argument, ...]]]


def verbs() -> Verbs:
    """Return every verb: its function (whose module is imported only when it runs) and its arguments."""
    project = _one("project", type=Path)
    transcript = _one("transcript")
    return {
        **_material_verbs(project, transcript),
        **_coding_verbs(project, transcript),
        **_text_verbs(project, transcript),
        **_people_verbs(project),
        **_quote_verbs(project),
        **_output_verbs(project),
        **_keeping_verbs(project),
    }


def _material_verbs(project: Argument, transcript: Argument) -> Verbs:
    """Return the verbs that make a project, take material in and show it."""
    return {
        "new": (_project("new"), (project, _one("--codebook", default="booklet"), _flag("--encrypt"))),
        "import": (_late("coder.cli_import", "import_files"), (project, *_import_options())),
        "readers": (_late("coder.cli_import", "list_readers"), ()),
        "list": (_project("list_transcripts"), (project,)),
        "show": (_project("show"), (project, transcript)),
        "language": (_project("set_language"), (project, transcript, _one("language", choices=_SPOKEN))),
    }


def _coding_verbs(project: Argument, transcript: Argument) -> Verbs:
    """Return the verbs that code passages and find them again."""
    return {
        "codes": (_project("codes"), (project,)),
        "code": (_coding("code"), (project, transcript, *_passage(), _many("keys"))),
        "autocode": (_edits("autocode_passages"), (project, _many("keys"), *_rules())),
        "excerpts": (
            _coding("excerpts"),
            (project, _one("--code"), _one("--speaker"), _one("--family"), _one("--variable", action="append")),
        ),
        "search": (_coding("search"), (project, *_search_options())),
    }


def _text_verbs(project: Argument, transcript: Argument) -> Verbs:
    """Return the verbs that change what the transcripts say, some of them for ever."""
    words = _one("text")
    return {
        "edit": (_edits("edit"), (project, transcript, *_passage(), words, _flag("--drop-codings"))),
        "redact": (
            _edits("redact"), (project, transcript, *_passage(), words, _flag("--everywhere"), *_for_ever()),
        ),
        "erase": (_edits("erase"), (project, transcript, _one("--speaker"), *_for_ever())),
        "anonymise": (_late("coder.cli_anonymise", "anonymise"), (project, *_naming())),
    }


def _quote_verbs(project: Argument) -> Verbs:
    """Return the verbs about quotes, the documents that hold them and their review."""
    review = _one("what", choices=("make", "read", "show"))
    return {
        "quote": (_late("coder.cli_quotes", "quote"), (project, *_quote_options())),
        "documents": (
            _late("coder.cli_quotes", "documents"), (project, _one("--printed", nargs=2, metavar=("ID", "DAY"))),
        ),
        "review": (_late("coder.cli_review", "review"), (review, project, *_review_options())),
    }


def _output_verbs(project: Argument) -> Verbs:
    """Return the verbs that write reports, tables and other programs' files."""
    out, language = _one("out", type=Path), _one("--language", choices=_PRINTED)
    return {
        "report": (_output("report"), (project, out, _one("--plan"), _one("--template", type=Path), language)),
        "plans": (_late("coder.cli_report", "plans"), (project, *_plan_options())),
        "refresh": (
            _late("coder.cli_report", "refresh_draft"),
            (project, _one("draft", type=Path), _one("--out", type=Path), _one("--plan")),
        ),
        "export": (
            _late("coder.cli_export", "export"),
            (project, out, _one("--language", choices=i18n.LANGUAGES), *_export_options()),
        ),
        "demo": (_output("demo"), (_one("folder", type=Path), _flag("--no-window"))),
    }


def _keeping_verbs(project: Argument) -> Verbs:
    """Return the verbs about history, integrity and copies."""
    return {
        "undo": (_project("undo"), (project,)),
        "redo": (_project("redo"), (project,)),
        "journal": (_project("journal"), (project,)),
        "check": (_project("check_project"), (project,)),
        "backup": (_project("backup"), (project,)),
        "restore": (_project("restore_backup"), (project, _one("--backup", type=Path))),
    }


def _passage() -> tuple[Argument, ...]:
    """Return what names a passage of a transcript, in code points."""
    return _one("start", type=int), _one("end", type=int)


def _search_options() -> tuple[Argument, ...]:
    """Return what is asked, how much of the answer, and what narrows it."""
    return (
        _one("query", nargs="?"),
        _one("--queries", type=Path),
        _one("--limit", type=_natural, default=50),
        _one("--code"),
        _one("--speaker"),
        _one("--transcript"),
        _one("--order", choices=("text", "most", "speaker"), default="text"),
        _flag("--wide"),
    )


def _import_options() -> tuple[Argument, ...]:
    """Return what a person may decide about files on the command line."""
    return (
        _many("files", type=Path),
        _flag("--again"),
        _flag("--keep-original"),
        _flag("--no-repairs"),
        _one("--refuse", action="append", default=[], choices=_REPAIRS),
        _one("--pattern", default=""),
        _one("--language", choices=_SPOKEN),
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


def _people_verbs(project: Argument) -> Verbs:
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
