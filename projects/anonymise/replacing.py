"""Plan what stands where a name stood: every inflected form found, each with its substitute in the same case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from projects.anonymise.candidates import Candidate, candidates
from projects.anonymise.cases import Standing, inflect
from projects.anonymise.readings import Morphology
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
    """Say that one thing, known by its base forms (`Maija`, `Virtanen`), gets one substitute everywhere."""

    bases: frozenset[str]
    substitute: Substitute


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


def plan(
    texts: Mapping[str, str], rules: Sequence[Rule], morphology: Morphology, words: Words, *,
    brackets: tuple[str, str] = SINGLE, common: frozenset[str] = frozenset(),
) -> tuple[Replacement, ...]:
    """Return every replacement the rules ask for, in the order of the texts (by their ids).

    Neighbouring words of one rule (`Maija Virtaselle`) are one replacement in the case of the last. A word made from
    a name (`turkulainen`) or that only begins like one (`Ariel` for `Ari`) is never touched.
    """
    return tuple(
        one
        for key, text in texts.items()
        for one in _in_text(key, text, _Asked(rules, words, brackets), candidates(text, morphology, common))
    )


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

    def __init__(self, rules: Sequence[Rule], words: Words, brackets: tuple[str, str]) -> None:
        self._rules = {base.casefold(): rule for rule in rules for base in rule.bases}
        self._words = words
        self._brackets = brackets

    def standings(self, one: Candidate) -> tuple[Rule | None, tuple[Standing, ...]]:
        """Return the rule for a candidate and how its word may stand, known readings before guesses."""
        whole = self._rules.get(one.text.casefold())
        readings = [each for each in one.readings if not each.derived and each.base.casefold() in self._rules]
        if not readings:
            return whole, (Standing(),) if whole else ()
        rule = self._rules[readings[0].base.casefold()]
        return rule, tuple(dict.fromkeys(each.standing for each in readings if rule.bases))

    def written(self, rule: Rule, standing: Standing) -> str:
        """Return the substitute as it stands in the text."""
        what = rule.substitute
        parts = self._words.categories[what.category] if what.category else name_parts(what.name)
        number = f" {what.number}" if what.number is not None else ""
        return f"{self._brackets[0]}{inflect(parts, standing)}{number}{self._brackets[1]}"


def _in_text(key: str, text: str, asked: _Asked, found: list[Candidate]) -> Iterator[Replacement]:
    waiting: Replacement | None = None
    for one in found:
        made = _replacement(key, one, asked)
        if made and waiting and waiting.rule is made.rule and text[waiting.end : made.start] == " ":
            old = text[waiting.start : made.end]
            waiting = replace(made, start=waiting.start, old=old, sure=waiting.sure and made.sure)
            continue
        if waiting:
            yield waiting
        waiting = made
    if waiting:
        yield waiting


def _replacement(key: str, one: Candidate, asked: _Asked) -> Replacement | None:
    rule, standings = asked.standings(one)
    if rule is None:
        return None
    written = tuple(dict.fromkeys(asked.written(rule, standing) for standing in standings))
    plural_name = not rule.substitute.category and standings[0].plural
    sure = one.sure and len(written) == 1 and not plural_name
    return Replacement(key, one.start, one.end, one.text, written[0], sure, rule)
