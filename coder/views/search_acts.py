"""Act on what was found: code the ticked hits in one step, say why a word was found, save and write out searches."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from coder.models.hits import ShownHit
from coder.search_desk import Desk as SearchDesk
from coder.views.forms import ask_for_file
from coder.views.pages import Desk
from coder.views.palette import Palette
from projects.commands import CodeRanges, Passage, RemoveSearch, SaveSearch
from projects.model import Document
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
        side.word_wanted.connect(lambda: self._ask_where("word"))
        side.sheet_wanted.connect(lambda: self._ask_where("sheet"))
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
        if name == "export":
            self._write(*value)
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

    def _ask_where(self, kind: str) -> None:
        pattern = self._say(f"search.pattern_{kind}")
        start = self._say(f"search.file_{kind}")
        title = self._say(f"search.to_{kind}")
        ask_for_file(self._place, partial(self.export, kind), save=True, start=start, pattern=pattern, title=title)

    def export(self, kind: str, path: str) -> None:
        """Find all hits of the question that is shown, then write them."""
        request = self._place.request()
        if request is None:
            return
        whole = replace(request, limit=0, offset=0)

        def compute(desk: SearchDesk) -> tuple[str, str, str, list[tuple[Document, Any]]]:
            hits = desk.answer(whole).hits
            return kind, path, request.query, [(desk.corpus.document(hit.transcript), hit) for hit in hits]

        self._desk.engine.have("export", compute)

    def _write(self, kind: str, path: str, query: str, found: list[tuple[Document, Any]]) -> None:
        from coder.found_export import write_found_sheet, write_found_word  # noqa: PLC0415 - Word is heavy

        target = Path(path)
        if not target.suffix:
            target = target.with_suffix(".docx" if kind == "word" else ".xlsx")
        if kind == "word":
            job = self._desk.runner.start(lambda: write_found_word(found, query, self._say, target), "export")
        else:
            job = self._desk.runner.start(lambda: write_found_sheet(found, self._say, target), "export")
        messages = self._place.messages
        self._place.job.follow(job, self._say("search.exporting"))
        job.finished.connect(lambda _: messages.say(self._say("search.exported", file=target.name), "ok"))
        job.failed.connect(messages.tell)

    def _remove(self, search: str) -> None:
        self._desk.session.do(RemoveSearch(search))
