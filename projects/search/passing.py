"""Find the turns that pass a filter of a query: names are forgiven their case and their end, unknown ones refused."""

from __future__ import annotations

import difflib
import operator
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from projects.errors import QueryError
from projects.search.space import marked
from projects.speech import turns_in

if TYPE_CHECKING:
    from projects.model import Document, Turn
    from projects.search.corpus import Corpus
    from projects.search.facts import Described, Facts
    from projects.search.nodes import Filter
    from projects.search.space import Space

KINDS = {
    "transcript": "transcript", "aineisto": "transcript", "haastattelu": "transcript",
    "memo": "memo", "muistio": "memo", "muistiot": "memo", "memos": "memo",
    "code": "code", "koodi": "code", "koodit": "code", "codes": "code",
    "quote": "quote", "sitaatti": "quote", "sitaatit": "quote", "lainaus": "quote", "quotes": "quote",
    "theme": "theme", "teema": "theme", "teemat": "theme", "themes": "theme",
}  # fmt: skip
CONDITION = re.compile(r"(?P<name>.*?)\s*(?P<sign>>=|<=|!=|=|>|<)\s*(?P<value>.*)")
SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}  # fmt: skip
LIKE = 0.6
Named = Iterable[tuple[str, object]]


class Passing:
    """Answer filters for one corpus laid out in one space."""

    def __init__(self, facts: Callable[[], Facts], corpus: Corpus, space: Space) -> None:
        """Keep what is known; nothing is computed before a filter asks."""
        self._read = facts
        self._corpus = corpus
        self._space = space

    @cached_property
    def _facts(self) -> Facts:
        return self._read()

    def bits(self, one: Filter) -> int:
        """Return the turns that pass; raises `QueryError` with the place of a value that nothing is called."""
        found: int = getattr(self, f"_{one.kind}")(one)
        return found

    def voices(self, transcript: str) -> tuple[int, ...]:
        """Return each speaker's turns in a transcript, as bits from its first; turns without a label are one voice."""
        turns = self._corpus.document(transcript).turns
        said: dict[str | None, list[int]] = {}
        for place, turn in enumerate(turns):
            said.setdefault(turn.label, []).append(place)
        return tuple(marked(places, len(turns)) for places in said.values())

    def _transcript(self, one: Filter) -> int:
        listed = [item for item in self._corpus.transcripts() if self._corpus.kind(item.id) == "transcript"]
        named = [(name, item.id) for item in listed for name in (item.short, item.name, item.id)]
        return self._space.whole({str(id_) for id_ in _chosen(one, named)})

    def _kind(self, one: Filter) -> int:
        wanted = _chosen(one, KINDS.items())
        ids = [item.id for item in self._corpus.transcripts()]
        return self._space.whole({id_ for id_ in ids if self._corpus.kind(id_) in wanted})

    def _role(self, one: Filter) -> int:
        persons = [person for document in self._documents() for person in document.persons.values()]
        wanted = _chosen(one, ((person.role, person.role) for person in persons))
        return self._turns(lambda document, turn: (who := document.person_of(turn)) is not None and who.role in wanted)

    def _speaker(self, one: Filter) -> int:
        named: list[tuple[str, object]] = []
        for document in self._documents():
            for label in document.labels.values():
                person = document.persons[label.person]
                names = (label.text, person.pseudonym, f"{person.role} {person.number}")
                named += [(name, label.id) for name in names if name]
        wanted = _chosen(one, named)
        return self._turns(lambda _, turn: turn.label in wanted)

    def _code(self, one: Filter) -> int:
        codes = self._facts.codebook
        wanted = _chosen(one, ((name, it.id) for it in codes for name in (it.key, it.name_fi, it.name_en) if name))
        return self._coded(coding.excerpt for coding in self._facts.codings if coding.code in wanted)

    def _family(self, one: Filter) -> int:
        families = self._facts.codebook.families
        wanted = _chosen(one, ((name, it.id) for it in families for name in (it.key, it.name_fi, it.name_en) if name))
        codes = {code.id for code in self._facts.codebook if code.family in wanted}
        return self._coded(coding.excerpt for coding in self._facts.codings if coding.code in codes)

    def _coder(self, one: Filter) -> int:
        wanted = _chosen(one, ((coder.name, coder.id) for coder in self._facts.coders))
        return self._coded(coding.excerpt for coding in self._facts.codings if coding.coder in wanted)

    def _variable(self, one: Filter) -> int:
        wanted = [value for text in one.values for value in self._values(one, text)]
        transcripts = {value.target for value in wanted if value.table == "transcript"}
        persons = {value.target for value in wanted if value.table == "person"}
        spoken = self._turns(lambda document, turn: (who := document.person_of(turn)) is not None and who.id in persons)
        return spoken | self._space.whole(transcripts)

    def _values(self, one: Filter, text: str) -> list[Described]:
        """Return the values that meet a condition such as `ikä>=30`; a name alone asks for any value."""
        condition = CONDITION.fullmatch(text)
        values = self._facts.values
        name = _name(one, condition["name"] if condition else text, sorted({value.name for value in values}))
        named = [value for value in values if value.name == name]
        return [value for value in named if condition is None or _meets(value.value, condition)]

    def _coded(self, excerpts: Iterable[str]) -> int:
        """Return the turns that share a character with one of the excerpts."""
        wanted = set(excerpts)
        turns: dict[str, set[int]] = {}
        for excerpt in self._facts.excerpts:
            if excerpt.id in wanted and excerpt.transcript in self._space.spans:
                document = self._corpus.document(excerpt.transcript)
                inside = turns_in(document, excerpt.start, excerpt.end)
                if inside:
                    first = _place(document, inside[0])
                    turns.setdefault(excerpt.transcript, set()).update(range(first, first + len(inside)))
        return self._space.of(turns)

    def _turns(self, passes: Callable[[Document, Turn], bool]) -> int:
        found = {
            document.transcript.id: [place for place, turn in enumerate(document.turns) if passes(document, turn)]
            for document in self._documents()
        }
        return self._space.of(found)

    def _documents(self) -> Iterable[Document]:
        return (self._corpus.document(id_) for id_ in self._space.spans)


