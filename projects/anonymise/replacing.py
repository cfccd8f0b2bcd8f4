"""Plan what stands where a name stood: every inflected form found, each with its substitute in the same case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from re import Match

from projects.anonymise.candidates import WORD, Candidate, candidates
from projects.anonymise.cases import Case, Standing, inflect
from projects.anonymise.readings import OTHER, PLAIN, Morphology, Reading
from projects.anonymise.words import Words, name_parts

SINGLE, DOUBLE = ("[", "]"), ("[[", "]]")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Say what stands in: a category (`person`, with its number) or, with `category` empty, an invented name."""

    category: str = ""
    name: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Say that one thing, known by its base forms (`Maija`, `Maija Virtanen`), gets one substitute everywhere.

    `confirmed` are pairs that a person has looked at: a form as it is written, and what stands in its place, without
    brackets. They go before what the morphology says.
    """

    bases: frozenset[str]
    substitute: Substitute
    confirmed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `new` where `old` stands at `[start, end)` of a text; one that is not `sure` waits for a person's word."""

    text: str
    start: int
    end: int
    old: str
    new: str
    sure: bool
    rule: Rule


class Planner:
    """Hold what names give way to; `common` and `left` are words that are no names, the latter by a person's word."""

    def __init__(
        self, rules: Sequence[Rule], morphology: Morphology, words: Words, *,
        brackets: tuple[str, str] = SINGLE, common: frozenset[str] = frozenset(), left: frozenset[str] = frozenset(),
    ) -> None:
        """Take the rules in hand."""
        self._asked = _Asked(rules, morphology, words, brackets)
        self._morphology = morphology
        self._common = common
        self._left = left

    def plan(self, key: str, text: str) -> tuple[Replacement, ...]:
        """Return what the rules ask for in one text, in its order."""
        found = candidates(text, self._morphology, self._common)
        made = _in_text(key, text, self._asked, found)
        return tuple(one for one in _joined(text, made, self._asked) if one.old not in self._left)


def plan(
    texts: Mapping[str, str], rules: Sequence[Rule], morphology: Morphology, words: Words, *,
    brackets: tuple[str, str] = SINGLE, common: frozenset[str] = frozenset(),
) -> tuple[Replacement, ...]:
    """Return every replacement the rules ask for, in the order of the texts (by their ids).

    A longer name goes before a shorter one, and neighbouring words of one rule (`Maija Virtaselle`) are one replacement
    in the case of the last. A word made from a name (`turkulainen`) or that only begins like one (`Ariel` for `Ari`)
    is never touched.
    """
    planner = Planner(rules, morphology, words, brackets=brackets, common=common)
    return tuple(one for key, text in texts.items() for one in planner.plan(key, text))


