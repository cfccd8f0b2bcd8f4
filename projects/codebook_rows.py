"""Write a codebook into the project's rows, touching only those that differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from codebooks.model import CODE_TEXTS, Code, Codebook, Family
from projects.errors import CommandError

if TYPE_CHECKING:
    from projects.recorder import Row, Writer


def write_codebook(writer: Writer, codebook: Codebook) -> None:
    """Make the project's families and codes be these; refuse to drop a code that codings use."""
    families = {one.id: _family_row(one, place) for place, one in enumerate(codebook.families)}
    codes = {one.id: _code_row(one, place) for place, one in enumerate(codebook.codes)}
    _write(writer, "family", families)
    _write(writer, "code", codes)
    for row in writer.find("code"):
        if row["id"] not in codes:
            _drop_code(writer, row)
    for row in writer.find("family"):
        if row["id"] not in families:
            writer.delete("family", row["id"])


def _write(writer: Writer, table: str, rows: dict[str, Row]) -> None:
    there = {row["id"]: row for row in writer.find(table)}
    writer.insert_all(table, [row for key, row in rows.items() if key not in there])
    for key, row in rows.items():
        if key in there and there[key] != {**there[key], **row}:
            writer.update(table, key, **row)


def _drop_code(writer: Writer, row: Row) -> None:
    used = len(writer.find("coding", code=row["id"]))
    if used:
        raise CommandError("code-in-use", key=row["key"], count=used)
    writer.delete("code", row["id"])


def _family_row(family: Family, place: int) -> Row:
    return {
        "id": family.id,
        "key": family.key,
        "name_fi": family.name_fi,
        "name_en": family.name_en,
        "colour": family.colour,
        "question_fi": family.question_fi,
        "question_en": family.question_en,
        "position": place,
    }


def _code_row(code: Code, place: int) -> Row:
    return {
        "id": code.id,
        "key": code.key,
        **{field: getattr(code, field) for field in CODE_TEXTS},
        "parent": code.parent,
        "family": code.family,
        "synonyms": json.dumps(code.synonyms, ensure_ascii=False),
        "shortcut": code.shortcut,
        "retired": int(code.retired),
        "own_colour": code.own_colour,
        "position": place,
    }
