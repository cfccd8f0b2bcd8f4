"""The page *Tunnistamisen riskit*: for each interview, what may still tell who somebody is, looked at or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from codebooks.errors import OteError
from coder.models.grid import Column, GridRow, Written
from coder.models.row import Row
from coder.views.bars import JobBar, MessageBar, label
from coder.views.grid import Grid
from coder.views.lists import RowList
from coder.views.pages import Desk, LatePage, page_column
from projects.commands import SetRisk, Together
from projects.commands.pseudonyms import RISKS, STATES
from projects.pseudonyms import rows
from projects.pseudonyms.rows import Risk

_LIST, _WIDEST, _ROOM = 260, 960, 24
_NONE = Risk("", "", "open", "")


class RiskPage(LatePage):
    """Hold the interviews at the left, the checklist of the one in hand at the right."""

    reads = frozenset({"risk", "transcript"})

    def __init__(self, desk: Desk) -> None:
        """Lay out the page; empty until a project is open."""
        super().__init__(desk)
        self._session = desk.session
        self._say = say = desk.say
        self._risks: dict[tuple[str, str], Risk] = {}
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.empty = label(say("risks.empty"), "quiet", wrap=True)
        self.list = RowList(desk.theme, self, wrap=True)
        self.list.setAccessibleName(say("place.material"))
        self.grid = Grid(desk.theme, self._write, self)
        self.grid.setAccessibleName(say("page.risks"))
        self.grid.refused.connect(self._tell)
        self.list.moved.connect(lambda _: self._show_grid())
        self.setFocusProxy(self.list)
        self._lay_out()

    def show_project(self) -> None:
        """Show the interviews, each with how much of it has been looked at."""
        self.stale = False
        self._risks = {(one.transcript, one.item): one for one in rows.risks(self._session.store.database)}
        transcripts = self._session.store.transcripts()
        self.list.show_rows([(Row(one.title, aside=self._seen(one.id)), one.id) for one in transcripts])
        if transcripts and self.list.payload() is None:
            self.list.choose(0)
        for part in (self.list, self.grid):
            part.setVisible(bool(transcripts))
        self.empty.setVisible(not transcripts)
        self._show_grid()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._risks = {}
        self.list.show_rows([])
        self.grid.show_rows((), ())
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.list, self.grid)

    def _seen(self, transcript: str) -> str:
        seen = sum(self._risk(transcript, item).state != "open" for item in RISKS)
        return self._say("risks.seen", n=seen, total=len(RISKS))

    def _risk(self, transcript: str, item: str) -> Risk:
        return self._risks.get((transcript, item), _NONE)

    def _show_grid(self) -> None:
        say, transcript = self._say, str(self.list.payload() or "")
        states = tuple((state, say(f"risks.state.{state}")) for state in STATES)
        columns = (
            Column("item", say("risks.item"), editable=False),
            Column("state", say("risks.state_title"), choices=states),
            Column("note", say("risks.note"), tip=say("risks.note_tip")),
        )
        table = [
            GridRow(item, (say(f"risk.{item}"), self._risk(transcript, item).state, self._risk(transcript, item).note),
                    say(f"risk.{item}"))
            for item in RISKS
        ] if transcript else []
        self.grid.show_rows(columns, table)
        for at in (0, 1):
            self.grid.setColumnWidth(at, self.grid.sizeHintForColumn(at) + self._desk.theme.px(_ROOM))

    def _write(self, cells: Sequence[Written]) -> None:
        """Write the cells as one step; an emptied state is one that nobody has looked at."""
        transcript = str(self.list.payload() or "")
        steps = []
        for item in dict.fromkeys(one.row for one in cells):
            fresh = {one.column: one.text for one in cells if one.row == item}
            former = self._risk(transcript, item)
            state, note = fresh.get("state", former.state) or "open", fresh.get("note", former.note)
            steps.append(SetRisk(transcript, item, state, note))
        self._session.do_or_raise(steps[0] if len(steps) == 1 else Together(tuple(steps)))
        self.messages.be_done()

    def _tell(self, problem: object) -> None:
        if isinstance(problem, OteError):
            self.messages.tell(problem)

    def _lay_out(self) -> None:
        px = self._desk.theme.px
        self.list.setFixedWidth(px(_LIST))
        self._desk.theme.changed.connect(self._show_grid)
        self.grid.setMaximumWidth(px(_WIDEST))
        words = label(self._say("risks.words"), "quiet", wrap=True)
        words.setContentsMargins(16, 0, 16, 8)
        title = label(self._say("page.risks"), "title")
        title.setContentsMargins(16, 12, 16, 4)
        self.empty.setContentsMargins(16, 8, 16, 8)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 16, 16)
        across.setSpacing(16)
        across.addWidget(self.list)
        across.addWidget(self.grid, 100)
        across.addStretch(1)
        layout = page_column(self, self.messages, self.job)
        for part in (title, words, self.empty):
            layout.addWidget(part)
        layout.addLayout(across, 1)
