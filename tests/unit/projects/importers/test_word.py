"""Word documents come in as they stand when all changes are accepted, and nothing that is text is lost."""

from __future__ import annotations

import pytest

from helpers import bad_files as bad
from projects.errors import ImportRefusedError
from projects.importers.draft import Draft, Finding
from projects.importers.reading import read_bytes

RUN = "<w:r><w:t>{}</w:t></w:r>"
DRAWING = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{0}</w:txbxContent>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r><w:r><w:t>Jatkuu.</w:t></w:r></w:p>"
)


def read(*blocks: str, **options) -> Draft:
    space = options.pop("space", bad.W)
    return read_bytes(bad.docx(bad.document(*blocks, space=space), **options), "a.docx", "")


def runs(*texts: str) -> str:
    return f"<w:p>{''.join(RUN.format(text) for text in texts)}</w:p>"


def values(draft: Draft) -> dict[str, dict[str, object]]:
    return {finding.code: dict(finding.values) for finding in draft.findings}


def test_runs_of_a_paragraph_are_one_line():
    assert read(runs("Hei ", "vaan"), runs("toinen")).text == "Hei vaan\ntoinen"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>", "\uf04a"),
        ("<w:r><w:t>a</w:t><w:sym w:char='D800'/><w:sym w:char='x'/></w:r>", "a"),
        ("<w:sdt><w:sdtContent><w:r><w:t>sisältö</w:t></w:r></w:sdtContent></w:sdt>", "sisältö"),
        ("<w:smartTag><w:r><w:t>kuningas</w:t></w:r></w:smartTag>", "kuningas"),
        ("<w:hyperlink><w:r><w:t>linkki</w:t></w:r></w:hyperlink>", "linkki"),
        ("<w:fldSimple><w:r><w:t>12</w:t></w:r></w:fldSimple>", "12"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>", "7"),
        ("<w:r><w:t>a\nb</w:t></w:r><w:r><w:t> </w:t></w:r><w:r><w:t>c</w:t></w:r>", "a b c"),
        ("<w:r><w:t>a<!-- huom -->b</w:t></w:r>", "ab"),
        ("<w:r><w:t>&lt;&amp;&#228;</w:t></w:r>", "<&ä"),
        ("\n  <w:r>\n  <w:t>sievä</w:t>\n</w:r>\n", "sievä"),
    ],
)
def test_what_stands_in_a_paragraph(inner, text):
    assert read(f"<w:p>{inner}</w:p>").text == text


def test_formulas_are_text_too():
    math = "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
    assert read(f"<w:p><m:oMath {math}><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>").text == "x+1"


def test_tracked_changes_are_accepted_and_counted():
    changes = (
        "<w:p><w:ins><w:r><w:t>lisätty </w:t></w:r></w:ins><w:del><w:r><w:delText>pois</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>muualle</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>tänne</w:t></w:r></w:moveTo></w:p>"
    )
    draft = read(changes)
    assert draft.text == "lisätty tänne"
    assert values(draft) == {"tracked-changes": {"accepted": 2, "dropped": 2}}


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>alku </w:t></w:r></w:p>"
    assert read(first, runs("loppu"), runs("toinen")).text == "alku loppu\ntoinen"


def test_a_deleted_row_is_gone():
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    table = f"<w:tbl>{row.format('', 'jää')}{row.format('<w:trPr><w:del/></w:trPr>', 'lähtee')}</w:tbl>"
    assert read(table).text == "jää"


def test_tables_come_row_by_row_with_their_cells_joined_by_tabs():
    def cell(*texts: str) -> str:
        return f"<w:tc>{''.join(map(bad.paragraph, texts))}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('H:')}{cell('Mitä?', 'Miksi?')}</w:tr><w:tr>{cell('V:')}{cell('Niin.')}</w:tr></w:tbl>"
    draft = read(bad.paragraph("Alku"), table, bad.paragraph("Loppu"))
    assert draft.text == "Alku\nH:\tMitä?\nMiksi?\nV:\tNiin.\nLoppu"
    assert [turn.label for turn in draft.turns] == [None, "H", "V"]


