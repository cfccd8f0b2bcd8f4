"""The session: commands go down, receipts come up, and other programs' changes are seen."""

from __future__ import annotations

import pytest

from coder.session import Session
from coder.settings import Settings
from helpers.projects import group_store
from helpers.window import CODER
from projects import commands
from projects.store import Store


@pytest.fixture
def session(qapp, tmp_path):
    store, _ = group_store(tmp_path)
    store.close()
    settings = Settings(tmp_path / "settings.toml")
    settings.put("coder", CODER)
    session = Session(settings)
    session.open(tmp_path / "p.ote")
    yield session
    session.close()


def transcript(session):
    return session.store.transcripts()[0].id


def test_a_command_gives_a_receipt_and_undo_takes_it_back(session, qtbot):
    with qtbot.waitSignals([session.changed, session.history_changed]):
        receipt = session.do(commands.Code(transcript(session), 4, 20, ("c1",)))
    assert receipt.touched("coding")
    assert session.is_own(session.next_undo())
    session.undo()
    assert session.store.codings() == ()
    session.redo()
    assert len(session.store.codings()) == 1


def test_a_refusal_is_a_signal_and_changes_nothing(session, qtbot):
    with qtbot.waitSignal(session.failed) as told:
        assert session.do(commands.Code(transcript(session), 4, 4, ("c1",))) is None
    assert told.args[0].code == "bad-range"


def test_what_another_program_wrote_is_seen(session, qtbot, tmp_path):
    other = Store.open(tmp_path / "p.ote")
    other.do(commands.Code(transcript(session), 4, 20, ("c1",)), "Bertta")
    other.close()
    with qtbot.waitSignal(session.reloaded):
        assert session.look_again()
    assert not session.look_again()
    assert not session.is_own(session.next_undo())
    assert session.coder_name(session.next_undo().coder) == "Bertta"


def test_a_passage_whose_text_another_program_changed_is_not_coded(session, qtbot, tmp_path):
    other = Store.open(tmp_path / "p.ote")
    other.do(commands.EditText(transcript(session), 4, "Me", "Te"), "Bertta")
    other.close()
    with qtbot.waitSignals([session.reloaded, session.failed]):
        assert session.do(commands.Code(transcript(session), 4, 20, ("c1",))) is None
    assert session.store.codings() == ()


def test_own_codings_do_not_look_like_somebody_elses(session):
    session.do(commands.Code(transcript(session), 4, 20, ("c1",)))
    assert not session.look_again()


def test_recent_projects_are_remembered_newest_first(session, tmp_path):
    assert session.settings.words("recent") == (str(tmp_path / "p.ote"),)
