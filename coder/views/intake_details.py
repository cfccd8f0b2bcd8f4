"""Say what a file is that is about to come in: names, language, header fields, how its labels look, its bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.intake_files import IntakeFile
from coder.theme import Theme
from coder.views.bars import scrolling
from coder.views.intake_form import TickBox, choice_box, quiet_form, row_label
from projects.importers.choices import Choices
from projects.importers.draft import Draft
from projects.importers.fields import FIELDS, field_values

_LANGUAGES = ("fi", "sv", "en")


class DetailsPanel(QWidget):
    """Show a form of what is known of a file; each field is taken when it is left."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out the form."""
        super().__init__()
        self._say = say
        self._file: IntakeFile | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._theme = theme
        self._form = quiet_form()
        self.name = self._line(say("intake.name"), self._take_name)
        self.short = self._line(say("intake.short"), self._take_short)
        self.language = choice_box(theme, say("intake.language"))
        for code in _LANGUAGES:
            self.language.addItem(say(f"intake.language_{code}"), code)
        self.language.activated.connect(lambda _: self._take_language())
        self._form.addRow(row_label(theme, say("intake.language")), self.language)
        for field in FIELDS:
            self._add_field(field)
        self.pattern = QLineEdit()
        self.pattern.setAccessibleName(say("intake.pattern"))
        self.pattern.setPlaceholderText(say("intake.pattern_example"))
        self.pattern.setToolTip(say("intake.pattern_tip"))
        self.pattern.editingFinished.connect(self._take_pattern)
        self.keep = TickBox(theme, say("intake.keep"))
        self.keep.setToolTip(say("intake.keep_tip"))
        self.keep.clicked.connect(self._take_keep)
        self._lay_out()

    def show_file(self, file: IntakeFile | None) -> None:
        """Show what is known of a file; a field in which a person is writing is left to them."""
        self._file = file
        self.setEnabled(file is not None and file.settled is not None)
        if file is None or file.settled is None:
            return
        draft = file.settled.draft
        values = field_values(draft.header)
        self._show_fields(list(values))
        told = {self.name: draft.name, self.short: draft.short, self.pattern: file.choices.pattern}
        told |= {line: values.get(field, "") for field, line in self._fields.items()}
        for line, text in told.items():
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self.language.setCurrentIndex(max(self.language.findData(draft.language), 0))
        self.keep.setChecked(file.choices.keep_original)

    def field(self, name: str) -> QLineEdit:
        """Return the line of a header field."""
        return self._fields[name]

    def _show_fields(self, wanted: list[str]) -> None:
        """Have a row for each field: the offered ones always, the document's own as they come."""
        for name in [name for name in self._fields if name not in wanted]:
            self._form.removeRow(self._fields.pop(name))
        for name in wanted:
            if name not in self._fields:
                self._add_field(name)

    def _add_field(self, field: str) -> None:
        self._fields[field] = self._line(self._name_of(field), lambda: self._take_field(field))

    def _name_of(self, field: str) -> str:
        """Return an offered field in the window's language, the document's own as it stands there."""
        return self._say(f"intake.field.{field}") if field in FIELDS else field

    def _line(self, words: str, act: Callable[[], None]) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(words)
        line.editingFinished.connect(act)
        self._form.addRow(row_label(self._theme, words), line)
        return line

    def _lay_out(self) -> None:
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._form)
        last = quiet_form(top=0)
        last.addRow(row_label(self._theme, self._say("intake.pattern")), self.pattern)
        last.addRow(self.keep)
        inside.addLayout(last)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(column))

    # What a person says

    def _draft(self) -> Draft | None:
        return self._file.settled.draft if self._file is not None and self._file.settled is not None else None

    def _change(self, make: Callable[[Choices], Choices]) -> None:
        if self._file is not None and self._file.settled is not None:
            choices = make(self._file.choices)
            if choices != self._file.choices:
                self.chosen.emit(choices)

    def _take_name(self) -> None:
        draft, text = self._draft(), self.name.text().strip()
        if draft is not None and text != draft.name:
            self._change(lambda choices: replace(choices, name=text or None))

    def _take_short(self) -> None:
        draft, text = self._draft(), self.short.text().strip()
        if draft is not None and text != draft.short:
            self._change(lambda choices: replace(choices, short=text or None))

    def _take_language(self) -> None:
        self._change(lambda choices: replace(choices, language=self.language.currentData()))

    def _take_field(self, field: str) -> None:
        draft, line = self._draft(), self._fields.get(field)
        if draft is None or line is None:
            return
        text = line.text().strip()
        if text != field_values(draft.header).get(field, ""):
            self._change(lambda choices: choices.writing(field, text))

    def _take_pattern(self) -> None:
        text = self.pattern.text().strip()
        self._change(lambda choices: choices if choices.pattern == text else choices.reading(text))

    def _take_keep(self) -> None:
        self._change(lambda choices: replace(choices, keep_original=self.keep.isChecked()))
