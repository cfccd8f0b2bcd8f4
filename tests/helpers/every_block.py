"""Make a report that holds every kind of block in every form, with words that no writer may take for its own marks."""

from __future__ import annotations

from exports.blocks import (
    REFERENCE,
    Column,
    Contents,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Report,
    Spoken,
    Table,
)
from exports.figures import Figure, Line, Rect, Text

NASTY = """</script><script>alert(1)</script><img src=x onerror=alert(1)> ]]> & <w:p/> "x" 'y' {{ 7*7 }}"""
EXCERPT = "f43657c4-a9cc-421e-82c2-63ab5d779f55"
ANCHOR = "_quote_f43657c4a9cc421e82c263ab5d779f55"
FIGURE = Figure(
    200.0, 100.0, (Rect(0, 0, 200, 100), Line(0, 0, 200, 100), Text(10, 20, f"Kuvassa {NASTY}", 9, upright=True)),
    f"Sanat kuvasta {NASTY}", "Kuvan nimi",
)  # fmt: skip


def every_block(language: str = "fi") -> Report:
    """Return the report."""
    said = (Spoken(f"Ensimmäinen  rivi\tja {NASTY}", "Aino: "), Spoken("toinen\nrivi", "– "))
    blocks = (
        Paragraph("Nimi", "title"),
        Paragraph("Alaotsikko", "subtitle"),
        Paragraph("Ei valmis", "notice"),
        Contents("Sisällys"),
        Heading(1, "Luku <1>", "_Toc1"),
        Paragraph(f"Ote esiintyy usein ({REFERENCE}). {NASTY}", refers="_table_a", footnote=f"Alaviite {NASTY}"),
        Heading(2, "Alaluku", "_Toc2"),
        Paragraph("Määritelmä", "definition"),
        Paragraph("Johdanto-otteeseen", "lead", keep=True),
        Quote(EXCERPT, "RH01-v2", ANCHOR, said, "(AN2, RH01, v. 2)", fresh=True, draft="Luonnos: ei hyväksytty."),
        Quote("b", "RH01-v3", "_quote_b", (Spoken("Avaus"),), "", fresh=True, opening=True),
        Reference(EXCERPT, "RH01-v2", ANCHOR, "Ensimmäinen rivi…", "s."),
        Paragraph("Missä?", "box_title", keep=True),
        Paragraph("kadulla", "box"),
        Paragraph("Muistio", "memo"),
        Table(
            (Column("Koodi", 3), Column("RH01", number=True)), ((f"Koti {NASTY}", "3"), ("Katu", "1")), "Määrät.",
            ("Yhteensä", "4"), "Huomautus", "_table_a",
        ),
        Table((Column(""), Column("")), (("Päiväys", "1.2.2026"),)),
        Picture(FIGURE, f"Kuvateksti {NASTY}"),
        Heading(3, "Tulkinta", "_Toc3"),
        Paragraph("[Kirjoita tähän.]", "placeholder"),
        Paragraph("Toinen kappale", footnote="Toinen alaviite"),
    )  # fmt: skip
    return Report(f"Raportti {NASTY}", language, "2026-11-25T12:00:00+02:00", "Taulukko", "Kuva", blocks)
