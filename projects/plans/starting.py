"""Begin a plan from the codebook: a chapter for each code or family with codings, and appendices in research."""

from __future__ import annotations

from collections.abc import Mapping

from codebooks.model import Codebook
from projects.analysis.quadrants import quadrant_codes
from projects.commands.plans import NewNode
from projects.plans.plan import (
    CHAPTER,
    CODEBOOK,
    FACTS,
    FIGURE,
    INTERPRETATION,
    INTRO,
    METHOD,
    PART,
    QUADRANTS,
    RULE,
    TABLE,
    TUTKIMUS,
)

MOST = 5


def from_codebook(codebook: Codebook, counts: Mapping[str, int], preset: str, language: str) -> tuple[NewNode, ...]:
    """Return the outline a preset begins with; `counts` are each code's codings.

    Research: a part for each family in use, a chapter for each code in use, a table of the family's codes, method and
    codebook at the end. Booklet: a chapter for each family in use, with a fact box, and neither tables nor appendices.
    """
    used = {key for key, count in counts.items() if count}
    families = [one for one in codebook.families if any(code.family == one.id and code.id in used for code in codebook)]
    quadrants = {code.family for code in quadrant_codes(codebook).values()}
    nodes = []
    for family in families:
        figure = (NewNode(FIGURE, QUADRANTS),) if family.id in quadrants else ()
        if preset == TUTKIMUS:
            codes = [one for one in codebook if one.family == family.id and one.id in used]
            chapters = tuple(chapter(one.name(language), one.id) for one in codes)
            table = (NewNode(TABLE, f"codes:{family.id}"),)
            inside: tuple[NewNode, ...] = (NewNode(INTRO), *table, *figure, *chapters)
            nodes.append(NewNode(PART, title=family.name(language), inside=inside))
        else:
            inside = (NewNode(INTRO), rule(family.id), NewNode(FACTS), *figure, NewNode(INTERPRETATION))
            nodes.append(NewNode(CHAPTER, title=family.name(language), inside=inside))
    return (*nodes, NewNode(METHOD), NewNode(CODEBOOK)) if preset == TUTKIMUS else tuple(nodes)


def chapter(title: str, target: str = "") -> NewNode:
    """Return a chapter with room for an introduction and an interpretation, and a rule when it is about something."""
    quotes = (rule(target),) if target else ()
    return NewNode(CHAPTER, title=title, inside=(NewNode(INTRO), *quotes, NewNode(INTERPRETATION)))


def rule(target: str) -> NewNode:
    """Return a rule as new ones are: a few quotes, shared evenly among the speakers."""
    return NewNode(RULE, target, balanced=True, most=MOST)
