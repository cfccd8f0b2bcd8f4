"""Pure edits of a codebook's families: describe, colour, order, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codebooks.errors import CodebookError
from codebooks.model import FAMILY_TEXTS
from codebooks.rules import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codebooks.model import Codebook, Family


def describe_family(codebook: Codebook, family_id: str, fields: Mapping[str, str]) -> Codebook:
    """Change names and questions of the family, by field; its key and id stay.

    Raises CodebookError with `codebook-no-family` or `codebook-missing-field` (an empty Finnish name); KeyError
    for a field that is no text of a family.
    """
    for field in fields:
        if field not in FAMILY_TEXTS:
            raise KeyError(field)
    return _with(codebook, replace(find_family(codebook, family_id), **fields))  # type: ignore[arg-type]  # texts


def recolour(codebook: Codebook, family_id: str, slot: int) -> Codebook:
    """Give the family a slot of the palette; two families may share one.

    Raises CodebookError with `codebook-no-family`; ValueError for a negative slot.
    """
    if slot < 0:
        raise ValueError(slot)
    return _with(codebook, replace(find_family(codebook, family_id), colour=slot))


def move_family(codebook: Codebook, family_id: str, before: str | None = None) -> Codebook:
    """Put the family before another one, or at the end.

    Raises CodebookError with `codebook-no-family`.
    """
    family = find_family(codebook, family_id)
    if before == family_id:
        return codebook
    others = [one for one in codebook.families if one.id != family_id]
    at = others.index(find_family(codebook, before)) if before is not None else len(others)
    return check(replace(codebook, families=(*others[:at], family, *others[at:])))


def step_family(codebook: Codebook, family_id: str, by: int) -> Codebook:
    """Move the family one place up (-1) or down (1); at the edge nothing changes.

    Raises CodebookError with `codebook-no-family`.
    """
    families = list(codebook.families)
    at = families.index(find_family(codebook, family_id))
    if not 0 <= at + by < len(families):
        return codebook
    families.insert(at + by, families.pop(at))
    return check(replace(codebook, families=tuple(families)))


def remove_family(codebook: Codebook, family_id: str) -> Codebook:
    """Take the family away; its codes stay, outside every family.

    Raises CodebookError with `codebook-no-family`.
    """
    family = find_family(codebook, family_id)
    codes = tuple(replace(code, family=None) if code.family == family.id else code for code in codebook)
    families = tuple(one for one in codebook.families if one.id != family.id)
    return check(replace(codebook, families=families, codes=codes))


def find_family(codebook: Codebook, family_id: str) -> Family:
    """Return the family with this id. Raises CodebookError with `codebook-no-family`."""
    found = next((one for one in codebook.families if one.id == family_id), None)
    if found is None:
        raise CodebookError("codebook-no-family")
    return found


def _with(codebook: Codebook, changed: Family) -> Codebook:
    families = tuple(changed if one.id == changed.id else one for one in codebook.families)
    return check(replace(codebook, families=families))
