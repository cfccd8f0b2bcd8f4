"""The right side of a report plan: how the report looks, what the chapter in hand takes, what is left before print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label
from coder.views.code_fields import Pair, TextFields
from coder.views.lists import RowList
from coder.views.tick_box import TickBox
from projects.plans.plan import FACTS, HOLDERS, INTERPRETATION, INTRO, LANGUAGES, PRESETS, RULE, Plan, PlanNode

_MOST = 99
_PARTS = ("intro", "interpretation", "facts", "table")


@dataclass(frozen=True, slots=True)
class InHand:
    """Hold what the settings are of: the plan, the row's node, its chapter's rule, and what stands in the chapter."""

    plan: Plan
    node: PlanNode | None = None
    rule: PlanNode | None = None
    holds: frozenset[str] = frozenset()


class PlanSettings(QFrame):
    """Show settings and tell what a person changes: of the plan, of a node, or what stands in the chapter."""

    plan_set = Signal(dict)
    node_set = Signal(str, dict)
    part_wanted = Signal(str, bool)
    fix_wanted = Signal(str)
    template_wanted = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Build everything; empty until a plan is shown."""
        super().__init__()
        self._theme, self._say = theme, say
        self._hand: InHand | None = None
        self._filling = False
        self.setProperty("surface", "panel")
        self.preset = self._choices("preset", PRESETS)
        self.language = self._choices("language", LANGUAGES)
        self.template = button("", self.template_wanted.emit)
        self.title = self._texts("title", long=False)
        self.text = self._texts("text", long=True)
        self.approved = self._tick("approved")
        self.balanced = self._tick("balanced")
        self.most = QSpinBox()
        self.most.setRange(0, _MOST)
        self.most.setSpecialValueText(say("plan.all"))
        self.most.setAccessibleName(say("plan.most"))
        self.most.valueChanged.connect(lambda value: self._set_rule("most", value))
        self.fix = button(say("plan.fix"), self._fix)
        self.parts = {kind: self._part(kind) for kind in _PARTS}
        self.left = RowList(theme, wrap=True)
        self.left.setAccessibleName(say("plan.left"))
        self.left_head = label(say("plan.left"), "head")
        self._lay_out()

    def show_hand(self, hand: InHand) -> None:
        """Show the settings of the plan and of the row in hand."""
        other = self._hand is None or self._hand.node != hand.node
        self._hand, self._filling = hand, True
        self.preset.setCurrentIndex(PRESETS.index(hand.plan.preset))
        self.language.setCurrentIndex(LANGUAGES.index(hand.plan.language))
        name = hand.plan.template.replace("\\", "/").rpartition("/")[2]
        self.template.setText(name or self._say("plan.own_look"))
        self._show_texts(hand.node, other=other)
        self.rule_box.setVisible(hand.rule is not None)
        if hand.rule is not None:
            self.approved.setChecked(hand.rule.approved)
            self.balanced.setChecked(hand.rule.balanced)
            self.most.setValue(hand.rule.most)
        self.parts_box.setVisible(hand.node is not None)
        for kind, box in self.parts.items():
            box.setChecked(kind in hand.holds)
        self._filling = False

    def show_left(self, items: Sequence[Item]) -> None:
        """List what is not ready, each row with its one act."""
        self.left.show_rows(items)
        self.left_head.setText(self._say("plan.left_count", n=len(items)))
        self.left.setMinimumHeight(min(self.left.height_of_rows(6), self._theme.px(260)))

    def flush(self) -> None:
        """Tell what is being typed."""
        self.title.flush(left=True)
        self.text.flush(left=True)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through here."""
        return (self.preset, self.left)

    def _show_texts(self, node: PlanNode | None, *, other: bool) -> None:
        kind = node.kind if node else ""
        self.title.setVisible(kind in (*HOLDERS, FACTS, "table", "figure"))
        self.text.setVisible(kind in (INTRO, INTERPRETATION, FACTS))
        self.title.show_texts({"title": node.title if node else ""}, other=other)
        self.text.show_texts({"text": node.text if node else ""}, other=other)

    def _texts(self, field: str, *, long: bool) -> TextFields:
        pair = Pair(field, long=long, languages=("",))
        made = TextFields((pair,), lambda name: self._say(f"plan.{name}"), self._theme, self._say, required=())
        made.changed.connect(self._write)
        return made

    def _write(self, fields: Mapping[str, str]) -> None:
        if self._hand is not None and self._hand.node is not None:
            self.node_set.emit(self._hand.node.id, dict(fields))

    def _choices(self, key: str, values: Sequence[str]) -> ChoiceBox:
        box = ChoiceBox(self._theme)
        box.keep_narrow()
        box.setAccessibleName(self._say(f"plan.label.{key}"))
        box.addItems([self._say(f"plan.{key}.{value}") for value in values])
        box.currentIndexChanged.connect(lambda at: None if self._filling else self.plan_set.emit({key: values[at]}))
        return box

    def _tick(self, key: str) -> TickBox:
        box = TickBox(self._theme, self._say(f"plan.{key}"))
        box.toggled.connect(lambda on: self._set_rule(key, on))
        return box

    def _part(self, kind: str) -> TickBox:
        box = TickBox(self._theme, self._say(f"plan.part.{kind}"))
        box.toggled.connect(partial(self._toggle, kind))
        return box

    def _toggle(self, kind: str, on: bool) -> None:  # noqa: FBT001 - a slot
        if not self._filling:
            self.part_wanted.emit(kind, on)

    def _set_rule(self, key: str, value: int | bool) -> None:  # noqa: FBT001 - a value of either kind
        if not self._filling and self._hand is not None and self._hand.rule is not None:
            self.node_set.emit(self._hand.rule.id, {key: value})

    def _fix(self) -> None:
        if self._hand is not None and self._hand.rule is not None:
            self.fix_wanted.emit(self._hand.rule.id)

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        pad = self._theme.px(16)
        layout.setContentsMargins(pad, self._theme.px(12), pad, pad)
        layout.setSpacing(self._theme.px(8))
        for key, field in (("preset", self.preset), ("language", self.language), ("template", self.template)):
            layout.addWidget(label(self._say(f"plan.label.{key}"), "head"))
            layout.addWidget(field)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        self.rule_box = self._box(RULE, (self.approved, self.balanced, self._most_row(), self.fix))
        self.parts_box = self._box("parts", tuple(self.parts.values()))
        layout.addWidget(self.rule_box)
        layout.addWidget(self.parts_box)
        layout.addWidget(self.left_head)
        layout.addWidget(self.left, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _box(self, key: str, rows: Sequence[QWidget]) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, self._theme.px(4), 0, 0)
        layout.setSpacing(self._theme.px(2))
        layout.addWidget(label(self._say(f"plan.box.{key}"), "head"))
        for row in rows:
            layout.addWidget(row)
        return box

    def _most_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(self._theme.px(4), 0, 0, 0)
        layout.addWidget(label(self._say("plan.most")))
        layout.addWidget(self.most)
        layout.addStretch(1)
        return row


