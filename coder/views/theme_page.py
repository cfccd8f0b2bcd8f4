"""The page *Teemat*: themes with what is written about them, and the codes, excerpts and quotes they gather."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from coder.models.row import Row
from coder.models.theme_rows import ThemeRows
from coder.views.bars import JobBar, MessageBar, button, label, scrolling
from coder.views.code_fields import Pair, TextFields
from coder.views.flow import Flow
from coder.views.forms import Question, ask_question
from coder.views.gather import Gather
from coder.views.keyed_list import KeyedList, Keys
from coder.views.pages import Desk, Page, page_column
from projects import commands
from projects.model import Receipt, Theme, ThemeMember

_LIST, _SHARE, _WIDEST = 300, 0.3, 820
_TABLES = frozenset({"theme", "theme_member", "code", "family", "coding", "excerpt", "quote", "transcript", "turn"})
_FIELDS = (Pair("name", long=False, languages=("",)), Pair("prose", languages=("",), most=24))


class ThemePage(QFrame, Page):
    """Hold the list of themes and, beside it, the theme in hand."""

    def __init__(self, desk: Desk) -> None:
        """Build everything; empty until a project is shown."""
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._theme = desk.theme
        self._say = say = desk.say
        self._themes: tuple[Theme, ...] = ()
        self._here = ""
        self._fresh = True
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.facts = label("", "quiet")
        self.list = KeyedList(desk.theme, _theme_keys(), self)
        self.list.setAccessibleName(say("page.themes"))
        self.list.moved.connect(lambda _: self._show_theme())
        self.list.act_wanted.connect(self.do)
        self.empty = label(say("themes.empty"), "quiet", wrap=True)
        self.fields = TextFields(
            _FIELDS, lambda field: say(f"themes.{field}"), desk.theme, say, required=("name",)
        )
        self.fields.changed.connect(self._write)
        self.fields.missing.connect(lambda _: self.messages.say(say("themes.name_missing"), "warning"))
        self.fields.escaped.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.members = KeyedList(desk.theme, _member_keys(), self, wrap=True, several=True)
        self.members.setAccessibleName(say("themes.members"))
        self.members.act_wanted.connect(self.do)
        self.members.doubleClicked.connect(lambda _: self.do("go"))
        self.members.selectionModel().selectionChanged.connect(lambda *_: self._show_acts())
        self.nothing = label(say("themes.nothing"), "quiet", wrap=True)
        self._acts: Mapping[str, Callable[[], object]] = {
            "add": self._add, "remove": self._remove, "up": partial(self._step, -1), "down": partial(self._step, 1),
            "name": self._name, "codes": self._gather_codes, "excerpts": self._gather_excerpts,
            "take": self._take_out, "member_up": partial(self._move, -1), "member_down": partial(self._move, 1),
            "go": self._go,
        }
        self.buttons = {
            key: button(say(f"themes.act.{key}"), partial(self.do, key))
            for key in ("codes", "excerpts", "member_up", "member_down", "take", "go")
        }
        self.remove = button(say("themes.act.remove"), partial(self.do, "remove"))
        self.add = button(say("themes.act.add"), partial(self.do, "add"), "accent")
        self.setFocusProxy(self.list)
        self._lay_out()
        desk.session.closing.connect(lambda: self.fields.flush(left=True))

    # What is shown

    def show_project(self) -> None:
        """Show the themes as they are now; later, when the page is not in view."""
        if not self.isVisible():
            return
        self._themes = self._session.store.themes()
        self.facts.setText(self._say("themes.facts", n=len(self._themes)) if self._themes else "")
        self.list.show_rows([(self._row(one), one.id) for one in self._themes])
        if self._themes and self.list.payload() is None:
            self.list.choose(0)
        self.empty.setVisible(not self._themes)
        self._show_theme()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._themes, self._here = (), ""
        self.list.show_rows([])
        self.members.show_rows([])
        self.messages.hide()
        self._show_theme()

    def take(self, receipt: Receipt) -> None:
        """Show what a command changed."""
        if {change.table for change in receipt.changes} & _TABLES:
            self.messages.be_done()
            self.show_project()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.list if self._themes else self.add, self.fields.inputs["name"], self.members)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was in view; share the room the first time."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            left = min(self._theme.px(_LIST), round(self.width() * _SHARE))
            self.split.setSizes([left, self.width() - left])
        if self._session.is_open:
            self.show_project()

    def do(self, act: str) -> None:
        """Do an act by its name."""
        self._acts[act]()

    @property
    def here(self) -> Theme | None:
        """Return the theme in hand."""
        chosen = self.list.payload()
        return next((one for one in self._themes if one.id == chosen), None)

    def _show_theme(self) -> None:
        theme = self.here
        if theme is not None and theme.id != self._here:
            self.fields.flush(left=True)
            theme = self.here
        self.editor.setVisible(theme is not None)
        self.remove.setVisible(theme is not None)
        if theme is None:
            self._here = ""
            return
        other, self._here = theme.id != self._here, theme.id
        self.fields.show_texts({"name": theme.name, "prose": theme.prose}, other=other)
        self.members.show_rows(self._rows().members(theme))
        self.members.setVisible(bool(theme.members))
        self.members.setMinimumHeight(min(self.members.height_of_rows(8), self._theme.px(420)))
        self.nothing.setVisible(not theme.members)
        self._show_acts()

    def _show_acts(self) -> None:
        chosen = self.members.chosen()
        last = len(self.here.members) - 1 if self.here else -1
        one = chosen[0] if len(chosen) == 1 else -1
        self.buttons["member_up"].setEnabled(one > 0)
        self.buttons["member_down"].setEnabled(0 <= one < last)
        self.buttons["take"].setEnabled(bool(chosen))
        self.buttons["go"].setEnabled(one >= 0)

    def _row(self, theme: Theme) -> Row:
        return Row(theme.name, second=self._say("themes.row", n=len(theme.members)))

    def _rows(self) -> ThemeRows:
        return ThemeRows(self._session, self._say)

    # Themes

    def _add(self) -> None:
        receipt = self._session.do(commands.AddTheme(self._say("themes.new")))
        if receipt is not None:
            self.list.choose_thing(receipt.result)
            self._name()

    def _name(self) -> None:
        field = self.fields.inputs["name"]
        if self.here is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _write(self, fields: Mapping[str, str]) -> None:
        theme = next((one for one in self._themes if one.id == self._here), None)
        if theme is not None:
            texts = {"name": theme.name, "prose": theme.prose, **fields}
            self._session.do(commands.WriteTheme(theme.id, texts["name"], texts["prose"]))

    def _step(self, by: int) -> None:
        if self.here is not None:
            self._session.do(commands.StepTheme(self.here.id, by))

    def _remove(self) -> None:
        theme = self.here
        if theme is None:
            return
        act = partial(self._session.do, commands.RemoveTheme(theme.id))
        if not theme.members and not theme.prose:
            act()
            return
        words = Question(
            self._say("themes.remove.title", name=theme.name), self._say("themes.remove.words"),
            self._say("themes.remove.do", n=len(theme.members)),
        )
        ask_question(self._desk.window, words, act, self._say)

    # What a theme gathers

    def _gather_codes(self) -> None:
        if self.here is not None:
            self._gather("code", self._say("themes.codes_title", name=self.here.name))

    def _gather_excerpts(self) -> None:
        if self.here is not None:
            self._gather("excerpt", self._say("themes.excerpts_title", name=self.here.name))

    def _gather(self, kind: str, title: str) -> None:
        theme = self.here
        if theme is None:
            return
        sources = self._rows().sources(theme, kind)
        if not sources:
            self.messages.say(self._say("themes.no_excerpts"))
            return
        act = partial(self._gathered, theme.id, kind)
        Gather(title, sources, act, theme=self._theme, say=self._say, parent=self._desk.window).open()

    def _gathered(self, theme: str, kind: str, targets: tuple[str, ...]) -> None:
        self._session.do(commands.GatherIntoTheme(theme, kind, targets))
        self.members.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> list[ThemeMember]:
        members = self.here.members if self.here else ()
        return [members[at] for at in self.members.chosen()]

    def _take_out(self) -> None:
        chosen = tuple(one.id for one in self._chosen())
        if chosen:
            at = self.members.chosen()[0]
            self._session.do(commands.TakeFromTheme(chosen))
            if self.members.count():
                self.members.choose(min(at, self.members.count() - 1))

    def _move(self, by: int) -> None:
        chosen = self.members.chosen()
        if len(chosen) == 1 and 0 <= chosen[0] + by < self.members.count():
            self._session.do(commands.MoveInTheme(self._chosen()[0].id, chosen[0] + by))
            self.members.choose(chosen[0] + by)

    def _go(self) -> None:
        chosen = self._chosen()
        if len(chosen) != 1:
            return
        if chosen[0].kind == "code":
            self._desk.wishes.excerpts_wanted.emit(chosen[0].target)
            return
        place = self._rows().place(chosen[0])
        if place is not None:
            self._desk.wishes.passage_wanted.emit(*place)

    # Building

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(label(self._say("page.themes"), "title"))
        head.addWidget(self.facts, 1)
        head.addWidget(self.remove)
        head.addWidget(self.add)
        left = QFrame()
        left.setProperty("surface", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, px(10), 0, 0)
        self.empty.setContentsMargins(px(16), 0, px(16), 0)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(scrolling(self._editor()))
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        layout.addWidget(self.split, 1)

    def _editor(self) -> QWidget:
        px = self._theme.px
        self.editor = QWidget()
        self.editor.setMaximumWidth(px(_WIDEST))
        layout = QVBoxLayout(self.editor)
        layout.setContentsMargins(px(24), px(16), px(24), px(24))
        layout.setSpacing(px(8))
        layout.addWidget(self.fields)
        layout.addWidget(label(self._say("themes.members"), "head"))
        acts = QWidget()
        flow = Flow(8, acts)
        flow.setContentsMargins(0, 0, 0, px(4))
        for key, one in self.buttons.items():
            tip = f"themes.keys.{key}"
            one.setToolTip(self._say(tip) if self._say.has(tip) else "")
            flow.addWidget(one)
        layout.addWidget(acts)
        layout.addWidget(self.nothing)
        layout.addWidget(self.members, 1)
        return self.editor


def _theme_keys() -> Keys:
    """Return which act each key of the list of themes asks for."""
    none, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
    key = Qt.Key
    return {
        (key.Key_Insert, none): "add", (key.Key_Delete, none): "remove", (key.Key_F2, none): "name",
        (key.Key_Return, none): "name", (key.Key_Enter, none): "name",
        (key.Key_Up, alt): "up", (key.Key_Down, alt): "down",
    }


def _member_keys() -> Keys:
    """Return which act each key of the list of what a theme gathers asks for."""
    none, alt, shift = (
        Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    )
    key = Qt.Key
    return {
        (key.Key_Insert, none): "codes", (key.Key_Insert, shift): "excerpts", (key.Key_Delete, none): "take",
        (key.Key_Return, none): "go", (key.Key_Enter, none): "go",
        (key.Key_Up, alt): "member_up", (key.Key_Down, alt): "member_down",
    }
