"""Show one name: what stands in for it, its forms with what each becomes, and its places before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from codebooks.errors import OteError
from coder.models.grid import Column, GridRow, Written
from coder.models.naming_rows import Entry, forms_of, place_row, substitute_words
from coder.naming import Naming
from coder.views.bars import ChoiceBox, button, label
from coder.views.flow import Flow
from coder.views.grid import Grid
from coder.views.pages import Desk
from coder.views.passage_list import PassageList
from projects.anonymise.finding import Occurrence
from projects.anonymise.replacing import Replacement, Substitute
from projects.anonymise.things import CATEGORY_OF, INVENTED, NUMBERLESS, Thing, next_number
from projects.pseudonyms import signs
from projects.recorder import new_id

_SAME = "same:"
_WHAT, _FORMS_HEIGHT, _PLACES_HEIGHT = 220, 180, 160


class NamingDetail(QFrame):
    """Hold the choice of a substitute at the top, forms under it, places below."""

    list_changed = Signal()
    left_alone = Signal(object)
    ticks_changed = Signal()
    key_wanted = Signal()
    form_wanted = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, naming: Naming) -> None:
        """Begin without a name."""
        super().__init__()
        self._desk = desk
        self._say = say = desk.say
        self._naming = naming
        self._entry: Entry | None = None
        self.name = label("", "name")
        self.what = ChoiceBox(desk.theme)
        self.what.setAccessibleName(say("naming.what"))
        self.what.keep_narrow()
        self.what.setMinimumWidth(desk.theme.px(_WHAT))
        self.invented = QComboBox()
        self.invented.setEditable(True)
        self.invented.setAccessibleName(say("naming.invented"))
        self.put = button(say("naming.put"), self.put_on_list, "accent")
        self.off = button(say("naming.off"), self.take_off)
        self.no_name = button(say("naming.no_name"), self.leave)
        self.add_form = button(say("naming.add_form"), self._ask_form)
        self.forms = Grid(desk.theme, self._confirm, self)
        self.forms.setAccessibleName(say("naming.forms"))
        self.places = PassageList(desk.theme, self)
        self.places.setAccessibleName(say("naming.places"))
        self.places_head = label("", "head")
        self.what.currentIndexChanged.connect(lambda _: self._show_kind())
        self.places.picked.connect(self._go_to)
        self.places.ticks_changed.connect(self._ticked)
        self.forms.refused.connect(self.refused)
        self._lay_out()

    @property
    def entry(self) -> Entry | None:
        """Return what is shown."""
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Show a name, or nothing."""
        other = entry is None or self._entry is None or entry.base != self._entry.base
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        self.name.setText(entry.base)
        self._show_choices(entry, anew=other)
        thing = entry.thing
        self.put.setText(self._say("naming.change" if thing else "naming.put"))
        self.off.setVisible(thing is not None)
        self.add_form.setVisible(thing is not None)
        self.no_name.setVisible(thing is None and entry.found is not None)
        self._show_forms(thing)
        self._show_places(entry)

    def put_on_list(self) -> None:
        """Put the name on the key's list with what was chosen; the key is asked for first when it is not open."""
        entry = self._entry
        if entry is None:
            return
        if self._naming.key is None:
            self.key_wanted.emit()
            return
        try:
            for thing in self._asked(entry):
                self._naming.put(thing)
        except OteError as problem:
            self.refused.emit(problem)
        else:
            self.list_changed.emit()

    def take_off(self) -> None:
        """Take the name off the list."""
        if self._entry is not None and self._entry.thing is not None and self._naming.key is not None:
            self._naming.key.remove(self._entry.thing.id)
            self._naming.reread()
            self.list_changed.emit()

    def leave(self) -> None:
        """Say that these words are no name here."""
        if self._entry is not None:
            self.left_alone.emit(self._entry)

    def _ask_form(self) -> None:
        if self._entry is not None and self._entry.thing is not None:
            self.form_wanted.emit(self._entry.thing)

    def _asked(self, entry: Entry) -> tuple[Thing, ...]:
        """Return what the list gets; a name that was somebody else's before is taken from them."""
        known, what = self._naming.known, str(self.what.currentData())
        former = entry.thing
        bases = former.bases if former else (entry.base,)
        if what.startswith(_SAME):
            same = next(one for one in known.things if one.id == what.removeprefix(_SAME))
            if former is None or former.id == same.id:
                return (Thing(same.id, (*same.bases, *bases), same.substitute, same.confirmed),)
            return self._moved(entry, former, same)
        name = self.invented.currentText().strip() if what == INVENTED else ""
        category = "" if what == INVENTED else what
        number = None if not category or category in NUMBERLESS else next_number(category, known.things)
        if former and former.substitute.category == category and category:
            number = former.substitute.number
        return (Thing(former.id if former else new_id(), bases, Substitute(category, name, number)),)

    @staticmethod
    def _moved(entry: Entry, former: Thing, same: Thing) -> tuple[Thing, ...]:
        rest = tuple(base for base in former.bases if base.casefold() != entry.base.casefold())
        left = (Thing(former.id, rest, former.substitute, former.confirmed),) if rest else ()
        return (*left, Thing(same.id, (*same.bases, entry.base), same.substitute, same.confirmed))

    def _show_choices(self, entry: Entry, *, anew: bool) -> None:
        """Offer those that are on the list already, the categories, and a name."""
        say, thing = self._say, entry.thing
        present = self.what.currentData()
        with QSignalBlocker(self.what):
            self.what.clear()
            for one in self._naming.known.things:
                if thing is None or one.id != thing.id:
                    words = say("naming.same", substitute=substitute_words(one, self._naming.words), name=one.bases[0])
                    self.what.addItem(words, f"{_SAME}{one.id}")
            for category in self._naming.words.categories:
                self.what.addItem(say(f"anonymise.kind.{category}"), category)
            self.what.addItem(say("anonymise.kind.invented"), INVENTED)
            wanted = (thing.kind if thing else CATEGORY_OF.get(entry.kind, "name")) if anew else present
            self.what.setCurrentIndex(max(self.what.findData(wanted), 0))
        if anew:
            self._offer_names(thing)
        self._show_kind()

    def _offer_names(self, thing: Thing | None) -> None:
        """Offer the speakers' pseudonyms, then shipped names that nobody has here."""
        store = self._desk.session.store
        own = {base.casefold() for one in self._naming.known.things for base in one.bases}
        used = {one.substitute.name for one in self._naming.known.things}
        persons = [one.pseudonym for one in store.persons() if one.pseudonym]
        shipped = [name for names in self._naming.words.names.values() for name in names if name not in used]
        texts = {one.base.casefold() for one in self._naming.found}
        self.invented.clear()
        for name in dict.fromkeys((*persons, *shipped)):
            if name.casefold() not in own | (texts if name not in persons else set()):
                self.invented.addItem(name)
        self.invented.setEditText(thing.substitute.name if thing else self.invented.itemText(0))

    def _show_kind(self) -> None:
        self.invented.setVisible(self.what.currentData() == INVENTED)

    def _show_forms(self, thing: Thing | None) -> None:
        places = self._naming.places_of(thing) if thing else ()
        forms = forms_of(places, signs.brackets(self._desk.session.store.database))
        say = self._say
        columns = (
            Column("form", say("naming.form"), editable=False), Column("count", say("naming.count"), editable=False,
                                                                       numeric=True),
            Column("new", say("naming.new"), tip=say("naming.new_tip")),
        )
        table = [GridRow(old, (old, str(count), new), old) for old, (count, new) in forms.items()]
        self.forms.show_rows(columns, table)
        self.forms.setVisible(bool(table))
        self.forms.setFixedHeight(min(self.forms.height_of_all() + 4, self._desk.theme.px(_FORMS_HEIGHT)))

    def _show_places(self, entry: Entry) -> None:
        session = self._desk.session
        shown: Sequence[Replacement | Occurrence] = (
            self._naming.places_of(entry.thing) if entry.thing else entry.found.occurrences if entry.found else ()
        )
        items = [(place_row(session.document(_transcript(one)), one, self._say), one) for one in shown]
        with QSignalBlocker(self.places):
            if entry.thing:
                ticks = [isinstance(one, Replacement) and self._naming.is_chosen(one) for one in shown]
                self.places.show_ticked(items, ticks)
            else:
                self.places.show_rows(items)
        self.places_head.setText(self._say("naming.places_n", n=len(shown)))
        self.places.setVisible(bool(shown))

    def _ticked(self) -> None:
        entry = self._entry
        if entry is not None and entry.thing is not None:
            ticked = [one for one in self.places.ticked() if isinstance(one, Replacement)]
            self._naming.choose(self._naming.places_of(entry.thing), ticked)
            self.ticks_changed.emit()

    def _confirm(self, cells: Sequence[Written]) -> None:
        entry = self._entry
        if entry is not None and entry.thing is not None:
            for one in cells:
                self._naming.confirm(entry.thing, one.row, one.text)
            self.list_changed.emit()

    def _go_to(self, one: object) -> None:
        if isinstance(one, Replacement | Occurrence):
            self._desk.wishes.passage_wanted.emit(_transcript(one), one.start, one.end)

    def _lay_out(self) -> None:
        choice = Flow(8)
        for part in (self.what, self.invented, self.put, self.off, self.no_name, self.add_form):
            choice.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        layout.addLayout(choice)
        layout.addWidget(self.forms)
        layout.addWidget(self.places_head)
        layout.addWidget(self.places, 1)
        layout.addStretch(0)
        self.places.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.places.setMinimumHeight(self._desk.theme.px(_PLACES_HEIGHT))


def _transcript(one: Replacement | Occurrence) -> str:
    return one.text if isinstance(one, Replacement) else one.transcript
