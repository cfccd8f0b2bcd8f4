"""Pure edits of the order of codes: move several to a place, step one up, down, in and out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codebooks.edit import find_code, move
from codebooks.rules import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codebooks.model import Code, Codebook

UP, DOWN, IN, OUT = "up", "down", "in", "out"
"""The ways of `step`."""


def place(
    codebook: Codebook,
    code_ids: Iterable[str],
    *,
    parent: str | None = None,
    family: str | None = None,
    before: str | None = None,
) -> Codebook:
    """Put codes, in the codebook's order, under `parent` or at the top of `family`, before a code there or last.

    Subcodes follow; a code whose own parent moves too stays under it. `before` must stand at the new place and
    not move itself, else the codes come last.

    Raises CodebookError like `edit.move`.
    """
    roots = tops(codebook, code_ids)
    for one in roots:
        codebook = move(codebook, one, parent=parent, family=family)
    moving = _blocks(codebook, roots)
    ids = {code.id for code in moving}
    rest = [code for code in codebook if code.id not in ids]
    at = _place_of(rest, before, parent, codebook.code(roots[0]).family if roots else family)
    return check(replace(codebook, codes=(*rest[:at], *moving, *rest[at:])))


def step(codebook: Codebook, code_id: str, way: str) -> Codebook:
    """Move the code a step among its siblings (`up`, `down`), under the one before it (`in`), or `out`.

    Where there is nowhere to go the codebook comes back as it was. Raises CodebookError with `unknown-code`.
    """
    code = find_code(codebook, code_id)
    siblings = _siblings(codebook, code)
    at = siblings.index(code)
    if way == OUT:
        return _outward(codebook, code)
    if way == IN:
        return place(codebook, (code_id,), parent=siblings[at - 1].id) if at else codebook
    to = at - 1 if way == UP else at + 2
    if not 0 <= to <= len(siblings):
        return codebook
    before = siblings[to].id if to < len(siblings) else None
    return place(codebook, (code_id,), parent=code.parent, family=code.family, before=before)


def tops(codebook: Codebook, code_ids: Iterable[str]) -> tuple[str, ...]:
    """Return those of the codes that stand under none of the others, in the codebook's order.

    Raises CodebookError with `unknown-code`.
    """
    wanted = {find_code(codebook, one).id for one in code_ids}
    return tuple(
        code.id
        for code in codebook
        if code.id in wanted and not any(up.id in wanted for up in codebook.ancestors(code))
    )


def _outward(codebook: Codebook, code: Code) -> Codebook:
    """Put the code behind its parent."""
    if code.parent is None:
        return codebook
    parent = codebook.code(code.parent)
    siblings = _siblings(codebook, parent)
    behind = siblings[siblings.index(parent) + 1 :]
    before = behind[0].id if behind else None
    return place(codebook, (code.id,), parent=parent.parent, family=parent.family, before=before)


def _siblings(codebook: Codebook, code: Code) -> list[Code]:
    return [one for one in codebook if one.parent == code.parent and one.family == code.family]


def _blocks(codebook: Codebook, roots: Sequence[str]) -> list[Code]:
    """Return the codes with all that stands under each, block by block."""
    return [code for one in roots for code in (codebook.code(one), *codebook.descendants(one))]


def _place_of(rest: Sequence[Code], before: str | None, parent: str | None, family: str | None) -> int:
    """Return where in the list the codes go: before a code that stands at the new place, else at the end."""
    return next(
        (
            at
            for at, code in enumerate(rest)
            if code.id == before and code.parent == parent and code.family == family
        ),
        len(rest),
    )
