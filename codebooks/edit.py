"""Pure edits of a codebook: each returns a new one that holds every rule, or refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codebooks.colours import next_colour
from codebooks.errors import CodebookError
from codebooks.model import CODE_TEXTS, Code, Codebook, Family, free_key
from codebooks.rules import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SHORTCUTS = ("", *"123456789")
"""What a code's shortcut may be: a digit, or nothing."""

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
    code = find_code(codebook, code_id)
    finnish = code.name_fi if name_fi is None else name_fi
    english = code.name_en if name_en is None else name_en
    return with_code(codebook, replace(code, name_fi=finnish, name_en=english))


def describe(codebook: Codebook, code_id: str, fields: Mapping[str, str]) -> Codebook:
    """Change texts of the code: any of `CODE_TEXTS`, by field.

    Raises CodebookError with `unknown-code` or `codebook-missing-field` (an empty Finnish name); KeyError for
    a field that is no text of a code.
    """
    code = find_code(codebook, code_id)
    for field in fields:
        if field not in CODE_TEXTS:
            raise KeyError(field)
    return with_code(codebook, replace(code, **fields))  # type: ignore[arg-type]  # texts


def set_synonyms(codebook: Codebook, code_id: str, synonyms: Iterable[str]) -> Codebook:
    """Give the code these synonyms, each once, without blanks around them and without its own names.

    Raises CodebookError with `unknown-code`.
    """
    code = find_code(codebook, code_id)
    own = {code.name_fi.casefold(), code.name_en.casefold(), ""}
    return with_code(codebook, replace(code, synonyms=_new_names((one.strip() for one in synonyms), own)))


def set_shortcut(codebook: Codebook, code_id: str, shortcut: str, *, take: bool = False) -> Codebook:
    """Let a digit 1 to 9 stand for the code, or none; with `take` another code that has it loses it.

    Raises CodebookError with `unknown-code`, `codebook-bad-shortcut`, or `codebook-shortcut-taken` (values
    `shortcut`, `key`) when another code in use has it.
    """
    code = find_code(codebook, code_id)
    if shortcut not in SHORTCUTS:
        raise CodebookError("codebook-bad-shortcut", shortcut=shortcut)
    others = [one for one in codebook if shortcut and one.shortcut == shortcut and one.id != code_id]
    holder = next((one for one in others if not one.retired), None)
    if holder is not None and not take:
        raise CodebookError("codebook-shortcut-taken", shortcut=shortcut, key=holder.key)
    gone = {one.id for one in others}
    freed = _mapped(codebook, lambda one: replace(one, shortcut="") if one.id in gone else one)
    return with_code(freed, replace(code, shortcut=shortcut))


def move(codebook: Codebook, code_id: str, *, parent: str | None = None, family: str | None = None) -> Codebook:
    """Put the code under `parent`, or at the top of `family`, or outside every family; its subcodes follow.

    Under a parent the code is in the parent's family, whatever `family` says. Keys never change.

    Raises CodebookError with `unknown-code`, `codebook-unknown-parent`, `codebook-unknown-family` or
    `codebook-parent-loop` (under itself or one of its own subcodes).
    """
    code = find_code(codebook, code_id)
    if parent is not None and parent not in codebook:
        raise CodebookError("codebook-unknown-parent", key=code.key, parent=parent)
    if parent is not None:
        _refuse_loop(codebook, code, codebook.code(parent))
        family = codebook.code(parent).family
    below = {sub.id for sub in codebook.descendants(code_id)}
    moved = _mapped(codebook, lambda other: replace(other, family=family) if other.id in below else other)
    return with_code(moved, replace(code, parent=parent, family=family))


