"""Show what themes gather, and what they could gather, as rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from codebooks.find import path
from codebooks.model import Code
from coder.i18n import Catalogue
from coder.models.excerpt_rows import excerpt_row
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.session import Session
from projects.model import Excerpt, Theme, ThemeMember


@dataclass(frozen=True, slots=True)
class Source:
    """Name where rows come from, such as a code, and make them when they are asked for; each stands for an id."""

    name: str
    rows: Callable[[], list[Item]]


class ThemeRows:
    """Read the project once and make rows of it; made anew for each use."""

    def __init__(self, session: Session, say: Catalogue) -> None:
        """Read codebook, excerpts and the names of quotes."""
        self._session = session
        self._say = say
        self._book = session.store.codebook()
        self._excerpts = {one.id: one for one in session.store.excerpts()}
        self._quotes = session.store.quotes_of_excerpts()

    def members(self, theme: Theme) -> list[Item]:
        """Return a row for each member, in the theme's order."""
        return [(self._member(one), one.id) for one in theme.members]

    def sources(self, theme: Theme, kind: str) -> list[Source]:
        """Return where codes or excerpts can be taken from: all codes; the excerpts of each code, the theme's first."""
        held = {one.target for one in theme.members}
        if kind == "code":
            return [Source("", partial(self._codes, held))]
        coded: dict[str, list[str]] = {}
        for coding in self._session.store.codings():
            if coding.excerpt not in held:
                coded.setdefault(coding.code, []).append(coding.excerpt)
        codes = sorted((code for code in self._book if code.id in coded), key=lambda code: code.id not in held)
        return [Source(self._name(code), partial(self._coded, frozenset(coded[code.id]))) for code in codes]

    def place(self, member: ThemeMember) -> tuple[str, int, int] | None:
        """Return transcript and range of an excerpt, or of a quote's excerpt."""
        target = self._quotes[member.target][1] if member.kind == "quote" else member.target
        excerpt = self._excerpts.get(target)
        return (excerpt.transcript, excerpt.start, excerpt.end) if excerpt else None

    def _member(self, member: ThemeMember) -> Row:
        if member.kind == "code":
            return self._code(self._book.code(member.target))
        if member.kind == "excerpt":
            return self._excerpt(self._excerpts[member.target])
        return Row(self._quotes[member.target][0], second=self._say("themes.a_quote"))

    def _codes(self, held: set[str]) -> list[Item]:
        return [(self._code(code), code.id) for code in self._book if code.id not in held and not code.retired]

    def _coded(self, excerpts: frozenset[str]) -> list[Item]:
        return [(self._excerpt(one), one.id) for one in self._excerpts.values() if one.id in excerpts]

    def _code(self, code: Code) -> Row:
        family = self._book.family_of(code)
        square = Square(family.colour, lighter=bool(code.parent)) if family else None
        where = path(self._book, code, self._say.language) or self._say("codes.orphans")
        return Row(self._name(code), second=where, square=square)

    def _excerpt(self, excerpt: Excerpt) -> Row:
        return excerpt_row(excerpt, self._session.document(excerpt.transcript), self._say)

    def _name(self, code: Code) -> str:
        return code.name(self._say.language)
