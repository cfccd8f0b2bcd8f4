"""Read a query: words, =exact words, "phrases", prefix*, AND OR NOT (JA TAI EI) and brackets, into a tree."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from projects.errors import QueryError
from projects.search.tokens import form_of
from projects.speech import WORD

QUOTES = '"”“„»«'
OPERATORS = {"AND": "and", "JA": "and", "OR": "or", "TAI": "or", "NOT": "not", "EI": "not"}
LEXEME = re.compile(
    rf"""(?P<space>\s+) | (?P<open>\() | (?P<close>\))
    | (?P<exact>=?)(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<end>[{QUOTES}]?) | (?P<text>[^\s(){QUOTES}]+))""",
    re.VERBOSE,
)
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Word:
    """Ask for a word in any of its forms."""

    form: str


@dataclass(frozen=True, slots=True)
class Exact:
    """Ask for a word as it is written, upper and lower case alike."""

    form: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Ask for words that begin so."""

    start: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Ask for words that follow one another in one turn."""

    words: tuple[Leaf, ...]


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


Leaf: TypeAlias = Word | Exact | Prefix
Node: TypeAlias = Leaf | Phrase | And | Or | Not


class _Kind(Protocol):
    def __call__(self, form: str, /) -> Leaf: ...


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    position: int
    node: Node | None = None


def parse(query: str) -> Node:
    """Return the tree of a query; raises `QueryError` with the position of what cannot be understood."""
    lexemes = _lexemes(unicodedata.normalize("NFC", query))
    if not lexemes:
        raise QueryError("query-no-word" if query.strip() else "query-empty", position=0)
    reader = _Reader(lexemes, len(query))
    node = reader.either(0)
    rest = reader.next()
    if rest.kind == "close":
        raise QueryError("query-bracket-close", position=rest.position)
    return node


def leaves(node: Node) -> tuple[Leaf | Phrase, ...]:
    """Return the words and phrases whose places show why a turn fits; what NOT forbids is left out."""
    if isinstance(node, And | Or):
        return tuple(leaf for one in node.nodes for leaf in leaves(one))
    return () if isinstance(node, Not) else (node,)


def words(node: Node) -> frozenset[str]:
    """Return the forms of all inflected words in a query, those under NOT too."""
    if isinstance(node, Word):
        return frozenset({node.form})
    if isinstance(node, Not):
        return words(node.node)
    inner = node.nodes if isinstance(node, And | Or) else node.words if isinstance(node, Phrase) else ()
    return frozenset(form for one in inner for form in words(one))


class _Reader:
    """Read lexemes by the grammar: either = all {OR all}; all = one {[AND] one}; one = NOT one | (either) | leaf."""

    def __init__(self, lexemes: list[_Lexeme], length: int) -> None:
        self._lexemes = lexemes
        self._end = _Lexeme("end", length)
        self._place = 0

    def next(self) -> _Lexeme:
        return self._lexemes[self._place] if self._place < len(self._lexemes) else self._end

    def either(self, depth: int) -> Node:
        nodes = [self._all(depth)]
        while self.next().kind == "or":
            self._place += 1
            nodes.append(self._all(depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def _all(self, depth: int) -> Node:
        nodes = [self._one(depth)]
        while self.next().kind in ("and", "not", "open", "leaf"):
            if self.next().kind == "and":
                self._place += 1
            nodes.append(self._one(depth))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _one(self, depth: int) -> Node:
        lexeme = self.next()
        if depth > DEEPEST:
            raise QueryError("query-too-deep", position=lexeme.position)
        self._place += 1
        if lexeme.kind == "not":
            return Not(self._one(depth + 1))
        if lexeme.kind == "open":
            return self._bracket(lexeme, depth)
        if lexeme.node is None:
            raise self._lonely(lexeme)
        return lexeme.node

    def _bracket(self, opened: _Lexeme, depth: int) -> Node:
        if self.next().kind == "end":
            raise QueryError("query-bracket-open", position=opened.position)
        node = self.either(depth + 1)
        if self.next().kind != "close":
            raise QueryError("query-bracket-open", position=opened.position)
        self._place += 1
        return node

    def _lonely(self, lexeme: _Lexeme) -> QueryError:
        before = self._lexemes[self._place - 2] if self._place > 1 else None
        if lexeme.kind == "close" and before is None:
            return QueryError("query-bracket-close", position=lexeme.position)
        if lexeme.kind == "close" and before is not None and before.kind == "open":
            return QueryError("query-bracket-empty", position=before.position)
        place = before if lexeme.kind in ("end", "close") and before is not None else lexeme
        return QueryError("query-operator-alone", position=place.position)


def _lexemes(query: str) -> list[_Lexeme]:
    """Return the pieces of a query that mean something; a lone dash between words means nothing."""
    found = (_lexeme(one) for one in LEXEME.finditer(query) if one["space"] is None)
    return [lexeme for lexeme in found if lexeme]


def _lexeme(found: re.Match[str]) -> _Lexeme | None:
    position = found.start()
    for bracket in ("open", "close"):
        if found[bracket]:
            return _Lexeme(bracket, position)
    exact = bool(found["exact"])
    if found["phrase"] is not None:
        if not found["end"]:
            raise QueryError("query-quote-open", position=found.start("phrase") - 1)
        return _leaf(found["phrase"], position, exact=exact)
    if found["text"] in OPERATORS and not exact:
        return _Lexeme(OPERATORS[found["text"]], position)
    return _leaf(found["text"], position, exact=exact)


def _leaf(text: str, position: int, *, exact: bool) -> _Lexeme | None:
    kind: _Kind = Exact if exact else Word
    found: list[Leaf] = []
    for chunk in text.split():
        if "*" in chunk.rstrip("*"):
            raise QueryError("query-star", position=position)
        forms = [form_of(word) for word in WORD.findall(chunk)]
        found.extend(kind(form) for form in forms)
        if chunk.endswith("*"):
            if not forms:
                raise QueryError("query-star", position=position)
            found[-1] = Prefix(forms[-1])
    if not found:
        return None
    return _Lexeme("leaf", position, found[0] if len(found) == 1 else Phrase(tuple(found)))
