"""The rules every codebook holds, checked wherever one is read, written or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebooks.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codebooks.model import Code, Codebook, Family


def check(codebook: Codebook, file: str = "") -> Codebook:
    """Return the codebook unchanged when it holds every rule.

    Ids and keys are unique, every code and family has a key and a Finnish name, parents and families exist,
    no code is above itself, and a subcode is in its parent's family.

    Raises CodebookError with one of `codebook-duplicate-id`, `codebook-duplicate-key`,
    `codebook-missing-field`, `codebook-unknown-parent`, `codebook-unknown-family`, `codebook-parent-loop`,
    `codebook-family-of-subcode`.
    """
    for kind, rows in (("family", codebook.families), ("code", codebook.codes)):
        _check_rows(kind, rows, file)
    for code in codebook:
        _check_references(codebook, code, file)
    for code in codebook:
        _check_place(codebook, code, file)
    return codebook


def _check_rows(kind: str, rows: Iterable[Code | Family], file: str) -> None:
    ids: set[str] = set()
    keys: set[str] = set()
    for number, row in enumerate(rows, start=1):
        for field, value in (("id", row.id), ("key", row.key), ("name_fi", row.name_fi)):
            if not value.strip():
                raise CodebookError(
                    "codebook-missing-field", file=file, kind=kind, number=number, key=row.key, field=field
                )
        if row.id in ids:
            raise CodebookError("codebook-duplicate-id", file=file, kind=kind, key=row.key, id=row.id)
        if row.key in keys:
            raise CodebookError("codebook-duplicate-key", file=file, kind=kind, key=row.key)
        ids.add(row.id)
        keys.add(row.key)


def _check_references(codebook: Codebook, code: Code, file: str) -> None:
    if code.parent is not None and code.parent not in codebook:
        raise CodebookError("codebook-unknown-parent", file=file, key=code.key, parent=code.parent)
    if code.family is not None and codebook.family_of(code) is None:
        raise CodebookError("codebook-unknown-family", file=file, key=code.key, family=code.family)


def _check_place(codebook: Codebook, code: Code, file: str) -> None:
    if code.parent is None:
        return
    above = codebook.ancestors(code)
    if not above or above[-1].parent is not None:
        raise CodebookError("codebook-parent-loop", file=file, keys=[code.key, *(up.key for up in above)])
    if codebook.code(code.parent).family != code.family:
        parent = codebook.code(code.parent).key
        raise CodebookError("codebook-family-of-subcode", file=file, key=code.key, parent=parent)
