"""Count words by base form, and the words that stand near what a query finds more often than elsewhere."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from projects.search.tokens import ADDRESS

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

    from projects.search.evaluate import Evaluator
    from projects.search.nodes import Placed

WINDOW = 5
LEAST = 2


@dataclass(frozen=True, slots=True)
class Frequency:
    """Say how often a base form was said, in how many turns, and in which written forms, the commonest first."""

    base: str
    count: int
    turns: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collocate:
    """Say how often a base form stands near what was found (`near`) and altogether (`count`).

    `likelihood` is Dunning's log-likelihood ratio G², negative when the word is rarer there than elsewhere; `mutual`
    is pointwise mutual information in bits (Church & Hanks 1990).
    """

    base: str
    near: int
    count: int
    likelihood: float
    mutual: float


class Bases:
    """Know the base form of every written word of an index; a form of several words counts for the commonest."""

    def __init__(self, connection: dbapi2.Connection, counts: Counter[str]) -> None:
        """Read the forms; `counts` says how often each character occurs."""
        self.counts = counts
        question = "SELECT code, language, form, terms FROM words LEFT JOIN asked ON word = form"
        rows = connection.execute(question).fetchall()
        self._forms = {chr(code): form for code, _, form, _ in rows}
        choices = {chr(code): _choices(language, form, terms) for code, language, form, terms in rows}
        sure: Counter[str] = Counter()
        for code, bases in choices.items():
            if len(bases) == 1:
                sure[bases[0]] += counts[code]
        self._bases = {code: max(bases, key=lambda base: (sure[base], base)) for code, bases in choices.items()}

    def base(self, code: str) -> str:
        """Return the base form of a character."""
        found: str = self._bases[code]
        return found

    def form(self, code: str) -> str:
        """Return the written form of a character."""
        found: str = self._forms[code]
        return found


def frequencies(bases: Bases, turns: Iterable[str], stop: frozenset[str]) -> tuple[Frequency, ...]:
    """Count the words of some turns (one character a word), the commonest first; stop words are left out."""
    words: Counter[str] = Counter()
    in_turns: Counter[str] = Counter()
    for said in turns:
        words.update(said)
        in_turns.update({bases.base(code) for code in set(said)})
    grouped: dict[str, list[str]] = {}
    for code, _ in words.most_common():
        grouped.setdefault(bases.base(code), []).append(code)
    found = [
        Frequency(base, sum(words[code] for code in codes), in_turns[base], tuple(map(bases.form, codes)))
        for base, codes in grouped.items()
        if base not in stop
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.base)))


def collocates(
    evaluator: Evaluator, nodes: Iterable[Placed], found: Mapping[str, int], bases: Bases, window: int
) -> tuple[Collocate, ...]:
    """Return the words at most `window` words from what was found, in the same turn, the most telling first.

    The found words themselves are not counted; `bases` counts the whole material.
    """
    near: Counter[str] = Counter()
    shown = tuple(nodes)
    for said in evaluator.turns_said(found):
        hits = set(evaluator.patterns.words(shown, said))
        around = {at for one in hits for at in range(one - window, one + window + 1)}
        near.update(said[at] for at in around - hits if 0 <= at < len(said))
    by_base, total = _by_base(near, bases), _by_base(bases.counts, bases)
    size, room = sum(bases.counts.values()), sum(near.values())
    words = [_collocate(base, count, total[base], room, size) for base, count in by_base.items() if count >= LEAST]
    return tuple(sorted(words, key=lambda one: (-one.likelihood, one.base)))


def stop_words() -> frozenset[str]:
    """Return the shipped stop words of all languages."""
    text = (resources.files("projects.search") / "stopwords.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words.split())


def _collocate(base: str, near: int, count: int, room: int, size: int) -> Collocate:
    """Compare with what chance would give: `room` words near, `size` words altogether."""
    expected = count * room / size
    rows = (
        (near, expected),
        (count - near, count - expected),
        (room - near, room - expected),
        (size - count - room + near, size - count - room + expected),
    )
    likelihood = 2 * sum(seen * math.log(seen / chance) for seen, chance in rows if seen > 0 and chance > 0)
    return Collocate(base, near, count, math.copysign(likelihood, near - expected), math.log2(near / expected))


def _by_base(counts: Counter[str], bases: Bases) -> Counter[str]:
    found: Counter[str] = Counter()
    for code, count in counts.items():
        found[bases.base(code)] += count
    return found


def _choices(language: str, form: str, terms: str | None) -> tuple[str, ...]:
    """Return the base forms a written word may be of; stems are no words, so such a form stands for itself."""
    if language == ADDRESS or not terms or language not in ("fi", ""):
        return (form,)
    return tuple(one for one in terms.split() if one[0].isalnum()) or (form,)
