"""What a round sends to its reviewers: quotes by number and random id, and nothing that tells where they come from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

FORMAT = "ote-decisions-1"
ACCEPT, CHANGE, REJECT = "accept", "accept-with-changes", "reject"
DECISIONS = (ACCEPT, CHANGE, REJECT)
SPEAKER, EXPERIENCE = "speaker", "experience"
TRACKS = (SPEAKER, EXPERIENCE)
# What may be heavy to read; each has a word in the packet's language.
CONTENT_NOTES = ("violence", "substances", "self-harm")
# How far a speaker lets words go: 1 analysis only ... 5 quote with pseudonym; 0 is not decided.
CONSENT_LEVELS = range(6)
_MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class PacketQuote:
    """Hold one quote as a reviewer sees it: `paragraphs` as printed, one a voice; `context` is one plain line.

    `token` is random for each quote and round; `mark` tells just this text (see `sent_mark`).
    """

    number: int
    token: str
    mark: str
    paragraphs: tuple[str, ...]
    context: str = ""
    topic: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packet:
    """Hold what one round sends: `nonce` is random for the round, `contact` whom to ask, `until` a day in words."""

    nonce: str
    track: str
    language: str
    title: str
    greeting: str
    contact: str
    until: str
    quotes: tuple[PacketQuote, ...]


def sent_mark(fingerprint: str, nonce: str) -> str:
    """Return the mark of a text as sent in one round: other rounds show another one, so packets cannot be linked."""
    return hashlib.sha256(f"{nonce}:{fingerprint}".encode()).hexdigest()[:_MARK_LENGTH]
