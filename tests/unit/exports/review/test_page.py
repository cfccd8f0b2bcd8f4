"""The reviewers' page holds the quotes as data only, and says nothing of where they come from."""

import json
import re

from exports.review.page import packet_words, review_page
from projects.review.packet import Packet, PacketQuote

NASTY = "</script><script>alert(1)</script> & <img onerror=x> \u2028 ]]> {{ x }}"
PACKET = Packet("n0nce", "experience", "fi", "Katselmus <1>", "Hei!", "Aune", "1.2.", (
    PacketQuote(1, "token", "0" * 16, (NASTY, "Joo."), "Asumisneuvoja kertoo:", "Luottamus", ("violence",)),
))


def data_of(page: str) -> dict:
    return json.loads(re.search(r'id="packet">(.*?)</script>', page, re.DOTALL)[1])


def test_a_quote_comes_through_whole_and_never_as_markup():
    page = review_page(PACKET)
    assert data_of(page)["quotes"][0]["paragraphs"] == [NASTY, "Joo."]
    assert page.count("<script") == 2
    assert "<img" not in page
    assert "<title>Katselmus &lt;1&gt;</title>" in page


def test_the_page_may_run_its_own_script_and_ask_nobody():
    page = review_page(PACKET)
    policy = re.search(r'content="(default-src[^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?://", page)


def test_both_languages_have_the_same_words():
    assert packet_words("fi").keys() == packet_words("en").keys()
