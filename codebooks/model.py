"""The values of a codebook: families, codes, and the codebook that holds both."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def new_id() -> str:
    """Return a fresh random UUID, the key of everything in a project."""
    return str(uuid4())


def free_key(taken: Iterable[str], letter: str) -> str:
    """Return the first of C1, C2 ... (for letter C) that is not taken in any case of letters."""
    used = {key.casefold() for key in taken}
    return next(key for key in (f"{letter}{n}" for n in count(1)) if key.casefold() not in used)


@dataclass(frozen=True, slots=True)
class Family:
    """Answer one question about a passage (where, in which relation, ...); the owner of a colour.

    `colour` is the family's slot in the palette, 0 to 5 for the booklet's six, from 6 on for a user's own.
    """

    id: str
    key: str
    name_fi: str
    name_en: str
    colour: int
    question_fi: str = ""
    question_en: str = ""

    def name(self, language: str) -> str:
        """Return the name in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.name_fi, self.name_en, language)

    def question(self, language: str) -> str:
        """Return the question in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.question_fi, self.question_en, language)


@dataclass(frozen=True, slots=True)
class Code:
    """Name one thing to look for; `parent` and `family` are ids and may be None.

    `own_colour` (`#rrggbb`) is a foreign code's colour, kept for export and never shown. `include` says what the
    code covers, `exclude` what it does not.
    """

    id: str
    key: str
    name_fi: str
    name_en: str = ""
    definition_fi: str = ""
    definition_en: str = ""
    parent: str | None = None
    family: str | None = None
    synonyms: tuple[str, ...] = ()
    shortcut: str = ""
    retired: bool = False
    own_colour: str = ""
    example_fi: str = ""
    example_en: str = ""
    include_fi: str = ""
    include_en: str = ""
    exclude_fi: str = ""
    exclude_en: str = ""

    def name(self, language: str) -> str:
        """Return the name in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.name_fi, self.name_en, language)

    def definition(self, language: str) -> str:
        """Return the definition in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.definition_fi, self.definition_en, language)

    def example(self, language: str) -> str:
        """Return the example in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.example_fi, self.example_en, language)

    def include(self, language: str) -> str:
        """Return what the code covers in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.include_fi, self.include_en, language)

    def exclude(self, language: str) -> str:
        """Return what the code does not cover in `fi` or `en`, in the other language when this one is empty."""
        return _in_language(self.exclude_fi, self.exclude_en, language)


CODE_TEXTS = tuple(
    f"{field}_{language}"
    for field in ("name", "definition", "example", "include", "exclude")
    for language in ("fi", "en")
)
"""The fields of a code that are text in two languages."""

FAMILY_TEXTS = ("name_fi", "name_en", "question_fi", "question_en")
"""The fields of a family that are text."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Hold families and codes in their order; keys and ids are unique."""

    families: tuple[Family, ...] = ()
    codes: tuple[Code, ...] = ()
    name_fi: str = ""
    name_en: str = ""
    _by_id: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the codes by id."""
        self._by_id.update({code.id: code for code in self.codes})

    def __iter__(self) -> Iterator[Code]:
        """Go through the codes in order."""
        return iter(self.codes)

    def __contains__(self, code_id: object) -> bool:
        """Tell whether a code has this id."""
        return code_id in self._by_id

    def code(self, code_id: str) -> Code:
        """Return the code with this id; KeyError when there is none."""
        return self._by_id[code_id]

    def family(self, family_id: str) -> Family:
        """Return the family with this id; KeyError when there is none."""
        return {family.id: family for family in self.families}[family_id]

    def family_of(self, code: Code) -> Family | None:
        """Return the code's family, or None."""
        return next((family for family in self.families if family.id == code.family), None)

    def children(self, code_id: str | None) -> tuple[Code, ...]:
        """Return the codes right under this one in order; those without a parent for None."""
        return tuple(code for code in self.codes if code.parent == code_id)

    def ancestors(self, code: Code) -> tuple[Code, ...]:
        """Return the code's parent, the parent's parent and so on; ends at a loop or an unknown parent."""
        above: list[Code] = []
        seen = {code.id}
        while code.parent in self._by_id and code.parent not in seen:
            code = self._by_id[code.parent]
            seen.add(code.id)
            above.append(code)
        return tuple(above)

    def descendants(self, code_id: str) -> tuple[Code, ...]:
        """Return all codes under this one, in the codebook's order."""
        below: set[str] = set()
        pending = [code_id]
        children = self.by_parent()
        while pending:
            fresh = [code.id for code in children.get(pending.pop(), ()) if code.id not in below]
            below.update(fresh)
            pending += fresh
        return tuple(code for code in self.codes if code.id in below)

    def by_parent(self) -> dict[str | None, list[Code]]:
        """Return parent's id (None at the top) -> its children in order, for those who ask for many."""
        found: dict[str | None, list[Code]] = {}
        for code in self.codes:
            found.setdefault(code.parent, []).append(code)
        return found


def _in_language(finnish: str, english: str, language: str) -> str:
    return (english or finnish) if language == "en" else (finnish or english)