def test_a_text_box_comes_once_and_behind_its_paragraph():
    draft = read(bad.paragraph("Ennen"), DRAWING.format(bad.paragraph("Laatikko") + bad.paragraph("Toinen rivi")))
    assert draft.text == "Ennen\nJatkuu.\nLaatikko\nToinen rivi"
    assert values(draft) == {"text-boxes": {"count": 1}}


def test_two_boxes_and_a_box_in_a_box_keep_their_order():
    inner = f"<w:p><w:r><w:txbxContent>{bad.paragraph('Sisin')}</w:txbxContent><w:t>Sisällä</w:t></w:r></w:p>"
    boxes = "".join(f"<w:r><w:txbxContent>{box}</w:txbxContent></w:r>" for box in (inner, bad.paragraph("Toinen")))
    assert read(f"<w:p>{boxes}<w:r><w:t>Kappale</w:t></w:r></w:p>").text == "Kappale\nSisällä\nSisin\nToinen"


def test_an_empty_box_outside_a_paragraph_is_no_finding():
    draft = read("<w:txbxContent><w:p/></w:txbxContent>", bad.paragraph("Hei"))
    assert not draft.findings


def test_the_main_part_is_found_by_its_relation():
    assert read(bad.paragraph("Hei"), main="sisus/paaosa.xml").text == "Hei"


def test_strict_documents_are_read():
    assert read(runs("Hei"), space=bad.STRICT).text == "Hei"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "iso-8859-1"])
def test_other_encodings_of_xml_are_read(encoding):
    xml = bad.document(bad.paragraph("A: äiti")).replace("UTF-8", encoding)
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert read_bytes(bad.docx((mark + xml).encode(encoding)), "a.docx", "").text == "A: äiti"


def test_macros_are_ignored_and_told():
    draft = read_bytes(bad.macro_document(), "a.docm", "")
    assert (draft.text, draft.findings) == ("A: Hei.", (Finding("macros-ignored"),))


def test_a_vba_part_makes_it_a_macro_document():
    data = bad.docx(extra=[("word/vbaProject.bin", b"x")])
    assert values(read_bytes(data, "a.docx", "")) == {"macros-ignored": {}}


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>a</w:t></w:r><w:r w:rsidR='00A1'><w:t xml:space='preserve'> b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t></w:r><w:proofErr w:type='x'/><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:r w:rsidR='00A1'/><w:r><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:t/></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii='x/y'/></w:rPr><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t><![CDATA[</w:t></w:r><w:r><w:t>]]></w:t></w:r>", "</w:t></w:r><w:r><w:t>"),
        ("<w:r><w:t>a<!-- </w:t></w:r><w:r><w:t> --></w:t></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
    ],
)
def test_neighbouring_runs_are_joined_whatever_lies_between(inner, text):
    assert read(f"<w:p>{inner}</w:p>").text == text


def test_a_broken_seam_is_damage():
    broken = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr></w:r><w:t>b</w:t></w:r></w:p>"
    with pytest.raises(ImportRefusedError) as caught:
        read(broken)
    assert caught.value.code == "damaged-file"


def test_hidden_text_stays_and_is_told():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>esillä</w:t></w:r>"
    mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
    draft = read(f"<w:p>{mark}{hidden}{shown}</w:p>")
    assert draft.text == "piiloesillä"
    assert values(draft) == {"hidden-text": {"count": 1}}


def test_embedded_documents_are_told():
    assert values(read(bad.paragraph("Hei"), "<w:altChunk/>")) == {"embedded-left-out": {"count": 1}}