def merge(codebook: Codebook, source: str, target: str) -> Codebook:
    """Merge the code `source` into `target`: its names and synonyms become synonyms, its subcodes move.

    A target below the source first takes the source's place, so a code can be merged into its own subcode.
    Every text that the target lacks it gets from the source, and a shortcut too.

    Raises CodebookError with `unknown-code`, `codebook-merge-itself` or `codebook-merge-retired` (the
    target is retired).
    """
    gone, kept = find_code(codebook, source), find_code(codebook, target)
    if gone.id == kept.id:
        raise CodebookError("codebook-merge-itself", key=gone.key)
    if kept.retired:
        raise CodebookError("codebook-merge-retired", key=kept.key)
    if gone in codebook.ancestors(kept):
        codebook = move(codebook, target, parent=gone.parent, family=gone.family)
    for sub in codebook.children(source):
        codebook = move(codebook, sub.id, parent=target)
    codebook = with_code(codebook, _joined(gone, codebook.code(target)))
    return check(replace(codebook, codes=tuple(code for code in codebook if code.id != source)))


def split(codebook: Codebook, code_id: str, fresh: Code) -> Codebook:
    """Put a new code right behind this one, at the same place of the tree, in the same family.

    Raises CodebookError with `unknown-code`, or like `add_code`.
    """
    code = find_code(codebook, code_id)
    fresh = replace(fresh, key=fresh.key or next_free_key(codebook), parent=code.parent, family=code.family)
    at = codebook.codes.index(code) + 1
    return check(replace(codebook, codes=(*codebook.codes[:at], fresh, *codebook.codes[at:])))


def remove(codebook: Codebook, code_ids: Iterable[str]) -> Codebook:
    """Take codes out; subcodes that stay move up to the place of the one that goes.

    Raises CodebookError with `unknown-code`.
    """
    gone = {find_code(codebook, one).id for one in code_ids}

    def lifted(code: Code) -> Code:
        parent = code.parent
        while parent in gone:
            parent = codebook.code(parent).parent
        return replace(code, parent=parent)

    return check(replace(codebook, codes=tuple(lifted(code) for code in codebook if code.id not in gone)))


def retire(codebook: Codebook, code_id: str) -> Codebook:
    """Take the code out of use; its codings stay. Raises CodebookError with `unknown-code`."""
    return with_code(codebook, replace(find_code(codebook, code_id), retired=True))


def restore(codebook: Codebook, code_id: str) -> Codebook:
    """Take a retired code into use again. Raises CodebookError with `unknown-code`."""
    return with_code(codebook, replace(find_code(codebook, code_id), retired=False))


def find_code(codebook: Codebook, code_id: str) -> Code:
    """Return the code with this id. Raises CodebookError with `unknown-code`."""
    if code_id not in codebook:
        raise CodebookError("unknown-code", text=code_id)
    return codebook.code(code_id)


def _mapped(codebook: Codebook, change: Callable[[Code], Code]) -> Codebook:
    return replace(codebook, codes=tuple(change(code) for code in codebook))


def with_code(codebook: Codebook, changed: Code) -> Codebook:
    """Put a changed code in the place of the one with its id; raises CodebookError like `rules.check`."""
    return check(_mapped(codebook, lambda code: changed if code.id == changed.id else code))


def _refuse_loop(codebook: Codebook, code: Code, parent: Code) -> None:
    chain = (parent, *codebook.ancestors(parent))
    if code in chain:
        keys = [code.key, *(up.key for up in chain[: chain.index(code)])]
        raise CodebookError("codebook-parent-loop", keys=keys)


def _joined(gone: Code, kept: Code) -> Code:
    """Return the kept code, findable by every name and synonym of the one that goes."""
    texts = {field: getattr(kept, field) or getattr(gone, field) for field in CODE_TEXTS}
    known = {texts["name_fi"].casefold(), texts["name_en"].casefold(), ""}
    names = (*kept.synonyms, gone.name_fi, gone.name_en, *gone.synonyms)
    shortcut = kept.shortcut or gone.shortcut
    return replace(kept, synonyms=_new_names(names, known), shortcut=shortcut, **texts)


def _new_names(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
    unique = {name.casefold(): name for name in reversed(tuple(names)) if name.casefold() not in known}
    return tuple(reversed(unique.values()))
