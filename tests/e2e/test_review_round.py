"""The whole of a round over twenty quotes of the shipped example: out as page, form and paper, back with each decision.

One person answers on a phone, one on a computer, one in Word and LibreOffice, one on paper; what they say is in
`helpers.review_example`.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from coder.draining import drained
from coder.example_project import make_example
from coder.models.review_rows import feedback_of, read_held
from coder.planning import known
from coder.review_files import packet_of, read_incoming, write_feedback, write_package
from helpers import review_example as example
from helpers.browser import CHROMIUM, Browser, browser
from helpers.review_forms import SOFFICE, WORD_AGAIN, filled, saved
from projects import commands
from projects.check import check
from projects.quotes.published import QuoteEdit
from projects.review.packet import ACCEPT, CHANGE, REJECT
from projects.review.rounds import ASK_AGAIN, LEAVE_OUT, PUBLISH, Round
from projects.review.standing import APPROVED, BLOCKED, IN_REVIEW, LEFT_OUT, TO_CHANGE, to_ask_again
from projects.review.texts import fingerprints, project_standings, quote_texts
from projects.store import Store

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None or SOFFICE is None, reason="no Chromium or LibreOffice here"),
    pytest.mark.slow,
]
WORDS = {ACCEPT: "Kyllä", CHANGE: "Kyllä, jos muutetaan", REJECT: "Ei"}
PHONE, COMPUTER = (375, 740), (1280, 800)


@pytest.fixture
def store(tmp_path: Path):
    opened = Store.open(drained(make_example(tmp_path / "esimerkki.ote", example.CODER)))
    yield opened
    opened.close()


@pytest.mark.timeout(500)
def test_a_round_of_twenty_goes_out_in_three_forms_and_every_decision_comes_back_right(qapp, store, tmp_path) -> None:
    one = example.round_of_twenty(store)
    page, form, sheets, cards = (tmp_path / name for name in ("k.html", "k.docx", "k.pdf", "k-a6.pdf"))
    packet = packet_of(store.review(), one, quote_texts(store), frozenset())
    for path in (page, form, sheets, cards):
        write_package(packet, path, cards=path == cards)
    names_nothing(store, page, form)
    answers = []
    for name, size in (("KA1", PHONE), ("KA4", COMPUTER)):
        with browser(tmp_path / name) as window:
            answers.append(on_a_screen(window, page, name, size, tmp_path))
    answers += in_word(store, one, form, tmp_path)
    for path in answers:
        found = read_incoming(path, store.review(), fingerprints(store))
        assert found.match.notes == (), path.name
        store.do(found.command(), example.CODER)
    on_paper(store, one)
    every_decision_is_right(store, one)
    decided_and_asked_again(store, one)
    told(store, one, tmp_path)
    assert check(store) == ()


def names_nothing(store: Store, page: Path, form: Path) -> None:
    """See that neither file names a transcript, a file or a speaker's label."""
    with zipfile.ZipFile(form) as package:
        parts = [package.read(name).decode() for name in package.namelist()]
    for text in (page.read_text("utf-8"), *parts):
        for one in store.transcripts():
            assert not [word for word in (one.id, one.short, one.origin.name) if word in text]
        assert not [quote.name for quote in store.quotes() if quote.name in text]


def on_a_screen(window: Browser, page: Path, name: str, size: tuple[int, int], folder: Path) -> Path:
    """Answer on the page as a person does, one quote at a time; return the file of answers."""
    window.size(*size)
    window.open(page)
    fill(window, "reviewer", name)
    press(window, "Aloita")
    for number in range(1, example.COUNT + 1):
        if number > example.LAST.get(name, example.COUNT):
            press(window, "Ohita")
            continue
        if window.run("document.querySelector('blockquote') === null"):
            press(window, "Näytä ote")
        decision = example.decision(name, number)
        window.run(f"document.querySelector('input[value=\"{decision}\"]').click()")
        window.run(f"document.querySelector('input[value=\"{str(decision == REJECT).lower()}\"]').click()")
        fill(window, "remark", example.REMARKS.get((name, number), ""))
        press(window, "Seuraava")
    path = folder / f"{name}.json"
    path.write_text(window.run("document.getElementById('text').value"), "utf-8")
    assert window.said == []
    return path


def fill(window: Browser, field: str, text: str) -> None:
    """Write a text into a field."""
    window.run(
        f"(field => {{ field.value = {json.dumps(text)}; field.dispatchEvent(new Event('input')); }})"
        f"(document.getElementById('{field}'))"
    )


