"""The page *Suunnitelma*: the report's outline, its pages as they will look, and what is left before print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QMenu, QSplitter, QVBoxLayout, QWidget

from coder.models.plan_rows import Place, PlanRows
from coder.models.row import Row
from coder.planning import known
from coder.views.bars import ChoiceBox, JobBar, MessageBar, button, label, simply
from coder.views.flow import Flow
from coder.views.forms import ask_for_file
from coder.views.pages import Desk, LatePage
from coder.views.plan_acts import PlanActs
from coder.views.plan_outline import PlanOutline
from coder.views.plan_preview import PlanPreview
from coder.views.plan_settings import InHand, PlanSettings
from coder.views.plan_word import PlanWord
from exports.blocks import Heading, Table
from exports.pages import estimate
from exports.plan_material import Known, plan_material
from exports.planned import PlanMaterial, Planned, Remaining, planned
from projects import commands
from projects.model import Receipt, Snapshot
from projects.plans.plan import PART, PRESETS, QUOTE, RULE, Plan, PlanNode
from projects.plans.starting import from_codebook
from projects.store import now

_PLAN = frozenset({"plan", "plan_node"})
_LEFT, _RIGHT = 300, 280
_BUTTONS = ("chapter", "quotes", "copy", "drop")
_ROW_ACTS = ("part", "name", "up", "down", "out", "in", "remove")


class PlanPage(LatePage):
    """Hold the outline at the left, the page in the middle, the settings at the right."""

    reads = frozenset(
        ("plan", "plan_node", "quote", "quote_edit", "code", "family", "coding", "theme", "theme_member", "memo",
         "transcript", "turn", "body", "person", "consent", "answer", "settlement", "round_quote", "@edit")
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        """Build everything; empty until a project is shown."""
        super().__init__(desk)
        self._session, self._say, self._theme = desk.session, desk.say, desk.theme
        self._plan: Plan | None = None
        self._plans: tuple[Plan, ...] = ()
        self._snapshot: Snapshot | None = None
        self._known: Known | None = None
        self._material: PlanMaterial | None = None
        self._made: Planned | None = None
        self._filling, self._fresh = False, True
        self.setProperty("surface", "page")
        say = self._say
        self.messages, self.job = MessageBar(desk.theme, say), JobBar(say)
        self.chooser = ChoiceBox(desk.theme)
        self.chooser.setAccessibleName(say("plan.chooser"))
        self.chooser.keep_narrow()
        self.chooser.currentIndexChanged.connect(self._choose_plan)
        self.outline = PlanOutline(desk.theme, self)
        self.outline.setAccessibleName(say("plan.outline"))
        self.preview = PlanPreview(desk.theme, say)
        self.settings = PlanSettings(desk.theme, say)
        self.where = label("", "title", wrap=True)
        self.empty = label(say("plan.empty"), "quiet", wrap=True)
        self._acts: Mapping[str, Callable[[], object]] = {
            "chapter": self._add_chapter, "part": self._add_part, "quotes": self._add_quotes, "remove": self._remove,
            "name": self._name, "up": partial(self._step, -1), "down": partial(self._step, 1),
            "in": partial(self._indent, 1), "out": partial(self._indent, -1), "copy": self._copy, "drop": self._drop,
        }
        self.buttons = {key: button(say(f"plan.act.{key}"), partial(self.do, key)) for key in _BUTTONS}
        self.row_acts = {key: self._row_act(key) for key in _ROW_ACTS}
        self.rename = button(say("plan.rename"), self.name_plan)
        self.new = {one: button(say(f"plan.new.{one}"), partial(self.new_plan, one)) for one in PRESETS}
        self.word = PlanWord(desk, self.messages, self.job, self.settings.flush)
        self.write, self.refresh = self.word.write, self.word.refresh
        self._wire()
        self._lay_out()

    # What is shown

    def show_project(self) -> None:
        """Read the plans and the material anew and show the plan in hand."""
        self.stale = False
        self._snapshot = None
        self._show_plans()

    def take(self, receipt: Receipt) -> None:
        """Show what changed; a change of the outline alone leaves the material as it was read."""
        tables = {change.table for change in receipt.changes}
        if tables and tables <= _PLAN and self._snapshot is not None and self.isVisible():
            self._show_plans()
        else:
            super().take(receipt)

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._plans, self._plan, self._snapshot, self._material, self._made = (), None, None, None, None
        self.chooser.clear()
        self.outline.show_rows([])
        self.preview.show_blocks(())
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        first = self.outline if self._plan else self.new[PRESETS[0]]
        return (first, self.preview, *self.settings.stops(), self.write)

    def status_words(self) -> tuple[str, str]:
        """Return how many quotes the report holds."""
        if self._made is None:
            return "", ""
        return self._say("plan.status", n=len(self._made.printed), left=len(self._made.remaining)), ""

    def do(self, act: str) -> None:
        """Do an act by its name."""
        if self._plan is not None:
            self._acts[act]()

    @property
    def node(self) -> PlanNode | None:
        """Return the node in hand."""
        place = self.outline.payload()
        found = place.node if isinstance(place, Place) else ""
        return next((one for one in self._plan.nodes if one.id == found), None) if self._plan else None

    def _show_plans(self) -> None:
        former = self._plan.id if self._plan else ""
        self._plans = self._session.store.plans()
        self._plan = next((one for one in self._plans if one.id == former), next(iter(self._plans), None))
        self._filling = True
        self.chooser.clear()
        self.chooser.addItems([one.name for one in self._plans])
        self.chooser.setCurrentIndex(self._plans.index(self._plan) if self._plan else -1)
        self._filling = False
        self._show_plan()

    def _choose_plan(self, at: int) -> None:
        if not self._filling and 0 <= at < len(self._plans):
            self.settings.flush()
            self._plan = self._plans[at]
            self._show_plan()

    def _show_plan(self) -> None:
        plan = self._plan
        named = (self.rename, self.buttons["copy"], self.buttons["drop"])
        for widget in (self.split, self.chooser, self.write, self.refresh, *named):
            widget.setVisible(plan is not None)
        self.empty.setVisible(plan is None)
        self.word.show(plan, None)
        if plan is None:
            self._made = None
            return
        if self._snapshot is None or self._known is None:
            self._snapshot, self._known = self._session.store.snapshot(), known(self._session.store)
        self._material = plan_material(self._snapshot, plan, self._known, now())
        self._made = planned(plan, self._material)
        self.word.show(plan, self._made)
        self.outline.show_rows(PlanRows(plan, self._material, self._made, self._say).rows())
        if self.outline.count() and self.outline.payload() is None:
            self.outline.choose(0)
        self.settings.show_left([(self._left(one), at) for at, one in enumerate(self._made.remaining)])
        self._show_node()
        self._desk.wishes.status_changed.emit()

    def _show_node(self) -> None:
        if self._plan is None or self._made is None:
            return
        node, place = self.node, self.outline.payload()
        holder = self._plan.chapter_of(node) if node else None
        shown = holder or node
        start, end = self._made.spans[shown.id] if shown else (0, 0)
        quote = place.quote or (node.target if node and node.kind == QUOTE else "") if place else ""
        self.preview.show_blocks(self._made.report.blocks[start:end], quote, self._tables)
        self.where.setText(self._where(holder))
        inside = self._plan.inside(holder.id) if holder else ()
        rule = node if node and node.kind == RULE else next((one for one in inside if one.kind == RULE), None)
        self.settings.show_hand(InHand(self._plan, node, rule, frozenset(one.kind for one in inside)))
        for act in self.row_acts.values():
            act.setEnabled(node is not None)

    def _where(self, holder: PlanNode | None) -> str:
        """Return the chapter's name and about which page it begins on."""
        if self._made is None or holder is None:
            return ""
        pages = estimate(self._made.report.blocks)
        heading = self._made.report.blocks[self._made.spans[holder.id][0]]
        page = pages.get(heading.anchor, 1) if isinstance(heading, Heading) else 1
        return self._say("plan.where", title=holder.title, page=page, last=max(pages.values(), default=1))

    @property
    def _tables(self) -> Mapping[str, str]:
        """Return how sentences refer to tables, by anchor."""
        report = self._made.report if self._made else None
        tables = [one for one in report.blocks if isinstance(one, Table) and one.caption] if report else []
        word = report.table_word.lower() if report else ""
        return {one.anchor: f"{word} {number}" for number, one in enumerate(tables, 1)}

    def _left(self, one: Remaining) -> Row:
        chapter = self._chapter_name(one.node)
        words = self._say(f"plan.todo.{one.kind}", chapter=chapter, name=one.name)
        return Row(words, second=self._say(f"plan.todo_act.{one.kind}"))

    def _chapter_name(self, key: str) -> str:
        plan = self._plan
        holder = plan.chapter_of(plan.node(key)) if plan else None
        return holder.title if holder else ""

    # Plans

    def new_plan(self, preset: str) -> None:
        """Begin a plan from the codebook."""
        store, language = self._session.store, self._say.language
        name = _free(self._say(f"plan.preset.{preset}"), {one.name for one in self._plans})
        nodes = from_codebook(store.codebook(), store.code_counts(), preset, language)
        receipt = self._session.do(commands.NewPlan(name, preset, language, nodes))
        self._show_newest(receipt)

    def _copy(self) -> None:
        if self._plan is not None:
            name = _free(self._plan.name, {one.name for one in self._plans})
            self._show_newest(self._session.do(commands.CopyPlan(self._plan.id, name)))

    def _drop(self) -> None:
        if self._plan is not None:
            self._session.do(commands.DropPlan(self._plan.id))

    def _show_newest(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            self._plan = next(one for one in self._session.store.plans() if one.id == receipt.result)
            self._show_plans()
            self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_plan(self) -> None:
        """Ask for another name of the plan."""
        if self._plan is not None:
            dialog = QInputDialog(self._desk.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setLabelText(self._say("plan.name"))
            dialog.setTextValue(self._plan.name)
            dialog.textValueSelected.connect(lambda name: self._set_plan({"name": name}))
            dialog.open()

    def _set_plan(self, values: Mapping[str, str]) -> None:
        if self._plan is not None:
            self._session.do(commands.SetPlan(self._plan.id, dict(values)))

    def _ask_template(self) -> None:
        ask_for_file(self, lambda path: self._set_plan({"template": path}), pattern=self._say("plan.template_pattern"),
                     start=self._plan.template if self._plan else "")  # fmt: skip

    # The outline

    @property
    def _work(self) -> PlanActs:
        if self._plan is None:
            raise TypeError(self._plan)
        return PlanActs(self._desk, self._plan)

    def _add_chapter(self) -> None:
        self._work.add_chapters(self.node)

    def _add_part(self) -> None:
        self._choose_node(self._work.add_empty(PART, None))
        self._name()

    def _add_quotes(self) -> None:
        self._work.add_things(self.node)

    def _remove(self) -> None:
        if self.node is not None:
            at = self.outline.place()
            self._work.remove((self.node.id,))
            if self.outline.count():
                self.outline.choose(min(at, self.outline.count() - 1))

    def _name(self) -> None:
        field = self.settings.title.inputs["title"]
        field = field if field.isVisible() else self.settings.text.inputs["text"]
        if field.isVisible():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _step(self, by: int) -> None:
        if self.node is not None:
            self._work.step(self.node, by)

    def _indent(self, by: int) -> None:
        if self.node is not None:
            self._work.indent(self.node, by)

    def _part(self, kind: str, on: bool) -> None:  # noqa: FBT001 - a slot
        holder = self._plan.chapter_of(self.node) if self._plan and self.node else None
        if holder is not None:
            self._work.part(kind, holder, on=on)

    def _fix(self, rule: str) -> None:
        if self._made is not None:
            self._work.fix(rule, self._made.chosen.by_node[rule])

    def _choose_node(self, key: str, quote: str = "") -> None:
        self.outline.choose_thing(Place(key, quote))

    def _choose_quote(self, key: str) -> None:
        for at in range(self.outline.count()):
            place = self.outline.rows_model.payload(at)
            if place.quote == key or (self._plan and self._plan.node(place.node).target == key):
                self.outline.choose(at)
                return

    def _picked_left(self, at: object) -> None:
        """Do the one act of what is left: go to the quote, or to the field where the missing is written."""
        if self._made is None or not isinstance(at, int):
            return
        one = self._made.remaining[at]
        if one.quote and one.name:
            self._desk.wishes.quote_wanted.emit(one.quote)
            return
        self._choose_node(one.node)
        self._name()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room the first time, so that the page keeps most of it also where text is large."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            whole, px = self.width(), self._theme.px
            left, right = min(px(_LEFT), whole * 3 // 10), min(px(_RIGHT), whole * 3 // 10)
            self.split.setSizes([left, whole - left - right, right])

    # Building

    def _wire(self) -> None:
        self.outline.act_wanted.connect(self.do)
        self.outline.moved.connect(lambda _: self._show_node())
        self.outline.dropped.connect(self._dropped)
        self.outline.code_dropped.connect(self._code_dropped)
        self.preview.quote_picked.connect(self._choose_quote)
        self.settings.plan_set.connect(self._set_plan)
        self.settings.node_set.connect(lambda key, values: self._session.do(commands.SetNode(key, values)))
        self.settings.part_wanted.connect(self._part)
        self.settings.fix_wanted.connect(self._fix)
        self.settings.template_wanted.connect(self._ask_template)
        self.settings.left.picked.connect(self._picked_left)
        self._session.closing.connect(self.settings.flush)

    def _dropped(self, key: str, before: Place | None) -> None:
        self._work.dropped(key, before)

    def _code_dropped(self, code: str, before: Place | None) -> None:
        node = self._plan.node(before.node) if self._plan and before else None
        self._work.code_dropped(code, node)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self._left_panel())
        self.split.addWidget(self._middle())
        self.split.addWidget(self._right_panel())
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        head = QWidget()
        flow = Flow(8, head)
        flow.setContentsMargins(px(16), px(10), px(16), px(8))
        flow.addWidget(label(self._say("page.plan"), "title"))
        flow.addWidget(self.chooser)
        for one in (self.rename, self.buttons["copy"], self.buttons["drop"], *self.new.values()):
            flow.addWidget(one)
        self.empty.setContentsMargins(px(16), px(8), px(16), 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.job, self.messages, head, self.empty):
            layout.addWidget(widget)
        layout.addWidget(self.split, 1)
        layout.addStretch(0)

    def _row_act(self, key: str) -> QAction:
        """Return an act of the row in hand, with the key that the outline knows it by."""
        act = QAction(self._say(f"plan.act.{key}"), self)
        tip = f"plan.keys.{key}"
        if self._say.has(tip):
            act.setText(f"{act.text()}\t{self._say(tip)}")
        act.triggered.connect(simply(partial(self.do, key)))
        return act

    def _left_panel(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("surface", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, self._theme.px(8), 0, 0)
        column.addWidget(self.outline, 1)
        acts = QWidget()
        flow = Flow(6, acts)
        flow.setContentsMargins(*(self._theme.px(one) for one in (12, 4, 12, 12)))
        for key in ("chapter", "quotes"):
            self.buttons[key].setToolTip(self._say(f"plan.keys.{key}"))
            flow.addWidget(self.buttons[key])
        self.more = button(self._say("plan.more"), lambda: None)
        menu = QMenu(self.more)
        menu.addActions([*self.row_acts.values()])
        self.more.setMenu(menu)
        flow.addWidget(self.more)
        column.addWidget(acts)
        return panel

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(*(self._theme.px(one) for one in (24, 12, 24, 16)))
        column.addWidget(self.where)
        column.addWidget(self.preview, 1)
        return middle

    def _right_panel(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("surface", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.settings, 1)
        for one in (self.write, self.refresh):
            row = QHBoxLayout()
            row.setContentsMargins(*(self._theme.px(side) for side in (16, 0, 16, 10)))
            row.addWidget(one)
            column.addLayout(row)
        return panel


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with the first number that no other plan has."""
    folded = {one.casefold() for one in taken}
    number, found = 2, name
    while found.casefold() in folded:
        number, found = number + 1, f"{name} {number}"
    return found


