"""Act on what was found: code the ticked hits in one step, say why a word was found, save and write out searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from coder.models.hits import ShownHit
from coder.search_desk import Desk as SearchDesk
from coder.views.pages import Desk
from coder.views.palette import Palette
from projects.commands import CodeRanges, Passage, RemoveSearch, SaveSearch
from projects.search.units import unit_ranges

if TYPE_CHECKING:
    from coder.views.search_place import SearchPlace

_RECENT_KEPT = 12
_REASONS_SHOWN = 2


class SearchActs(QObject):
    """Hold what the buttons of the search do."""

    def __init__(self, desk: Desk, place: SearchPlace) -> None:
        """Listen to the side panel."""
        super().__init__(place)
        self._desk = desk
        self._place = place
        self._say = desk.say
        self.palette = Palette(desk.theme, desk.say, desk.window)
        self.palette.chosen.connect(self._code)
        side = place.side
        side.code_wanted.connect(self._ask_codes)
        side.save_wanted.connect(self._save)
        side.remove_wanted.connect(self._remove)
        desk.engine.had.connect(self._had)

    def ask_why(self, hit: ShownHit) -> None:
        """Have it computed why the words of a hit were found."""
        request = self._place.request()
        if request is None:
            return
        document = self._place.found([hit])[0][0]
        forms = tuple(dict.fromkeys(document.text[a:b].lower().replace("’", "'") for a, b in hit.matches))
        language = document.transcript.language

        def compute(desk: SearchDesk) -> tuple[str, list[tuple[str, Any]]]:
            why = desk.searcher.why
            first = forms[:_REASONS_SHOWN]
            return hit.id, [(one, why(request.query, language, one, wide=request.wide)) for one in first]

        self._desk.engine.have("why", compute)

    def _had(self, name: str, value: Any) -> None:
        if name != "why":
            return
        hit, reasons = value
        words = [self._reason(form, reason) for form, reason in reasons if reason is not None]
        if words:
            self._place.list.note({hit: "  ·  ".join(words)})

    def _reason(self, form: str, reason: Any) -> str:
        parts = " + ".join(reason.parts) or form
        key = "compound" if reason.rule == "spoken" and not reason.written and reason.parts else reason.rule
        written = reason.written or reason.base
        return self._say(f"why.{key}", form=form, base=reason.base, parts=parts, written=written)

    def _ask_codes(self) -> None:
        recent = self._desk.session.settings.words("recent_codes")
        self.palette.open(self._desk.session.store.codebook(), recent, self._place.side.code_rect)

    def _code(self, codes: tuple[str, ...]) -> None:
        session = self._desk.session
        passages = self._passages()
        receipt = session.do(CodeRanges(passages, codes))
        if receipt is None:
            return
        former = [one for one in session.settings.words("recent_codes") if one not in codes]
        session.settings.put("recent_codes", tuple([*codes, *former][:_RECENT_KEPT]))
        if receipt.entry is None:
            self._place.messages.say(self._say("search.coded_before"))
        else:
            undo = (self._say("act.undo"), session.undo)
            self._place.messages.say(self._say("search.coded", n=len(passages)), "ok", [undo])
        self._place.list.untick_all()

    def _passages(self) -> tuple[Passage, ...]:
        unit, turns = self._place.side.chosen_unit()
        found = self._place.found(self._place.list.ticked())
        ranges = {
            (document.transcript.id, start, end): document.text[start:end]
            for document, hit in found
            for start, end in unit_ranges(document, hit, unit, turns)
        }
        return tuple(Passage(*place, text) for place, text in ranges.items())

    def _save(self, name: str) -> None:
        query = " ".join(filter(None, (self._whole_query(), self._place.filters.query_words())))
        receipt = self._desk.session.do(SaveSearch(name, query, self._place.wide.isChecked()))
        if receipt is not None:
            self._place.side.show_saved(str(receipt.result))
            self._place.messages.say(self._say("search.saved_done", name=name), "ok")

    def _whole_query(self) -> str:
        """Return what is typed, in brackets when filters are to stand beside it."""
        typed = self._place.field.text().strip()
        return f"({typed})" if typed and self._place.filters.query_words() else typed

    def _remove(self, search: str) -> None:
        self._desk.session.do(RemoveSearch(search))
