"""Sheets and cards: each quote with number and questions, nothing of where it comes from, big letters, no line lost."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from coder.review_paper import paper
from exports.review.page import packet_words
from projects.review.packet import EXPERIENCE, SPEAKER, Packet, PacketQuote

LONG = " ".join(f"sana{n} ja ääni" for n in range(260))
WORDS = packet_words("fi")


def packet(*quotes: PacketQuote, track: str = EXPERIENCE) -> Packet:
    return Packet("nonce-x", track, "fi", "Mitä mieltä?", "Hei!\nKiitos.", "Aune", "15.2.", quotes)


def quote(number: int, *paragraphs: str, **more: object) -> PacketQuote:
    return replace(PacketQuote(number, f"token{number}", "m", paragraphs or (f"Ote tekstinä {number}.",)), **more)


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


@pytest.mark.parametrize("cards", [False, True])
def test_every_quote_is_printed_with_its_number_and_questions_and_no_id(cards: bool) -> None:
    quotes = [quote(n, context="Neuvoja kertoo:", notes=("violence",) if n == 2 else ()) for n in range(1, 6)]
    printed = pages(paper(packet(*quotes), cards=cards))
    whole = " ".join(printed)
    for number in range(1, 6):
        assert f"Ote {number} / 5" in whole
        assert f"Ote tekstinä {number}." in whole
    assert whole.count(WORDS["publish"]) == whole.count(WORDS["identify"]) == 5
    assert WORDS["violence"] in whole
    assert "token" not in whole
    assert "nonce" not in whole
    assert (WORDS["paper_back"] in whole) == cards
    assert len(printed) == (2 if cards else 3)


@pytest.mark.parametrize("cards", [False, True])
def test_words_that_are_too_many_go_on_on_the_next_and_none_is_lost(cards: bool) -> None:
    one = packet(quote(1, LONG, "Joo \U0001f642."), quote(2))
    printed = pages(paper(one, cards=cards))
    words = " ".join(printed).split()
    assert [word for word in words if word.startswith("sana")] == [f"sana{n}" for n in range(260)]
    assert " ".join(printed).count("Ote 1 / 2") > 1


def test_a_speaker_is_asked_how_far_the_words_may_go() -> None:
    whole = " ".join(pages(paper(packet(quote(1), track=SPEAKER))))
    assert [WORDS[f"level_{n}"] in whole for n in range(1, 6)] == [True] * 5
    assert pages(paper(packet(quote(1), track=SPEAKER), cards=True))


def test_letters_are_fourteen_points_and_more() -> None:
    for cards in (False, True):
        document = pypdfium2.PdfDocument(paper(packet(quote(1, context="Neuvoja kertoo:")), cards=cards))
        texts = [page.get_textpage() for page in document]
        sizes = {
            round(raw.FPDFText_GetFontSize(text.raw, at), 1)
            for text in texts for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()
        }  # fmt: skip
        assert min(sizes) == 14
        assert max(sizes) == (16 if cards else 20)
        document.close()
