"""Turn what is asked for in the reading view into commands: code, repeat, take away, move, give a digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from codebooks.model import Codebook
from coder.models.coding_index import ShownCoding
from coder.views.bars import MessageBar
from coder.views.dragging import drag_passage
from coder.views.pages import Desk
from coder.views.palette import Palette
from coder.views.reader import Reader
from coder.views.reader_pane import ReaderPane
from projects.commands import Code, Recode, Resize, SetShortcut, Uncode

_RECENT_KEPT = 12


class CodingActs(QObject):
    """Hold what coding needs between two keys: the pane at work, the passage in hand, the codes of the last time."""

    act_wanted = Signal(str)

    def __init__(
        self, desk: Desk, palette: Palette, messages: MessageBar, parent: QObject
    ) -> None:
        """Listen to the palette; `listen` and `belong_to` give it reading views."""
        super().__init__(parent)
        self._session = desk.session
        self._theme = desk.theme
        self._say = desk.say
        self._palette = palette
        self._messages = messages
        self._codebook = Codebook()
        self._pane: ReaderPane | None = None
        self._pending: tuple[str, int, int, str] | None = None
        self._recoding: tuple[str, ...] = ()
        self._last_codes: tuple[str, ...] = ()
        palette.chosen.connect(self._chosen)
        palette.favourite_wanted.connect(self.set_favourite)

    def listen(self, reader: Reader) -> None:
        """Do what a reading view asks for; it has the focus then."""
        reader.palette_wanted.connect(self._open_palette)
        reader.uncode_wanted.connect(self.uncode_these)
        reader.repeat_wanted.connect(self.repeat)
        reader.favourite_wanted.connect(self.favourite)
        reader.resize_wanted.connect(self._resize)
        reader.code_dropped.connect(self.put_code)
        reader.act_wanted.connect(self.act_wanted)
        reader.passage_dragged.connect(self._drag_passage)

    def belong_to(self, pane: ReaderPane, codebook: Codebook) -> None:
        """Act on this pane's transcript with these codes from now on."""
        self._pane = pane
        self._codebook = codebook

    def forget(self) -> None:
        """Let go of the project that closes."""
        self._codebook = Codebook()
        self._pending = None
        self._last_codes = self._recoding = ()
        self._palette.close_quietly()

    def ask_codes(self) -> None:
        """Open the palette for the selection, or say that nothing is selected."""
        passage = self.passage()
        if passage is not None:
            self._open_palette(*passage)

    def repeat(self) -> None:
        """Put the codes of the last time on the selection."""
        passage = self.passage()
        if passage is None:
            return
        if self._last_codes:
            self._code(*passage, self._last_codes)
        else:
            self._messages.say(self._say("coding.nothing_to_repeat"))

    def uncode(self) -> None:
        """Take the selected coding away, or those of the selected passage."""
        codings = self.reader.codings_to_remove()
        if codings:
            self.uncode_these(codings)
        else:
            self._messages.say(self._say("coding.select_coding_first"))

    def put_code(self, code_id: str) -> None:
        """Put a code from the panel on the selection; without one, only its excerpts are shown."""
        passage = self.reader.selection()
        if passage is not None:
            self._code(*passage, (code_id,))

    def favourite(self, number: int) -> None:
        """Put the code that a digit stands for on the selection."""
        passage = self.passage()
        if passage is None:
            return
        code = next((one for one in self._codebook if one.shortcut == str(number) and not one.retired), None)
        if code is None:
            self._messages.say(self._say("coding.no_favourite", number=number))
        else:
            self._code(*passage, (code.id,))

    def set_favourite(self, code_id: str, digit: str) -> None:
        """Let a digit stand for a code, and for no other; no digit takes the code's own away."""
        self._session.do(SetShortcut(code_id, digit, take=True))

    def resize_selected(self, *, forward: bool) -> None:
        """Move the end of the selected coding by a word."""
        coding = self.reader.selected_coding
        if coding is None:
            self._messages.say(self._say("coding.select_coding_first"))
        else:
            self.reader.ask_resize(coding, forward=forward, at_start=False)

    def recode(self, coding: ShownCoding) -> None:
        """Open the palette to choose the code that a coding shall have."""
        self._recoding = (coding.id,)
        self._ask()

    @property
    def reader(self) -> Reader:
        """Return the reading view at work; RuntimeError before there is one."""
        if self._pane is None:
            raise RuntimeError
        return self._pane.reader

    def passage(self) -> tuple[int, int] | None:
        """Return the selected passage; say what to do when there is none."""
        passage = self.reader.selection()
        if passage is None:
            self._messages.say(self._say("coding.select_first"))
        return passage

    def words_of(self, start: int, end: int) -> str:
        """Return what stands in a range as it was read here, so that a text changed meanwhile is noticed."""
        document = self._pane.document if self._pane else None
        return document.text[start:end] if document else ""

    def remember(self, codes: Sequence[str]) -> None:
        """Keep codes for K, and first among the recent ones."""
        self._last_codes = tuple(codes)
        former = [one for one in self._session.settings.words("recent_codes") if one not in codes]
        self._session.settings.put("recent_codes", tuple([*codes, *former][:_RECENT_KEPT]))

    def uncode_these(self, codings: object) -> None:
        """Take codings away."""
        if isinstance(codings, list | tuple) and codings:
            self._session.do(Uncode(tuple(codings)))

    def _open_palette(self, start: int, end: int, _: QRect | None = None) -> None:
        transcript = self._pane.transcript if self._pane else ""
        self._pending, self._recoding = (transcript, start, end, self.words_of(start, end)), ()
        self._ask()

    def _ask(self) -> None:
        self._messages.hide()
        recent = self._session.settings.words("recent_codes")
        self._palette.open(self._codebook, recent, self.reader.selection_rect)

    def _chosen(self, codes: tuple[str, ...]) -> None:
        pending, self._pending = self._pending, None
        recoding, self._recoding = self._recoding, ()
        if recoding:
            self._session.do(Recode(recoding, codes[0]))
        elif pending is not None and self._pane is not None and pending[0] == self._pane.transcript:
            self._code(pending[1], pending[2], codes, pending[3])

    def _code(self, start: int, end: int, codes: Sequence[str], seen: str | None = None) -> None:
        """Code a range; `seen` are its words when the person chose it, those shown now when nothing was asked since."""
        transcript = self._pane.transcript if self._pane else ""
        words = self.words_of(start, end) if seen is None else seen
        receipt = self._session.do(Code(transcript, start, end, tuple(codes), words))
        if receipt is None:
            return
        self.remember(codes)
        if receipt.entry is None:
            self._messages.say(self._say("coding.had_already"))

    def _resize(self, codings: object, start: int, end: int) -> None:
        if isinstance(codings, list | tuple) and codings:
            self._session.do(Resize(tuple(codings), start, end, self.words_of(start, end)))

    def _drag_passage(self, source: QWidget) -> None:
        passage = self.reader.selection()
        if passage is not None:
            drag_passage(source, self._theme, self._say("status.selected", n=passage[1] - passage[0]))
