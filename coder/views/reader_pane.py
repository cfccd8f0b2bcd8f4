"""One reading view with its transcript: the text, its codings as far as they are shown, and the map beside it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from codebooks.model import Codebook
from coder.fonts import SANS, SERIF
from coder.i18n import Catalogue
from coder.models.coding_index import ShownCoding
from coder.models.showing import Showing
from coder.models.shown import Shower, TranscriptCodings
from coder.session import Session
from coder.theme import Theme
from coder.views.minimap import Minimap
from coder.views.reader import Reader
from coder.views.reader_colours import reader_colours
from projects.model import Document, Receipt, Turn


class ReaderPane(QFrame):
    """Read and show one transcript; several panes may stand side by side, also on the same transcript."""

    activated = Signal()
    place_changed = Signal()

    def __init__(self, session: Session, theme: Theme, say: Catalogue) -> None:
        """Begin without a transcript."""
        super().__init__()
        self._session = session
        self._theme = theme
        self._say = say
        self._codebook = Codebook()
        self._open: Document | None = None
        self._codings: TranscriptCodings | None = None
        self._turn: Turn | None = None
        self._here = 0
        self.showing = Showing()
        family = SERIF if session.settings.text("reading_font") == "serif" else SANS
        self.reader = Reader(reader_colours(theme), say, family=family)
        self.minimap = Minimap(self.reader, reader_colours(theme), say("reader.map"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.reader, 1)
        layout.addWidget(self.minimap)
        self.setFocusProxy(self.reader)
        self.reader.focused.connect(self.activated)
        self.reader.selection_changed.connect(self.place_changed)
        self.reader.place_changed.connect(self._at_place)
        self.take_settings()

    @property
    def document(self) -> Document | None:
        """Return the transcript that is open, or None."""
        return self._open

    @property
    def turn(self) -> Turn | None:
        """Return the turn where the caret is, or None."""
        return self._turn

    @property
    def transcript(self) -> str:
        """Return the id of the transcript that is open, or nothing."""
        return self._open.transcript.id if self._open else ""

    def open(self, transcript: str, codebook: Codebook) -> None:
        """Open a transcript at its beginning."""
        store = self._session.store
        self._codebook = codebook
        self._open = self._session.document(transcript)
        self._turn, self._here = None, 0
        self._codings = TranscriptCodings(transcript, store.excerpts(transcript), store.codings(transcript))
        self.reader.set_document(self._open, self._shown(self._codings.all(self._shower())))

    def reread(self, codebook: Codebook) -> None:
        """Read the open transcript again without losing the place in it."""
        if self._open is None:
            return
        at, passage = self.reader.first_visible_position(), self.reader.selection()
        self.open(self._open.transcript.id, codebook)
        self.reader.show_position(at, at_top=True)
        if passage is not None:
            self.reader.select_range(*passage, reveal=False)

    def forget(self) -> None:
        """Let go of the transcript."""
        self._open = self._codings = None
        self.showing = Showing()

    def take(self, receipt: Receipt) -> tuple[ShownCoding, ...] | None:
        """Show what a command changed; return the codings it put or changed, None when all must be read anew."""
        update = self._codings.take(receipt, self._shower()) if self._codings else None
        if update is None:
            return None
        put, changed = self._shown(update.put), self._shown(update.changed)
        hidden = {one.id for one in update.changed} - {one.id for one in changed}
        known = [one for one in changed if one.id in self.reader.index]
        fresh = [one for one in changed if one.id not in self.reader.index]
        gone = [*update.gone, *(one for one in hidden if one in self.reader.index)]
        self.reader.apply(added=[*put, *fresh], removed=gone, changed=known)
        return (*update.put, *update.changed)

    def all_codings(self) -> list[ShownCoding]:
        """Return every coding of the transcript, shown or not."""
        return self._codings.all(self._shower()) if self._codings else []

    def show_only(self, showing: Showing) -> None:
        """Show other codings of the transcript."""
        if showing != self.showing:
            self.showing = showing
            self.reader.set_codings(self._shown(self.all_codings()))

    def go_to_turn(self, index: int) -> None:
        """Bring a turn, by its index, to the top."""
        if self._open is not None:
            self.reader.show_position(self._open.turns[index].start, at_top=True)

    def status_words(self) -> tuple[str, str]:
        """Say where the caret stands and what is selected, and how many codes are here."""
        if self._open is None:
            return "", ""
        parts = []
        if self._turn is not None:
            parts.append(self._say("status.turn", turn=self._turn.name))
            label_text = self._open.label_of(self._turn)
            parts += [label_text] if label_text else []
        passage = self.reader.selection()
        if passage is not None:
            parts.append(self._say("status.selected", n=passage[1] - passage[0]))
        return " · ".join(parts), self._say("status.codes_here", n=self._here) if self._here else ""

    def dress(self) -> None:
        """Take the theme's colours and zoom."""
        colours = reader_colours(self._theme)
        self.reader.set_colours(colours)
        self.minimap.set_colours(colours)
        self.reader.set_zoom(self._theme.zoom)

    def take_settings(self) -> None:
        """Follow the settings of the line's width and of the numbers in the margin."""
        settings = self._session.settings
        self.reader.set_characters(settings.number("line_width"))
        numbers = settings.text("numbers")
        self.reader.set_numbers(turns=numbers in {"turns", "both"}, lines=numbers in {"lines", "both"})

    def _shown(self, codings: Iterable[ShownCoding]) -> list[ShownCoding]:
        return self.showing.of(codings, self._codebook, self._open) if self._open else []

    def _shower(self) -> Shower:
        names = {coder.id: coder.name for coder in self._session.store.coders()}
        return Shower(self._codebook, names, self._say.language)

    def _at_place(self, turn: object, codings: int) -> None:
        self._turn = turn if isinstance(turn, Turn) else None
        self._here = codings
        self.place_changed.emit()