def _chosen(one: Filter, named: Named) -> frozenset[object]:
    """Return what the filter's values name: the name itself, else the beginning of one; case does not matter."""
    known = [(name.casefold(), what) for name, what in named]
    found: set[object] = set()
    for value in one.values:
        asked = value.casefold()
        fitting = {what for name, what in known if name == asked}
        fitting = fitting or {what for name, what in known if name.startswith(asked)}
        if not fitting:
            raise _unknown(one, value, [name for name, _ in known])
        found |= fitting
    return frozenset(found)


def _name(one: Filter, asked: str, names: list[str]) -> str:
    found = next((name for name in names if name.casefold() == asked.casefold()), None)
    if found is None:
        raise _unknown(one, asked, names)
    return found


def _unknown(one: Filter, value: str, names: Collection[str]) -> QueryError:
    alike = difflib.get_close_matches(value.casefold(), names, 1, LIKE)
    if alike:
        return QueryError("query-filter-meant", position=one.position, value=value, meant=alike[0])
    return QueryError("query-filter-value", position=one.position, value=value)


def _meets(value: object, condition: re.Match[str]) -> bool:
    """Compare as numbers when both are, else as words without regard to case."""
    wanted = condition["value"].strip()
    try:
        pair: tuple[Any, Any] = float(str(value).replace(",", ".")), float(wanted.replace(",", "."))
    except ValueError:
        pair = str(value).casefold(), wanted.casefold()
    return SIGNS[condition["sign"]](*pair)


def _place(document: Document, turn: Turn) -> int:
    return bisect_left(document.turns, turn.start, key=lambda one: one.start)
