"""Match another program's codebook with ours: what is the same becomes one, the rest is added, ours never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from codebooks.colours import next_colour
from codebooks.model import Code, Codebook, Family, free_key
from codebooks.rules import check


@dataclass(frozen=True, slots=True)
class Matched:
    """Hold the joined codebook, and which of its codes and families each of theirs has become, by id."""

    codebook: Codebook
    codes: Mapping[str, str]
    families: Mapping[str, str]
    added: int


def matched(ours: Codebook, theirs: Codebook, *, by_name: bool = True) -> Matched:
    """Return ours with the codes and families of theirs that it lacks.

    Two codes are the same by id; else, with `by_name`, by the names from the top (a code of theirs without a family
    fits one of ours in any family), or by key and name together. A key that is taken becomes the next free one.
    """
    families = _families(ours, theirs, by_name=by_name)
    found = _same_codes(ours, theirs, families, by_name=by_name)
    kept_families = (*ours.families, *(one for one in families.values() if one not in ours.families))
    joined = replace(ours, families=_unique_families(kept_families))
    keys = {code.key for code in ours}
    for code in _parents_first(theirs):
        if code.id in found:
            continue
        parent = joined.code(found[code.parent]) if code.parent in found else None
        family = parent.family if parent else families[code.family].id if code.family in families else None
        key = code.key if code.key not in keys else free_key(keys, "C")
        keys.add(key)
        fresh = replace(code, key=key, parent=parent.id if parent else None, family=family)
        joined = Codebook(joined.families, (*joined.codes, fresh), joined.name_fi, joined.name_en)
        found[code.id] = code.id
    added = len(joined.codes) - len(ours.codes)
    book = check(_in_their_order(joined, ours, theirs))
    return Matched(book, found, {own: one.id for own, one in families.items()}, added)


def _families(ours: Codebook, theirs: Codebook, *, by_name: bool) -> dict[str, Family]:
    """Return for each of their families the one it becomes."""
    made: dict[str, Family] = {}
    known = list(ours.families)
    for family in theirs.families:
        same = next((one for one in ours.families if one.id == family.id), None)
        if same is None and by_name:
            same = next((one for one in ours.families if _folded(one.name_fi) == _folded(family.name_fi)), None)
        if same is None:
            keys = [one.key for one in known]
            colour = next_colour(known) if any(one.colour == family.colour for one in known) else family.colour
            key = family.key if family.key not in keys else free_key(keys, "F")
            same = replace(family, key=key, colour=colour)
            known.append(same)
        made[family.id] = same
    return made


def _unique_families(families: Iterable[Family]) -> tuple[Family, ...]:
    return tuple({one.id: one for one in families}.values())


def _same_codes(
    ours: Codebook, theirs: Codebook, families: Mapping[str, Family], *, by_name: bool
) -> dict[str, str]:
    """Return for each of their codes that we have the id of ours; a code of ours stands for one of theirs only."""
    found = {code.id: code.id for code in theirs if code.id in ours}
    if not by_name:
        return found
    taken = set(found.values())
    for same in (_by_path(ours, theirs, families), _by_key(ours)):
        for code in theirs:
            fitting = [one for one in same(code) if one.id not in taken and one.id not in theirs]
            if code.id not in found and len(fitting) == 1:
                found[code.id] = fitting[0].id
                taken.add(fitting[0].id)
    return found


def _by_path(ours: Codebook, theirs: Codebook, families: Mapping[str, Family]) -> Callable[[Code], list[Code]]:
    places: dict[tuple[str, ...], list[Code]] = {}
    for code in ours:
        places.setdefault(_path(ours, code), []).append(code)

    def fitting(code: Code) -> list[Code]:
        family = families[code.family].id if code.family is not None else None
        return [one for one in places.get(_path(theirs, code), ()) if family in (None, one.family)]

    return fitting


def _by_key(ours: Codebook) -> Callable[[Code], list[Code]]:
    keys = {(code.key, _folded(code.name_fi)): code for code in ours}

    def fitting(code: Code) -> list[Code]:
        same = keys.get((code.key, _folded(code.name_fi)))
        return [same] if same else []

    return fitting


def _path(codebook: Codebook, code: Code) -> tuple[str, ...]:
    return tuple(_folded(one.name_fi) for one in (code, *codebook.ancestors(code)))


def _parents_first(codebook: Codebook) -> list[Code]:
    """Return the codes so that each comes after the one above it."""
    waiting = list(reversed(codebook.children(None)))
    ordered = []
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting += reversed(codebook.children(code.id))
    return ordered


def _in_their_order(joined: Codebook, ours: Codebook, theirs: Codebook) -> Codebook:
    """Return the codebook with our codes first, the added ones as theirs has them."""
    added = [joined.code(code.id) for code in theirs if code.id in joined and code.id not in ours]
    return Codebook(joined.families, (*ours.codes, *added), joined.name_fi, joined.name_en)


def _folded(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())
