"""Turn a round into what is sent: its quotes as they are printed, under random ids, and nothing of their origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projects.review.packet import Packet, PacketQuote, sent_mark
from projects.review.rounds import Review, Round


@dataclass(frozen=True, slots=True)
class QuoteText:
    """Hold what is printed of a quote now: its `name`, `paragraphs` (one a voice) and their fingerprint."""

    name: str
    paragraphs: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Hold a packet, and the numbers of the quotes left out of it: their text is another by now, or gone."""

    packet: Packet
    changed: tuple[int, ...]
    gone: tuple[int, ...]


def parcel(review: Review, one: Round, texts: Mapping[str, QuoteText]) -> Parcel:
    """Return what a round sends (`texts` by quote id); all its reviewers see the same text or none."""
    asked = review.by_round.get(one.id, ())
    gone = tuple(each.number for each in asked if each.quote not in texts)
    changed = tuple(
        each.number for each in asked if each.quote in texts and texts[each.quote].fingerprint != each.fingerprint
    )
    quotes = tuple(
        PacketQuote(each.number, each.token, sent_mark(each.fingerprint, one.nonce), texts[each.quote].paragraphs,
                    each.context, each.topic, each.notes)
        for each in asked if each.number not in gone and each.number not in changed
    )  # fmt: skip
    texts_of_round = (one.nonce, one.track, one.language, one.title, one.greeting, one.contact, one.until)
    return Parcel(Packet(*texts_of_round, quotes), changed, gone)
