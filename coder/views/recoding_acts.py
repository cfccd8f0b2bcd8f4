"""Work on codings that are there: another code, split, merge, describe, and a new code from the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from codebooks.model import Code as BookCode
from codebooks.model import Codebook, new_id
from coder.jobs import Work
from coder.models.coding_index import ShownCoding
from coder.views.bars import MessageBar
from coder.views.coding_acts import CodingActs
from coder.views.here_panel import HerePanel
from coder.views.new_code_box import NewCodeBox
from coder.views.pages import Desk
from coder.views.reader_pane import ReaderPane
from projects.commands import CodeNew, DescribeCoding, MergeCodings, SplitCoding
from projects.search import naming


class RecodingActs(QObject):
    """Find which coding is meant, then do what was asked for."""

    def __init__(
        self, desk: Desk, acts: CodingActs, here: HerePanel, box: NewCodeBox, messages: MessageBar
    ) -> None:
        """Listen to the reading views (by way of `acts`), to the list of codings here and to the box of new codes."""
        super().__init__(acts)
        self._session = desk.session
        self._runner = desk.runner
        self._say = desk.say
        self._acts = acts
        self._here = here
        self._box = box
        self._messages = messages
        self._codebook = Codebook()
        self._pane: ReaderPane | None = None
        self._last = ""
        self._pending: tuple[str, int, int, str] | None = None
        self._show_here: Callable[[], object] = here.show
        acts.act_wanted.connect(self.do)
        here.act_wanted.connect(self._do_to)
        here.described.connect(self._describe)
        box.wanted.connect(self._code_new)

    def belong_to(self, pane: ReaderPane, codebook: Codebook, show_here: Callable[[], object]) -> None:
        """Act on this pane with these codes; `show_here` brings the list of codings into view."""
        self._pane, self._codebook, self._show_here = pane, codebook, show_here

    def forget(self) -> None:
        """Let go of the project that closes."""
        self._codebook, self._pending, self._last = Codebook(), None, ""
        self._box.close_quietly()

    def listen(self, pane: ReaderPane) -> None:
        """Remember which coding was selected last, for it is what a caret inside it means."""
        pane.reader.coding_selected.connect(self._remember)

    def do(self, act: str) -> None:
        """Do an act to the coding that is meant here; ask which when several could be."""
        if act == "in_vivo":
            self.ask_new_code()
            return
        codings = self._meant()
        if not codings:
            self._messages.say(self._say("coding.select_coding_first"))
        elif len(codings) == 1:
            self._do_to(act, codings[0].id)
        else:
            self._offer(act, codings)

    def ask_new_code(self) -> None:
        """Open the box for a code named from the selected words; names in base form follow when they are found."""
        passage = self._acts.passage()
        if passage is None or self._pane is None:
            return
        self._pending = (self._pane.transcript, *passage, self._acts.words_of(*passage))
        words = self._pane.reader.selected_words()
        self._messages.hide()
        self._box.open(self._codebook, naming.as_said(words), self._pane.reader.selection_rect)
        job = self._runner.start(partial(_look_up, words), "name")
        job.finished.connect(lambda names: self._suggest(words, names))

    def _suggest(self, words: str, names: object) -> None:
        same = self._pane is not None and self._pane.reader.selected_words() == words
        if self._box.isVisible() and same and isinstance(names, tuple) and names:
            self._box.suggest(names)

    def _code_new(self, name: str, parent: str, family: str) -> None:
        pending, self._pending = self._pending, None
        if pending is None or self._pane is None or pending[0] != self._pane.transcript:
            return
        finnish = self._say.language == "fi"
        code = BookCode(new_id(), "", name, "" if finnish else name, parent=parent or None, family=family or None)
        transcript, start, end, words = pending
        if self._session.do(CodeNew(transcript, start, end, code, words)) is not None:
            self._acts.remember((code.id,))

    def _meant(self) -> tuple[ShownCoding, ...]:
        """Return the selected coding; else the one selected last, when the caret is in it; else all here."""
        if self._pane is None:
            return ()
        reader = self._pane.reader
        here = reader.codings_here()
        chosen = reader.selected_coding or next((one for one in here if one.id == self._last), None)
        return (chosen,) if chosen else here

    def _do_to(self, act: str, coding_id: str) -> None:
        coding = self._pane.reader.index.get(coding_id) if self._pane else None
        acts: Mapping[str, Callable[[ShownCoding], object]] = {
            "recode": self._acts.recode, "split": self._split, "merge": self._merge, "describe": self._ask_words,
            "uncode": lambda one: self._acts.uncode_these((one.id,)),
        }
        if coding is not None:
            acts[act](coding)

    def _split(self, coding: ShownCoding) -> None:
        if self._pane is not None:
            caret = self._pane.reader.caret()
            self._session.do(SplitCoding((coding.id,), caret, self._acts.words_of(coding.start, caret)))

    def _merge(self, coding: ShownCoding) -> None:
        """Merge a coding with the one of its code that overlaps it or follows it, else the one before it."""
        near = self._neighbour(coding)
        if near is None:
            self._messages.say(self._say("coding.nothing_to_merge", name=coding.code.name))
            return
        receipt = self._session.do(MergeCodings((coding.id, near.id)))
        if receipt is not None and self._pane is not None:
            self._pane.reader.select_coding(str(receipt.result), reveal=False)

    def _neighbour(self, coding: ShownCoding) -> ShownCoding | None:
        if self._pane is None:
            return None
        alike = [
            one for one in self._pane.reader.index.all()
            if one.id != coding.id and (one.code.id, one.coder_id) == (coding.code.id, coding.coder_id)
        ]
        alike.sort(key=lambda one: one.start)
        behind = next((one for one in alike if one.start >= coding.start), None)
        before = max((one for one in alike if one.start < coding.start), key=lambda one: one.end, default=None)
        if behind is not None and (before is None or behind.start - coding.end <= coding.start - before.end):
            return behind
        return before

    def _ask_words(self, coding: ShownCoding) -> None:
        self._show_here()
        self._here.describe(coding.id)

    def _describe(self, coding_id: str, weight: object, comment: str) -> None:
        self._session.do(DescribeCoding((coding_id,), weight if isinstance(weight, int) else None, comment))

    def _offer(self, act: str, codings: tuple[ShownCoding, ...]) -> None:
        if self._pane is None:
            return
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for coding in codings:
            menu.addAction(coding.code.name, partial(self._do_to, act, coding.id))
        menu.popup(self._pane.reader.selection_rect().bottomLeft())

    def _remember(self, coding_id: str) -> None:
        if coding_id:
            self._last = coding_id


def _look_up(words: str) -> Work:
    yield 0, 1
    bases = naming.base_forms(naming.words_of(naming.as_said(words)))
    yield 1, 1
    return naming.suggestions(words, bases)
