"""The verb that finds names, puts substitutes in their place, takes them back, and writes the archive version."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coder.cli_context import Answer, Context, find_transcript, first_line, table
from coder.draining import drained
from projects import walls
from projects.anonymise.finding import Found
from projects.anonymise.readings import Voikko
from projects.anonymise.replacing import Replacement, Substitute
from projects.anonymise.things import CATEGORY_OF, NUMBERLESS, Thing, next_number
from projects.anonymise.words import Words, shipped
from projects.commands.pseudonyms import SetBrackets
from projects.errors import CommandError
from projects.pseudonyms import acts
from projects.pseudonyms.acts import Ground, Known
from projects.pseudonyms.keyfile import KeyFile, default_path
from projects.recorder import new_id
from projects.store import Store

ACTS = ("find", "apply", "reverse", "archive", "destroy-key")


def anonymise(context: Context, options: argparse.Namespace) -> Answer:
    """Do what the second word says."""
    verbs: dict[str, Callable[[Context, argparse.Namespace, Store], Answer]] = {
        "find": _find, "apply": _apply, "reverse": _reverse, "archive": _archive, "destroy-key": _destroy,
    }
    with context.project(options.project) as store:
        return verbs[options.act](context, options, store)


def _find(context: Context, options: argparse.Namespace, store: Store) -> Answer:
    left = frozenset[str]()
    if _key_path(options).exists():
        with _key(context, options, store) as key:
            left = key.left()
    found = drained(Ground.of(store, _wanted(options, store)).find(Voikko(), left))
    values = [_found_value(one) for one in found]
    say = context.catalogue
    rows = [
        (say(f"anonymise.found.{one.kind}"), one.base, len(one.occurrences), ", ".join(one.forms),
         "" if one.sure else say("anonymise.maybe"))
        for one in found
    ]
    return Answer({"candidates": values}, table(rows))


def _found_value(one: Found) -> dict[str, object]:
    places = [
        {"transcript": each.transcript, "start": each.start, "end": each.end, "text": each.text, "sure": each.sure}
        for each in one.occurrences
    ]
    return {"kind": one.kind, "base": one.base, "sure": one.sure, "places": places}


def _apply(context: Context, options: argparse.Namespace, store: Store) -> Answer:
    """Put names on the key's list, then replace all that the list asks for."""
    voikko, words = Voikko(), shipped()
    if options.brackets:
        store.do(SetBrackets(options.brackets), context.coder)
    with _key(context, options, store, make=True) as key:
        _list_names(options, store, key, voikko, words)
        known, ground = Known.of(key), Ground.of(store, _wanted(options, store))
        planner = ground.planner(known, voikko, words)
        plan = drained(ground.plan(planner))
        chosen = tuple(one for one in plan if one.sure or options.waiting)
        value: dict[str, object] = {"replaced": 0 if options.dry_run else len(chosen)}
        if options.for_ever and not options.dry_run:
            elsewhere = acts.names_elsewhere(store, planner)
            replace_copies = options.delete_copies
            built = acts.anonymise(
                key, known, chosen, elsewhere,
                lambda act: walls.build(store, act, context.coder, context.passphrase(), replace_copies=replace_copies),
            )
            value |= _wall_value(built)
        elif chosen and not options.dry_run:
            acts.pseudonymise(key, known, chosen, lambda command: store.do(command, context.coder))
        value |= {"places": [_place_value(one) for one in chosen], "key": str(key.path), "level": acts.level(store)}
    waiting = [one for one in plan if one not in chosen]
    value["waiting"] = [_place_value(one) for one in waiting]
    return Answer(value, _applied_words(context, options, value, len(chosen), len(waiting)))


def _applied_words(
    context: Context, options: argparse.Namespace, value: dict[str, object], chosen: int, waiting: int
) -> str:
    say = context.catalogue
    lines = [say("anonymise.would" if options.dry_run else "anonymise.applied", n=chosen)]
    if waiting:
        lines.append(say("anonymise.waiting", n=waiting))
    if not options.dry_run:
        lines.append(say("anonymise.key_at", file=value["key"]))
        lines.append(say("anonymise.for_ever_done" if options.for_ever else "anonymise.history_keeps"))
    left = value.get("leftovers")
    if isinstance(left, list) and left:
        places = ", ".join(f"{one['table']} ({one['count']})" for one in left)
        lines.append(say("wall.leftovers", places=places))
    kept = value.get("kept")
    if isinstance(kept, list) and kept:
        lines.append(say("wall.kept", n=len(kept), names=", ".join(kept)))
    return "\n".join(lines)


def _wall_value(built: walls.Built) -> dict[str, object]:
    return {
        "deleted_copies": [str(path) for path in built.replaced], "kept": [str(path) for path in built.kept],
        "leftovers": [{"table": one.table, "count": one.count} for one in built.leftovers], "finished": built.finished,
    }


def _place_value(one: Replacement) -> dict[str, object]:
    return {"transcript": one.text, "start": one.start, "end": one.end, "old": one.old, "new": one.new}


