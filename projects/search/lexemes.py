"""Cut a query into lexemes: brackets, operators, filters, scopes and what stands for words, each with its place."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.errors import QueryError
from projects.search.nodes import Exact, Filter, Fuzzy, Phrase, Wild, Word
from projects.search.tokens import form_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from projects.search.nodes import Leaf, Node

QUOTES = '"”“„»«'
OPERATORS = {"AND": "and", "JA": "and", "OR": "or", "TAI": "or", "NOT": "not", "EI": "not"}
NAMES = {
    "koodi": "code",
    "code": "code",
    "perhe": "family",
    "family": "family",
    "puhuja": "speaker",
    "speaker": "speaker",
    "rooli": "role",
    "role": "role",
    "aineisto": "transcript",
    "haastattelu": "transcript",
    "transcript": "transcript",
    "koodaaja": "coder",
    "coder": "coder",
    "muuttuja": "variable",
    "variable": "variable",
    "laji": "kind",
    "kind": "kind",
}
SCOPES = (
    (re.compile(r"same\s+turn|sama(?:ssa)?\s+vuoro(?:ssa)?", re.IGNORECASE), "turn"),
    (re.compile(r"same\s+speaker|sama(?:lla)?\s+puhuja(?:lla)?", re.IGNORECASE), "speaker"),
    (re.compile(r"neighbou?ring\s+turns?(?:\s+(\d+))?", re.IGNORECASE), "turns"),
    (re.compile(r"(?:naapurivuorot|vierekkäiset\s+vuorot|viereiset\s+vuorot)(?:\s+(\d+))?", re.IGNORECASE), "turns"),
)
SCOPE_END = re.compile(r"\s*(?:\)|$)")
NEAR = re.compile(r"(?P<word>NEAR|LÄHELLÄ|BEFORE|ENNEN)(?:/(?P<n>\d*))?|(?i:near|lähellä|before|ennen)/\d*")
ORDERED = ("before", "ennen")
NEAR_WORDS = 10
FARTHEST = 1000
MOST_TURNS = 100
LEXEME = re.compile(
    rf"""(?P<space>\s+) | (?P<open>\() | (?P<close>\))
    | (?P<exact>=?)(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<end>[{QUOTES}]?) | (?P<text>[^\s(){QUOTES}]+))""",
    re.VERBOSE,
)
FILTER = re.compile(r"(?P<name>[^\W\d_]+):")
VALUE = re.compile(rf"\s*(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<end>[{QUOTES}]?)|(?P<plain>[^\s(){QUOTES}]+))")
LETTER = r"(?:[^\W_]|[*?])"
PIECE = re.compile(rf"({LETTER}+(?:[-'’]{LETTER}+)*)(~\d*|\+)?")
MOST_EDITS = 2
LIKE = 0.8


@dataclass(frozen=True, slots=True)
class Lexeme:
    """Hold one piece of a query; `values` are what an operator brings along."""

    kind: str
    position: int
    node: Node | None = None
    values: tuple[str, int] = ("", 0)


def lexemes(query: str) -> list[Lexeme]:
    """Return the pieces of a query that mean something; raises `QueryError` with the place of one that cannot."""
    return list(_cut(query))


def _cut(query: str) -> Iterator[Lexeme]:
    place = 0
    before = "open"
    while place < len(query):
        lexeme, place = _next(query, place, bare=before == "open")
        if lexeme:
            yield lexeme
            before = lexeme.kind


def _next(query: str, place: int, *, bare: bool) -> tuple[Lexeme | None, int]:
    """Return the lexeme at a place, None when it means nothing, and where the next one begins."""
    scope = None if bare else _scope(query, place)
    if scope:
        return scope
    named = FILTER.match(query, place)
    if named and form_of(named["name"]) in NAMES:
        return _filter(query, named)
    if named:
        _refuse_alike(named["name"], place)
    found = LEXEME.match(query, place)
    return (_lexeme(found), found.end()) if found else (None, place + 1)


def _scope(query: str, place: int) -> tuple[Lexeme, int] | None:
    """Read a scope; it stands at the end of a query or of a bracket, elsewhere its words are words."""
    if place and query[place - 1].isalnum():
        return None
    for pattern, name in SCOPES:
        found = pattern.match(query, place)
        if found and SCOPE_END.match(query, found.end()):
            turns = int(found[1] or 1) if name == "turns" else 0
            if name == "turns" and not 1 <= turns <= MOST_TURNS:
                raise QueryError("query-turns", position=place, most=MOST_TURNS)
            return Lexeme("scope", place, values=(name, turns)), found.end()
    return None


def _filter(query: str, found: re.Match[str]) -> tuple[Lexeme, int]:
    position = found.start()
    value = VALUE.match(query, found.end())
    if value is None:
        raise QueryError("query-filter-empty", position=position, filter=found["name"])
    if value["quoted"] is not None and not value["end"]:
        raise QueryError("query-quote-open", position=value.start("quoted") - 1)
    quoted = value["quoted"] is not None
    values = [value["quoted"]] if quoted else value["plain"].split(",")
    kept = tuple(one.strip() for one in values if one.strip())
    if not kept:
        raise QueryError("query-filter-empty", position=position, filter=found["name"])
    place = value.start("quoted" if quoted else "plain")
    return Lexeme("leaf", position, Filter(NAMES[form_of(found["name"])], kept, place)), value.end()


def _refuse_alike(name: str, position: int) -> None:
    alike = difflib.get_close_matches(form_of(name), NAMES, 1, LIKE)
    if alike:
        raise QueryError("query-filter-name", position=position, filter=name, meant=alike[0])


def _lexeme(found: re.Match[str]) -> Lexeme | None:
    position = found.start()
    if found["space"]:
        return None
    for bracket in ("open", "close"):
        if found[bracket]:
            return Lexeme(bracket, position)
    exact = bool(found["exact"])
    if found["phrase"] is not None:
        if not found["end"]:
            raise QueryError("query-quote-open", position=found.start("phrase") - 1)
        return _leaf(found["phrase"], position, exact=exact)
    operator = None if exact else _operator(found["text"], position)
    return operator or _leaf(found["text"], position, exact=exact)


def _operator(text: str, position: int) -> Lexeme | None:
    if text in OPERATORS:
        return Lexeme(OPERATORS[text], position)
    if not NEAR.fullmatch(text):
        return None
    name, _, number = text.partition("/")
    distance = int(number) if number else NEAR_WORDS
    if not 1 <= distance <= FARTHEST:
        raise QueryError("query-distance", position=position, most=FARTHEST)
    return Lexeme("near", position, values=("before" if name.lower() in ORDERED else "near", distance))


def _leaf(text: str, position: int, *, exact: bool) -> Lexeme | None:
    found = [leaf for one in PIECE.finditer(text) if (leaf := _piece(one, position, exact=exact))]
    if not found:
        return None
    return Lexeme("leaf", position, found[0] if len(found) == 1 else Phrase(tuple(found)))


def _piece(found: re.Match[str], position: int, *, exact: bool) -> Leaf | None:
    """Return what one word of a query asks for; a question mark that only ends a question means nothing."""
    text, mark = form_of(found[1]), found[2] or ""
    if "*" not in text and "?" not in text.rstrip("?"):
        text = text.rstrip("?")
    if not any(map(str.isalnum, text)):
        if "*" in text:
            raise QueryError("query-star", position=position)
        return None
    wild = "*" in text or "?" in text
    if mark.startswith("~"):
        if wild or int(mark[1:] or 1) not in range(1, MOST_EDITS + 1):
            raise QueryError("query-fuzzy", position=position, most=MOST_EDITS)
        return Fuzzy(text, int(mark[1:] or 1))
    if wild:
        return Wild(text)
    return Exact(text) if exact else Word(text, wide=mark == "+")
