"""A consent taken back is followed to every document that holds the quote."""

from pathlib import Path

import pytest

from helpers.projects import group_store
from projects import commands
from projects.model import Consent
from projects.quote_rows import WrittenQuote, use_of
from projects.quotes.closing import held, newly_closed
from projects.quotes.layers import all_layers


@pytest.mark.parametrize(("kind", "use"), [("report", "report"), ("booklet", "booklet"), ("packet", "analysis")])
def test_what_stays_in_the_house_is_analysis(kind: str, use: str) -> None:
    assert use_of(kind) == use


def test_documents_that_hold_closed_quotes_are_told_and_others_not(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    quotes = [str(store.do(commands.ChoosePassage(transcript, *place), "Aino").result) for place in ((4, 20), (62, 80))]
    for name, of in (("a.docx", quotes), ("b.docx", quotes[:1]), ("c.docx", quotes[1:]), ("d.docx", ["gone"])):
        held_there = tuple(WrittenQuote(one, "", "") for one in of)
        store.do(commands.RecordDocument("report", name, held_there), "Aino")
    shown = all_layers(store.documents(), store.quotes())
    person = shown[1].speakers[0]
    assert held(store.written(), shown, ()) == ()
    no = (Consent("x", person.id, "report", "no"),)
    printed = next(one for one in store.written() if one.name == "c.docx")
    store.do(commands.MarkPrinted(printed.id, "2021-03-31"), "Aino")
    found = {one.document.name: (one.quotes, one.next_edition) for one in held(store.written(), shown, no)}
    assert found == {"a.docx": (("RH1-v2",), False), "c.docx": (("RH1-v2",), True)}
    assert [one.quote.name for one in newly_closed(shown, (), no)] == ["RH1-v2"]
    assert newly_closed(shown, no, no) == ()
    store.close()
