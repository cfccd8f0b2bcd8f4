"""The texts a search looks through: documents in order, each with the address it has in the index."""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING, Protocol

from projects.search.notes import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from projects.model import Document, Transcript


class Corpus(Protocol):
    """Give the open project's transcripts; documents may be read when they are asked for."""

    def transcripts(self) -> Sequence[Transcript]:
        """Return the transcripts in their order."""

    def kind(self, transcript: str) -> str:
        """Return what it is: `transcript`, or a note's kind (`memo`, `code`, `quote`, `theme`)."""

    def address(self, transcript: str) -> str:
        """Return the address of a transcript's text in the index; it changes with text, language and turns."""

    def document(self, transcript: str) -> Document:
        """Return a transcript whole."""


class Documents:
    """Be a corpus of documents in memory; addresses are kept from a former one where the value is the same."""

    def __init__(self, documents: Iterable[Document], former: Documents | None = None) -> None:
        """Keep the documents in the order given."""
        self._documents = {document.transcript.id: document for document in documents}
        self._addresses = {
            id_: former.address(id_) if former and former.holds(document) else address_of(document)
            for id_, document in self._documents.items()
        }

    def holds(self, document: Document) -> bool:
        """Tell whether this very value is here."""
        return self._documents.get(document.transcript.id) is document

    def transcripts(self) -> tuple[Transcript, ...]:
        """Return the transcripts in their order."""
        return tuple(document.transcript for document in self._documents.values())

    def kind(self, transcript: str) -> str:
        """Return what it is, by its id."""
        return kind_of(transcript)[0]

    def address(self, transcript: str) -> str:
        """Return the address of a transcript's text in the index."""
        return self._addresses[transcript]

    def document(self, transcript: str) -> Document:
        """Return a transcript whole."""
        return self._documents[transcript]


def address_of(document: Document) -> str:
    """Return the address of a document: its text's keyed hash, its language and where its turns and marks lie."""
    places = array("q")
    for turn in document.turns:
        places.append(-1)
        places.extend((turn.start, turn.end))
        for mark in turn.marks:
            places.extend((mark.start, mark.end))
    made = hashlib.blake2b(places.tobytes(), digest_size=16)
    made.update(f"\0{document.transcript.hash}\0{document.transcript.language}".encode())
    return made.hexdigest()


def order(corpus: Corpus) -> Mapping[str, str]:
    """Return each transcript's address, in the transcripts' order."""
    return {one.id: corpus.address(one.id) for one in corpus.transcripts()}
