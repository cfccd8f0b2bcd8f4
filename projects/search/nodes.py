"""The values a query is read into: words, patterns, phrases, distances, filters, and how they are joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """Ask for a word in any of its forms; `wide` asks for what is derived from it too."""

    form: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Exact:
    """Ask for a word as it is written, upper and lower case alike."""

    form: str


@dataclass(frozen=True, slots=True)
class Wild:
    """Ask for written words that fit a pattern: `*` stands for anything or nothing, `?` for one character."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Ask for written words at most `edits` away: a letter more, less, another one, or two neighbours swapped."""

    form: str
    edits: int = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Ask for words that follow one another in one turn."""

    words: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Ask for two things in one turn at most `distance` words apart (1 = side by side), `ordered` left before right."""

    left: Placed
    right: Placed
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """Ask for turns that fit all."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Ask for turns that fit one at least."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Ask for turns that do not fit."""

    node: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """Ask for turns by what is known of them; any of the values will do.

    `kind` is `code`, `family`, `speaker`, `role`, `transcript`, `coder`, `variable` or `kind`; `position` says
    where the value stands in the query.
    """

    kind: str
    values: tuple[str, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Scoped:
    """Say how far apart the things that AND joins may be: `turn`, `speaker` (in one transcript) or `turns`.

    With `turns` they may stand at most `turns` turns from the turn that is found.
    """

    node: Node
    scope: str
    turns: int = 0


Leaf: TypeAlias = Word | Exact | Wild | Fuzzy
Placed: TypeAlias = Leaf | Phrase | Near | Or
Node: TypeAlias = Leaf | Phrase | Near | And | Or | Not | Filter | Scoped
LEAVES = (Word, Exact, Wild, Fuzzy)


def inner(node: Node) -> tuple[Node, ...]:
    """Return the nodes that stand right under a node."""
    if isinstance(node, And | Or):
        return node.nodes
    if isinstance(node, Phrase):
        return node.words
    if isinstance(node, Near):
        return (node.left, node.right)
    return (node.node,) if isinstance(node, Not | Scoped) else ()


def placed(node: Node) -> bool:
    """Tell whether a node stands at words, so that a distance to it can be told."""
    if isinstance(node, Or):
        return all(placed(one) for one in node.nodes)
    return isinstance(node, (*LEAVES, Phrase, Near))


def leaves(node: Node) -> tuple[Placed, ...]:
    """Return what shows why a turn fits: words, phrases and distances; what NOT forbids is left out."""
    if isinstance(node, And | Or | Scoped):
        return tuple(leaf for one in inner(node) for leaf in leaves(one))
    return () if isinstance(node, Not | Filter) else (node,)


def words(node: Node) -> frozenset[str]:
    """Return the forms of all inflected words in a query, those under NOT too."""
    if isinstance(node, Word):
        return frozenset({node.form})
    return frozenset(form for one in inner(node) for form in words(one))


def filters(node: Node) -> tuple[Filter, ...]:
    """Return every filter in a query."""
    if isinstance(node, Filter):
        return (node,)
    return tuple(one for under in inner(node) for one in filters(under))


def widened(node: Node) -> Node:
    """Return a query with every inflected word asked for widely."""
    if isinstance(node, Word):
        return Word(node.form, wide=True)
    if isinstance(node, And | Or):
        return type(node)(tuple(map(widened, node.nodes)))
    if isinstance(node, Phrase):
        return Phrase(tuple(map(widened, node.words)))  # type: ignore[arg-type]  # a leaf stays a leaf
    if isinstance(node, Near):
        left, right = widened(node.left), widened(node.right)
        return Near(left, right, node.distance, node.ordered)  # type: ignore[arg-type]  # placed stays placed
    if isinstance(node, Not):
        return Not(widened(node.node))
    return Scoped(widened(node.node), node.scope, node.turns) if isinstance(node, Scoped) else node
