"""Verbs about a project and what is in it: new, list, show, codes, history, check, backups."""

from __future__ import annotations

import argparse
from pathlib import Path

from codebooks import files as codebook_files
from codebooks.model import Codebook
from coder.cli_context import Answer, Context, find_transcript, table
from coder.codebook_files import read_codebook_file
from projects import commands, speech
from projects.backup import list_backups, make_backup, restore
from projects.check import CheckFinding, check
from projects.errors import ProjectError
from projects.model import Document, Entry, Receipt, Turn
from projects.store import Store


def new(context: Context, options: argparse.Namespace) -> Answer:
    """Make a new project with the chosen codebook, encrypted when asked."""
    codebook = read_codebook(options.codebook)
    passphrase = context.passphrase() if options.encrypt else None
    if options.encrypt and passphrase is None:
        raise ProjectError("passphrase-needed", file=str(options.project))
    store = Store.create(options.project, codebook, passphrase)
    try:
        info = store.info()
    finally:
        store.close()
    text = context.catalogue("cli.made", file=options.project, codes=len(codebook.codes))
    return Answer({"project": str(options.project), "id": info.id}, text)


def read_codebook(choice: str) -> Codebook:
    """Return the codebook that a user names: `booklet`, `empty`, a TOML file or one of REFI-QDA (`.qdc`)."""
    shipped = {"booklet": codebook_files.booklet, "empty": codebook_files.empty}
    if choice in shipped:
        return shipped[choice]()
    return read_codebook_file(Path(choice))


def list_transcripts(context: Context, options: argparse.Namespace) -> Answer:
    """List what is in the project."""
    with context.project(options.project) as store:
        turns, speakers = store.turn_counts(), store.label_texts()
        everything = store.transcripts()
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "short": one.short,
            "language": one.language,
            "words": one.words,
            "turns": turns.get(one.id, 0),
            "speakers": list(speakers.get(one.id, ())),
        }
        for one in everything
    ]
    shown = [
        (one.short, one.name, one.words, turns.get(one.id, 0), ", ".join(speakers.get(one.id, ())))
        for one in everything
    ]
    return Answer(rows, table(shown) or context.catalogue("cli.no-transcripts"))


def show(context: Context, options: argparse.Namespace) -> Answer:
    """Show one transcript: its header, text and turns."""
    with context.project(options.project) as store:
        document = store.document(find_transcript(store, options.transcript).id)
    turns = [turn_value(document, turn) for turn in document.turns]
    transcript = document.transcript
    value = {
        "id": transcript.id,
        "name": transcript.name,
        "short": transcript.short,
        "header": {line.field: line.value for line in transcript.header},
        "text": document.text,
        "turns": turns,
    }
    return Answer(value, document.text)


def set_language(context: Context, options: argparse.Namespace) -> Answer:
    """Say in which language a transcript is, so that a search reads its words accordingly."""
    with context.project(options.project) as store:
        transcript = find_transcript(store, options.transcript)
        store.do(commands.SetLanguage(transcript.id, options.language), context.coder)
    value = {"transcript": transcript.id, "language": options.language}
    return Answer(value, context.catalogue("cli.language-set", short=transcript.short, language=options.language))


def turn_value(document: Document, turn: Turn) -> dict[str, object]:
    """Return a turn as the contract prints it: from the first to the last character of its speech."""
    start, end = speech.speech_span(turn, document.text)
    return {
        "n": turn.n if not turn.part else turn.name,
        "speaker": document.label_of(turn),
        "time": turn.time,
        "start": start,
        "end": end,
        "text": speech.turn_speech(turn, document.text),
    }


def codes(context: Context, options: argparse.Namespace) -> Answer:
    """List the codebook with its counts."""
    with context.project(options.project) as store:
        codebook, counts = store.codebook(), store.code_counts()
    keys = {code.id: code.key for code in codebook}
    families = {family.id: family.key for family in codebook.families}
    rows = [
        {
            "key": code.key,
            "name": code.name_fi,
            "name_en": code.name_en,
            "family": families.get(code.family or ""),
            "parent": keys.get(code.parent or ""),
            "count": counts.get(code.id, 0),
        }
        for code in codebook
    ]
    names = "name" if context.catalogue.language == "fi" else "name_en"
    shown = [(row["key"], row[names] or row["name"], row["family"], row["count"]) for row in rows]
    return Answer(rows, table(shown) or context.catalogue("cli.no-codes"))


def undo(context: Context, options: argparse.Namespace) -> Answer:
    """Take back the project's newest step."""
    with context.project(options.project) as store:
        return _history(context, store, store.undo(context.coder), "cli.undone")


def redo(context: Context, options: argparse.Namespace) -> Answer:
    """Bring back what the last undo took."""
    with context.project(options.project) as store:
        return _history(context, store, store.redo(context.coder), "cli.redone")


def _history(context: Context, store: Store, receipt: Receipt, key: str) -> Answer:
    if receipt.entry is None:
        raise AssertionError
    value = entry_value(context, receipt.entry, _coder_names(store))
    return Answer(value, context.catalogue(key, step=value["label"]))


def journal(context: Context, options: argparse.Namespace) -> Answer:
    """Print the project's history, oldest step first."""
    with context.project(options.project) as store:
        names = _coder_names(store)
        rows = [entry_value(context, entry, names) for entry in store.journal()]
    return Answer(rows, table([(row["time"], row["coder"], row["label"]) for row in rows]))


def entry_value(context: Context, entry: Entry, coders: dict[str, str]) -> dict[str, object]:
    """Return a journal entry as the contract prints it."""
    label = context.catalogue(f"journal.{entry.label}", **entry.values)
    return {
        "id": entry.id,
        "label": label,
        "coder": coders[entry.coder],
        "time": entry.time,
        "undoes": entry.undoes,
        "undone": entry.undone,
    }


def _coder_names(store: Store) -> dict[str, str]:
    return {coder.id: coder.name for coder in store.coders()}


def check_project(context: Context, options: argparse.Namespace) -> Answer:
    """Prove that the project is whole; exit 1 with findings."""
    with context.project(options.project) as store:
        findings = check(store)
    rows = [_finding_value(context, finding) for finding in findings]
    lines = tuple(f"ote: {options.project}: {row['message']}" for row in rows)
    return Answer(rows, "" if rows else context.catalogue("cli.whole"), lines, 1 if rows else 0)


def _finding_value(context: Context, finding: CheckFinding) -> dict[str, object]:
    message = context.catalogue(f"check.{finding.code}", **finding.values)
    return {"code": finding.code, "message": message, "transcript": finding.transcript, "excerpt": finding.excerpt}


def backup(context: Context, options: argparse.Namespace) -> Answer:
    """Make a verified copy beside the project."""
    with context.project(options.project) as store:
        made = make_backup(store, context.passphrase())
    value = {"backup": str(made.path), "time": made.time.isoformat(), "size": made.size}
    return Answer(value, context.catalogue("cli.backed-up", file=made.path))


def restore_backup(context: Context, options: argparse.Namespace) -> Answer:
    """Bring back a copy (the newest unless named); the present file is kept beside."""
    backups = list_backups(options.project)
    chosen = options.backup or (backups[0].path if backups else None)
    if chosen is None:
        raise ProjectError("no-backup", file=str(options.project))
    kept = restore(options.project, chosen, context.passphrase())
    value = {"restored": str(chosen), "kept": str(kept) if kept else None}
    return Answer(value, context.catalogue("cli.restored", file=chosen, kept=kept or "–"))
