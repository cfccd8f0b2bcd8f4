"""Pure edits of a codebook: each returns a new one that holds every rule, or refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codebooks.colours import next_colour
from codebooks.errors import CodebookError
from codebooks.model import Code, Codebook, Family, free_key
from codebooks.rules import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEXT_COLOUR = -1
"""As a new family's colour: the next free slot of the second row."""


def next_free_key(codebook: Codebook) -> str:
    """Return the first of C1, C2 ... that no code has."""
    return free_key((code.key for code in codebook), "C")


def add_family(codebook: Codebook, family: Family) -> Codebook:
    """Add a family at the end; an empty key becomes the next free F1, F2 ..., `NEXT_COLOUR` a slot.

    Raises CodebookError with `codebook-duplicate-key`, `codebook-duplicate-id` or `codebook-missing-field`.
    """
    key = family.key or free_key((other.key for other in codebook.families), "F")
    colour = next_colour(codebook.families) if family.colour == NEXT_COLOUR else family.colour
    family = replace(family, key=key, colour=colour)
    return check(replace(codebook, families=(*codebook.families, family)))


def add_code(codebook: Codebook, code: Code) -> Codebook:
    """Add a code at the end; an empty key becomes the next free one, a subcode takes its parent's family.

    Raises CodebookError with `codebook-duplicate-key`, `codebook-duplicate-id`, `codebook-missing-field`,
    `codebook-unknown-parent` or `codebook-unknown-family`.
    """
    key = code.key or next_free_key(codebook)
    parents = [other.family for other in codebook if other.id == code.parent]
    code = replace(code, key=key, family=parents[0] if parents else code.family)
    return check(replace(codebook, codes=(*codebook.codes, code)))


def rename(codebook: Codebook, code_id: str, *, name_fi: str | None = None, name_en: str | None = None) -> Codebook:
    """Give the code a new Finnish or English name; its key and id stay.

    Raises CodebookError with `unknown-code` or `codebook-missing-field` (an empty Finnish name).
    """
    code = _find(codebook, code_id)
    finnish = code.name_fi if name_fi is None else name_fi
    english = code.name_en if name_en is None else name_en
    return _with(codebook, replace(code, name_fi=finnish, name_en=english))


def move(codebook: Codebook, code_id: str, *, parent: str | None = None, family: str | None = None) -> Codebook:
    """Put the code under `parent`, or at the top of `family`, or outside every family; its subcodes follow.

    Under a parent the code is in the parent's family, whatever `family` says. Keys never change.

    Raises CodebookError with `unknown-code`, `codebook-unknown-parent`, `codebook-unknown-family` or
    `codebook-parent-loop` (under itself or one of its own subcodes).
    """
    code = _find(codebook, code_id)
    if parent is not None and parent not in codebook:
        raise CodebookError("codebook-unknown-parent", key=code.key, parent=parent)
    if parent is not None:
        _refuse_loop(codebook, code, codebook.code(parent))
        family = codebook.code(parent).family
    below = {sub.id for sub in codebook.descendants(code_id)}
    moved = _mapped(codebook, lambda other: replace(other, family=family) if other.id in below else other)
    return _with(moved, replace(code, parent=parent, family=family))


def merge(codebook: Codebook, source: str, target: str) -> Codebook:
    """Merge the code `source` into `target`: its names and synonyms become synonyms, its subcodes move.

    A target below the source first takes the source's place. Where the target lacks a definition it gets
    the source's.

    Raises CodebookError with `unknown-code`, `codebook-merge-itself` or `codebook-merge-retired` (the
    target is retired).
    """
    gone, kept = _find(codebook, source), _find(codebook, target)
    if gone.id == kept.id:
        raise CodebookError("codebook-merge-itself", key=gone.key)
    if kept.retired:
        raise CodebookError("codebook-merge-retired", key=kept.key)
    if gone in codebook.ancestors(kept):
        codebook = move(codebook, target, parent=gone.parent, family=gone.family)
    for sub in codebook.children(source):
        codebook = move(codebook, sub.id, parent=target)
    codebook = _with(codebook, _joined(gone, codebook.code(target)))
    return check(replace(codebook, codes=tuple(code for code in codebook if code.id != source)))


def retire(codebook: Codebook, code_id: str) -> Codebook:
    """Take the code out of use; its codings stay. Raises CodebookError with `unknown-code`."""
    return _with(codebook, replace(_find(codebook, code_id), retired=True))


def restore(codebook: Codebook, code_id: str) -> Codebook:
    """Take a retired code into use again. Raises CodebookError with `unknown-code`."""
    return _with(codebook, replace(_find(codebook, code_id), retired=False))


def _find(codebook: Codebook, code_id: str) -> Code:
    if code_id not in codebook:
        raise CodebookError("unknown-code", text=code_id)
    return codebook.code(code_id)


def _mapped(codebook: Codebook, change: Callable[[Code], Code]) -> Codebook:
    return replace(codebook, codes=tuple(change(code) for code in codebook))


def _with(codebook: Codebook, changed: Code) -> Codebook:
    return check(_mapped(codebook, lambda code: changed if code.id == changed.id else code))


def _refuse_loop(codebook: Codebook, code: Code, parent: Code) -> None:
    chain = (parent, *codebook.ancestors(parent))
    if code in chain:
        keys = [code.key, *(up.key for up in chain[: chain.index(code)])]
        raise CodebookError("codebook-parent-loop", keys=keys)


def _joined(gone: Code, kept: Code) -> Code:
    """Return the kept code, findable by every name and synonym of the one that goes."""
    names = (*kept.synonyms, gone.name_fi, gone.name_en, *gone.synonyms)
    return replace(
        kept,
        synonyms=_new_names(names, {kept.name_fi.casefold(), kept.name_en.casefold(), ""}),
        definition_fi=kept.definition_fi or gone.definition_fi,
        definition_en=kept.definition_en or gone.definition_en,
    )


def _new_names(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
    unique = {name.casefold(): name for name in reversed(tuple(names)) if name.casefold() not in known}
    return tuple(reversed(unique.values()))
