"""Take back and do again from the window: the step is named, and somebody else's is asked about first."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coder.i18n import Catalogue
from coder.models.shown import clock, day
from coder.session import Session
from coder.views.actions import Actions
from coder.views.forms import Question, ask_question
from projects.model import Entry


class History(QObject):
    """Say what undo and redo would do, and do it."""

    def __init__(self, session: Session, say: Catalogue, window: QWidget) -> None:
        """Keep what the sentences need."""
        super().__init__(window)
        self._session = session
        self._say = say
        self._window = window

    def undo(self) -> None:
        """Take the newest step back; one that somebody else made is asked about first."""
        entry = self._session.next_undo()
        if entry is None or self._session.is_own(entry):
            self._session.undo()
            return
        name = self._session.coder_name(entry.coder)
        words = Question(self._say("undo.title", name=name), self._say("undo.words", step=self._step(entry)),
                         self._say("undo.do"))
        ask_question(self._window, words, self._session.undo, self._say)

    def show(self, actions: Actions) -> None:
        """Let both actions work when there is something to do, and name it in their tooltips."""
        for key, entry in (("undo", self._session.next_undo()), ("redo", self._session.next_redo())):
            actions[key].setEnabled(entry is not None)
            words = self._say(f"{key}.tip", step=self._step(entry)) if entry else self._say(self._why_not(key))
            actions[key].setToolTip(words)

    def _why_not(self, key: str) -> str:
        """Return the key of what is said when there is no step: nothing was done, or something went for ever."""
        wall = self._session.store.last_wall() if key == "undo" and self._session.is_open else None
        return "undo.behind_wall" if wall else f"{key}.nothing"

    def _step(self, entry: Entry) -> str:
        language = self._say.language
        words = self._say(f"journal.{entry.label}", **entry.values)
        when = f"{day(entry.time, language)} {clock(entry.time, language)}"
        return self._say("undo.step", step=words, name=self._session.coder_name(entry.coder), when=when)
