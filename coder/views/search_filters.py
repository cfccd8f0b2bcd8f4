"""Narrow a search: transcripts, roles of speakers, families and one code, each a row with a box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from codebooks.model import Codebook
from coder.i18n import Catalogue
from coder.models.people_rows import role_words
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.search_desk import Narrowing
from coder.session import Session
from coder.theme import Theme
from coder.views.bars import ChoiceBox, label
from coder.views.lists import RowList

Key = tuple[str, str]


class SearchFilters(QFrame):
    """Hold the boxes; `changed` when a person ticks one."""

    changed = Signal()

    def __init__(self, session: Session, theme: Theme, say: Catalogue) -> None:
        """Begin without a project."""
        super().__init__()
        self._session = session
        self._theme = theme
        self._say = say
        self._ticked: set[Key] = set()
        self._codebook = Codebook()
        self._counts: Counter[Key] | None = None
        self._roles_known = False
        self.setProperty("surface", "panel")
        self.code = ChoiceBox(theme)
        self.code.setAccessibleName(say("filters.code"))
        self.code.setMaxVisibleItems(18)
        self.code.keep_narrow()
        self.code.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.list = _CheckList(theme, self)
        self.list.setAccessibleName(say("filters.title"))
        self.list.toggled.connect(self._toggle)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 8)
        layout.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(label(say("filters.title"), "head"))
        top.addSpacing(4)
        caption = label(say("filters.code"), "small")
        caption.setBuddy(self.code)
        top.addWidget(caption)
        top.addWidget(self.code)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)

    def show_project(self) -> None:
        """Offer what the project holds; ticks that still fit stay."""
        self._codebook = self._session.store.codebook()
        chosen = self.code.currentData()
        self.code.blockSignals(True)
        self.code.clear()
        self.code.addItem(self._say("filters.all_codes"), "")
        for code in sorted(self._codebook, key=lambda one: one.name(self._say.language).casefold()):
            if not code.retired:
                self.code.addItem(code.name(self._say.language), code.id)
        self.code.setCurrentIndex(max(self.code.findData(chosen), 0))
        self.code.blockSignals(False)
        self._show()

    def show_counts(self, transcripts: Mapping[str, int], roles: Iterable[str] | None) -> None:
        """Show how many hits each transcript has, and each role when they are known: one name for each hit."""
        self._counts = Counter({("transcript", one): count for one, count in transcripts.items()})
        self._roles_known = roles is not None
        self._counts.update(("role", one) for one in roles or ())
        self._show()

    def hide_counts(self) -> None:
        """Show no numbers, for not all hits are known."""
        self._counts = None
        self._show()

    def clear(self) -> None:
        """Let everything through again."""
        self._ticked.clear()
        self.code.setCurrentIndex(0)

    def toggle_transcript(self, transcript: str) -> None:
        """Tick or untick a transcript."""
        self._toggle(("transcript", transcript))

    def query_words(self) -> str:
        """Return what is chosen as filters of a query, in the language of the window."""
        store = self._session.store
        shorts = {one.id: one.short for one in store.transcripts()}
        families = {one.id: one.name(self._say.language) for one in self._codebook.families}
        code = self.code.currentData()
        groups = [
            ("transcript", [shorts[value] for kind, value in self._ticked if kind == "transcript" and value in shorts]),
            ("role", [value for kind, value in self._ticked if kind == "role"]),
            ("family", [families[value] for kind, value in self._ticked if kind == "family" and value in families]),
            ("code", [self.code.currentText()] if code else []),
        ]
        if code:
            groups = [group for group in groups if group[0] != "family"]
        return " ".join(self._any_of(kind, sorted(names)) for kind, names in groups if names)

    def _any_of(self, kind: str, names: list[str]) -> str:
        joint = f" {self._say('builder.word_or')} "
        words = joint.join(f'{self._say(f"filters.word_{kind}")}: "{name}"' for name in names)
        return f"({words})" if len(names) > 1 else words

    def narrowing(self) -> Narrowing:
        """Return what is chosen."""
        by_kind: dict[str, set[str]] = {"transcript": set(), "role": set(), "family": set()}
        for kind, value in self._ticked:
            by_kind[kind].add(value)
        return Narrowing(
            frozenset(by_kind["transcript"]) or None, frozenset(by_kind["role"]) or None,
            self._passages(by_kind["family"]),
        )

    def _passages(self, families: set[str]) -> dict[str, tuple[tuple[int, int], ...]] | None:
        code = self.code.currentData()
        if not code and not families:
            return None
        wanted = {one.id for one in self._codebook if (one.id == code if code else one.family in families)}
        coded = {coding.excerpt for coding in self._session.store.codings() if coding.code in wanted}
        found: dict[str, list[tuple[int, int]]] = {}
        for excerpt in self._session.store.excerpts():
            if excerpt.id in coded:
                found.setdefault(excerpt.transcript, []).append((excerpt.start, excerpt.end))
        return {key: tuple(ranges) for key, ranges in found.items()}

    def _toggle(self, key: Key) -> None:
        self._ticked ^= {key}
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        if not self._session.is_open:
            return
        store = self._session.store
        items = self._group("transcripts", [(("transcript", one.id), one.short) for one in store.transcripts()])
        roles = list(dict.fromkeys(person.role for person in store.persons()))
        items += self._group("roles", [(("role", role), role_words(role, self._say)) for role in roles])
        families = [(("family", one.id), one.name(self._say.language)) for one in self._codebook.families]
        items += self._group("families", families)
        self.list.show_rows(items)

    def _group(self, title: str, members: list[tuple[Key, str]]) -> list[Item]:
        if not members:
            return []
        squares = {("family", one.id): Square(one.colour) for one in self._codebook.families}
        head: Item = (Row(self._say(f"filters.{title}"), heading=True), ("head", title))
        rows: list[Item] = [
            (Row(words, check=key in self._ticked, square=squares.get(key), count=self._count(key)), key)
            for key, words in members
        ]
        return [head, *rows]

    def _count(self, key: Key) -> str:
        known = self._counts is not None and (key[0] == "transcript" or (key[0] == "role" and self._roles_known))
        return str(self._counts[key]) if known and self._counts is not None else ""


class _CheckList(RowList):
    """Tick a row by click, Space or Enter."""

    toggled = Signal(object)

    def __init__(self, theme: Theme, parent: QFrame) -> None:
        super().__init__(theme, parent)
        self.picked.connect(self.toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space tick the row in hand."""
        if event.key() == Qt.Key.Key_Space and self.payload() is not None:
            self.toggled.emit(self.payload())
            return
        super().keyPressEvent(event)
