"""Turn what is asked for in the reading view into commands: code, repeat, take away, move, give a digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QRect

from codebooks.model import Codebook
from coder.i18n import Catalogue
from coder.session import Session
from coder.views.bars import MessageBar
from coder.views.palette import Palette
from coder.views.reader import Reader
from projects.commands import Code, ReplaceCodebook, Resize, Uncode

_RECENT_KEPT = 12


class CodingActs(QObject):
    """Hold what coding needs between two keys: the passage in hand, the codes of the last time."""

    def __init__(
        self, session: Session, reader: Reader, palette: Palette, messages: MessageBar, say: Catalogue
    ) -> None:
        """Listen to the reading view and the palette."""
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._palette = palette
        self._messages = messages
        self._say = say
        self._codebook = Codebook()
        self._transcript = ""
        self._pending: tuple[int, int] | None = None
        self._last_codes: tuple[str, ...] = ()
        reader.palette_wanted.connect(self._open_palette)
        reader.uncode_wanted.connect(self._uncode)
        reader.repeat_wanted.connect(self.repeat)
        reader.favourite_wanted.connect(self.favourite)
        reader.resize_wanted.connect(self._resize)
        palette.chosen.connect(self._chosen)

    def belong_to(self, transcript: str, codebook: Codebook) -> None:
        """Act on this transcript with these codes from now on."""
        self._transcript = transcript
        self._codebook = codebook

    def forget(self) -> None:
        """Let go of the project that closes."""
        self.belong_to("", Codebook())
        self._pending = None
        self._last_codes = ()
        self._palette.close_quietly()

    def ask_codes(self) -> None:
        """Open the palette for the selection, or say that nothing is selected."""
        passage = self._passage()
        if passage is not None:
            self._open_palette(*passage)

    def repeat(self) -> None:
        """Put the codes of the last time on the selection."""
        passage = self._passage()
        if passage is None:
            return
        if self._last_codes:
            self._code(*passage, self._last_codes)
        else:
            self._messages.say(self._say("coding.nothing_to_repeat"))

    def uncode(self) -> None:
        """Take the selected coding away, or those of the selected passage."""
        codings = self._reader.codings_to_remove()
        if codings:
            self._uncode(codings)
        else:
            self._messages.say(self._say("coding.select_coding_first"))

    def put_code(self, code_id: str) -> None:
        """Put a code from the panel on the selection; without one, only its excerpts are shown."""
        passage = self._reader.selection()
        if passage is not None:
            self._code(*passage, (code_id,))

    def favourite(self, number: int) -> None:
        """Put the code that a digit stands for on the selection."""
        passage = self._passage()
        if passage is None:
            return
        code = next((one for one in self._codebook if one.shortcut == str(number) and not one.retired), None)
        if code is None:
            self._messages.say(self._say("coding.no_favourite", number=number))
        else:
            self._code(*passage, (code.id,))

    def set_favourite(self, code_id: str, digit: str) -> None:
        """Let a digit stand for a code, and for no other; no digit takes the code's own away."""
        codes = tuple(
            replace(one, shortcut=digit if one.id == code_id else "" if one.shortcut == digit else one.shortcut)
            for one in self._codebook
        )
        self._session.do(ReplaceCodebook(replace(self._codebook, codes=codes)))

    def resize_selected(self, *, forward: bool) -> None:
        """Move the end of the selected coding by a word."""
        coding = self._reader.selected_coding
        if coding is None:
            self._messages.say(self._say("coding.select_coding_first"))
        else:
            self._reader.ask_resize(coding, forward=forward, at_start=False)

    def _passage(self) -> tuple[int, int] | None:
        passage = self._reader.selection()
        if passage is None:
            self._messages.say(self._say("coding.select_first"))
        return passage

    def _open_palette(self, start: int, end: int, _: QRect | None = None) -> None:
        self._pending = (start, end)
        self._messages.hide()
        recent = self._session.settings.words("recent_codes")
        self._palette.open(self._codebook, recent, self._reader.selection_rect)

    def _chosen(self, codes: tuple[str, ...]) -> None:
        if self._pending is not None:
            self._code(*self._pending, codes)
        self._pending = None

    def _code(self, start: int, end: int, codes: Sequence[str]) -> None:
        receipt = self._session.do(Code(self._transcript, start, end, tuple(codes)))
        if receipt is None:
            return
        self._last_codes = tuple(codes)
        former = [one for one in self._session.settings.words("recent_codes") if one not in codes]
        self._session.settings.put("recent_codes", tuple([*codes, *former][:_RECENT_KEPT]))
        if receipt.entry is None:
            self._messages.say(self._say("coding.had_already"))

    def _uncode(self, codings: object) -> None:
        if isinstance(codings, list | tuple) and codings:
            self._session.do(Uncode(tuple(codings)))

    def _resize(self, codings: object, start: int, end: int) -> None:
        if isinstance(codings, list | tuple) and codings:
            self._session.do(Resize(tuple(codings), start, end))
