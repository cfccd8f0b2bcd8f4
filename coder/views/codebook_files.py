"""Bring a codebook in from a file, with a look at what would change, and send the project's own out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from codebooks.errors import OteError
from codebooks.joining import Joined, join
from codebooks.model import Code, Codebook
from codebooks.qdc import QdcRead
from coder.codebook_files import READ, WRITTEN, Booklet, parse_codebook_file, write_codebook_file
from coder.i18n import Catalogue
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.session import Session
from coder.theme import Theme
from coder.views.bars import MessageBar, button, label, simply
from coder.views.forms import ask_for_file
from coder.views.lists import RowList
from projects.commands import JoinCodebook
from projects.store import now

_WIDTH, _HEIGHT = 560, 560


class JoinPreview(QDialog):
    """Show what a codebook would bring: new codes, changed ones, and those that stay as they are."""

    def __init__(
        self, joined: Joined, read: QdcRead, name: str, act: Callable[[], object], *,
        theme: Theme, say: Catalogue, parent: QWidget,
    ) -> None:
        """List what was found in the file, then the codes by what would happen to them."""
        super().__init__(parent)
        self._say = say
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("codebook.join.title"))
        self.list = RowList(theme, self, pad=12, wrap=True)
        self.list.setAccessibleName(say("codebook.join.title"))
        self.list.show_rows([*self._findings(read), *self._items(joined)])
        self.go = button(
            say("codebook.join.do", new=len(joined.new), changed=len(joined.changed)), self.accept, "accent"
        )
        self.go.setDefault(True)
        self.go.setEnabled(joined.changes)
        words = say("codebook.join.words" if joined.changes else "codebook.join.same_already", file=name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(say("codebook.join.title"), "title"))
        layout.addWidget(label(words, "quiet", wrap=True))
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("form.cancel"), self.reject))
        row.addWidget(self.go)
        layout.addLayout(row)
        self.accepted.connect(simply(act))
        self.setMinimumWidth(min(theme.px(_WIDTH), parent.width() - 40))
        self.resize(self.minimumWidth(), min(theme.px(_HEIGHT), parent.height() - 40))

    def _findings(self, read: QdcRead) -> list[Item]:
        said = [self._say(f"finding.{one.code}", **one.values) for one in read.findings]
        rows: list[Item] = [(Row(words), ("finding", at)) for at, words in enumerate(said)]
        head = Row(self._say("codebook.join.findings", n=len(rows)), heading=True)
        return [(head, ("head", "findings")), *rows] if rows else []

    def _items(self, joined: Joined) -> list[Item]:
        groups: tuple[tuple[str, list[tuple[Code, str]]], ...] = (
            ("new", [(code, "") for code in joined.new]),
            ("changed", [(after, self._what(before, after)) for before, after in joined.changed]),
            ("only_here", [(code, "") for code in joined.only_here]),
            ("same", [(code, "") for code in joined.same]),
        )
        items: list[Item] = []
        for key, codes in groups:
            if codes:
                items.append((Row(self._say(f"codebook.join.{key}", n=len(codes)), heading=True), ("head", key)))
                items += [(self._row(joined.codebook, code, aside), code) for code, aside in codes]
        return items

    def _row(self, book: Codebook, code: Code, second: str) -> Row:
        family = book.family_of(code)
        square = Square(family.colour, lighter=bool(code.parent)) if family else None
        return Row(code.name(self._say.language), second=second, aside=code.key, square=square)

    def _what(self, before: Code, after: Code) -> str:
        """Name the fields that would change."""
        words: dict[str, None] = {}
        for field in Code.__slots__:
            if getattr(before, field) != getattr(after, field):
                name = field.removesuffix("_fi").removesuffix("_en")
                words[self._say(f"codebook.field.{name}")] = None
        return self._say("codebook.join.fields", fields=list(words))


class CodebookFiles(QObject):
    """Hold the two buttons of the page and what they do."""

    def __init__(
        self, session: Session, theme: Theme, say: Catalogue, window: QWidget, messages: MessageBar
    ) -> None:
        """Make the buttons; what goes wrong is told in the page's message bar."""
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._say = say
        self._window = window
        self._messages = messages
        self.bring = button(say("codebook.bring"), self.ask_in)
        self.send = button(say("codebook.send"), self.ask_out)

    def ask_in(self) -> QDialog:
        """Let a person choose a file to bring in."""
        return ask_for_file(
            self._window, self.bring_in, pattern=self._pattern("codebook.pattern.any", READ),
            start=str(self._folder() / "x"), title=self._say("codebook.bring"),
        )

    def bring_in(self, name: str) -> JoinPreview | None:
        """Read a codebook and show what it would change; None when it cannot be read."""
        path = Path(name)
        try:
            read = parse_codebook_file(path)
        except OteError as problem:
            self._messages.tell(problem)
            return None
        joined = join(self._session.store.codebook(), read.codebook)
        act = partial(self._join, read.codebook)
        dialog = JoinPreview(joined, read, path.name, act, theme=self._theme, say=self._say, parent=self._window)
        dialog.open()
        return dialog

    def ask_out(self) -> QDialog:
        """Let a person choose where the codebook is written; the ending says in which form."""
        name = self._say("codebook.file_name")
        patterns = ";;".join(self._pattern(f"codebook.pattern.{kind[1:]}", (kind,)) for kind in WRITTEN)
        dialog = ask_for_file(
            self._window, self.send_out, save=True, pattern=patterns, start=str(self._folder() / f"{name}.toml"),
            title=self._say("codebook.send"),
        )
        dialog.setDefaultSuffix(WRITTEN[0])
        dialog.filterSelected.connect(partial(self._take_ending, dialog))
        return dialog

    def send_out(self, name: str) -> None:
        """Write the codebook, and say where."""
        path = Path(name)
        store = self._session.store
        booklet = Booklet(store.path.stem, self._say.language, now(), store.code_counts())
        try:
            write_codebook_file(store.codebook(), booklet, path)
        except OteError as problem:
            self._messages.tell(problem)
            return
        self._messages.say(self._say("codebook.sent", file=path.name), "ok")

    @staticmethod
    def _take_ending(dialog: QFileDialog, pattern: str) -> None:
        """Give the file's name the ending of the form that was chosen."""
        kind = next(one for one in WRITTEN if f"*{one}" in pattern)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(Path(dialog.selectedFiles()[0]).with_suffix(kind).name)

    def _join(self, theirs: Codebook) -> None:
        receipt = self._session.do(JoinCodebook(theirs))
        joined = receipt.result if receipt else None
        if isinstance(joined, Joined):
            self._messages.say(
                self._say("codebook.joined", new=len(joined.new), changed=len(joined.changed)), "ok"
            )

    def _pattern(self, key: str, kinds: tuple[str, ...]) -> str:
        return f"{self._say(key)} ({' '.join('*' + kind for kind in kinds)})"

    def _folder(self) -> Path:
        return self._session.store.path.parent
