"""Read a query into a tree by its grammar.

either = all {OR all} [scope]; all = not {[AND] not}; not = NOT not | near; near = one {NEAR/n one};
one = (either) | word | "phrase" | filter. Operators are in capitals, English or Finnish.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from projects.errors import QueryError
from projects.search.lexemes import Lexeme, lexemes
from projects.search.nodes import And, Near, Not, Or, Scoped, placed, widened

if TYPE_CHECKING:
    from projects.search.nodes import Node

DEEPEST = 50
STARTS = ("and", "not", "open", "leaf")


def parse(query: str, *, wide: bool = False) -> Node:
    """Return the tree of a query; `wide` asks for derived words too.

    Raises `QueryError` with the position of what cannot be understood.
    """
    found = lexemes(unicodedata.normalize("NFC", query))
    if not found:
        raise QueryError("query-no-word" if query.strip() else "query-empty", position=0)
    reader = _Reader(found, len(query))
    node = reader.either(0)
    rest = reader.next()
    if rest.kind == "close":
        raise QueryError("query-bracket-close", position=rest.position)
    return widened(node) if wide else node


class _Reader:
    """Read lexemes by the grammar."""

    def __init__(self, found: list[Lexeme], length: int) -> None:
        self._lexemes = found
        self._end = Lexeme("end", length)
        self._place = 0

    def next(self) -> Lexeme:
        return self._lexemes[self._place] if self._place < len(self._lexemes) else self._end

    def either(self, depth: int) -> Node:
        nodes = [self._all(depth)]
        while self.next().kind == "or":
            self._place += 1
            nodes.append(self._all(depth))
        node = nodes[0] if len(nodes) == 1 else Or(tuple(nodes))
        if self.next().kind == "scope":
            node = Scoped(node, *self.next().values)
            self._place += 1
        return node

    def _all(self, depth: int) -> Node:
        nodes = [self._not(depth)]
        while self.next().kind in STARTS:
            if self.next().kind == "and":
                self._place += 1
            nodes.append(self._not(depth))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _not(self, depth: int) -> Node:
        lexeme = self.next()
        if lexeme.kind != "not":
            return self._near(depth)
        self._refuse_deep(depth, lexeme)
        self._place += 1
        return Not(self._not(depth + 1))

    def _near(self, depth: int) -> Node:
        begin = self.next()
        left = self._one(depth)
        while self.next().kind == "near":
            operator = self.next()
            self._place += 1
            after = self.next()
            right = self._one(depth)
            for node, lexeme in ((left, begin), (right, after)):
                if not placed(node):
                    raise QueryError("query-near", position=lexeme.position)
            name, distance = operator.values
            left = Near(left, right, distance, ordered=name == "before")  # type: ignore[arg-type]  # both are placed
        return left

    def _one(self, depth: int) -> Node:
        lexeme = self.next()
        self._refuse_deep(depth, lexeme)
        self._place += 1
        if lexeme.kind == "open":
            return self._bracket(lexeme, depth)
        if lexeme.node is None:
            raise self._lonely(lexeme)
        return lexeme.node

    def _bracket(self, opened: Lexeme, depth: int) -> Node:
        if self.next().kind == "end":
            raise QueryError("query-bracket-open", position=opened.position)
        node = self.either(depth + 1)
        if self.next().kind != "close":
            raise QueryError("query-bracket-open", position=opened.position)
        self._place += 1
        return node

    def _refuse_deep(self, depth: int, lexeme: Lexeme) -> None:
        if depth > DEEPEST:
            raise QueryError("query-too-deep", position=lexeme.position)

    def _lonely(self, lexeme: Lexeme) -> QueryError:
        before = self._lexemes[self._place - 2] if self._place > 1 else None
        if lexeme.kind == "close" and before is None:
            return QueryError("query-bracket-close", position=lexeme.position)
        if lexeme.kind == "close" and before is not None and before.kind == "open":
            return QueryError("query-bracket-empty", position=before.position)
        place = before if lexeme.kind in ("end", "close", "scope") and before is not None else lexeme
        return QueryError("query-operator-alone", position=place.position)