def notes(kind: str, *texts: str) -> str:
    rows = "".join(
        f'<w:{kind} w:id="{number}">{bad.paragraph(text)}{bad.paragraph("")}</w:{kind}>'
        for number, text in enumerate(texts, 1)
    )
    separator = f'<w:{kind} w:type="separator" w:id="0">{bad.paragraph("---")}</w:{kind}>'
    return f'<w:{kind}s xmlns:w="{bad.W}">{separator}{rows}</w:{kind}s>'


@pytest.mark.parametrize(
    ("spoken", "foot", "end"),
    [
        ("mutta se on niin", "alaviite", "loppuviite"),
        ("the and of", "footnote", "endnote"),
        ("och att", "fotnot", "slutnot"),
    ],
)
def test_notes_follow_the_text_and_are_nobodys_turn(spoken, foot, end):
    body = (
        f"<w:p><w:r><w:t>H: {spoken}</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:p><w:r><w:t>V: Joo.</w:t><w:endnoteReference w:id='1'/><w:footnoteReference w:id='1'/></w:r></w:p>"
    )
    parts = {
        "word/footnotes.xml": ("footnotes", notes("footnote", "Eka", "Toka")),
        "word/endnotes.xml": ("endnotes", notes("endnote", "Lopussa", "Ei viitattu")),
    }
    draft = read(body, parts=parts)
    assert draft.text == f"H: {spoken}\nV: Joo.\n[{foot} 1] Toka\n[{end} 1] Lopussa\n[{foot} 2] Eka"
    assert [turn.label for turn in draft.turns] == ["H", "V", None, None, None]
    mark = draft.turns[2].marks[0]
    assert (draft.text[mark.start : mark.end], mark.kind) == (f"[{foot} 1] ", "other")
    assert values(draft) == {"notes": {"count": 3}}
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)


def test_a_note_that_is_missing_or_empty_is_no_note():
    body = "<w:p><w:r><w:t>Hei</w:t><w:footnoteReference w:id='1'/><w:footnoteReference w:id='9'/></w:r></w:p>"
    parts = {"word/footnotes.xml": ("footnotes", notes("footnote", " "))}
    assert not read(body, parts=parts).findings


def test_comments_headers_and_footers_are_left_out_and_told():
    def part(tag: str, text: str) -> str:
        return f'<w:{tag} xmlns:w="{bad.W}">{bad.paragraph(text)}</w:{tag}>'

    comment = f'<w:comment w:id="1">{bad.paragraph("huom")}</w:comment>'
    parts = {
        "word/comments.xml": ("comments", f'<w:comments xmlns:w="{bad.W}">{comment * 2}</w:comments>'),
        "word/header1.xml": ("header", part("hdr", "Luottamuksellinen")),
        "word/footer1.xml": ("footer", part("ftr", "12 / 30")),
    }
    draft = read(bad.paragraph("Hei"), parts=parts)
    assert draft.text == "Hei"
    assert values(draft) == {"comments-left-out": {"count": 2}, "headers-left-out": {"count": 1}}


def test_word_paragraphs_are_not_joined_unless_plainly_wrapped():
    lines = ("Tämä on mä-", "niin siis se on", "toinen asia ja")
    assert read(*map(bad.paragraph, lines)).text == "\n".join(lines)


def test_a_wrapped_page_pasted_into_word_is_joined():
    wrapped = [
        "Asumissosiaalinen työ toteutuu monenlaisissa paikoissa ja eri tasoisissa suhteissa asunnotto-",
        "muuden aikana, kuten kahdenkeskiset vuorovaikutussuhteet ja suhteet paikkoihin ja palveluihin sekä",
        "yhteiskuntasuhteet. Asumissosiaalista työtä jäsentävät käsitteet ovat paikka ja suhteet, jotka",
        "ymmärrän asumissosiaalisen työn toteutuksen perustaksi. Kolmas käsite on toiminta, joka jatkuu",
        "toisella rivillä.",
    ]
    draft = read(*map(bad.paragraph, wrapped))
    assert "\n" not in draft.text
    assert "asunnottomuuden aikana" in draft.text
    assert values(draft) == {"hyphens-joined": {"count": 1}, "lines-joined": {"count": 3}}


