"""Show what a panel has to say: a message with what comes next, and the progress of long work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from codebooks.errors import OteError
from coder.i18n import Catalogue
from coder.jobs import Job
from coder.theme import Theme
from coder.views.icons import draw_icon, icon

Act = tuple[str, Callable[[], object]]

_WAIT_MS = 300

_NARROW = 8


class MessageBar(QFrame):
    """Say one thing at the top of a panel until it is closed or something else is said."""

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin hidden."""
        super().__init__()
        self._say = say
        self._theme = theme
        self.setProperty("surface", "bar")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        self._close = IconButton(theme, "close", say("bar.close"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(12)
        layout.addWidget(self.words, 1)
        layout.addLayout(self._acts)
        layout.addWidget(self._close)
        self.hide()

    def say(self, words: str, mood: str = "plain", acts: Sequence[Act] = ()) -> None:
        """Say something, with buttons for what can be done about it; mood is plain, ok, warning or error."""
        self.words.setText(words)
        self.setProperty("mood", mood)
        self.style().unpolish(self)
        self.style().polish(self)
        while (item := self._acts.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for label, act in acts:
            self._acts.addWidget(self._button(label, act))
        self.show()

    def tell(self, problem: OteError, acts: Sequence[Act] = ()) -> None:
        """Say what an error means, with the file it is about."""
        self.say(error_words(problem, self._say), "error", acts)

    def be_done(self) -> None:
        """Hide a hint once work goes on; warnings and errors stay until they are closed."""
        if self.property("mood") == "plain":
            self.hide()

    def _button(self, label: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(label)

        def clicked() -> None:
            self.hide()
            act()

        button.clicked.connect(clicked)
        return button


class JobBar(QFrame):
    """Show the progress of a job once it has taken a moment, with a button that stops it."""

    def __init__(self, say: Catalogue) -> None:
        """Begin hidden."""
        super().__init__()
        self._say = say
        self._job: Job | None = None
        self._title = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._appear)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = QLabel()
        self.words.setProperty("tone", "small")
        self.stop = QPushButton(say("bar.stop"))
        self.stop.setProperty("kind", "quiet")
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.setContentsMargins(16, 2, 8, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        self.hide()

    def follow(self, job: Job, title: str) -> None:
        """Show a job's progress from now to its end."""
        self._job = job
        self._title = title
        self.bar.setRange(0, 0)
        self.words.setText(title)
        self.stop.setEnabled(True)
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)
        self._wait.start()

    def _appear(self) -> None:
        if self._job is not None:
            self.show()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.words.setText(self._say("bar.progress", title=self._title, done=done, total=total))

    def _stop(self) -> None:
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self._wait.stop()
        self.hide()


def error_words(problem: OteError, say: Catalogue) -> str:
    """Say which file it is about, what is wrong and what to do next."""
    words = say.error(problem)
    name = problem.file.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}: {words}" if name else words


class IconButton(QToolButton):
    """Be a button that is only an icon, with its words in the tooltip."""

    def __init__(self, theme: Theme, name: str, tip: str) -> None:
        """Draw the icon in the theme's colours, now and when they change."""
        super().__init__()
        self._theme = theme
        self._name = name
        self.setProperty("kind", "icon")
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._theme.px(16)
        self.setIcon(icon(self._name, self._theme.colour("text2"), side))
        self.setIconSize(QSize(side, side))


class ChoiceBox(QComboBox):
    """Be a box to choose one of many, with an arrow in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme

    def keep_narrow(self) -> None:
        """Let the panel say how wide the box is, however long its choices are."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_NARROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow on what the stylesheet draws."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.px(16)
        box = QRectF(self.width() - side - self._theme.px(8), (self.height() - side) / 2, side, side)
        draw_icon(painter, "more", box, self._theme.colour("text2"))
        painter.end()


def simply(act: Callable[[], object]) -> Callable[..., None]:
    """Return a slot that calls `act` without what the signal brings along."""

    def slot(*_: object) -> None:
        act()

    return slot


def label(words: str = "", tone: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Return a label in one of the stylesheet's tones."""
    made = QLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def button(words: str, act: Callable[[], object], kind: str = "plain") -> QPushButton:
    """Return a button that does something."""
    made = QPushButton(words)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.clicked.connect(simply(act))
    return made


def scrolling(column: QWidget) -> QScrollArea:
    """Put a column, as wide as it may be, into the middle of a page that scrolls when it is too small."""
    page = QWidget()
    page.setProperty("kind", "page")
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(column, 1000)
    across.addStretch(1)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addLayout(across)
    layout.addStretch(1)
    return scroll_area(page)


def scroll_area(widget: QWidget) -> QScrollArea:
    """Let a widget fill its room, and scroll when it is higher than that; the ground stays the page's."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
