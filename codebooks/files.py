"""Codebooks as TOML that people read and edit: reading, writing, and the shipped booklet."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from codebooks.colours import next_colour
from codebooks.errors import CodebookError
from codebooks.model import CODE_TEXTS, Code, Codebook, Family, free_key
from codebooks.rows import Row
from codebooks.rules import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FAMILY_FIELDS = ("key", "id", "name_fi", "name_en", "question_fi", "question_en", "colour")
_CODE_TEXTS = ("key", "id", *CODE_TEXTS, "parent", "family")
_CODE_REST = ("synonyms", "shortcut", "retired", "own_colour")


def booklet() -> Codebook:
    """Return the codebook of the booklet "Vihkonen", shipped with the program."""
    name = "booklet.toml"
    return read_toml((resources("codebooks") / name).read_text("utf-8"), name)


def empty() -> Codebook:
    """Return a codebook without families and codes."""
    return Codebook()


def read_toml(text: str, file: str = "") -> Codebook:
    """Read a codebook from TOML.

    Parents and families are named by key. A file that names no parent at all takes them from dotted keys
    (S1.1 under S1); a subcode without a family takes its parent's; a missing id is a new random one; a
    missing key is the next free C1, C2 ...

    Raises CodebookError with `codebook-syntax` (value `line`), `codebook-unknown-field`,
    `codebook-wrong-type`, `codebook-bad-id`, or one of the codes of `rules.check`. `number` counts the
    codes or families of the file from 1.
    """
    top = Row("codebook", 1, _parse(text, file), file)
    top.only(("name_fi", "name_en", "family", "code"))
    families = _families(top.rows("family"))
    codes = _codes(top.rows("code"), families)
    return check(Codebook(families, codes, top.text("name_fi"), top.text("name_en")), file)


def write_toml(codebook: Codebook) -> str:
    """Return the codebook as TOML that `read_toml` reads back to the same value.

    Raises CodebookError like `rules.check`: what could not be read again is never written.
    """
    check(codebook)
    names = _lines({"name_fi": codebook.name_fi, "name_en": codebook.name_en})
    blocks = ["\n".join(names)] if names else []
    blocks += ["\n".join(["[[family]]", *_lines(_family_fields(family))]) for family in codebook.families]
    blocks += ["\n".join(["[[code]]", *_lines(_code_fields(codebook, code), _said(code))]) for code in codebook]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _parse(text: str, file: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise CodebookError("codebook-syntax", file=file, line=line) from error


def _families(rows: Sequence[Row]) -> tuple[Family, ...]:
    families: list[Family] = []
    keys = _keys(rows, "F")
    for row, key in zip(rows, keys, strict=True):
        row.only(_FAMILY_FIELDS)
        names = (row.name(), row.text("name_en"))
        colour = row.count("colour", next_colour(families))
        questions = (row.text("question_fi"), row.text("question_en"))
        families.append(Family(row.id(), key, *names, colour, *questions))
    return tuple(families)


def _codes(rows: Sequence[Row], families: Sequence[Family]) -> tuple[Code, ...]:
    codes = [_code(row, key) for row, key in zip(rows, _keys(rows, "C"), strict=True)]
    by_key = {code.key: code.id for code in codes}
    dotted = not any("parent" in row for row in rows)
    for at, row in enumerate(rows):
        parent = _dotted_parent(codes[at].key, by_key) if dotted else _parent(row, codes[at].key, by_key)
        codes[at] = replace(codes[at], parent=parent, family=_family(row, codes[at].key, families))
    return _with_inherited_families(rows, codes)


def _code(row: Row, key: str) -> Code:
    row.only((*_CODE_TEXTS, *_CODE_REST))
    return Code(
        id=row.id(),
        key=key,
        name_fi=row.name(),
        synonyms=row.texts("synonyms"),
        shortcut=row.text("shortcut"),
        retired=row.truth("retired"),
        own_colour=row.text("own_colour"),
        **{field: row.text(field) for field in CODE_TEXTS if field != "name_fi"},
    )


def _keys(rows: Iterable[Row], letter: str) -> list[str]:
    """Return each row's key; those without one get the next free after all that are given."""
    keys = [row.text("key") for row in rows]
    taken = set(keys)
    for at, key in enumerate(keys):
        if not key:
            keys[at] = free_key(taken, letter)
            taken.add(keys[at])
    return keys


def _dotted_parent(key: str, by_key: Mapping[str, str]) -> str | None:
    """Return the id of the code whose key is the longest dotted beginning of this one."""
    while "." in key:
        key = key.rpartition(".")[0]
        if key in by_key:
            return by_key[key]
    return None


def _parent(row: Row, key: str, by_key: Mapping[str, str]) -> str | None:
    name = row.text("parent")
    if name and name not in by_key:
        raise CodebookError("codebook-unknown-parent", file=row.file, key=key, parent=name)
    return by_key[name] if name else None


def _family(row: Row, key: str, families: Iterable[Family]) -> str | None:
    name = row.text("family")
    found = next((family.id for family in families if family.key == name), None)
    if name and found is None:
        raise CodebookError("codebook-unknown-family", file=row.file, key=key, family=name)
    return found


def _with_inherited_families(rows: Sequence[Row], codes: Sequence[Code]) -> tuple[Code, ...]:
    own = {code.id for row, code in zip(rows, codes, strict=True) if "family" in row}
    book = Codebook(codes=tuple(codes))
    heirs = [next((c for c in (code, *book.ancestors(code)) if c.id in own), code) for code in codes]
    return tuple(replace(code, family=heir.family) for code, heir in zip(codes, heirs, strict=True))


def _family_fields(family: Family) -> Mapping[str, object]:
    return {name: getattr(family, name) for name in _FAMILY_FIELDS}


def _code_fields(codebook: Codebook, code: Code) -> Mapping[str, object]:
    fields = {name: getattr(code, name) for name in (*_CODE_TEXTS, *_CODE_REST)}
    fields["parent"] = codebook.code(code.parent).key if code.parent else ""
    family = None if code.parent else codebook.family_of(code)
    fields["family"] = family.key if family else ""
    return fields


def _said(code: Code) -> tuple[str, ...]:
    """Return the fields to write although they are empty: a dotted key alone would read as a parent."""
    return ("parent",) if code.parent is None and "." in code.key else ()


def _lines(fields: Mapping[str, object], said: Iterable[str] = ()) -> list[str]:
    """Return one line a field; empty ones are left out unless they are said."""
    written = {name: value for name, value in fields.items() if name in said or not _is_empty(value)}
    return [f"{name} = {_value(value)}" for name, value in written.items()]


def _is_empty(value: object) -> bool:
    return value is False or value in ("", ())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    """Return a TOML basic string: quotes, backslashes and control characters escaped."""
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(short.get(c, f"\\u{ord(c):04X}" if c < " " or c == "\x7f" else c) for c in text) + '"'