def press(window: Browser, text: str) -> None:
    """Press a button by its words."""
    window.run(f"[...document.querySelectorAll('button')].find(b => b.textContent === {json.dumps(text)}).click()")


def in_word(store: Store, one: Round, form: Path, folder: Path) -> list[Path]:
    """Answer in the form and let LibreOffice save it: as Word, and by way of OpenDocument; return what came of each."""
    fields = {"_ote_w_name": "KA2"}
    for asked in store.review().by_round[one.id]:
        fields[f"_ote_d_{asked.token}"] = WORDS[example.decision("KA2", asked.number)]
        remark = example.REMARKS.get(("KA2", asked.number))
        fields |= {f"_ote_r_{asked.token}": remark} if remark else {}
    written = folder / "lomake.docx"
    written.write_bytes(filled(form.read_bytes(), fields))
    folders = [folder / name for name in "abc"]
    for each in folders:
        each.mkdir()
    word, text = saved(written, WORD_AGAIN, folders[0]), saved(written, "odt", folders[1])
    return [word, text, saved(text, WORD_AGAIN, folders[2])]


def on_paper(store: Store, one: Round) -> None:
    """Type the sheets in by number."""
    for number in range(1, example.COUNT + 1):
        decision, remark = example.decision("KA3", number), example.REMARKS.get(("KA3", number), "")
        store.do(commands.TypeAnswer(one.id, number, "KA3", decision, decision == REJECT, remark), example.CODER)


def every_decision_is_right(store: Store, one: Round) -> None:
    """Compare each answer with what the person said, and where each quote stands with what follows from it."""
    review = store.review()
    numbers = {asked.id: asked.number for asked in review.by_round[one.id]}
    said = {(answer.reviewer, numbers[answer.asked]): (answer.decision, answer.remark) for answer in review.answers}
    assert len(said) == len(review.answers) == 3 * example.COUNT + example.LAST["KA4"]
    assert said == {key: (example.decision(*key), example.REMARKS.get(key, "")) for key in said}
    known_by = {answer.identifiable for answer in review.answers if answer.decision == REJECT}
    assert known_by == {True}
    assert {answer.source for answer in review.answers} == {"html", "word", "paper"}
    states = [one.state for one in project_standings(store).values()]
    assert states == [BLOCKED] * 2 + [TO_CHANGE] * 4 + [APPROVED] * 14
    plan = known(store)
    assert [plan.states[asked.quote] for asked in review.by_round[one.id]] == states


def decided_and_asked_again(store: Store, one: Round) -> None:
    """Decide on what waits, change two quotes, and ask again about just those."""
    asked = store.review().by_round[one.id]
    prints = fingerprints(store)
    for each, outcome in zip(asked, (ASK_AGAIN, LEAVE_OUT, PUBLISH, PUBLISH, PUBLISH, ASK_AGAIN), strict=False):
        store.do(commands.Settle(each.id, outcome, "Sovittiin yhdessä.", prints[each.quote]), example.CODER)
    for at in (0, 5):
        first = quote_texts(store)[asked[at].quote].paragraphs[0].split()[0]
        store.do(commands.AddEdit(asked[at].quote, QuoteEdit(0, len(first), "omission")), example.CODER)
    again = to_ask_again(store.review(), fingerprints(store))
    assert again == (asked[0].quote, asked[5].quote)
    now = fingerprints(store)
    quotes = tuple(commands.AskedQuote(key, now[key]) for key in again)
    store.do(commands.MakeRound(quotes, "experience", "fi", "Toinen kierros"), example.CODER)
    states = [found.state for found in project_standings(store).values()]
    assert states[:6] == [IN_REVIEW, LEFT_OUT, APPROVED, APPROVED, APPROVED, IN_REVIEW]


def told(store: Store, one: Round, folder: Path) -> None:
    """Write what the reviewers are told, and see that it is decided and holds nobody's remark."""
    refusal = next(answer for answer in store.review().answers if answer.decision == REJECT)
    store.do(commands.Reply(refusal.id, "Kiitos, muutimme tekstin."), example.CODER)
    feedback = feedback_of(read_held(store), one)
    assert not feedback.is_draft
    assert [quote.outcome for quote in feedback.quotes[:7]] == [
        "changed", "left-out", "published", "published", "published", "changed", "kept",
    ]  # fmt: skip
    write_feedback(feedback, folder / "palaute.html")
    text = (folder / "palaute.html").read_text("utf-8")
    assert "Kiitos, muutimme tekstin." in text
    assert not [remark for remark in example.REMARKS.values() if remark in text]
