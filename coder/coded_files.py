"""Make a coded interview ready for Word, for window and command line alike; no Qt."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from exports.coded_speech import CodedTranscript, Marked
from projects.store import Store


def coded_transcript(
    store: Store, transcript: str, language: str, only: Container[str] | None = None
) -> CodedTranscript:
    """Return an interview by its id with its codings in the order of the text, or with those whose ids are in `only`.

    Raises CommandError `no-transcript`.
    """
    document, codebook = store.document(transcript), store.codebook()
    coders = {one.id: one.name for one in store.coders()}
    places = {one.id: one for one in store.excerpts(transcript)}
    marked = [
        Marked(
            places[one.excerpt].start, places[one.excerpt].end, codebook.code(one.code).name(language),
            coders.get(one.coder, ""), one.comment, one.time,
        )
        for one in store.codings(transcript)
        if only is None or one.id in only
    ]  # fmt: skip
    marked.sort(key=lambda one: (one.start, -one.end))
    created = datetime.now().astimezone().isoformat(timespec="seconds")
    return CodedTranscript(document, tuple(marked), language, created, store.info().anonymised)
