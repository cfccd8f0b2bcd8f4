"""Show one speaker: which labels are this person, what the person allows, and what has been noted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.grid import Written
from coder.models.people_rows import People, consent_columns, consent_rows, label_words
from coder.models.row import Row
from coder.session import Session
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.grid import Grid
from coder.views.lists import RowList
from projects.commands import PartLabel, SetConsent
from projects.errors import CommandError
from projects.model import Anchor, Consent, Label

_CONSENT = ("scope", "basis", "version", "date", "withdraw_until", "withdrawn")
_LABELS = 220
_LEAST, _MOST = 150, 252


class PeopleDetail(QFrame):
    """Hold the labels at the left and the consents at the right."""

    join_wanted = Signal(str)
    memo_wanted = Signal(object)
    erase_wanted = Signal(str, str)

    def __init__(self, session: Session, theme: Theme, say: Catalogue) -> None:
        """Begin without a person."""
        super().__init__()
        self._session = session
        self._theme = theme
        self._say = say
        self._people: People | None = None
        self._person = ""
        self.setProperty("surface", "below")
        self.name = label("", "name")
        self.labels = RowList(theme, self, pad=8)
        self.labels.setAccessibleName(say("people.labels_of"))
        self.join = button(say("people.same_as"), lambda: self.join_wanted.emit(self._person))
        self.part = button(say("people.part"), self.part_label)
        self.memo = button(say("people.memo"), lambda: self.memo_wanted.emit(Anchor("person", self._person)))
        self.erase = button(say("act.erase_person"), lambda: self.erase_wanted.emit("person", self._person))
        self.consents = Grid(theme, self._write, self)
        self.consents.setAccessibleName(say("consent.table"))
        self.consents.grid.show(consent_columns(say), ())
        self._left = QWidget()
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()

    def show_person(self, people: People, person: str) -> None:
        """Show a person, or nobody with ""."""
        self._people, self._person = people, person
        one = people.person(person)
        self.setEnabled(one is not None)
        self.name.setText(people.printed.printed(one))
        own = [each for each in people.labels if each.person == person]
        self.labels.show_rows([self._label_item(each, joined=len(own) > 1) for each in own])
        if own and self.labels.payload() is None:
            self.labels.choose(0)
        self.part.setEnabled(len(own) > 1)
        self.part.setToolTip("" if len(own) > 1 else self._say("people.part_why_not"))
        self.erase.setEnabled(bool(own))
        rows = consent_rows(people, person, self._say) if one else ()
        self.consents.show_rows(consent_columns(self._say), rows)
        self._measure()

    def part_label(self) -> None:
        """Say that the label in hand is somebody else."""
        thing = self.labels.payload()
        if isinstance(thing, Label):
            self._session.do(PartLabel(thing.id))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.labels, self.consents)

    def _label_item(self, one: Label, *, joined: bool) -> tuple[Row, Label]:
        people = self._people
        note = self._say("people.own_label") if joined and one.home is None else ""
        return Row(label_words(people, one) if people else one.text, note=note), one

    def _write(self, cells: Sequence[Written]) -> None:
        """Write one speaker's consents; the last cell of a row counts with the others of it."""
        for use in dict.fromkeys(one.row for one in cells):
            self._session.do_or_raise(self._consent(use, {one.column: one.text for one in cells if one.row == use}))

    def _consent(self, use: str, fresh: dict[str, str]) -> SetConsent:
        known = () if self._people is None else self._people.consents
        former = next((one for one in known if one.person == self._person and one.use == use), None)
        one = former or Consent("", self._person, use, "")
        values = {key: getattr(one, key) for key in _CONSENT} | fresh
        if not values["scope"] and "scope" not in fresh:
            raise CommandError("consent-first")
        return SetConsent(self._person, use, **values)

    def _measure(self) -> None:
        self._left.setFixedWidth(self._theme.px(_LABELS))
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(self._theme.px(_MOST))
        self.consents.fit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addSpacing(8)
        for part in (self.join, self.part, self.memo):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.erase)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        left.addWidget(label(self._say("people.labels_of"), "head"))
        left.addWidget(self.labels, 1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(label(self._say("consent.table"), "head"))
        right.addWidget(self.consents, 1)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(self._left)
        across.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(across, 1)
