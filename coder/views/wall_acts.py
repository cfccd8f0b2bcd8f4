"""Take text away for ever from the window: each form says what goes, what stays, and which copies hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from coder.views.bars import JobBar, MessageBar
from coder.views.forms import Answers, Field, Form
from coder.views.pages import Desk, Handler
from projects import walls
from projects.commands import Passage
from projects.errors import CommandError
from projects.model import Document, Turn

if TYPE_CHECKING:
    from coder.views.coding_place import CodingPlace

_NAMED = 4


class WallActs(QObject):
    """Hold the conversations before something goes that no undo brings back."""

    def __init__(self, desk: Desk, coding: CodingPlace, bars: Callable[[], tuple[MessageBar, JobBar]]) -> None:
        """Keep what the forms need; `bars` gives the message and progress bars of the page in view."""
        super().__init__(desk.window)
        self._desk = desk
        self._say = desk.say
        self._session = desk.session
        self._coding = coding
        self._bars = bars
        desk.wishes.erase_wanted.connect(self.ask)

    def handlers(self) -> Mapping[str, Handler]:
        """Return what the actions do, by their keys."""
        return {
            "redact": self.redact, "erase_transcript": self.erase_transcript, "erase_person": self.erase_person,
        }

    def redact(self) -> Form | None:
        """Ask what comes in the place of the selected words: here, or wherever they stand."""
        document, selected = self._coding.document, self._coding.reader.selection()
        if document is None or selected is None:
            self._coding.messages.say(self._say("wall.select_first"))
            return None
        text = document.text[slice(*selected)]
        here = Passage(document.transcript.id, *selected, text)
        places = walls.find_words(self._session.store.database, [text])
        fields = [Field("inserted", value=self._say("wall.instead"))]
        if len(places) > 1:
            choices = (("here", self._say("wall.here")), ("everywhere", self._say("wall.everywhere", n=len(places))))
            fields.append(Field("where", "choice", "here", choices))
        ids = {one.transcript for one in places} | {document.transcript.id}

        def act(answers: Answers) -> None:
            redact = walls.Redact((here,), answers["inserted"], everywhere=answers.get("where") == "everywhere")
            self._build(redact, answers)

        return self._form("redact", fields, act, sorted(ids), words=_shortened(text))

    def erase_transcript(self) -> Form | None:
        """Ask before the open interview goes for ever."""
        document = self._coding.document
        return None if document is None else self._ask_transcript(document)

    def erase_person(self) -> Form | None:
        """Ask before the speaker of the turn at the caret goes for ever with all they have said."""
        turn = self._turn_here()
        document = self._coding.document
        person = document.person_of(turn) if document is not None and turn is not None else None
        if document is None or turn is None or person is None:
            self._coding.messages.say(self._say("wall.speaker_first"))
            return None
        return self._ask_person(person.id, document.label_of(turn) or "")

    def ask(self, kind: str, key: str) -> Form | None:
        """Ask before what a list has in hand goes for ever: a `transcript` or a `person`, by its id."""
        documents = self._session.store.documents()
        if kind == "person":
            labels = [each.text for one in documents for each in one.labels.values() if each.person == key]
            return self._ask_person(key, labels[0]) if labels else None
        document = next((one for one in documents if one.transcript.id == key), None)
        return None if document is None else self._ask_transcript(document)

    def _ask_transcript(self, document: Document) -> Form:
        one = document.transcript
        codings = self._session.store.coding_counts().get(one.id, 0)

        def act(answers: Answers) -> None:
            _refuse_other(answers, one.short)
            self._build(walls.EraseTranscript(one.id), answers)

        values = {"name": one.title, "turns": len(document.turns), "codings": codings, "word": one.short}
        return self._form("erase_transcript", [Field("confirm")], act, [one.id], **values)

    def _ask_person(self, person: str, label: str) -> Form:
        where = [
            one for one in self._session.store.documents()
            if any(each.person == person for each in one.labels.values())
        ]
        owners = [one.person_of(each) for one in where for each in one.turns]
        turns = sum(one is not None and one.id == person for one in owners)

        def act(answers: Answers) -> None:
            _refuse_other(answers, label)
            self._build(walls.ErasePerson(person), answers)

        values = {"name": label, "turns": turns, "interviews": len(where), "word": label}
        ids = [person, *(one.transcript.id for one in where)]
        return self._form("erase_person", [Field("confirm")], act, ids, **values)

    def _form(
        self, key: str, fields: Sequence[Field], act: Callable[[Answers], None], ids: Sequence[str], **values: object
    ) -> Form:
        """Open a form that ends with the copies that hold the text."""
        store = self._session.store
        with busy():
            copies = walls.holding(store.path, self._session.passphrase, ids)
        asked, told = list(fields), self._say("wall.no_copies")
        if copies:
            told = self._say("wall.copies", n=len(copies), names=self._names(copies))
            choices = (("replace", self._say("wall.replace")), ("keep", self._say("wall.keep")))
            asked.append(Field("copies", "choice", "replace", choices))
        form = Form(key, asked, act, self._say, self._desk.window, copies=told, **values)
        layout = form.layout()
        if layout is not None:
            form.setMinimumSize(form.minimumWidth(), layout.totalHeightForWidth(form.minimumWidth()))
        form.open()
        return form

    def _build(self, act: walls.WallAct, answers: Answers) -> None:
        with busy():
            built = self._session.do_for_ever(act, replace_copies=answers.get("copies") == "replace")
        parts = [self._say("wall.done")]
        if built.replaced:
            parts.append(self._say("wall.replaced", n=len(built.replaced)))
        if built.kept:
            parts.append(self._say("wall.kept", n=len(built.kept), names=self._names(built.kept)))
        if built.leftovers:
            tables = ", ".join(self._place(one) for one in built.leftovers)
            parts.append(self._say("wall.leftovers", places=tables))
        if not built.finished:
            parts.append(self._say("wall.unfinished"))
        worry = built.kept or built.leftovers or not built.finished
        self._bars()[0].say(" ".join(parts), "warning" if worry else "ok")

    def _place(self, one: walls.Leftover) -> str:
        key = f"wall.table.{one.table}"
        words = self._say(key) if self._say.has(key) else self._say("wall.table.other")
        return f"{words} ({one.count})"

    def _names(self, copies: Sequence[Path]) -> str:
        names = [path.name for path in copies[:_NAMED]]
        more = len(copies) - len(names)
        return ", ".join(names) + (f" {self._say('wall.more', n=more)}" if more else "")

    def _turn_here(self) -> Turn | None:
        document, place = self._coding.document, self._coding.reader.turn_here()
        return document.turns[place] if document is not None and 0 <= place < len(document.turns) else None


@contextmanager
def busy() -> Iterator[None]:
    """Show that the program works: copies are opened one by one, and each passphrase takes its time."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def _refuse_other(answers: Answers, word: str) -> None:
    if answers["confirm"].strip() != word:
        raise CommandError("confirm-differs")


def _shortened(text: str, most: int = 60) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
