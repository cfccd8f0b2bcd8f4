"""Change the text from the reading view: correct a passage, split and join turns, say who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QRadioButton

from codebooks.errors import OteError
from coder.views.bars import error_words
from coder.views.edit_box import EditBox
from coder.views.forms import Answers, Field, Form
from coder.views.pages import Desk, Handler
from projects import speech
from projects.commands import ChangeSpeaker, CorrectText, JoinTurns, SplitTurn
from projects.errors import CommandError
from projects.model import Document, Turn

if TYPE_CHECKING:
    from coder.views.coding_place import CodingPlace

_NEW = "+"


class TextActs(QObject):
    """Hold the conversations that change a transcript's text; every one of them is one step that undo takes back."""

    def __init__(self, desk: Desk, coding: CodingPlace) -> None:
        """Make the box for rewriting; nothing else is kept between two acts."""
        super().__init__(desk.window)
        self._desk = desk
        self._say = desk.say
        self._session = desk.session
        self._coding = coding
        self._passage: tuple[str, int, str] = ("", 0, "")
        self.box = EditBox(desk.theme, desk.say, desk.window)
        self.box.wanted.connect(self._correct)
        self.box.closed.connect(lambda: coding.reader.setFocus(Qt.FocusReason.PopupFocusReason))
        desk.session.closed.connect(self.box.close_quietly)

    def handlers(self) -> Mapping[str, Handler]:
        """Return what the actions do, by their keys."""
        return {
            "edit_text": self.edit, "split_turn": self.split, "join_turns": self.join,
            "change_speaker": self.change_speaker,
        }

    def edit(self) -> None:
        """Open the selected passage, or the word at the caret, for rewriting."""
        document, passage = self._coding.document, self._passage_here()
        if document is None or passage is None:
            self._hint("edit.select_first")
            return
        start, end = passage
        if not any(a <= start and end <= b for turn in document.turns for a, b in speech.spoken_ranges(turn)):
            self._coding.messages.tell(CommandError("edit-outside-speech"))
            return
        self._coding.reader.select_range(start, end, reveal=False)
        text = document.text[start:end]
        self._passage = (document.transcript.id, start, text)
        self.box.open(text, self._codings_at(document, start, end), self._coding.reader.selection_rect)

    def split(self) -> None:
        """Split the turn at the caret, or at the beginning of what is selected; a word stays whole."""
        document, turn = self._coding.document, self._turn_here()
        if document is None or turn is None:
            self._hint("edit.caret_first")
            return
        passage = self._coding.reader.selection()
        at = passage[0] if passage else _word_start(document, turn, self._coding.reader.caret())
        receipt = self._session.do(SplitTurn(document.transcript.id, at))
        if receipt is not None:
            fresh = self._turn(str(receipt.result))
            self._done("edit.split", turn=fresh.name if fresh else "")

    def join(self) -> None:
        """Join the turn at the caret to the one before it."""
        document, turn = self._coding.document, self._turn_here()
        if document is None or turn is None:
            self._hint("edit.caret_first")
            return
        receipt = self._session.do(JoinTurns(document.transcript.id, turn.id))
        if receipt is not None:
            left = self._turn(str(receipt.result))
            self._done("edit.joined", turn=left.name if left else "")

    def change_speaker(self) -> Form | None:
        """Ask whose the turn at the caret is, or the turns that are selected."""
        document, turns = self._coding.document, self._turns_here()
        if document is None or not turns:
            self._hint("edit.caret_first")
            return None
        labels = list(dict.fromkeys(label.text for label in document.labels.values()))
        choices = (*((text, text) for text in labels), (_NEW, self._say("form.change_speaker.another")))
        present = document.label_of(turns[0]) or _NEW
        fields = (Field("speaker", "choice", present, choices), Field("new"))

        def act(answers: Answers) -> None:
            speaker = answers["new"] if answers["new"].strip() or answers["speaker"] == _NEW else answers["speaker"]
            ids = tuple(turn.id for turn in turns)
            self._session.do_or_raise(ChangeSpeaker(document.transcript.id, ids, speaker))

        names = ", ".join(turn.name for turn in turns)
        form = Form("change_speaker", fields, act, self._say, self._desk.window, n=len(turns), turns=names)
        form.open()
        chosen = form.inputs["speaker"].findChild(QRadioButton, present)
        if isinstance(chosen, QRadioButton):
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        return form

    def _correct(self, text: str, drop: bool) -> None:  # noqa: FBT001 - the slot of a signal
        transcript, start, before = self._passage
        if text == before:
            self.box.be_done()
            return
        try:
            self._session.do_or_raise(CorrectText(transcript, start, before, text, drop_codings=drop))
        except OteError as problem:
            lost = problem.values.get("count", 0) if problem.code == "codings-lost" else 0
            words = self._say("edit.lost", **problem.values) if lost else error_words(problem, self._say)
            self.box.tell(words, lost if isinstance(lost, int) else 0)
            return
        self.box.be_done()
        self._passage = ("", 0, "")

    def _passage_here(self) -> tuple[int, int] | None:
        """Return what is selected, else the word at the caret."""
        passage = self._coding.reader.selection()
        document, turn = self._coding.document, self._turn_here()
        if passage is not None or document is None or turn is None:
            return passage
        at = self._coding.reader.caret()
        for word in speech.WORD.finditer(document.text, turn.start, turn.end):
            if word.start() <= at <= word.end():
                return word.span()
        return None

    def _turn_here(self) -> Turn | None:
        document = self._coding.document
        place = self._coding.reader.turn_here()
        return document.turns[place] if document is not None and 0 <= place < len(document.turns) else None

    def _turns_here(self) -> tuple[Turn, ...]:
        document, passage = self._coding.document, self._coding.reader.selection()
        if document is not None and passage is not None:
            return speech.turns_in(document, *passage)
        turn = self._turn_here()
        return (turn,) if turn is not None else ()

    def _turn(self, key: str) -> Turn | None:
        document = self._coding.document
        return next((turn for turn in document.turns if turn.id == key), None) if document else None

    def _codings_at(self, document: Document, start: int, end: int) -> int:
        store = self._session.store
        touched = {one.id for one in store.excerpts(document.transcript.id) if one.start < end and one.end > start}
        return sum(one.excerpt in touched for one in store.codings(document.transcript.id))

    def _hint(self, key: str) -> None:
        self._coding.messages.say(self._say(key))

    def _done(self, key: str, **values: object) -> None:
        self._coding.messages.say(self._say(key, **values))


def _word_start(document: Document, turn: Turn, at: int) -> int:
    """Return the beginning of the word that a caret stands in, so that no word is cut."""
    for word in speech.WORD.finditer(document.text, turn.start, turn.end):
        if word.start() < at < word.end():
            return word.start()
    return at
