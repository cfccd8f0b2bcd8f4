"""Say who speaks in a file that is about to come in: role, pseudonym, spellings of one speaker, labels of nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QWidget

from coder.i18n import Catalogue
from coder.models.intake_files import IntakeFile, Speaker
from coder.models.row import Row
from coder.theme import Theme
from coder.views.bars import button, label, scrolling
from coder.views.intake_form import TickBox, choice_box, quiet_form, row_label
from coder.views.lists import RowList
from projects.importers.choices import Choices
from projects.importers.draft import Voice
from projects.importers.pseudonyms import suggest_pseudonyms

ROLES = ("haastattelija", "asumisneuvoja", "haastateltava", "kysyjä", "vastaaja", "puhuja")


@dataclass(frozen=True, slots=True)
class Known:
    """Stand for somebody the project has already, with the words to choose by."""

    person: str
    words: str
    role: str
    pseudonym: str


class SpeakersPanel(QWidget):
    """List the labels of a file, and below them what is said of the one in hand."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out list and form."""
        super().__init__()
        self._theme, self._say = theme, say
        self._file: IntakeFile | None = None
        self._known: Sequence[Known] = ()
        self._suggested: Mapping[str, str] = {}
        self._filling = False
        self.list = RowList(theme, self, pad=12)
        self.list.setAccessibleName(say("intake.speakers"))
        self.list.moved.connect(lambda _: self._fill())
        self.empty = label(say("intake.no_speakers"), "quiet", wrap=True)
        self.hint = label("", "warning", wrap=True)
        self.unite = button("", self._unite)
        self.same = choice_box(theme, say("intake.same"))
        self.same.activated.connect(lambda _: self._take_same())
        self.role = choice_box(theme, say("intake.role"))
        self.role.setEditable(True)
        self.role.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.role.activated.connect(lambda _: self._take_voice())
        self._role_line().editingFinished.connect(self._take_voice)
        self.pseudonym = QLineEdit()
        self.pseudonym.setAccessibleName(say("intake.pseudonym"))
        self.pseudonym.editingFinished.connect(self._take_voice)
        self.suggest = button(say("intake.suggest"), self._suggest_one)
        self.ignored = TickBox(theme, say("intake.ignored"))
        self.ignored.clicked.connect(self._take_ignored)
        self.suggest_all = button(say("intake.suggest_all"), self._suggest_all)
        self._lay_out()

    def show_file(self, file: IntakeFile | None, known: Sequence[Known]) -> None:
        """Show the speakers of a file; the one in hand stays in hand."""
        self._file, self._known = file, known
        speakers = file.speakers() if file else ()
        self.list.show_rows([(self._row(one), one.label) for one in speakers])
        if speakers and self.list.payload() is None:
            self.list.choose(0)
        self.empty.setVisible(file is not None and not speakers)
        self._suggested = self._suggestions(speakers)
        self.list.setVisible(bool(speakers))
        self._below.setVisible(bool(speakers))
        self.suggest_all.setVisible(len(self._suggested) > 1)
        self._fill()

    def _suggestions(self, speakers: Sequence[Speaker]) -> Mapping[str, str]:
        if self._file is None or self._file.settled is None:
            return {}
        spoken = [one.label for one in speakers if not one.ignored and not one.merged_into]
        taken = {one.pseudonym for one in self._known} | {one.voice.pseudonym for one in speakers}
        return suggest_pseudonyms(spoken, self._file.settled.draft.text, taken - {""})

    def _row(self, one: Speaker) -> Row:
        say = self._say
        told = f"{one.role} · {one.voice.pseudonym}" if one.voice.pseudonym else one.role
        if one.voice.person is not None:
            told = next((known.words for known in self._known if known.person == one.voice.person), told)
        if one.merged_into:
            told = say("intake.is_same", label=one.merged_into)
        elif one.ignored:
            told = say("intake.is_ignored")
        elif one.likely:
            told = say("intake.may_be", label=one.likely)
        return Row(one.label, second=told, count=say("intake.turns", n=one.turns), strong=True)

    def _speaker(self) -> Speaker | None:
        at = self.list.payload()
        return next((one for one in self._file.speakers() if one.label == at), None) if self._file else None

    def _fill(self) -> None:
        one = self._speaker()
        self._form.setEnabled(one is not None)
        if one is None:
            return
        self._filling = True
        self._fill_same(one)
        roles = dict.fromkeys((*ROLES, *(known.role for known in self._known), one.role))
        self.role.clear()
        self.role.addItems(list(roles))
        self.role.setCurrentText(one.role)
        self.pseudonym.setText(one.voice.pseudonym)
        self.pseudonym.setPlaceholderText(self._suggested.get(one.label, ""))
        self.ignored.setChecked(one.ignored)
        own = not one.ignored and not one.merged_into and one.voice.person is None
        for part in (self.role, self.pseudonym):
            part.setEnabled(own)
        self.suggest.setEnabled(own and bool(self._suggested.get(one.label)))
        self.hint.setText(self._say("intake.likely", label=one.label, other=one.likely) if one.likely else "")
        self.unite.setText(self._say("intake.unite", label=one.label, other=one.likely) if one.likely else "")
        self.hint.setVisible(bool(one.likely))
        self.unite.setVisible(bool(one.likely))
        self._filling = False

    def _fill_same(self, one: Speaker) -> None:
        self.same.clear()
        self.same.addItem(self._say("intake.own"), ("", ""))
        others = [each.label for each in self._file.speakers() if not each.merged_into] if self._file else []
        for other in others:
            if other != one.label:
                self.same.addItem(other, ("label", other))
        for known in self._known:
            self.same.addItem(known.words, ("person", known.person))
        wanted = ("label", one.merged_into) if one.merged_into else ("person", one.voice.person or "")
        at = next((at for at in range(self.same.count()) if self.same.itemData(at) == wanted), 0)
        self.same.setCurrentIndex(at)

    # What a person says

    def _change(self, choices: Choices) -> None:
        if self._file is not None and choices != self._file.choices:
            self.chosen.emit(choices)

    def _take_same(self) -> None:
        one = self._speaker()
        if one is None or self._file is None or self._filling:
            return
        kind, which = self.same.currentData()
        choices = self._file.choices.merging(one.label, which if kind == "label" else None)
        voice = replace(one.voice, person=which if kind == "person" else None)
        self._change(choices.saying(voice) if voice != one.voice else choices)

    def _unite(self) -> None:
        one = self._speaker()
        if one is not None and self._file is not None and one.likely:
            self._change(self._file.choices.merging(one.label, one.likely))

    def _take_voice(self) -> None:
        one = self._speaker()
        if one is None or self._file is None or self._filling:
            return
        role, pseudonym = self.role.currentText().strip(), self.pseudonym.text().strip()
        if (role, pseudonym) != (one.role, one.voice.pseudonym):
            told = role if role and role != one.role else one.voice.role
            self._change(self._file.choices.saying(Voice(one.label, told, pseudonym)))

    def _take_ignored(self) -> None:
        one = self._speaker()
        if one is not None and self._file is not None:
            self._change(self._file.choices.ignoring(one.label, ignored=self.ignored.isChecked()))

    def _suggest_one(self) -> None:
        one = self._speaker()
        if one is not None and one.label in self._suggested:
            self.pseudonym.setText(self._suggested[one.label])
            self._take_voice()

    def _suggest_all(self) -> None:
        if self._file is None:
            return
        choices = self._file.choices
        for name, pseudonym in self._suggested.items():
            voice = choices.voice(name)
            if pseudonym and not voice.pseudonym and voice.person is None:
                choices = choices.saying(replace(voice, pseudonym=pseudonym))
        self._change(choices)

    # Layout

    def _role_line(self) -> QLineEdit:
        line = self.role.lineEdit()
        if line is None:
            raise AssertionError
        line.setAccessibleName(self._say("intake.role"))
        return line

    def set_across(self, *, across: bool) -> None:
        """Put list and form beside each other, or one above the other."""
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if across else directions.TopToBottom)

    def _lay_out(self) -> None:
        self._form = QWidget()
        form = quiet_form()
        self._form.setLayout(form)
        form.addRow(self.hint)
        form.addRow(self.unite)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.pseudonym, 1)
        row.addWidget(self.suggest)
        for key, part in (("same", self.same), ("role", self.role)):
            form.addRow(row_label(self._theme, self._say(f"intake.{key}")), part)
        form.addRow(row_label(self._theme, self._say("intake.pseudonym")), row)
        form.addRow(self.ignored)
        form.addRow(self.suggest_all)
        self._below = scrolling(self._form)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(0)
        self.empty.setContentsMargins(12, 8, 12, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.empty)
        self._layout.addWidget(self.list, 2)
        self._layout.addWidget(self._below, 3)
