"""The right side of the codebook page: everything about the code or family in hand, saved as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from codebooks.edit import SHORTCUTS
from codebooks.find import path
from codebooks.model import CODE_TEXTS, FAMILY_TEXTS, Code, Codebook, Family
from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label
from coder.views.code_fields import Pair, PairRow, TextFields
from coder.views.flow import Flow
from coder.views.swatches import Swatches

_CODE = (Pair("name", long=False), Pair("definition"), Pair("include"), Pair("exclude"), Pair("example"))
_FAMILY = (Pair("name", long=False), Pair("question", long=False))
_LETTERS = 8
_OF_CODE = ("excerpts", "add_below", "move", "merge", "split", "retire", "remove")
_OF_FAMILY = ("add", "up", "down", "remove")
_OF_SEVERAL = ("move", "merge", "retire", "remove")
_OF_NOTHING = ("add_family",)
_ALL = ("excerpts", "add", "add_below", "add_family", "up", "down", "move", "merge", "split", "retire", "remove")


class CodebookEditor(QWidget):
    """Show one thing at a time; tell what a person changes in it and which act a button asks for."""

    act_wanted = Signal(str)
    described = Signal(str, dict)
    synonyms_given = Signal(str, tuple)
    shortcut_wanted = Signal(str, str)
    colour_wanted = Signal(str, int)
    name_missing = Signal(str)
    escaped = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out head, acts and fields; nothing is shown yet."""
        super().__init__()
        self._say = say
        self._theme = theme
        self._codebook = Codebook()
        self._things: tuple[Code | Family, ...] = ()
        self.head = label("", "title", wrap=True)
        self.where = label("", "quiet", wrap=True)
        self.facts = label("", "quiet", wrap=True)
        self.buttons: dict[str, QPushButton] = {}
        self.code_fields = TextFields(_CODE, partial(self._words, "code"), theme, say)
        self.family_fields = TextFields(_FAMILY, partial(self._words, "family"), theme, say)
        for fields in (self.code_fields, self.family_fields):
            fields.changed.connect(self._described)
            fields.missing.connect(self.name_missing)
            fields.escaped.connect(self.escaped)
        self.synonyms = QLineEdit()
        self.synonyms.editingFinished.connect(self._synonyms_left)
        self.shortcut = ChoiceBox(theme)
        self.shortcut.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shortcut.setMinimumContentsLength(_LETTERS)
        self.shortcut.activated.connect(self._shortcut_chosen)
        self.colours = Swatches(theme, say)
        self.colours.chosen.connect(self._colour_chosen)
        self._lay_out()
        self.show_things((), Codebook(), {})

    @property
    def first_field(self) -> QLineEdit | None:
        """Return the field of the Finnish name, in view; None when there is none."""
        shown = next((one for one in (self.code_fields, self.family_fields) if not one.isHidden()), None)
        box = shown.inputs["name_fi"] if shown else None
        return box if isinstance(box, QLineEdit) else None

    def show_things(self, things: Sequence[Code | Family], codebook: Codebook, counts: Mapping[str, int]) -> None:
        """Show what is chosen in the tree: one code, one family, several, or nothing."""
        other = [one.id for one in things] != [one.id for one in self._things]
        if other:
            self.flush()
        self._things, self._codebook = tuple(things), codebook
        code = things[0] if len(things) == 1 and isinstance(things[0], Code) else None
        family = things[0] if len(things) == 1 and isinstance(things[0], Family) else None
        for part, shown in ((self.code_fields, code), (self.code_rest, code), (self.family_fields, family),
                            (self.family_rest, family)):
            part.setVisible(shown is not None)
        self.where.setVisible(code is not None)
        self.facts.setVisible(bool(things))
        if code is not None:
            self._show_code(code, counts, other=other)
        elif family is not None:
            self._show_family(family, counts, other=other)
        else:
            self._show_several(counts)

    def flush(self) -> None:
        """Save what has been typed and not been saved yet."""
        for fields in (self.code_fields, self.family_fields):
            if not fields.isHidden():
                fields.flush(left=True)
        if not self.code_rest.isHidden():
            self._synonyms_left()

    # What is shown

    def _show_code(self, code: Code, counts: Mapping[str, int], *, other: bool) -> None:
        language = self._say.language
        own = counts.get(code.id, 0)
        below = self._codebook.descendants(code.id)
        whole = own + sum(counts.get(one.id, 0) for one in below)
        self.head.setText(code.name(language))
        place = path(self._codebook, code, language) or self._say("codes.orphans")
        self.where.setText(" · ".join(filter(None, (place, code.key, self._retired(code)))))
        key = "codebook.facts_with_subcodes" if below else "codebook.facts"
        self.facts.setText(self._say(key, n=own, whole=whole, subcodes=len(below)))
        self.code_fields.show_texts({field: getattr(code, field) for field in CODE_TEXTS}, other=other)
        if other or not self.synonyms.hasFocus():
            self.synonyms.setText(", ".join(code.synonyms))
        self._show_shortcuts(code)
        self._offer(_OF_CODE)
        self.buttons["excerpts"].setText(self._say("codebook.act.excerpts", n=own))
        self.buttons["excerpts"].setEnabled(bool(own))
        self.buttons["split"].setEnabled(bool(own))
        self._name_retiring([code])

    def _show_family(self, family: Family, counts: Mapping[str, int], *, other: bool) -> None:
        language = self._say.language
        codes = [code for code in self._codebook if code.family == family.id]
        self.head.setText(family.name(language))
        count = sum(counts.get(code.id, 0) for code in codes)
        self.facts.setText(self._say("codebook.facts_of_family", n=len(codes), count=count))
        self.family_fields.show_texts({field: getattr(family, field) for field in FAMILY_TEXTS}, other=other)
        holders: dict[int, str] = {}
        for one in self._codebook.families:
            holders[one.colour] = ", ".join(filter(None, (holders.get(one.colour, ""), one.name(language))))
        self.colours.show_slot(family.colour, holders)
        self._offer(_OF_FAMILY)

    def _show_several(self, counts: Mapping[str, int]) -> None:
        codes = [one for one in self._things if isinstance(one, Code)]
        if not self._things:
            self.head.setText(self._say("codebook.choose" if self._codebook.codes else "codebook.empty"))
            self._offer(_OF_NOTHING)
            return
        self.head.setText(self._say("codebook.several", n=len(codes)))
        self.facts.setText(self._say("codebook.facts", n=sum(counts.get(code.id, 0) for code in codes)))
        self._offer(_OF_SEVERAL if codes else ())
        self._name_retiring(codes)

    def _show_shortcuts(self, code: Code) -> None:
        holders = {one.shortcut: one for one in self._codebook if one.shortcut and not one.retired}
        words = [self._say("codes.no_digit")]
        for digit in SHORTCUTS[1:]:
            holder = holders.get(digit)
            taken = holder is not None and holder.id != code.id
            words.append(f"{digit} – {holder.name(self._say.language)}" if taken and holder else digit)
        if [self.shortcut.itemText(at) for at in range(self.shortcut.count())] != words:
            self.shortcut.clear()
            self.shortcut.addItems(words)
        self.shortcut.setCurrentIndex(SHORTCUTS.index(code.shortcut) if code.shortcut in SHORTCUTS else 0)

    def _retired(self, code: Code) -> str:
        return self._say("codebook.retired") if code.retired else ""

    def _offer(self, acts: Sequence[str]) -> None:
        for key, one in self.buttons.items():
            one.setVisible(key in acts)

    def _name_retiring(self, codes: Sequence[Code]) -> None:
        restores = bool(codes) and all(code.retired for code in codes)
        self.buttons["retire"].setText(self._say("codebook.act.restore" if restores else "codebook.act.retire"))

    # What a person does

    def _described(self, fields: Mapping[str, str]) -> None:
        if len(self._things) == 1:
            self.described.emit(self._things[0].id, dict(fields))

    def _synonyms_left(self) -> None:
        if len(self._things) != 1 or not isinstance(code := self._things[0], Code):
            return
        given = tuple(filter(None, (one.strip() for one in self.synonyms.text().split(","))))
        if given != code.synonyms:
            self.synonyms_given.emit(code.id, given)

    def _shortcut_chosen(self, at: int) -> None:
        self.shortcut_wanted.emit(self._things[0].id, SHORTCUTS[at])

    def _colour_chosen(self, slot: int) -> None:
        self.colour_wanted.emit(self._things[0].id, slot)

    # Building

    def _words(self, kind: str, field: str) -> str:
        name, _, language = field.rpartition("_")
        return self._say(f"codebook.{kind}.{name}", language=self._say(f"codebook.in_{language}"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        px = self._theme.px
        layout.setContentsMargins(px(24), px(16), px(24), px(24))
        layout.setSpacing(px(6))
        for one in (self.head, self.where, self.facts):
            layout.addWidget(one)
        acts = QWidget()
        flow = Flow(8, acts)
        flow.setContentsMargins(0, px(4), 0, px(10))
        for key in _ALL:
            words = self._say(f"codebook.act.{key}", n=0)
            self.buttons[key] = button(words, partial(self.act_wanted.emit, key))
            tip = f"codebook.keys.{key}"
            self.buttons[key].setToolTip(self._say(tip) if self._say.has(tip) else "")
            flow.addWidget(self.buttons[key])
        layout.addWidget(acts)
        layout.addWidget(self.code_fields)
        layout.addWidget(self.family_fields)
        self.code_rest = self._code_rest()
        self.family_rest = self._family_rest()
        layout.addWidget(self.code_rest)
        layout.addWidget(self.family_rest)
        layout.addStretch(1)

    def _code_rest(self) -> QWidget:
        synonyms = self._named("codebook.code.synonyms", self.synonyms)
        shortcut = self._named("codebook.code.shortcut", self.shortcut)
        return PairRow(self._theme, (synonyms, shortcut), shares=(2, 1))

    def _family_rest(self) -> QWidget:
        return self._named("codebook.family.colour", self.colours)

    def _named(self, key: str, field: QWidget) -> QWidget:
        field.setAccessibleName(self._say(key))
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, self._theme.px(6), 0, 0)
        layout.setSpacing(4)
        name = label(self._say(key), "head")
        name.setBuddy(field)
        layout.addWidget(name)
        layout.addWidget(field)
        layout.addStretch(1)
        return column
