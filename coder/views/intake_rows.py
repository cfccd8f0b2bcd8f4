"""Put into words what the import page shows: files and their states, remarks, the account of characters, persons."""

from __future__ import annotations

from collections.abc import Sequence

from coder.i18n import Catalogue
from coder.models.intake_files import DUPLICATE, REFUSED, REMARKS, WAITING, IntakeFile
from coder.models.row import Row
from coder.session import Session
from coder.views.intake_speakers import Known


def file_row(one: IntakeFile, say: Catalogue) -> Row:
    """Return the row of a file: its name, and in a sign and words whether it comes."""
    states = {
        REFUSED: lambda: say("intake.state_refused"),
        DUPLICATE: lambda: say("intake.state_duplicate", short=one.twin),
        REMARKS: lambda: say("intake.state_remarks", n=one.questions()),
        WAITING: lambda: say("intake.state_waiting"),
    }
    told = states[one.state]() if one.state in states else say("intake.state_ready")
    return Row(one.path.name, second=told, tip=str(one.path))


def remarks(one: IntakeFile, say: Catalogue) -> str:
    """Return what was found in a file, in sentences."""
    known = [found for found in one.findings() if say.has(f"finding.{found.code}")]
    return " ".join(say(f"finding.{found.code}", **found.values) for found in known) or say("material.nothing_found")


def account(one: IntakeFile, say: Catalogue) -> str:
    """Return the sentence that accounts for every character, or nothing for a file that was not read."""
    if one.settled is None:
        return ""
    counts = one.settled.draft.counts
    return say("intake.account", read=counts.read, added=counts.added, removed=counts.removed, kept=counts.kept)


def known_persons(session: Session, say: Catalogue) -> Sequence[Known]:
    """Return everybody the project has, told by role, number, and the labels that point there."""
    store = session.store
    labels: dict[str, list[str]] = {}
    shorts = {transcript.id: transcript.short for transcript in store.transcripts()}
    for one in store.labels():
        labels.setdefault(one.person, []).append(f"{shorts[one.transcript]}: {one.text}")
    return [
        Known(
            person.id,
            say("intake.known", role=person.role, number=person.number, labels=", ".join(labels.get(person.id, []))),
            person.role,
            person.pseudonym,
        )
        for person in store.persons()
        if person.id in labels
    ]
