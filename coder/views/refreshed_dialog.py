"""Show what a refresh did to a draft: each quote that is left to the author, the two texts side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList
from exports.plan_refresh import PlanRefreshed
from exports.refreshing.refresh import CONFLICT, EDITED, OUTCOMES, REMOVED, RefreshedQuote

_WIDTH, _HEIGHT = 820, 560
_ORDER = (CONFLICT, EDITED, REMOVED)


class RefreshedDialog(QDialog):
    """List quotes with what became of them; what the author must look at comes first."""

    def __init__(self, done: PlanRefreshed, *, theme: Theme, say: Catalogue, parent: QWidget) -> None:
        """Show the first that needs a look."""
        super().__init__(parent)
        self._say = say
        told = done.refreshed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("refresh.title"))
        self.quotes = sorted((one for one in told.quotes if one.outcome in _ORDER or one.draft), key=_rank)
        self.list = RowList(theme, wrap=True, lead=88)
        self.list.setAccessibleName(say("refresh.title"))
        self.list.show_rows([(self._row(one), at) for at, one in enumerate(self.quotes)])
        self.in_draft, self.in_project = (_pane(say(f"refresh.{key}")) for key in ("in_draft", "in_project"))
        self.list.moved.connect(lambda _: self._compare())
        counts = {outcome: told.count(outcome) for outcome in OUTCOMES}
        facts = [say("refresh.counts", **counts)]
        facts += [say("refresh.missing", names=", ".join(one.name for one in done.missing))] if done.missing else []
        facts += [say("refresh.placeholders", n=len(told.placeholders))] if told.placeholders else []
        facts += [say("refresh.kept", file=done.kept.name)] if done.kept else []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(say("refresh.title"), "title"))
        layout.addWidget(label("\n".join(facts), "quiet", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._panes(), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("refresh.close"), self.accept, "accent"))
        layout.addLayout(row)
        self.resize(min(theme.px(_WIDTH), parent.width() - 40), min(theme.px(_HEIGHT), parent.height() - 40))
        if self.quotes:
            self.list.choose(0)
        self._compare()

    def _panes(self) -> QHBoxLayout:
        panes = QHBoxLayout()
        panes.setSpacing(12)
        for key, pane in (("in_draft", self.in_draft), ("in_project", self.in_project)):
            column = QVBoxLayout()
            column.addWidget(label(self._say(f"refresh.{key}"), "head"))
            column.addWidget(pane)
            panes.addLayout(column)
        return panes

    def _row(self, one: RefreshedQuote) -> Row:
        key = f"refresh.row.{one.outcome}" if one.outcome in _ORDER else "refresh.row.draft"
        words = self._say("refresh.row.gone") if one.gone and one.outcome in (CONFLICT, EDITED) else self._say(key)
        return Row(words, lead=one.name)

    def _compare(self) -> None:
        at = self.list.place()
        one = self.quotes[at] if 0 <= at < len(self.quotes) else None
        self.in_draft.setPlainText("\n".join(one.in_draft) if one else "")
        self.in_project.setPlainText("\n".join(one.in_project) if one else "")


def _rank(one: RefreshedQuote) -> int:
    return _ORDER.index(one.outcome) if one.outcome in _ORDER else len(_ORDER)


def _pane(name: str) -> QPlainTextEdit:
    pane = QPlainTextEdit()
    pane.setReadOnly(True)
    pane.setTabChangesFocus(True)
    pane.setAccessibleName(name)
    return pane
