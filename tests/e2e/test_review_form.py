"""A review form keeps every answer when another word processor has saved it, once and twice."""

import pytest

from exports.review.form import review_form
from exports.review.page import packet_words
from helpers.review_forms import SOFFICE, filled, saved
from projects.review.form_answers import read_form
from projects.review.packet import Packet, PacketQuote

pytestmark = [pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here"), pytest.mark.slow]
WORDS = packet_words("fi")
DECISIONS = (("Kyllä", "accept"), ("Kyllä, jos muutetaan", "accept-with-changes"), ("Ei", "reject"))


@pytest.mark.timeout(400)
def test_twenty_answers_survive_docx_and_odt(tmp_path):
    quotes = tuple(
        PacketQuote(n, f"token{n:07d}", "m", (f"Mä sanoin ”ei” – {n} \U0001f642.",) + ("Joo.",) * (n % 2))
        for n in range(1, 21)
    )
    fields = {"_ote_w_name": "KA1"}
    for n in range(1, 21):
        fields[f"_ote_d_token{n:07d}"] = DECISIONS[n % 3][0]
        fields[f"_ote_r_token{n:07d}"] = f"Huomautus {n}, äö."
    packet = Packet("nonce1", "experience", "fi", "Katselmus", "Hei!", "Aune", "1.2.", quotes)
    ticked = tuple(f"_ote_i_token{n:07d}" for n in range(1, 21, 4))
    sent = tmp_path / "lomake.docx"
    sent.write_bytes(filled(review_form(packet), fields, ticked))
    expected = read_form(sent.read_bytes(), sent.name, WORDS)
    assert [one.decision for one in expected.answers] == [DECISIONS[n % 3][1] for n in range(1, 21)]
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    docx = saved(sent, "docx:MS Word 2007 XML", folders[0])
    odt = saved(sent, "odt", folders[1])
    again = saved(odt, "docx:MS Word 2007 XML", folders[2])
    for path in (docx, odt, again):
        assert read_form(path.read_bytes(), path.name, WORDS) == expected
