"""Show what a pasted or opened table would change, before it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList
from projects.variable_table import Plan


class TablePreview(QFrame):
    """List changes, what does not fit and rows that nobody is; `taken` brings the plan that was agreed to."""

    taken = Signal(object)
    shown = Signal()
    left = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin hidden."""
        super().__init__()
        self._say = say
        self._plan: Plan | None = None
        self.setProperty("surface", "below")
        self.words = label("", "quiet", wrap=True)
        self.list = RowList(theme, self, pad=8)
        self.list.setAccessibleName(say("preview.title"))
        self.go = button("", self._take, "accent")
        self.cancel = button(say("form.cancel"), self.leave)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 12, 24, 12)
        layout.setSpacing(8)
        layout.addWidget(label(say("preview.title"), "name"))
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        """Show a plan and wait for an answer."""
        self._plan = plan
        say = self._say
        parts = [say("preview.changes", n=len(plan.changes))]
        if plan.fresh:
            parts.append(say("preview.fresh", n=len(plan.fresh), names=plan.fresh))
        if plan.misfits or plan.unknown:
            parts.append(say("preview.left_out", n=len(plan.misfits) + len(plan.unknown)))
        self.words.setText(" ".join(parts))
        self.list.show_rows(self._items(plan))
        self.go.setText(say("preview.take", n=len(plan.changes)))
        self.go.setEnabled(bool(plan.changes))
        self.show()
        self.shown.emit()
        if self.list.count():
            self.list.choose(0)
        (self.go if self.go.isEnabled() else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Take nothing."""
        self._plan = None
        self.hide()
        self.left.emit()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.list, self.go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take nothing with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        plan, self._plan = self._plan, None
        self.hide()
        if plan is not None:
            self.taken.emit(plan)
        self.left.emit()

    def _items(self, plan: Plan) -> list[Item]:
        say = self._say
        unknown = [(Row(say("variables.unknown_row", name=one), aside=say("preview.out")), one) for one in plan.unknown]
        misfits: list[Item] = [
            (Row(f"{one.row} · {one.column}", second=say.error(one.problem), aside=say("preview.out")), one)
            for one in plan.misfits
        ]
        changes: list[Item] = [
            (Row(f"{one.row} · {one.column}", aside=say(
                "preview.becomes" if one.before and one.after else "preview.new" if one.after else "preview.gone",
                before=one.before, after=one.after)), one)
            for one in plan.changes
        ]
        return [*unknown, *misfits, *changes]
