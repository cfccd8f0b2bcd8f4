"""The small rows of the search: how far the index is, and what else could be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from coder.i18n import Catalogue
from coder.search_engine import SearchEngine
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.elided_label import ElidedLabel

_FORMS = 8
_FORMS_WIDE = 640


class LinkRow(QFrame):
    """Say which forms were found, and offer the exact form and what an ambiguous word could mean too."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self.forms = ElidedLabel(theme, _FORMS_WIDE, tone="quiet")
        self.links = QHBoxLayout()
        self.links.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.forms)
        layout.addLayout(self.links)
        self.hide()

    def show_links(
        self, query: str, said: Iterable[str], also: Mapping[str, tuple[str, ...]], say: Catalogue
    ) -> None:
        """Show the commonest forms and the links for a query."""
        self.show_nothing()
        forms = [form for form, _ in Counter(said).most_common(_FORMS + 1)]
        shown = ", ".join(forms[:_FORMS]) + (" …" if len(forms) > _FORMS else "")
        told = say("search.forms", forms=shown) if forms else ""
        self.forms.set_words(told)
        self.forms.setToolTip(told)
        self.forms.setVisible(bool(forms))
        if query.isalpha() and len(forms) > 1:
            self._link(say("search.exact", form=query), f"={query}")
        for base in dict.fromkeys(base for bases in also.values() for base in bases):
            self._link(say("search.also", base=base), base)
        self.links.addStretch(1)
        self.setVisible(bool(forms) or bool(also))

    def show_nothing(self) -> None:
        """Take everything away."""
        while (item := self.links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()

    def _link(self, words: str, query: str) -> None:
        self.links.addWidget(button(words, partial(self.chosen.emit, query), "link"))


class IndexBar(QFrame):
    """Show how far the index is, with a button that stops it."""

    def __init__(self, engine: SearchEngine, say: Catalogue) -> None:
        """Begin hidden."""
        super().__init__()
        self._say = say
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = label("", "small")
        self.stop = button(say("bar.stop"), engine.stop_indexing, "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(32, 2, 16, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        engine.index_progress.connect(self._progress)
        engine.index_ready.connect(self._over)
        engine.refused.connect(self._over)
        self.hide()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.words.setText(self._say("search.indexing", done=done, total=total))
        self.setVisible(done < total)

    def _over(self, _: object) -> None:
        self.hide()
