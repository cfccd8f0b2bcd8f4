"""Take another codebook in: what is new, what changes, what stays; no code of ours ever goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from codebooks.model import CODE_TEXTS, FAMILY_TEXTS, Code, Codebook, Family, free_key
from codebooks.rules import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Thing = TypeVar("Thing", Code, Family)

_AUTOMATIC = re.compile(r"[CF]\d+")


@dataclass(frozen=True, slots=True)
class Joined:
    """Say what taking another codebook in would do; every code of the result stands in one of the groups.

    `changed` holds pairs of a code as it is and as it would be; `only_here` codes that the other one lacks.
    """

    codebook: Codebook
    new: tuple[Code, ...]
    changed: tuple[tuple[Code, Code], ...]
    same: tuple[Code, ...]
    only_here: tuple[Code, ...]
    families: int

    @property
    def changes(self) -> bool:
        """Tell whether anything would change at all."""
        return bool(self.new or self.changed or self.families)


def join(ours: Codebook, theirs: Codebook) -> Joined:
    """Take `theirs` into `ours`: the same code is known by its id, else by its key.

    A key that a program gave (C1, C2 ...) says nothing alone: then the name must be the same too. Of a code that
    both have the filled texts, synonyms and place of `theirs` win; what `theirs` leaves empty stays, a retired code
    stays retired, and ids and keys are ours. A new code whose key is taken gets the next free one.
    """
    families = _match(ours.families, theirs.families)
    codes = _match(ours.codes, theirs.codes)
    book = replace(ours, families=_families(ours, theirs, families))
    book = replace(book, codes=_codes(ours, theirs, codes, families))
    return _sorted_out(ours, _settled(book), {codes[one.id] for one in theirs})


def _match(ours: Sequence[Thing], theirs: Sequence[Thing]) -> dict[str, str]:
    """Return their ids -> our ids; what is new keeps its own."""
    known = {one.id for one in ours}
    found = {one.id: one.id for one in theirs if one.id in known}
    free = {one.key: one for one in ours if one.id not in found}
    for one in theirs:
        mine = free.get(one.key)
        if one.id not in found and mine is not None and _is_same_key(mine, one):
            found[one.id] = mine.id
            del free[one.key]
    return {one.id: found.get(one.id, one.id) for one in theirs}


def _is_same_key(mine: Code | Family, other: Code | Family) -> bool:
    if not _AUTOMATIC.fullmatch(other.key):
        return True
    names = {name.casefold() for name in (mine.name_fi, mine.name_en) if name}
    return bool(names & {other.name_fi.casefold(), other.name_en.casefold()})


def _families(ours: Codebook, theirs: Codebook, ids: Mapping[str, str]) -> tuple[Family, ...]:
    by_id = {one.id: one for one in ours.families}
    for other in theirs.families:
        mine = by_id.get(ids[other.id])
        if mine is not None:
            texts = {field: getattr(other, field) or getattr(mine, field) for field in FAMILY_TEXTS}
            by_id[mine.id] = replace(mine, colour=other.colour, **texts)
        else:
            by_id[other.id] = replace(other, key=_free_key(other.key, (one.key for one in by_id.values()), "F"))
    return tuple(by_id.values())


def _codes(
    ours: Codebook, theirs: Codebook, ids: Mapping[str, str], families: Mapping[str, str]
) -> tuple[Code, ...]:
    by_id = {one.id: one for one in ours}
    shortcuts = {one.shortcut: one.id for one in ours if one.shortcut}
    for other in theirs:
        mine = by_id.get(ids[other.id])
        placed = replace(
            other,
            id=ids[other.id],
            parent=ids[other.parent] if other.parent else None,
            family=families[other.family] if other.family else None,
        )
        if mine is not None:
            fresh = _both(mine, placed)
        else:
            fresh = replace(placed, key=_free_key(other.key, (one.key for one in by_id.values()), "C"))
        own = mine.shortcut if mine is not None else ""
        if fresh.shortcut != own and shortcuts.setdefault(fresh.shortcut, fresh.id) != fresh.id:
            fresh = replace(fresh, shortcut=own)
        by_id[fresh.id] = fresh
    return tuple(by_id.values())


def _both(mine: Code, other: Code) -> Code:
    """Return our code with what the other one says."""
    texts = {field: getattr(other, field) or getattr(mine, field) for field in CODE_TEXTS}
    return replace(
        other,
        key=mine.key,
        family=other.family or mine.family,
        synonyms=(*mine.synonyms, *(one for one in dict.fromkeys(other.synonyms) if one not in mine.synonyms)),
        shortcut=other.shortcut or mine.shortcut,
        retired=mine.retired or other.retired,
        own_colour=other.own_colour or mine.own_colour,
        **texts,
    )


def _settled(book: Codebook) -> Codebook:
    """Give each subcode the family of the code at its top: a code that only we have follows its parent."""

    def settled(code: Code) -> Code:
        above = book.ancestors(code)
        return replace(code, family=above[-1].family) if above else code

    return check(replace(book, codes=tuple(settled(code) for code in book)))


def _sorted_out(ours: Codebook, book: Codebook, told: set[str]) -> Joined:
    before = {one.id: one for one in ours.families}
    kept = [code for code in ours if code.id in told]
    return Joined(
        book,
        new=tuple(code for code in book if code.id not in ours),
        changed=tuple((ours.code(code.id), code) for code in book if code.id in ours and code != ours.code(code.id)),
        same=tuple(code for code in kept if book.code(code.id) == code),
        only_here=tuple(code for code in ours if code.id not in told and book.code(code.id) == code),
        families=sum(before.get(one.id) != one for one in book.families),
    )


def _free_key(key: str, taken: Iterable[str], letter: str) -> str:
    keys = set(taken)
    return free_key(keys, letter) if key in keys else key