def of(data: bytes) -> Draft:
    return read_bytes(data, "a.docx", "")


def teams(name: str, time: str, *said: str) -> str:
    """Return a paragraph as Teams writes it: a name in bold, blanks and a time, and the speech behind line breaks."""
    speech = "".join(f"<w:br/><w:t>{one}</w:t>" for one in said)
    return (
        f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{name}</w:t></w:r><w:r><w:t xml:space="preserve">   {time}</w:t></w:r>'
        f"<w:r>{speech}</w:r></w:p>"
    )


def test_a_teams_transcript():
    draft = of(
        bad.docx(
            bad.document(
                bad.paragraph("Kokous-20260615_133555-Meeting Transcript"),
                bad.paragraph("Aino Virtanen started transcription"),
                teams("Aino Virtanen", "0:03", "Hei vaan.", "Aloitetaan 9:30"),
                teams("Pekka Puro (Asunto)", "1:02:10", "Joo."),
                bad.paragraph("Aino Virtanen stopped transcription"),
            )
        )
    )
    assert [(turn.label, turn.time) for turn in draft.turns] == [
        (None, None), (None, None), ("Aino Virtanen", 3), ("Pekka Puro (Asunto)", 3730), (None, None),
    ]  # fmt: skip
    assert "Hei vaan.\nAloitetaan 9:30" in draft.text


def test_a_transcript_of_word_itself():
    lines = [
        "Audio file",
        "haastattelu.mp3",
        "Transcript",
        "00:00:00 Speaker 1",
        "Hei.",
        "00:00:04 Speaker 2",
        "No hei.",
    ]
    draft = of(bad.words_docx(lines))
    assert [(turn.label, turn.time) for turn in draft.turns] == [(None, None), ("Speaker 1", 0), ("Speaker 2", 4)]


def row(*cells: str) -> str:
    return (
        "<w:tr>" + "".join(f"<w:tc>{''.join(map(bad.paragraph, cell.split('|')))}</w:tc>" for cell in cells) + "</w:tr>"
    )


def test_a_table_of_time_speaker_and_text():
    table = (
        row("Timespan", "Content", "Speaker"),
        row("0:00,0 - 0:05,2", "Hei.", "Aino"),
        row("0:05,2 - 0:09,0", "No hei.", "Pekka"),
    )
    draft = of(bad.docx(bad.document(f"<w:tbl>{''.join(table)}</w:tbl>")))
    assert [(turn.label, turn.time) for turn in draft.turns] == [(None, None), ("Aino", 0), ("Pekka", 5.2)]
    table = row("00:01", "Aino", "Hei.|Taas."), row("00:05", "Pekka", "No hei."), row("00:09", "Aino", "Joo.")
    draft = of(bad.docx(bad.document(f"<w:tbl>{''.join(table)}</w:tbl>")))
    assert draft.text == "00:01\tAino\tHei.\nTaas.\n00:05\tPekka\tNo hei.\n00:09\tAino\tJoo."
    assert [(turn.label, turn.time) for turn in draft.turns] == [("Aino", 1), ("Pekka", 5), ("Aino", 9)]


@pytest.mark.parametrize("style", ["Heading1", "Otsikko2", "Rubrik1"])
def test_headings_are_nobodys(style):
    runs = "<w:r><w:t>Teema 2: </w:t></w:r><w:r><w:t>arki</w:t></w:r>"
    heading = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'
    body = bad.document(
        *map(bad.paragraph, ("A: Hei.", "Jatkuu.")), heading, *map(bad.paragraph, ("B: Joo.", "A: Niin."))
    )
    assert [turn.label for turn in of(bad.docx(body)).turns] == ["A", None, "B", "A"]
    plain = body.replace(style, "Normal")
    assert [turn.label for turn in of(bad.docx(plain)).turns] == ["A", "B", "A"]
