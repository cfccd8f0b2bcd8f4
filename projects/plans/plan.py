"""A report plan as values: an outline of parts and chapters, and what stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

PART, CHAPTER = "part", "chapter"
QUOTE, RULE, INTRO, INTERPRETATION, MEMO = "quote", "rule", "intro", "interpretation", "memo"
FACTS, TABLE, FIGURE, METHOD, CODEBOOK = "facts", "table", "figure", "method", "codebook"
HOLDERS = (PART, CHAPTER)
APPENDICES = (METHOD, CODEBOOK)
KINDS = (PART, CHAPTER, QUOTE, RULE, INTRO, INTERPRETATION, MEMO, FACTS, TABLE, FIGURE, METHOD, CODEBOOK)

QUADRANTS = "quadrants"
"""The key of the four-quadrant figure."""

VIHKONEN, TUTKIMUS = "vihkonen", "tutkimus"
PRESETS = (TUTKIMUS, VIHKONEN)
LANGUAGES = ("fi", "en", "sv")
# Word's named headings go three deep in our templates.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class PlanNode:
    """Put one thing into the outline.

    `kind` is one of `KINDS`; `target` the id of a quote, memo, code or theme, or the key of a table or figure; `title`
    a heading or caption, `text` what the author has written for an introduction, interpretation or fact box. The rest
    is a rule's: only approved quotes, even shares of the speakers, at most so many (0: all). `opening` lets a quote
    open its chapter.
    """

    id: str
    kind: str
    parent: str | None = None
    target: str = ""
    title: str = ""
    text: str = ""
    approved: bool = False
    balanced: bool = False
    most: int = 0
    opening: bool = False


@dataclass(frozen=True)
class Plan:
    """Hold one plan; `nodes` stand in the order of the outline, each behind its parent.

    `title` empty means the project's name, `template` the path of a Word file or "".
    """

    id: str
    name: str
    title: str = ""
    language: str = "fi"
    preset: str = TUTKIMUS
    template: str = ""
    nodes: tuple[PlanNode, ...] = ()

    @cached_property
    def _by_parent(self) -> Mapping[str | None, tuple[PlanNode, ...]]:
        found: dict[str | None, list[PlanNode]] = defaultdict(list)
        for node in self.nodes:
            found[node.parent].append(node)
        return {parent: tuple(nodes) for parent, nodes in found.items()}

    @cached_property
    def _by_id(self) -> Mapping[str, PlanNode]:
        return {node.id: node for node in self.nodes}

    def node(self, key: str) -> PlanNode:
        """Return a node; KeyError when it is not of this plan."""
        return self._by_id[key]

    def inside(self, parent: str | None) -> tuple[PlanNode, ...]:
        """Return what stands directly in a node, or at the top, in order."""
        return self._by_parent.get(parent, ())

    def below(self, parent: str) -> Iterator[PlanNode]:
        """Go through everything in a node, however deep, in order."""
        for node in self.inside(parent):
            yield node
            yield from self.below(node.id)

    def level(self, node: PlanNode) -> int:
        """Return how deep a node stands, 1 at the top: the level of its heading."""
        level, parent = 1, node.parent
        while parent is not None:
            level, parent = level + 1, self.node(parent).parent
        return level

    def chapter_of(self, node: PlanNode) -> PlanNode | None:
        """Return the part or chapter a node stands in, itself for one of those; None at the top."""
        if node.kind in HOLDERS:
            return node
        return self.node(node.parent) if node.parent else None


def may_hold(parent: str | None, kind: str) -> bool:
    """Tell whether a node of a kind may stand in one of the kind `parent`, or at the top (None).

    Parts and appendices stand at the top or an appendix in a part; all else stands in a part or chapter.
    """
    if parent is None:
        return kind in (PART, CHAPTER, *APPENDICES)
    if parent == PART:
        return kind != PART
    return parent == CHAPTER and kind not in (PART, *APPENDICES)


def numbers(plan: Plan) -> Mapping[str, str]:
    """Return the printed number of every chapter, such as 2 or 2.1; parts and appendices have none.

    Chapters at the top count on from each other. Those in a part take its place among parts: the first chapter of the
    second part is 2.1, as readers of research reports are used to.
    """
    found: dict[str, str] = {}
    for place, node in enumerate((one for one in plan.inside(None) if one.kind in HOLDERS), 1):
        found[node.id] = str(place)
        _number_inside(plan, node, str(place), found)
    return found


def _number_inside(plan: Plan, node: PlanNode, number: str, found: dict[str, str]) -> None:
    for place, one in enumerate((one for one in plan.inside(node.id) if one.kind == CHAPTER), 1):
        found[one.id] = f"{number}.{place}"
        _number_inside(plan, one, found[one.id], found)
