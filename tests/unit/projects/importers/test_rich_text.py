"""RTF comes in as it stands when all changes are accepted, in whatever code page it was written."""

from __future__ import annotations

import pytest

from projects.importers.draft import Draft
from projects.importers.reading import read_bytes


def read(inside: str, head: str = r"\ansi\ansicpg1252\deff0") -> Draft:
    draft = read_bytes(b"{\\rtf1" + head.encode() + b" " + inside.encode("latin-1") + b"}", "a.rtf", "")
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    return draft


def findings(draft: Draft) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.values) for one in draft.findings}


FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 Ja;}{\f3\fcharset2 Sym;}}"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r"A: \'e4iti\par B: h\u246?n\par", "A: äiti\nB: hön"),
        (r"\uc2 \u228ab c\uc0\u246 d{\uc1\u228\'e4}e", "ä cödäe"),
        (r"\u-10179?\u-8694? ja \u8364\'80", "😊 ja €"),
        (r"\emdash\endash\lquote a\rquote\ldblquote b\rdblquote\~c\_d\bullet", "—–‘a’“b”\u00a0c\u2011d•"),
        (r"a\line b\page c\tab d\\\{e\}", "a\nb\nc\td\\{e}"),
        ("a\r\nb\\\nc", "ab\nc"),
        (FONTS + r"\f1 \'cf\'f0\'e8\f0 \'e4{\f2 \'82\'a0}\f9 \'e4\f3 x", "Приäあäx"),
        (r"{\*\generator Msftedit;}{\info{\author Aino}}{\pict\pngblip 00ff}{\*\tuntematon piilo}a{\b b}", "ab"),
        (r'{\field{\*\fldinst{HYPERLINK "https://a.fi"}}{\fldrslt{\ul linkki}}}', "linkki"),
        (r"{\upr{a}{\*\ud{\u228?}}}b", "äb"),
        (r"{\listtext 1.\tab}eka", "eka"),
        ("\\bin4 {{{{loppu", "loppu"),
        (r"\trowd\intbl 00:01\cell H1\cell Hei\par taas\cell\row\intbl a\cell\cell c\cell\row\pard d\par",
         "00:01\tH1\tHei\ntaas\na\t\tc\nd"),
        (r"jatko- ja Uuras-ty\'f6toiminta https://a.fi/?x=1", "jatko- ja Uuras-työtoiminta https://a.fi/?x=1"),
        ("raaka ä", "raaka ä"),
        (r"\u228?\u65533?", "ä\ufffd"),
    ],
)  # fmt: skip
def test_words_of_the_format(inside, text):
    assert read(inside).text == text


@pytest.mark.parametrize(
    ("head", "byte"),
    [(r"\ansi\ansicpg1252", "e4"), (r"\mac", "8a"), (r"\pc", "84"), (r"\pca", "84"), (r"\ansi\ansicpg1257", "e4"),
     (r"\ansi\ansicpg99999", "e4")],
)  # fmt: skip
def test_code_pages(head, byte):
    assert read(rf"\'{byte}iti", head).text == "äiti"


def test_tracked_changes_hidden_text_and_soft_hyphens():
    draft = read(r"a{\deleted POIS}{\revised lis\'e4}\deleted pois\plain b{\v piilo}{\v0 c}asun\-not")
    assert draft.text == "alisäbpiilocasunnot"
    assert findings(draft) == {
        "tracked-changes": {"accepted": 1, "dropped": 2}, "hidden-text": {"count": 1},
        "characters-removed": {"soft_hyphens": 1, "controls": 0},
    }  # fmt: skip


def test_notes_boxes_comments_objects_and_headers():
    draft = read(
        r"{\header Luottamuksellinen\par}{\footer 3\par}A: Joo{\footnote {\chftn} Ensin.\par Sitten.} niin ja se on"
        r"{\footnote\ftnalt Lopuksi.}.{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt Laatikko\par}}}{\shp{\shptxt }}"
        r"{\*\atnid AV}{\*\annotation kommentti}{\object{\*\objdata 00}{\result kuva}}\par B: Joo\par"
    )
    assert draft.text == "A: Joo niin ja se on.\nLaatikko\nB: Joo\n[alaviite 1] Ensin. Sitten.\n[loppuviite 1] Lopuksi."
    assert findings(draft) == {
        "text-boxes": {"count": 1}, "notes": {"count": 2}, "embedded-left-out": {"count": 1},
        "comments-left-out": {"count": 1}, "headers-left-out": {"count": 1},
    }  # fmt: skip


def test_a_box_behind_the_last_paragraph_stands_at_the_end():
    assert read(r"a{\shptxt laatikko}").text == "a\nlaatikko"


def test_letters_that_cannot_be_read_are_told():
    assert findings(read(r"{\fonttbl{\f0\fcharset128 x;}}\f0 a\'82")) == {"encoding": {"count": 1}}


def test_what_stands_behind_the_end_is_nothing():
    assert read_bytes(rb"{\rtf1 Hei} loppu } {", "a.rtf", "").text == "Hei"
