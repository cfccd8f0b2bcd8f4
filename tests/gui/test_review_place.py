"""The workplace of review rounds: a round is made, answered in every way, decided and told of, by mouse and by keys."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from coder.models.review_rows import read_held
from coder.views.forms import Form
from coder.views.review_place import ReviewPlace
from coder.views.review_together import ReviewTogether
from helpers.review_example import answer_all, choose_twenty, round_of_twenty
from helpers.window import back, opened, press, write
from projects import commands
from projects.review.answers import read_answers
from projects.review.packet import ACCEPT, CHANGE, REJECT, sent_mark
from projects.review.rounds import ASK_AGAIN, LEAVE_OUT
from projects.review.standing import APPROVED, BLOCKED, LEFT_OUT


def place(program, *, answered=True):
    """Go to the place, with a round of twenty quotes and what four people answered."""
    page = program.frame.stack.page_of(ReviewPlace)
    one = round_of_twenty(program.session.store)
    if answered:
        answer_all(program.session.store, one)
    program.frame.go("review")
    page.show_project()
    return page


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def cells(page, row):
    return page.table.grid.rows[row].cells


def states(program):
    held = read_held(program.session.store)
    (one, *_) = held.review.rounds
    return [held.state(asked).state for asked in held.review.by_round[one.id]]


def test_what_must_be_decided_stands_first_and_its_answers_side_by_side(program):
    page = place(program)
    assert page.left.rounds.count() == 1
    assert [cells(page, row)[-1] for row in range(3)] == ["✕ estetty", "✕ estetty", "± muutetaan"]
    assert cells(page, 0)[2:-1] == ("✓ Kyllä", "± Jos muutetaan", "✕ Ei", "✓ Kyllä")
    assert [card.answer.reviewer for card in page.card.cards] == ["KA1", "KA2", "KA3", "KA4"]
    assert [bar.accessibleName() for bar in page.left.people][-1] == "KA4: 14 / 20 vastattu"
    assert page.status_words()[1] == "2 estettyä otetta odottaa päätöstä"
    assert cells(page, 19)[-1] == "✓ valmis"
    assert "– odottaa" in [cells(page, row)[5] for row in range(20)]


def test_a_decision_needs_a_reason_and_goes_on_to_the_next_in_one_step(program):
    page, store = place(program), program.session.store
    first, second = page.table.grid.rows[0].key, page.table.grid.rows[1].key
    decision = page.decision
    assert not decision.go.isEnabled()
    click(decision.choices[ASK_AGAIN])
    assert not decision.go.isEnabled()
    decision.reason.setFocus()
    write("KA3 tunnistaa henkilön.")
    assert decision.whom_now().reviewer == "KA3"
    decision.reply.setFocus()
    write("Kiitos, muutamme tekstin.")
    click(decision.go)
    review = store.review()
    assert (review.settlement_of[first].outcome, review.settlement_of[first].reason) == (
        ASK_AGAIN, "KA3 tunnistaa henkilön.",
    )  # fmt: skip
    assert [one.text for one in review.replies] == ["Kiitos, muutamme tekstin."]
    assert page.table.key() == second
    assert decision.reason.toPlainText() == ""
    program.frame.history.undo()
    assert store.review().settlements == store.review().replies == ()


def test_what_is_half_written_about_a_quote_is_there_when_one_comes_back(program):
    page = place(program)
    click(page.decision.choices[LEAVE_OUT])
    page.decision.reason.setFocus()
    write("Kesken")
    page.table.setFocus()
    press("Down")
    assert page.decision.reason.toPlainText() == ""
    press("Up")
    assert page.decision.reason.toPlainText() == "Kesken"
    assert page.decision.choices[LEAVE_OUT].isChecked()


def test_a_reply_can_be_saved_by_itself(program):
    page = place(program)
    page.decision.reply.setFocus()
    write("Kiitos.")
    click(page.decision.send)
    (reply,) = program.session.store.review().replies
    assert reply.text == "Kiitos."
    assert page.decision.answered.text() == "1 / 4"


def test_a_round_is_made_by_keys_from_what_is_new(program):
    store = program.session.store
    quotes = choose_twenty(store)
    page = program.frame.stack.page_of(ReviewPlace)
    program.frame.go("review")
    page.show_project()
    assert page.stack.currentWidget() is page.empty_page
    click(page.left.buttons["new"])
    assert QApplication.focusWidget() is page.maker.list
    press("Ctrl+A")
    assert page.maker.go.text() == "Tee kierros, 20 otetta"
    press("Home", "Space")
    click(page.maker.notes["violence"])
    page.maker.lines["contact"].setFocus()
    write("Raija")
    click(page.maker.go)
    (one,) = store.review().rounds
    assert (one.contact, one.track, one.language) == ("Raija", "experience", "fi")
    assert len(store.review().by_round[one.id]) == len(quotes) - 1
    assert page.round == one
    click(page.left.buttons["new"])
    click(page.maker.fresh)
    assert page.maker.list.ticked() == (quotes[0],)
    click(page.maker.cancel)
    assert page.stack.currentWidget() is page.round_page


def test_heavy_quotes_and_more_than_a_sitting_are_told(program):
    store = program.session.store
    choose_twenty(store)
    more = [one.id for one in store.excerpts()][:40]
    store.do(commands.ChooseQuotes(tuple(more)), "Aino")
    page = program.frame.stack.page_of(ReviewPlace)
    program.frame.go("review")
    page.make()
    click(page.maker.fresh)
    assert page.maker.count.property("tone") == "warning"
    key = page.maker.list.payload()
    click(page.maker.notes["substances"])
    page.maker.context.setFocus()
    page.maker.context.selectAll()
    write("Asukas kertoo:")
    click(page.maker.go)
    asked = next(one for one in store.review().asked if one.quote == key)
    assert (asked.notes, asked.context) == (("substances",), "Asukas kertoo:")


def test_paper_is_typed_in_by_number_with_the_keyboard_alone(program):
    page, store = place(program, answered=False), program.session.store
    click(page.left.buttons["type"])
    assert QApplication.focusWidget() is page.typing.reviewer
    write("P1")
    page.typing.decisions[REJECT].setFocus()
    press("Space")
    page.typing.remark.setFocus()
    write("Ei hyvä")
    page.typing.go.setFocus()
    press("Space")
    assert page.typing.number.value() == 2
    page.typing.decisions[ACCEPT].setFocus()
    press("Space")
    page.typing.go.setFocus()
    press("Space")
    first, second = store.review().answers
    assert (first.reviewer, first.decision, first.remark, first.source) == ("P1", REJECT, "Ei hyvä", "paper")
    assert second.decision == ACCEPT
    page.typing.number.setValue(1)
    assert "P1 on vastannut tähän jo: Ei" in page.typing.there.text()
    click(page.typing.done)
    assert cells(page, 0)[-1] == "✕ estetty"


def test_a_meeting_reads_one_quote_at_a_time_and_answers_by_three_keys(program, qtbot):
    page, store = place(program, answered=False), program.session.store
    click(page.read)
    together = opened(qtbot, program.frame, ReviewTogether)
    press("1")
    press("2")
    assert not together.buttons[ACCEPT].isEnabled()  # the third is heavy: it is shown only when asked for
    assert together.said.text() == ""
    press("3")
    click(together.show_heavy)
    assert together.said.text()
    together.remark.setFocus()
    write("1 asia")
    assert len(store.review().answers) == 2
    click(together.buttons[REJECT])
    press("Left")
    assert together.buttons[REJECT].isChecked()
    assert [(one.reviewer, one.decision, one.remark) for one in store.review().answers] == [
        ("Yhdessä", ACCEPT, ""), ("Yhdessä", CHANGE, ""), ("Yhdessä", REJECT, "1 asia"),
    ]  # fmt: skip
    together.setFocus()
    press("Escape")
    back(qtbot, program.frame)
    assert states(program)[:3] == [APPROVED, "to-change", BLOCKED]


def test_packages_are_written_where_asked_and_remembered(program, qtbot, tmp_path):
    page, store = place(program, answered=False), program.session.store
    click(page.left.link("html"))
    dialog = opened(qtbot, program.frame, QFileDialog)
    assert "katselmus-1.html" in dialog.selectedFiles()[0]
    dialog.reject()
    back(qtbot, program.frame)
    for kind, name in (("html", "k.html"), ("word", "k.docx"), ("sheets", "a4"), ("cards", "a6.pdf")):
        page.acts.write_package(page.round, kind, tmp_path / name)
        assert "Kirjoitettu" in page.messages.words.text()
    assert (tmp_path / "a4.pdf").read_bytes().startswith(b"%PDF")
    assert {one.kind for one in store.written()} == {"packet"}
    assert len(store.written()) == 4
    quote = store.review().asked[0].quote
    store.do(commands.DropQuotes((quote,)), "Aino")
    page.stale = True
    page.acts.write_package(page.round, "html", tmp_path / "k2.html")
    assert not (tmp_path / "k2.html").exists()
    page.acts.write_package(page.round, "html", tmp_path / "nowhere" / "k2.html")
    assert page.messages.property("mood") == "error"


def answers(store, reviewer="KA9"):
    (one,) = store.review().rounds
    asked = store.review().by_round[one.id][0]
    decision = {"id": asked.token, "sha": sent_mark(asked.fingerprint, one.nonce), "decision": REJECT,
                "identifiable": True, "remark": "<b>Ei</b>"}  # fmt: skip
    return {"format": "ote-decisions-1", "nonce": one.nonce, "reviewer": reviewer, "decisions": [decision]}


def drop(page, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    page.dropEvent(event)


def test_dropped_answers_are_taken_told_and_refused_one_by_one(program, qtbot, tmp_path):
    page, store = place(program, answered=False), program.session.store
    good, other, nameless = (tmp_path / name for name in ("v.json", "muu.json", "nimeton.json"))
    good.write_text(json.dumps(answers(store)), "utf-8")
    other.write_text(json.dumps(answers(store) | {"nonce": "zz"}), "utf-8")
    nameless.write_text(json.dumps(answers(store, "")), "utf-8")
    assert read_answers(good.read_bytes()).reviewer == "KA9"
    drop(page, good, other)
    told = page.messages.words.text()
    assert "v.json: KA9, kierros 1, 1 vastaus, uusia 1." in told
    assert "muu.json: Vastaukset eivät kuulu" in told
    assert page.card.cards[0].answer.remark == "<b>Ei</b>"
    drop(page, nameless)
    form = opened(qtbot, program.frame, Form)
    write("KA7")
    form.accept()
    back(qtbot, program.frame)
    assert store.review().reviewers(page.round.id) == ("KA7", "KA9")


def test_the_feedback_page_tells_outcomes_and_replies_and_nobodys_remark(program, qtbot, tmp_path):
    page, store = place(program), program.session.store
    path = tmp_path / "palaute"
    page.acts.save_feedback(page.round, path)
    assert "Tämä on luonnos" in path.with_suffix(".html").read_text("utf-8")
    for asked in page._waiting(read_held(store)):
        store.do(commands.Settle(asked.id, LEAVE_OUT, "Syy", asked.fingerprint), "Aino")
    refused = next(one for one in store.review().answers if one.decision == REJECT)
    store.do(commands.Reply(refused.id, "Kiitos, otimme otteen pois."), "Aino")
    page.stale = True
    page.acts.save_feedback(page.round, path)
    text = path.with_suffix(".html").read_text("utf-8")
    assert "Kiitos, otimme otteen pois." in text
    assert "luonnos" not in text
    assert all(one.remark not in text for one in store.review().answers if one.remark)
    assert states(program).count(LEFT_OUT) == 6
    click(page.decision.feedback)
    opened(qtbot, program.frame, QFileDialog).reject()
    back(qtbot, program.frame)


def test_a_round_is_closed_and_opened_again_and_the_places_parts_are_reached_by_keys(program):
    page = place(program)
    click(page.decision.close_round)
    assert page.round.closed
    assert "suljettu" in page.left.rounds.rows_model.row(0).second
    click(page.decision.close_round)
    assert not page.round.closed
    page.table.setFocus()
    press("F6")
    assert QApplication.focusWidget() is not page.table
    press("F6")
    assert QApplication.focusWidget() is page.left.rounds
    program.session.close()
    assert page.round is None
