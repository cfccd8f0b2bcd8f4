"""OpenDocument texts come in as they stand when all changes are accepted."""

from __future__ import annotations

import pytest

from helpers import bad_files as bad
from helpers.documents import ODF, content_xml, odt_of
from projects.errors import ImportRefusedError
from projects.importers.content import Source
from projects.importers.draft import Draft
from projects.importers.open_document import OpenDocumentImporter
from projects.importers.reading import read_bytes

STYLES = (
    f'<?xml version="1.0"?><x xmlns:style="{ODF}:style:1.0" xmlns:text="{ODF}:text:1.0"><style:header><text:p>Luottamus'
    "</text:p></style:header><style:footer><text:p>3/7</text:p></style:footer></x>"
)


def read(inside: str, **options) -> Draft:
    draft = read_bytes(odt_of(inside, **options), "a.odt", "")
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    return draft


def findings(draft: Draft) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.values) for one in draft.findings}


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>A: <text:span>äi<text:span>ti</text:span></text:span> on.</text:p><text:p/>", "A: äiti on.\n"),
        ("<text:p>  a\n  b<text:s text:c='3'/>c<text:s/>d<text:s text:c='x'/>e</text:p>", "a b   c d e"),
        ("<text:p>a<text:tab/>b<text:line-break/> c</text:p>", "a\tb\nc"),
        ("<text:h>Otsikko</text:h><text:section><text:p>a</text:p></text:section>", "Otsikko\na"),
        ("<text:list><text:p>a</text:p><text:list><text:p>b</text:p></text:list></text:list>", "a\nb"),
        ("<text:p>a<text:soft-page-break/>b <text:a>linkki</text:a> <text:page-number>3</text:page-number></text:p>",
         "ab linkki 3"),
        ("<text:p>jatko- ja Uuras-työtoiminta, ks. https://a.fi/?x=1</text:p>",
         "jatko- ja Uuras-työtoiminta, ks. https://a.fi/?x=1"),
        ("<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p>",
         "ab"),
    ],
)  # fmt: skip
def test_paragraphs(inside, text):
    assert read(inside).text == text


def test_tables_row_by_row():
    cell = "<table:table-cell>{}</table:table-cell>".format
    rows = [
        cell("<text:p>00:01</text:p>")
        + cell("<text:p>H1</text:p>")
        + cell("<text:p>Hei</text:p><text:p>taas</text:p>"),
        cell("") + "<table:covered-table-cell/>" + cell("<text:p>c</text:p>") + "<text:soft-page-break/>",
        cell("") + cell(""),
    ]
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert read(f"<table:table>{inside}</table:table><text:p>d</text:p>").text == "00:01\tH1\tHei\ntaas\n\t\tc\nd"


def test_deleted_text_stays_out_and_inserted_text_comes_in():
    region = "<text:changed-region><text:{0}>{1}</text:{0}></text:changed-region>".format
    draft = read(
        f"<text:tracked-changes>{region('deletion', '<text:p>POIS</text:p>')}{region('insertion', '')}"
        "</text:tracked-changes><text:p>a<text:change/>b<text:change-start/>lisä<text:change-end/></text:p>"
    )
    assert draft.text == "ablisä"
    assert findings(draft) == {"tracked-changes": {"accepted": 1, "dropped": 1}}


def test_notes_boxes_comments_and_hidden_text():
    inside = "<text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body>"
    note = f"<text:note text:note-class='{{}}'>{inside}</text:note>"
    draft = read(
        f"<text:p>A: Joo{note.format('footnote', '<text:p>Ensin.</text:p><text:p>Sitten.</text:p>')} niin "
        f"ja se on{note.format('endnote', '<text:p>Lopuksi.</text:p>')}{note.format('endnote', '')}."
        "<draw:frame><draw:text-box><text:p>Laatikko</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>kommentti</text:p></office:annotation></text:p>"
        "<text:section text:display='none'><text:p>piilo</text:p></text:section>"
        "<text:p>x<text:hidden-text text:is-hidden='true'>piilo</text:hidden-text></text:p>"
    )
    assert draft.text == "A: Joo niin ja se on.\nLaatikko\nx\n[alaviite 1] Ensin. Sitten.\n[loppuviite 1] Lopuksi."
    assert findings(draft) == {
        "text-boxes": {"count": 1}, "notes": {"count": 2}, "hidden-left-out": {"count": 2},
        "comments-left-out": {"count": 1},
    }  # fmt: skip


def test_page_headers_and_macros_are_left_out_and_told():
    draft = read("<text:p>A: Hei.</text:p>", extra=[("styles.xml", STYLES), ("Basic/Standard/Module1.xml", "<x/>")])
    assert draft.text == "A: Hei."
    assert findings(draft) == {"macros-ignored": {}, "headers-left-out": {"count": 1}}


def test_page_numbers_are_not_worth_a_word():
    styles = STYLES.replace("Luottamus", "3 / 7")
    assert findings(read("<text:p>A: Hei.</text:p>", extra=[("styles.xml", styles)])) == {}


def test_headings_are_nobodys():
    draft = read("<text:p>A: Hei.</text:p><text:h>Teema 2</text:h><text:p>B: Joo.</text:p><text:p>A: Niin.</text:p>")
    assert [turn.label for turn in draft.turns] == ["A", None, "B", "A"]


def refusal(data: bytes, name: str = "a.odt") -> str:
    with pytest.raises(ImportRefusedError) as caught:
        read_bytes(data, name, "")
    return caught.value.code


def test_a_template_is_a_text_too():
    kind = "application/vnd.oasis.opendocument.text-template"
    assert (
        refusal(bad.zipped([("mimetype", kind), ("content.xml", "<?xml version='1.0'?><a/>")]), "a.ott")
        == "damaged-file"
    )
    whole = content_xml("<text:p>A: Hei.</text:p>")
    assert read_bytes(bad.zipped([("mimetype", kind), ("content.xml", whole)]), "a.ott", "").text == "A: Hei."


def test_what_is_too_long_or_no_container():
    assert refusal(odt_of(f"<text:p>{'sana ' * 1_000_001}</text:p>")) == "too-long"
    with pytest.raises(ImportRefusedError) as caught:
        OpenDocumentImporter().read(Source("a.odt", b"", "odt"))
    assert caught.value.code == "damaged-file"


def test_a_note_without_a_body_is_no_note():
    assert read("<text:p>a<text:note text:note-class='footnote'/></text:p>").text == "a"
