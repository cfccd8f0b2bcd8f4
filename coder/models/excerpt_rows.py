"""Show excerpts as rows: their words, and from where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coder.i18n import Catalogue
from coder.models.row import Row
from projects.model import Coding, Document, Excerpt
from projects.speech import Piece, pieces


def excerpt_row(excerpt: Excerpt, document: Document, say: Catalogue) -> Row:
    """Return the row of an excerpt: what is said, then transcript, turn and speakers."""
    said = pieces(document, excerpt.start, excerpt.end)
    words = " – ".join(" ".join(piece.text.split()) for piece in said)
    return Row(words, second=_where(document, said, say))


def coding_rows(
    codings: Iterable[Coding], excerpts: Iterable[Excerpt], document: Callable[[str], Document], say: Catalogue
) -> list[tuple[Row, str]]:
    """Return a row for each coding with its id, in the order of the material."""
    by_excerpt: dict[str, list[Coding]] = {}
    for coding in codings:
        by_excerpt.setdefault(coding.excerpt, []).append(coding)
    return [
        (excerpt_row(excerpt, document(excerpt.transcript), say), coding.id)
        for excerpt in excerpts
        for coding in by_excerpt.get(excerpt.id, ())
    ]


def _where(document: Document, said: tuple[Piece, ...], say: Catalogue) -> str:
    if not said:
        return document.transcript.short
    labels = dict.fromkeys(text for piece in said if (text := document.label_of(piece.turn)))
    turn = say("excerpts.turn", turn=said[0].turn.name)
    return " · ".join([document.transcript.short, turn, *([", ".join(labels)] if labels else [])])
