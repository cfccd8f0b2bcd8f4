"""The left side of *Katselmus*: the rounds, what one sends out, who has answered, and the ways in for answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.review_rows import YES, Held, Progress, progress, round_row
from coder.theme import Theme
from coder.views.bars import button, label, scrolling
from coder.views.lists import RowList
from coder.views.rows import write
from projects.review.rounds import Round

WIDTH = 232
_SHARE = 0.5
_ROUNDS = 5
PACKAGES = ("html", "word", "sheets", "cards")


class ReviewLeft(QFrame):
    """Hold the list of rounds, the packages of the one in hand, its reviewers, and buttons."""

    chosen = Signal(str)
    package_wanted = Signal(str)

    def __init__(self, theme: Theme, say: Catalogue, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Begin without rounds; `acts` are the buttons in order: key of the words (`review.act.KEY`), what it does."""
        super().__init__()
        self._theme = theme
        self._say = say
        self.setProperty("surface", "panel")
        self.rounds = RowList(theme, self)
        self.rounds.setAccessibleName(say("review.rounds"))
        self.rounds.moved.connect(lambda thing: self.chosen.emit(str(thing or "")))
        self.packages = label("", "head")
        self.exports = {key: self._export(key) for key in PACKAGES}
        self.answered = label(say("review.answered"), "head")
        self.bars = QVBoxLayout()
        self.bars.setSpacing(theme.px(6))
        self.people: tuple[_Bar, ...] = ()
        self.buttons = {
            key: button(say(f"review.act.{key}"), act, "accent" if key == "new" else "plain") for key, act in acts
        }
        self.note = label("", "small", wrap=True)
        self._of_round = QWidget()
        self.rounds.hide()
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()

    def show_rounds(self, held: Held, rounds: Sequence[Round]) -> None:
        """Show every round, the newest first; the one in hand stays in hand."""
        self.rounds.show_rows([(round_row(held, one, self._say), one.id) for one in reversed(rounds)])
        if rounds and self.rounds.payload() is None:
            self.rounds.choose(0)
        self.rounds.setFixedHeight(self.rounds.height_of_rows(_ROUNDS))
        self.rounds.setVisible(bool(rounds))
        self._of_round.setVisible(bool(rounds))

    def forget(self) -> None:
        """Show no round, when the project closes."""
        self.rounds.show_rows([])
        self.rounds.hide()
        self._of_round.hide()

    def show_round(self, held: Held, one: Round) -> None:
        """Show what belongs to one round."""
        self.packages.setText(self._say("review.packages", number=one.number))
        self._clear_bars()
        self.people = tuple(_Bar(self._theme, each, self._say) for each in progress(held, one))
        for bar in self.people:
            self.bars.addWidget(bar)
        self.answered.setText(self._say("review.answered" if self.people else "review.nobody"))
        answers = held.review.answers_in(one.id)
        stale = sum(not held.state(asked).changed for asked in held.review.by_round.get(one.id, ()))
        self.note.setText(self._say("review.whole" if stale else "review.all_changed") if answers else "")
        self.note.setVisible(bool(self.note.text()))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.rounds,)

    def _clear_bars(self) -> None:
        for bar in self.people:
            self.bars.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.people = ()

    def _export(self, key: str) -> QWidget:
        """Return a package's row: what it is, and the link that writes it."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self._say(f"review.package.{key}"), "name"))
        words.addWidget(label(self._say(f"review.package.{key}_tip"), "small", wrap=True))
        layout.addLayout(words, 1)
        link = button(self._say("review.export"), partial(self.package_wanted.emit, key), "link")
        link.setAccessibleName(f"{self._say('review.export')}: {self._say(f'review.package.{key}')}")
        link.setObjectName(key)
        layout.addWidget(link)
        return row

    def link(self, key: str) -> QWidget:
        """Return the link that writes a package."""
        found = self.exports[key].findChild(QWidget, key)
        if not isinstance(found, QWidget):
            raise KeyError(key)
        return found

    def _lay_out(self) -> None:
        px = self._theme.px
        inner = QVBoxLayout(self._of_round)
        inner.setContentsMargins(px(16), px(8), px(16), px(8))
        inner.setSpacing(px(6))
        inner.addWidget(self.packages)
        for row in self.exports.values():
            inner.addWidget(row)
        inner.addSpacing(px(10))
        inner.addWidget(self.answered)
        inner.addLayout(self.bars)
        inner.addSpacing(px(6))
        inner.addWidget(self.note)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(16), px(4), px(16), px(12))
        foot.setSpacing(px(8))
        for one in self.buttons.values():
            foot.addWidget(one)
        head = label(self._say("review.rounds"), "head")
        head.setContentsMargins(px(16), px(12), px(16), px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.rounds)
        layout.addWidget(scrolling(self._of_round), 1)
        layout.addLayout(foot)

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.beside(WIDTH))


class _Bar(QWidget):
    """Draw one reviewer: name, form, how many answers of how many, and a bar under it."""

    def __init__(self, theme: Theme, shown: Progress, say: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._shown = shown
        self._source = say(f"review.source.{shown.source}")
        self.setAccessibleName(say("review.progress", name=shown.reviewer, done=shown.done, total=shown.total))
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of a line and a bar."""
        return QSize(self._theme.px(160), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole row is drawn
        """Draw words and bar."""
        theme, shown, px = self._theme, self._shown, self._theme.px
        painter = QPainter(self)
        line = QRectF(0, 0, self.width(), px(18))
        whole = shown.done == shown.total
        count = f"{shown.done} / {shown.total}"
        right = f"{YES} {count}" if whole else count
        write(painter, line, right, theme.font(12), theme.colour("ok" if whole else "text"), right=True)
        painter.setFont(theme.font(13, bold=True))
        name = painter.fontMetrics().elidedText(
            shown.reviewer, Qt.TextElideMode.ElideRight, round(self.width() * _SHARE)
        )
        write(painter, line, name, theme.font(13, bold=True), theme.colour("text"))
        left = painter.fontMetrics().horizontalAdvance(name) + px(8)
        write(painter, line.adjusted(left, 0, -px(70), 0), self._source, theme.font(12), theme.colour("text2"))
        track = QRectF(0, px(22), self.width(), px(4))
        painter.fillRect(track, theme.colour("line"))
        track.setWidth(self.width() * shown.done / max(shown.total, 1))
        painter.fillRect(track, theme.colour("accent"))
        painter.end()