def _reverse(context: Context, options: argparse.Namespace, store: Store) -> Answer:
    with _key(context, options, store) as key:
        receipt = acts.restore(
            store, key, lambda command: store.do(command, context.coder), _wanted(options, store)
        )
    left = receipt.result if isinstance(receipt.result, tuple) else ()
    restored = sum(one.table == "pseudonym" and one.after is None for one in receipt.changes)
    value = {"restored": restored, "changed_since": len(left), "level": acts.level(store)}
    return Answer(value, context.catalogue("anonymise.restored", n=restored, left=len(left)))


def _archive(context: Context, options: argparse.Namespace, store: Store) -> Answer:
    from coder.archiving import ArchiveGround, make_archive  # noqa: PLC0415 - python-docx is heavy

    if options.out is None:
        raise CommandError("archive-no-folder")
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    known = Known((), frozenset(), frozenset())
    if _key_path(options).exists() or acts.level(store) != acts.ANONYMISED:
        with _key(context, options, store) as key:
            known = Known.of(key)
    made_from = ArchiveGround.of(store, known, today)
    formats = tuple(options.format or ("txt", "docx"))
    archive = drained(make_archive(made_from, options.out, context.catalogue, Voikko(), shipped(), formats=formats))
    level = acts.ANONYMISED if made_from.forgotten else acts.PSEUDONYMISED
    value = {"files": [str(path) for path in archive.files], "lines": archive.lines, "level": level}
    told = context.catalogue("archive.done", folder=options.out, n=len(archive.files), lines=archive.lines)
    return Answer(value, f"{told} {context.catalogue(f'archive.level.{level}')}")


def _destroy(context: Context, options: argparse.Namespace, store: Store) -> Answer:
    if not options.for_ever:
        raise CommandError("needs-for-ever")
    with _key(context, options, store) as key:
        left = acts.destroy_key(store, key, context.passphrase(), Voikko(), common_words=options.common_words)
    tables = [{"table": one, "count": n} for one, n in left.certain.items()]
    value = {"level": acts.level(store), "remains": tables}
    say = context.catalogue
    words = [say("anonymise.key_gone"), say(f"anonymise.level.{value['level']}")]
    if left.certain:
        words.append(say("wall.leftovers", places=", ".join(f"{one} ({n})" for one, n in left.certain.items())))
    return Answer(value, "\n".join(words))


@contextmanager
def _key(
    context: Context, options: argparse.Namespace, store: Store, *, make: bool = False
) -> Iterator[KeyFile]:
    path, project = _key_path(options), store.info().id
    passphrase = (
        first_line(options.key_passphrase_file) if options.key_passphrase_file
        else context.environment.get("OTE_KEY_PASSPHRASE") or ""
    )
    if not passphrase:
        raise CommandError("key-passphrase-needed")
    if make and not path.exists():
        key = KeyFile.create(path, passphrase, project, projects_own=context.passphrase())
    else:
        key = KeyFile.open(path, passphrase, project)
    try:
        yield key
    finally:
        key.close()


def _key_path(options: argparse.Namespace) -> Path:
    path: Path = options.key or default_path(options.project)
    return path


def _wanted(options: argparse.Namespace, store: Store) -> tuple[str, ...]:
    return (find_transcript(store, options.transcript).id,) if options.transcript else ()


def _list_names(options: argparse.Namespace, store: Store, key: KeyFile, voikko: Voikko, words: Words) -> None:
    """Put what the options name on the key's list."""
    if options.leave:
        key.leave(options.leave)
    for told in options.name:
        key.put(_named(told, key.things(), words))
    for told in options.form:
        key.put(_with_form(told, key.things()))
    if options.kind:
        found = drained(Ground.of(store, _wanted(options, store)).find(voikko, key.left()))
        for kind in dict.fromkeys(options.kind):
            bases = tuple(dict.fromkeys(one.base for one in found if one.kind == kind))
            there = {base for one in key.things() for base in one.bases}
            fresh = tuple(base for base in bases if base not in there)
            if fresh:
                key.put(Thing(new_id(), fresh, Substitute(CATEGORY_OF[kind])))


def _with_form(told: str, things: Sequence[Thing]) -> Thing:
    """Read `NAME: FORM = SUBSTITUTE` and return the thing of that name with the form confirmed."""
    name, _, form = told.partition(":")
    old, equals, new = (part.strip() for part in form.partition("="))
    thing = next((one for one in things if name.strip() in one.bases), None)
    if thing is None or not equals or not old or not new:
        raise CommandError("bad-name-rule", rule=told)
    return replace(thing, confirmed=(*((a, b) for a, b in thing.confirmed if a != old), (old, new)))


def _named(told: str, things: Sequence[Thing], words: Words) -> Thing:
    """Read `NAME, NAME = SUBSTITUTE`; names that are on the list already get the new substitute."""
    names, equals, substitute = (part.strip() for part in told.rpartition("="))
    bases = tuple(name.strip() for name in names.split(",") if name.strip())
    if not equals or not bases:
        raise CommandError("bad-name-rule", rule=told)
    there = next((one for one in things if set(one.bases) & set(bases)), None)
    made = Thing(there.id if there else new_id(), bases, Substitute(name=substitute))
    number = re.fullmatch(r"(\w+)(?::(\d+))?", substitute)
    if number and number[1] in words.categories:
        category = number[1]
        taken = int(number[2]) if number[2] else next_number(category, tuple(things))
        made = replace(made, substitute=Substitute(category, number=None if category in NUMBERLESS else taken))
    return made