def apply(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text with the replacements made; they must not overlap."""
    pieces, at = [], 0
    for one in sorted(replacements, key=lambda one: one.start):
        pieces += [text[at : one.start], one.new]
        at = one.end
    return "".join([*pieces, text[at:]])


def reverse(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text from before `apply`, for the same replacements."""
    pieces, at, moved = [], 0, 0
    for one in sorted(replacements, key=lambda one: one.start):
        start = one.start + moved
        pieces += [text[at:start], one.old]
        at = start + len(one.new)
        moved += len(one.new) - len(one.old)
    return "".join([*pieces, text[at:]])


class _Asked:
    """Hold what the rules ask for, by base form."""

    def __init__(
        self, rules: Sequence[Rule], morphology: Morphology, words: Words, brackets: tuple[str, str]
    ) -> None:
        self._rules: dict[str, list[Rule]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self.confirmed = {old: (new, rule) for rule in rules for old, new in rule.confirmed}
        self._morphology = morphology
        self._words = words
        self._brackets = brackets
        for rule in rules:
            for base in rule.bases:
                self._rules[base.casefold()].append(rule)
                first, *more = base.casefold().split()
                if more:
                    self._phrases[first].append(((first, *more), rule))
        for listed in self._phrases.values():
            listed.sort(key=lambda one: -len(one[0]))

    def one(self, key: str, one: Candidate) -> Replacement | None:
        """Return what a single word asks for."""
        if one.text in self.confirmed:
            new, rule = self.confirmed[one.text]
            return Replacement(key, one.start, one.end, one.text, self._bracketed(new), sure=True, rule=rule)
        rules, standings = self._standings(one)
        if not rules:
            return None
        rule = rules[0]
        written = tuple(dict.fromkeys(self._written(rule, standing) for standing in standings))
        plural_name = not rule.substitute.category and standings[0].plural
        sure = self._can_be_nothing_else(one) and len(written) == 1 and len(rules) == 1 and not plural_name
        return Replacement(key, one.start, one.end, one.text, written[0], sure, rule)

    def phrase(self, key: str, text: str, words: Sequence[Match[str]]) -> Replacement | None:
        """Return what the longest name of several words asks for that begins with the first of these."""
        for base in _bases(words[0].group(), self._morphology):
            for parts, rule in self._phrases.get(base, ()):
                here = words[: len(parts)]
                if len(here) == len(parts) and _side_by_side(text, here) and self._fits(here, parts):
                    return self._made(key, text, here, parts, rule)
        return None

    def hyphened(self, key: str, word: Match[str]) -> Iterator[Replacement]:
        """Return what the parts of a word with hyphens ask for, each as it stands (`Turku-seura`, `Turun-matka`)."""
        for start, part in filter(lambda one: one[1][0].isupper(), _parts(word)):
            made = self.one(key, Candidate(start, start + len(part), part, "", self._morphology.readings(part)))
            if made:
                yield made

    def leads(self, one: Replacement) -> bool:
        """Tell whether a name may go on after a word: it is not inflected, or stands in the genitive."""
        return one.new in {self._written(one.rule, Standing(case)) for case in (Case.NOMINATIVE, Case.GENITIVE)}

    def _fits(self, here: Sequence[Match[str]], parts: tuple[str, ...]) -> bool:
        return all(part in _bases(one.group(), self._morphology) for one, part in zip(here, parts, strict=True))

    def _made(
        self, key: str, text: str, here: Sequence[Match[str]], parts: tuple[str, ...], rule: Rule
    ) -> Replacement:
        start, end = here[0].start(), here[-1].end()
        last = [one for one in self._morphology.readings(here[-1].group()) if one.base.casefold() == parts[-1]]
        standings = tuple(dict.fromkeys(one.standing for one in last)) or (Standing(),)
        written = tuple(dict.fromkeys(self._written(rule, standing) for standing in standings))
        old = text[start:end]
        confirmed = self.confirmed.get(old)
        new = self._bracketed(confirmed[0]) if confirmed else written[0]
        return Replacement(key, start, end, old, new, bool(confirmed) or len(written) == 1, rule)

    def _standings(self, one: Candidate) -> tuple[list[Rule], tuple[Standing, ...]]:
        """Return the rules for a candidate and how its word may stand, known readings before guesses."""
        whole = self._rules.get(one.text.casefold(), [])
        readings = [each for each in one.readings if not each.derived and self._rules.get(each.base.casefold())]
        if not readings:
            return whole, (Standing(),)
        rules = self._rules[readings[0].base.casefold()]
        return rules, tuple(dict.fromkeys(each.standing for each in readings))

    def _can_be_nothing_else(self, one: Candidate) -> bool:
        """Tell whether a word is surely a form of the name it is taken for.

        A word that nobody knows is no common word, also where it opens a sentence. But when the morphology knows the
        name, it would have known the form as well: `Mattin` may be spoken, or somebody else.
        """
        if one.kind != OTHER or any(each.known for each in one.readings):
            return one.sure
        guesses = [each for each in one.readings if self._rules.get(each.base.casefold())]
        return not any(
            each.standing != Standing() and known.kind != PLAIN and known.base.casefold() == each.base.casefold()
            for each in guesses for known in self._morphology.readings(each.base)
        )

    def _written(self, rule: Rule, standing: Standing) -> str:
        """Return the substitute as it stands in the text."""
        return self._bracketed(written(rule.substitute, standing, self._words))

    def _bracketed(self, words: str) -> str:
        return f"{self._brackets[0]}{words}{self._brackets[1]}"


def written(what: Substitute, standing: Standing, words: Words) -> str:
    """Return a substitute in a case, with its number, without brackets."""
    parts = words.categories[what.category] if what.category else name_parts(what.name)
    number = f" {what.number}" if what.number is not None else ""
    return f"{inflect(parts, standing)}{number}"


def _in_text(key: str, text: str, asked: _Asked, found: list[Candidate]) -> Iterator[Replacement]:
    """Go through the words; a name of several words goes before what its first word alone would be."""
    words = list(WORD.finditer(text))
    known = {one.start: one for one in found}
    at, end = 0, 0
    while at < len(words):
        word = words[at]
        candidate = known.get(word.start())
        made = [] if word.start() < end else list(_at_word(key, text, words[at:at + _LONGEST], candidate, asked))
        yield from made
        end = max([end, *(one.end for one in made), candidate.end if candidate else 0])
        at += 1
    starts = {one.start() for one in words}
    yield from filter(None, (asked.one(key, one) for one in found if one.start not in starts))


_LONGEST = 8


def _at_word(
    key: str, text: str, words: Sequence[Match[str]], candidate: Candidate | None, asked: _Asked
) -> Iterator[Replacement]:
    word = words[0]
    one = asked.one(key, candidate) if candidate else None
    whole = asked.phrase(key, text, words)
    longest = whole if whole and (one is None or whole.end > one.end) else one
    if longest:
        yield longest
    elif word.group() in asked.confirmed:
        made = asked.one(key, Candidate(word.start(), word.end(), word.group(), ""))
        yield from filter(None, (made,))
    elif "-" in word.group() and (candidate is None or candidate.end == word.end()):
        yield from asked.hyphened(key, word)


def _joined(text: str, made: Iterable[Replacement], asked: _Asked) -> Iterator[Replacement]:
    """Join neighbouring words of one rule into one replacement, which has the case of the last.

    In a name of several words only the last is inflected, or the first stands in the genitive (`Virtasen Maijalle`):
    `Turusta Turkuun` are two.
    """
    waiting: Replacement | None = None
    for one in sorted(made, key=lambda one: one.start):
        if waiting and waiting.rule is one.rule and text[waiting.end : one.start] == " " and asked.leads(waiting):
            old = text[waiting.start : one.end]
            waiting = replace(one, start=waiting.start, old=old, sure=waiting.sure and one.sure)
            continue
        if waiting:
            yield waiting
        waiting = one
    if waiting:
        yield waiting


def _bases(word: str, morphology: Morphology) -> tuple[str, ...]:
    """Return what a word may be the form of, in lower case; itself first."""
    readings: tuple[Reading, ...] = morphology.readings(word)
    return tuple(dict.fromkeys((word.casefold(), *(one.base.casefold() for one in readings if not one.derived))))


def _side_by_side(text: str, words: Sequence[Match[str]]) -> bool:
    return all(text[one.end() : two.start()] in (" ", "\n", "\u00a0") for one, two in pairwise(words))


def _parts(word: Match[str]) -> Iterator[tuple[int, str]]:
    start = word.start()
    for part in word.group().split("-"):
        yield start, part
        start += len(part) + 1
