"""Verbs about memos, persons and variables: list them, and set variables."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from codebooks.find import resolve
from coder.cli_context import Answer, Context, find_transcript, table
from coder.variable_files import read_table_file, variable_targets
from exports.speakers import Speakers, speakers
from projects import commands, consents, memo_list, reading, typed, variable_table, variables
from projects.errors import CommandError
from projects.memo_list import MemoFilter, Whereabouts
from projects.model import Consent, Label, Memo, Person, Variable, VariableValue
from projects.store import Store


def memos(context: Context, options: argparse.Namespace) -> Answer:
    """List memos and journal entries, newest first, narrowed by what is asked for."""
    with context.project(options.project) as store:
        asked = MemoFilter(
            options.find or "", options.kind or "", _coder(store, options.by),
            resolve(store.codebook(), options.code).id if options.code else "",
            find_transcript(store, options.transcript).id if options.transcript else "",
            since=_day(options.since), until=_day(options.until),
        )
        found = memo_list.chosen(store, asked)
        where = memo_list.whereabouts(store, [one.anchor for one in found])
        names = {one.id: one.name for one in store.coders()}
        shorts = {one.id: one.short for one in store.transcripts()}
    values = [_memo_value(one, where, names) for one in found]
    lines = [_memo_text(context, one, where, names, shorts) for one in found]
    return Answer(values, "\n\n".join(lines))


def people(context: Context, options: argparse.Namespace) -> Answer:
    """List everybody who speaks, with labels, variables and consents."""
    with context.project(options.project) as store:
        known = _known(store, context.catalogue.language)
        shorts = {one.id: one.short for one in store.transcripts()}
        persons = store.persons()
    values = [_person_value(one, known) for one in persons]
    keys = ("printed", "role", "organisation", "labels", "turns")
    heads = tuple(context.catalogue(f"cli.people.{key}") for key in keys)
    rows = [
        (known.printed.printed(one), one.role, one.organisation,
         ", ".join(f"{shorts[label.transcript]}/{label.text}" for label in known.labels if label.person == one.id),
         known.turns.get(one.id, 0))
        for one in persons
    ]
    return Answer(values, table([heads, *rows]) if rows else "")


def list_variables(context: Context, options: argparse.Namespace) -> Answer:
    """List variables; before that, add one, set values or take a table in, when that is asked for."""
    complaints: tuple[str, ...] = ()
    with context.project(options.project) as store:
        if options.add:
            choices = tuple(one.strip() for one in (options.choices or "").split(",") if one.strip())
            store.do(commands.AddVariable(options.add, options.owner, options.kind, choices), context.coder)
        if options.set:
            store.do(commands.SetValues(tuple(_assign(context, store, *one) for one in options.set)), context.coder)
        if options.table is not None:
            complaints = _take_table(context, store, options.table, options.owner)
        held = [one.variable for one in variables.values(store.database)]
        found = variables.variables(store.database)
    values = [_variable_value(one, held.count(one.id)) for one in found]
    rows = [
        (context.catalogue(f"variables.owner.{one.owner}"), one.name, context.catalogue(f"variables.kind.{one.kind}"),
         ", ".join(one.choices), held.count(one.id))
        for one in found
    ]
    return Answer(values, table(rows), complaints, 1 if complaints else 0)


def _day(text: str | None) -> str:
    return typed.iso_date(text) if text else ""


def _coder(store: Store, name: str | None) -> str:
    return next((one.id for one in store.coders() if one.name == name), name) if name else ""


def _memo_value(memo: Memo, where: Whereabouts, names: Mapping[str, str]) -> dict[str, object]:
    transcript, start, end = where.place(memo.anchor)
    return {
        "id": memo.id, "kind": memo.kind, "title": memo.title, "text": memo.text, "on": memo.anchor.kind,
        "target": memo.anchor.id or None, "transcript": transcript, "start": start, "end": end,
        "coder": names[memo.coder], "time": memo.time, "changed": memo.changed, "day": memo.day or None,
    }


def _memo_text(
    context: Context, memo: Memo, where: Whereabouts, names: Mapping[str, str], shorts: Mapping[str, str]
) -> str:
    transcript = where.place(memo.anchor)[0]
    about = [context.catalogue(f"memos.on.{memo.anchor.kind}"), *([shorts[transcript]] if transcript else [])]
    head = " · ".join((memo.day or memo.changed[:10], names[memo.coder], *about))
    return "\n".join(part for part in (head, memo.title, memo.text) if part)


@dataclass(frozen=True, slots=True)
class _Known:
    """Hold what is known of all persons, read once."""

    printed: Speakers
    labels: tuple[Label, ...]
    turns: Mapping[str, int]
    names: Mapping[str, str]
    values: tuple[VariableValue, ...]
    consents: tuple[Consent, ...]


def _known(store: Store, language: str) -> _Known:
    database = store.database
    return _Known(
        speakers(store.persons(), language), reading.labels(database), reading.person_turns(database),
        {one.id: one.name for one in variables.variables(database)}, variables.values(database),
        consents.consents(database),
    )


def _person_value(person: Person, known: _Known) -> dict[str, object]:
    return {
        "id": person.id, "printed": known.printed.printed(person), "short": known.printed.short(person),
        "role": person.role, "number": person.number, "pseudonym": person.pseudonym,
        "organisation": person.organisation, "turns": known.turns.get(person.id, 0),
        "labels": [
            {"id": one.id, "transcript": one.transcript, "label": one.text, "joined": one.home is not None}
            for one in known.labels if one.person == person.id
        ],
        "variables": {known.names[one.variable]: one.value for one in known.values if one.target == person.id},
        "consents": [
            {"use": one.use, "scope": one.scope, "basis": one.basis, "version": one.version, "date": one.date,
             "withdraw_until": one.withdraw_until, "withdrawn": one.withdrawn}
            for one in known.consents if one.person == person.id
        ],
    }


def _variable_value(variable: Variable, count: int) -> dict[str, object]:
    return {
        "id": variable.id, "name": variable.name, "owner": variable.owner, "kind": variable.kind,
        "choices": list(variable.choices), "description": variable.description, "values": count,
    }


def _assign(context: Context, store: Store, name: str, target: str, value: str) -> commands.Assign:
    """Find the variable and whom it is about; the same name may be a speaker's and an interview's."""
    candidates = [one for one in variables.variables(store.database) if one.name.casefold() == name.casefold()]
    if not candidates:
        raise CommandError("no-variable", text=name)
    for variable in candidates:
        found = [one for one in variable_targets(store, variable.owner, context.catalogue.language)
                 if " ".join(target.split()).casefold() in one.calls]
        if len(found) == 1:
            return commands.Assign(variable.id, found[0].id, value)
    raise CommandError("no-speaker" if candidates[0].owner == "person" else "no-transcript",
                       **{"text" if candidates[0].owner == "person" else "transcript": target})


def _take_table(context: Context, store: Store, path: Path, owner: str) -> tuple[str, ...]:
    """Take in what fits of a csv file; return what did not, a sentence each."""
    say = context.catalogue
    plan = variable_table.plan_table(
        read_table_file(path), owner, variable_targets(store, owner, say.language),
        variables.variables(store.database), held=variables.values_by_place(store.database), language=say.language,
    )
    store.do(plan.step, context.coder)
    unknown = tuple(say("variables.unknown_row", name=name) for name in plan.unknown)
    return unknown + tuple(
        say("variables.misfit", row=one.row, column=one.column, why=say.error(one.problem)) for one in plan.misfits
    )
