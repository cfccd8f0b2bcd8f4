"""The workplace *Raportti*: what the Word report is called, in which order it goes, and writing it."""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from codebooks.model import Family
from coder.jobs import Work
from coder.models.row import Row, Square
from coder.views.bars import JobBar, MessageBar, button, label, scrolling
from coder.views.forms import ask_for_file
from coder.views.lists import RowList
from coder.views.pages import Desk, Page, page_column
from projects.model import Receipt, Snapshot

if TYPE_CHECKING:
    from exports.report import ReportPlan
    from projects.commands import RecordDocument

_WIDTH = 640


class ReportPlace(QFrame, Page):
    """Hold the few things to choose and the button that writes."""

    def __init__(self, desk: Desk) -> None:
        """Lay out one column."""
        super().__init__()
        self._session = desk.session
        self._runner = desk.runner
        self._theme = theme = desk.theme
        self._say = say = desk.say
        self.setProperty("surface", "page")
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.title = QLineEdit()
        self.order = _OrderList(theme, self, pad=12)
        self.order.setAccessibleName(say("report.order"))
        self.file = QLineEdit()
        self.write = button(say("report.write"), self.write_report, "accent")
        self.facts = label("", "quiet", wrap=True)
        self.setFocusProxy(self.title)
        self._column = QWidget()
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()

    def show_project(self) -> None:
        """Offer the project's name and families; what a person has changed stays."""
        store = self._session.store
        families = store.codebook().families
        if not self.file.text():
            self.file.setText(str(store.path.with_name(self._say("report.file_name", project=store.path.stem))))
            self.title.setPlaceholderText(self._say("report.title_default", project=store.path.stem))
        self.order.show_families(families, self._say.language)
        codings = len(store.codings())
        self.facts.setText(self._say("report.facts", codings=codings, transcripts=len(store.transcripts())))
        self.write.setEnabled(bool(store.transcripts()))
        self.write.setToolTip("" if store.transcripts() else self._say("report.needs_transcripts"))

    def take(self, receipt: Receipt) -> None:
        """Wait until the page is shown: then its numbers are fresh."""

    def clear(self) -> None:
        """Forget what belonged to the project that closes."""
        self.title.clear()
        self.file.clear()
        self.order.show_families((), self._say.language)
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.title, self.order, self.file, self.write)

    def showEvent(self, event: QShowEvent) -> None:
        """Show fresh numbers whenever the workplace is entered."""
        super().showEvent(event)
        if self._session.is_open:
            self.show_project()

    def write_report(self) -> None:
        """Write the report; a file that is there already may be somebody's draft, so it is asked about first."""
        if not self.write.isEnabled() or not self._session.is_open:
            return
        path = Path(self.file.text().strip()).expanduser()
        if path.suffix.lower() != ".docx":
            path = path.parent / f"{path.name}.docx"
        if path.exists():
            self._ask_about(path)
        else:
            self._start(path)

    def _ask_about(self, path: Path) -> None:
        other = _free(path)
        acts = (
            (self._say("report.write_other", file=other.name), lambda: self._start(other)),
            (self._say("report.replace"), lambda: self._start(path)),
        )
        self.messages.say(self._say("report.exists", file=path.name), "warning", acts)

    def _start(self, path: Path) -> None:
        """Write beside the window, from values, not from the open project."""
        from coder.planning import (  # noqa: PLC0415 - with the report, not with the window
            excerpt_limits,
            excerpt_states,
            excerpts_record,
        )
        from exports.report import ReportPlan  # noqa: PLC0415

        store = self._session.store
        snapshot = store.snapshot()
        created = datetime.now().astimezone().isoformat(timespec="seconds")
        states = excerpt_states(store)
        plan = ReportPlan(
            self._say.language, self.order.keys(), self.title.text().strip(), created=created, quotes=states,
            limits=excerpt_limits(store),
        )  # fmt: skip
        note = excerpts_record(store, path, states)
        job = self._runner.start(lambda: _write(snapshot, plan, path), "report")
        self.messages.hide()
        self.write.setEnabled(False)
        self.job.follow(job, self._say("report.writing"))
        job.finished.connect(lambda written: self._written(path, written, note))
        job.failed.connect(self.messages.tell)
        job.cancelled.connect(lambda: self.messages.say(self._say("report.stopped")))
        job.ended.connect(lambda: self.write.setEnabled(True))

    def _written(self, path: Path, written: object, note: RecordDocument | None) -> None:
        if note:
            self._session.do(note)
        quotes = getattr(written, "quotes", 0)
        acts = (
            (self._say("report.open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))),
            (self._say("report.open_folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
        )
        self.messages.say(self._say("report.written", file=path.name, quotes=quotes), "ok", acts)

    def _browse(self) -> None:
        ask_for_file(self, self.file.setText, save=True, start=self.file.text(), pattern=self._say("report.pattern"))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._row(form, "report.title", self.title)
        order = QVBoxLayout()
        order.setSpacing(6)
        order.addWidget(self.order)
        moves = QHBoxLayout()
        moves.setSpacing(8)
        self.up = button(self._say("report.up"), lambda: self.order.shift(-1))
        self.down = button(self._say("report.down"), lambda: self.order.shift(1))
        moves.addWidget(self.up)
        moves.addWidget(self.down)
        moves.addWidget(label(self._say("report.order_words"), "faint", wrap=True), 1)
        order.addLayout(moves)
        self._row(form, "report.order", order)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.file, 1)
        where.addWidget(button(self._say("form.browse"), self._browse))
        self.file.setAccessibleName(self._say("report.file"))
        self._row(form, "report.file", where)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(16, 20, 16, 16)
        column.setSpacing(16)
        column.addWidget(label(self._say("place.report"), "title"))
        column.addWidget(self.facts)
        column.addLayout(form)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.write)
        column.addLayout(last)
        layout = page_column(self, self.messages, self.job)
        layout.addWidget(scrolling(self._column), 1)

    def _row(self, form: QFormLayout, key: str, field: QWidget | QHBoxLayout | QVBoxLayout) -> None:
        name = QLabel(self._say(key))
        name.setMinimumHeight(30)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setContentsMargins(0, 7, 0, 0)
        if isinstance(field, QWidget):
            field.setAccessibleName(self._say(key))
        form.addRow(name, field)

    def _measure(self) -> None:
        self._column.setMaximumWidth(self._theme.px(_WIDTH))
        self.order.setFixedHeight(max(self.order.height_of_rows(8), self._theme.px(60)))


class _OrderList(RowList):
    """Show the families in the order of the report; Alt with an arrow moves one."""

    def show_families(self, families: tuple[Family, ...], language: str) -> None:
        """Show families; the order a person gave them stays."""
        known = {family.key: family for family in families}
        order = [key for key in self.keys() if key in known]
        order += [family.key for family in families if family.key not in order]
        items = [(Row(known[key].name(language), square=Square(known[key].colour)), key) for key in order]
        self.show_rows(items)
        if items and self.payload() is None:
            self.choose(0)
        self.setFixedHeight(max(self.height_of_rows(8), 60))

    def keys(self) -> tuple[str, ...]:
        """Return the families' keys in order."""
        return tuple(self.rows_model.payload(at) for at in range(self.count()))

    def shift(self, step: int) -> None:
        """Move the family in hand up or down."""
        at = self.place()
        to = at + step
        if not (0 <= at < self.count() and 0 <= to < self.count()):
            return
        items = [(self.rows_model.row(n), self.rows_model.payload(n)) for n in range(self.count())]
        items.insert(to, items.pop(at))
        self.rows_model.show(items)
        self.choose(to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Alt with an arrow move the family in hand."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.shift(steps[key])
            return
        super().keyPressEvent(event)


def _free(path: Path) -> Path:
    """Return the name, with the first number that no file beside has."""
    numbered = (path.with_name(f"{path.stem} {number}{path.suffix}") for number in itertools.count(2))
    return next(one for one in numbered if not one.exists())


def _write(snapshot: Snapshot, plan: ReportPlan, path: Path) -> Work:
    # Not before it is needed: python-docx is heavy.
    from coder.paint import png  # noqa: PLC0415
    from exports.word import write_report  # noqa: PLC0415

    return (yield from write_report(snapshot, plan, png, path))
