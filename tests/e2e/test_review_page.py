"""The reviewers' page in a real browser: by keyboard, on a phone, with hostile quotes, and after closing it."""

import json

import pytest

from exports.review.page import review_page
from helpers.browser import CHROMIUM, browser
from projects.review.answers import read_answers
from projects.review.packet import Packet, PacketQuote

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
NASTY = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">" + "o" * 300


def packet(nonce, track="experience"):
    quotes = tuple(
        PacketQuote(n, f"token{n}", f"{n:016x}", (NASTY,) if n == 2 else (f"Ote numero {n}.", "Joo."),
                    "Neuvoja kertoo:", notes=("violence",) if n == 3 else ())
        for n in range(1, 5)
    )
    return Packet(nonce, track, "fi", "Katselmus", "Hei!", "Aune, puh. 000", "15.2.", quotes)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def opened(page, tmp_path):
    path = tmp_path / "katselmus.html"
    # What a page keeps, it keeps by its round: each test has one of its own.
    path.write_text(review_page(packet(tmp_path.name)), "utf-8")
    page.said.clear()
    page.size(375, 740)
    page.open(path)
    return page, path


def open_again(page, path, sign):
    """Open the page anew until it shows what was stored: a browser writes that down in its own time."""
    for _ in range(30):
        page.open(path)
        if page.run(sign):
            return
    pytest.fail(f"never so: {sign}")


def press(page, text):
    page.run(f"[...document.querySelectorAll('button')].find(b => b.textContent === {json.dumps(text)}).click()")


def result(page):
    return read_answers(page.run("document.getElementById('text').value").encode())


def test_a_round_is_answered_by_keyboard_alone(opened):
    page, _ = opened
    page.run("document.getElementById('reviewer').focus()")
    for letter in "KA":
        page.key(letter, ord(letter), letter)
    page.key("Tab", 9)
    page.key("Enter", 13, "\r")
    assert page.run("document.activeElement.textContent") == "Neuvoja kertoo:"
    page.key("Tab", 9)
    page.key(" ", 32, " ")
    page.key("ArrowDown", 40)
    page.key("ArrowDown", 40)
    assert page.run("document.querySelector('input[name=decision]:checked').value") == "reject"
    for _ in range(4):
        press(page, "Ohita")
    assert [(one.token, one.decision) for one in result(page).answers] == [("token1", "reject")]
    assert result(page).reviewer == "KA"
    assert "Vastaamatta: 2, 3, 4" in page.run("document.body.innerText")
    assert page.said == []


def test_hostile_quotes_stay_text_and_nothing_runs_over(opened):
    page, _ = opened
    press(page, "Aloita")
    press(page, "Seuraava")
    assert page.run("document.querySelector('blockquote p').textContent") == NASTY
    assert page.run("document.title") != "owned"
    for width in (320, 375, 1280):
        page.size(width, 740)
        assert page.run("document.documentElement.scrollWidth") <= width
    assert page.said == []


def test_a_heavy_quote_is_shown_only_when_asked_for(opened):
    page, _ = opened
    for text in ("Aloita", "Seuraava", "Seuraava"):
        press(page, text)
    assert page.run("document.querySelector('blockquote')") is None
    assert "väkivalta" in page.run("document.querySelector('h1').textContent")
    press(page, "Näytä ote")
    assert page.run("document.querySelectorAll('blockquote p').length") == 2


def test_answers_are_there_after_closing_and_go_when_wanted(opened):
    page, path = opened
    press(page, "Aloita")
    page.run("document.querySelectorAll('input[name=decision]')[1].click()")
    page.run("const r = document.getElementById('remark'); r.value = 'Nimi pois'; r.dispatchEvent(new Event('input'))")
    open_again(page, path, "document.getElementById('remark') !== null")
    assert page.run("document.getElementById('remark').value") == "Nimi pois"
    for _ in range(4):
        press(page, "Ohita") if page.run("document.querySelector('blockquote, h1') !== null") else None
    found = result(page).answers[0]
    assert (found.decision, found.remark, found.identifiable) == ("accept-with-changes", "Nimi pois", None)
    press(page, "Poista vastaukseni tästä laitteesta")
    open_again(page, path, "document.querySelector('button').textContent === 'Aloita'")


def test_a_speaker_says_how_far_the_words_may_go(page, tmp_path):
    path = tmp_path / "puhuja.html"
    path.write_text(review_page(packet(tmp_path.name, "speaker")), "utf-8")
    page.open(path)
    press(page, "Aloita")
    page.run("document.querySelector('input[name=decision]').click()")
    page.run("document.querySelectorAll('input[name=level]')[3].click()")
    for _ in range(4):
        press(page, "Ohita")
    assert result(page).answers[0].level == 4


def test_every_target_is_big_enough_and_every_field_has_a_name(opened):
    page, _ = opened
    press(page, "Aloita")
    sizes = page.run(
        "[...document.querySelectorAll('button, .choice, textarea')].map(e => Math.min(e.offsetWidth, e.offsetHeight))"
    )
    assert min(sizes) >= 44
    assert page.run("[...document.querySelectorAll('input, textarea')].every(e => e.labels.length === 1)")
