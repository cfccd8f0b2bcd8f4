"""Make the archive version of a project's interviews: texts, the note that goes with them, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.i18n import Catalogue
from exports.archive import FORMATS, Archive, write_archive
from exports.speakers import speakers
from projects.anonymise.archiving import archive_text
from projects.anonymise.proof import Proof
from projects.anonymise.readings import Morphology
from projects.anonymise.replacing import Replacement
from projects.anonymise.words import Words
from projects.commands.pseudonyms import RISKS
from projects.pseudonyms import acts, rows
from projects.pseudonyms.acts import Ground, Known
from projects.pseudonyms.rows import Risk
from projects.store import Store


@dataclass(frozen=True, slots=True)
class ArchiveGround:
    """Hold what an archive is made from, read once, so that it can be made beside the window."""

    ground: Ground
    known: Known
    risks: tuple[Risk, ...]
    counts: Mapping[str, int]
    day: str
    forgotten: bool

    @classmethod
    def of(cls, store: Store, known: Known, day: str) -> ArchiveGround:
        """Read a project; `day` is the ISO date of the note."""
        database = store.database
        forgotten = acts.level(store) == acts.ANONYMISED
        return cls(Ground.of(store), known, rows.risks(database), rows.counts(database), day, forgotten)


def make_archive(
    made_from: ArchiveGround, folder: Path, say: Catalogue, morphology: Morphology, words: Words, *,
    formats: Sequence[str] = FORMATS,
) -> Generator[tuple[int, int], None, Archive]:
    """Replace names in copies of the texts, write the files, and prove them; the project stays as it is.

    Only what is sure is replaced: what waits for a person stops the archive with its place.
    """
    ground, known = made_from.ground, made_from.known
    plan = yield from ground.plan(ground.planner(known, morphology, words))
    sure = [one for one in plan if one.sure]
    persons = [one for document in ground.documents for one in document.persons.values()]
    printed = speakers(persons, say.language).printed
    texts = [
        archive_text(
            document, [one for one in sure if one.text == document.transcript.id], printed,
            f"{say('archive.stem')}-{at:02}",
        )
        for at, document in enumerate(ground.documents, 1)
    ]
    proof = Proof(known.things, known.originals, known.left, morphology)
    note = (say("archive.note"), note_lines(made_from, sure, say))
    return write_archive(folder, texts, note, proof, formats=formats, language=say.language)


def note_lines(made_from: ArchiveGround, sure: Sequence[Replacement], say: Catalogue) -> tuple[str, ...]:
    """Return the note: when, at which level, how many of what were replaced, and what was thought of the risk."""
    counts = Counter(made_from.counts)
    counts.update(made_from.known.thing_of(one).kind for one in sure)
    opening, closing = made_from.ground.brackets
    kinds = [f"  {say(f'anonymise.kind.{kind}')}: {count}" for kind, count in sorted(counts.items())]
    level = acts.ANONYMISED if made_from.forgotten else acts.PSEUDONYMISED
    left = len(made_from.known.left)
    return (
        say("archive.title"), "", say("archive.day", day=made_from.day),
        say("archive.interviews", n=len(made_from.ground.documents)), say(f"archive.level.{level}"),
        say("archive.brackets", opening=opening, closing=closing), "",
        say("archive.replaced", n=counts.total()), *kinds, *([say("archive.left", n=left)] if left else []), "",
        say("archive.risks"), *_risk_lines(made_from, say),
    )


def _risk_lines(made_from: ArchiveGround, say: Catalogue) -> list[str]:
    """Say of each kind of risk in how many interviews it was looked at; notes may tell and stay in the project."""
    seen = Counter(one.item for one in made_from.risks if one.state != "open")
    total = len(made_from.ground.documents)
    return [f"  {say(f'risk.{item}')}: {say('archive.seen', n=seen[item], total=total)}" for item in RISKS]
