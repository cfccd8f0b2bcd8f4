"""Read the chosen quotes once and say what the board shows of them: rows in groups, states, voices, lead-ins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from codebooks.model import Code, Codebook, Family
from coder.i18n import Catalogue
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.session import Session
from exports.speakers import Speakers, speakers
from projects.analysis.quadrants import quadrant_codes
from projects.model import Consent, Document, Person, Transcript
from projects.quotes.board import Balance, balance
from projects.quotes.layers import Layers, layers
from projects.quotes.published import VIHKONEN
from projects.quotes.standing import closed_everywhere
from projects.review.rounds import Review
from projects.review.standing import (
    APPROVED,
    BLOCKED,
    CLOSED,
    DRAFT,
    IN_REVIEW,
    LEFT_OUT,
    TO_CHANGE,
    Standing,
    standings,
)

GROUPS = ("quadrant", "family", "transcript", "speaker")
SYMBOLS = {APPROVED: "✓", IN_REVIEW: "◐", DRAFT: "○", TO_CHANGE: "±", LEFT_OUT: "–", BLOCKED: "✕", CLOSED: "✕"}
MOODS = {APPROVED: "ok", BLOCKED: "error", CLOSED: "error"}
# Whoever asks is heard with the answer; the balance is about those who tell.
_ASKING = "haastattelija"


@dataclass(frozen=True, slots=True)
class Group:
    """Name a group of quotes; `square` is the colour of its family."""

    key: str
    title: str
    square: Square | None = None


class QuoteBoard:
    """Hold what is known of the quotes of the open project; made anew when something of it has changed."""

    def __init__(self, session: Session, say: Catalogue) -> None:
        """Read quotes, texts, codes, speakers, consents, and what the review says."""
        self._say = say
        self._session = session
        store = session.store
        self.consents: tuple[Consent, ...] = store.consents()
        self.layers = tuple(layers(session.document(one.transcript), one) for one in store.quotes())
        people = store.persons()
        self._persons = [one.id for one in people]
        self.printed: Speakers = speakers(people, say.language)
        self.transcripts: Mapping[str, Transcript] = {one.id: one for one in store.transcripts()}
        self.review: Review = store.review()
        self.standings: Mapping[str, Standing] = self._standings(store.mark_key())
        self.states = {key: one.state for key, one in self.standings.items()}
        self._book: Codebook = store.codebook()
        self._quadrants = quadrant_codes(self._book)
        self.codes = self._codes_of()

    def one(self, quote: str) -> Layers | None:
        """Return a quote's layers, or None when it is gone."""
        return next((one for one in self.layers if one.quote.id == quote), None)

    def codes_of(self, one: Layers) -> tuple[Code, ...]:
        """Return the codes on a quote's excerpt."""
        return tuple(code for code in self._book if code.id in self.codes[one.quote.id])

    def code_names(self, codes: Iterable[str]) -> list[str]:
        """Return the names of codes (ids), in the order of the codebook."""
        wanted = frozenset(codes)
        return [code.name(self._say.language) for code in self._book if code.id in wanted]

    def document(self, one: Layers) -> Document:
        """Return the transcript a quote is from."""
        return self._session.document(one.quote.transcript)

    def counted(self) -> str:
        """Say how many quotes are in each state."""
        counts = Counter(self.states.values())
        parts = [self._say(f"quote.count.{state}", n=counts[state]) for state in SYMBOLS if counts[state]]
        return " · ".join(parts)

    def items(self, grouping: str) -> list[Item]:
        """Return the rows of the list: a heading for each group, then its quotes; one may stand in several groups."""
        found: dict[Group, list[Layers]] = defaultdict(list)
        for one in self.layers:
            for group in self._groups(one, grouping):
                found[group].append(one)
        items: list[Item] = []
        for group in sorted(found, key=lambda each: self._order(each, grouping)):
            head = Row(group.title, count=str(len(found[group])), square=group.square, heading=True)
            items.append((head, ("", group.key)))
            items += [(self._row(one), (one.quote.id, group.key)) for one in found[group]]
        return items

    def balance(self, of: str) -> tuple[Balance, Mapping[str, str]]:
        """Return in how many quotes each speaker or interview (`of`) is heard, and what each is called."""
        if of == "interviews":
            heard: Iterable[Iterable[str]] = [(one.quote.transcript,) for one in self.layers]
            return balance(heard), {key: one.short for key, one in self.transcripts.items()}
        names = {person.id: self.printed.short(person) for one in self.layers for person in one.persons if person}
        told = [[person.id for person in one.speakers if person.role != _ASKING] for one in self.layers]
        return balance(told), names

    def labels(self, one: Layers) -> str:
        """Return the labels of those who speak, as the transcript has them; they are never printed."""
        document = self.document(one)
        return ", ".join(dict.fromkeys(text for turn in one.turns if (text := document.label_of(turn))))

    def facts(self, one: Layers) -> str:
        """Say in one line who speaks, as whom they are printed, and from where."""
        who = ", ".join(dict.fromkeys(self.printed.short(person) for person in one.persons if person))
        title = self.transcripts[one.quote.transcript].title
        parts = [part for part in (self.labels(one), self._say("quote.printed_as", who=who) if who else "") if part]
        turns = dict.fromkeys(turn.name for turn in (*one.turns[:1], *one.turns[-1:]))
        return " · ".join([*parts, title, self._say("excerpts.turn", turn="–".join(turns))])

    def lead_ins(self, one: Layers) -> tuple[str, ...]:
        """Propose sentences to stand before a quote, from the speakers' roles and the setting, in three tones."""
        people = [person for person in one.speakers if person.role != _ASKING] or list(one.speakers)
        roles = list(dict.fromkeys(self.printed.roles[person.role].word for person in people))
        spoken = {person.id for person in self.document(one).persons.values() if person.role != _ASKING}
        setting = self._say("quote.setting.group" if len(spoken) > 1 else "quote.setting.single")
        if not roles:
            return (self._say("quote.lead.nobody", setting=setting),)
        if len(people) > 1:
            who = self._say("quote.lead.and", first=", ".join(roles[:-1]), last=roles[-1]) if roles[1:] else roles[0]
            return tuple(_great(self._say(f"quote.lead.several_{tone}", who=who, setting=setting)) for tone in _TONES)
        return tuple(_great(self._say(f"quote.lead.{tone}", who=roles[0], setting=setting)) for tone in _TONES)

    def _standings(self, key: bytes) -> Mapping[str, Standing]:
        closed = frozenset(one.quote.id for one in self.layers if closed_everywhere(one.speakers, self.consents))
        return standings(self.review, {one.quote.id: one.fingerprint(key) for one in self.layers}, closed)

    def _codes_of(self) -> Mapping[str, frozenset[str]]:
        by_excerpt: dict[str, set[str]] = defaultdict(set)
        for coding in self._session.store.codings():
            by_excerpt[coding.excerpt].add(coding.code)
        return {one.quote.id: frozenset(by_excerpt[one.quote.excerpt]) for one in self.layers}

    def _row(self, one: Layers) -> Row:
        state = self.states[one.quote.id]
        words = " ".join(" ".join(paragraph.split()) for paragraph in one.published(VIHKONEN))
        return Row(
            one.quote.name, second=words, note=self.labels(one), strong=True,
            aside=f"{SYMBOLS[state]} {self._say(f'quote.state.{state}')}", mood=MOODS.get(state, ""), wide=True,
        )

    def _groups(self, one: Layers, grouping: str) -> Sequence[Group]:
        if grouping == "transcript":
            return [Group(one.quote.transcript, self.transcripts[one.quote.transcript].title)]
        if grouping == "speaker":
            people = dict.fromkeys(person for person in one.persons if person)
            found = [Group(person.id, self._speaker(person)) for person in people]
        elif grouping == "family":
            families = (self._book.family_of(code) for code in self.codes_of(one))
            found = [self._family(family) for family in dict.fromkeys(families) if family]
        else:
            found = [self._quadrant(key, code) for key, code in self._quadrants.items()
                     if code.id in self.codes[one.quote.id]]
        return found or [Group("", self._say(f"quote.none.{grouping}"))]

    def _speaker(self, person: Person) -> str:
        return f"{self.printed.short(person)} {self.printed.printed(person)}"

    def _family(self, family: Family) -> Group:
        return Group(family.id, family.name(self._say.language), Square(family.colour))

    def _quadrant(self, key: str, code: Code) -> Group:
        family = self._book.family_of(code)
        return Group(code.id, f"{key} {code.name(self._say.language)}", Square(family.colour) if family else None)

    def _order(self, group: Group, grouping: str) -> tuple[bool, int, str]:
        """Put groups in the order of what they are; quotes that are in none come last."""
        orders: Mapping[str, Iterable[str]] = {
            "transcript": self.transcripts, "family": (one.id for one in self._book.families),
            "speaker": self._persons, "quadrant": (code.id for code in self._quadrants.values()),
        }
        keys = list(orders.get(grouping, ()))
        return not group.key, keys.index(group.key) if group.key in keys else 0, group.title.casefold()


_TONES = ("plain", "lively", "distant")


def _great(words: str) -> str:
    return words[:1].upper() + words[1:]
