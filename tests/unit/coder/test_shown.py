"""What the reading view is shown: codings in step with receipts, days and hours as people write them."""

from __future__ import annotations

import pytest

from coder.models.shown import Shower, TranscriptCodings, clock, day
from helpers.projects import group_store
from projects import commands


@pytest.fixture
def project(tmp_path):
    store, transcript = group_store(tmp_path)
    yield store, transcript
    store.close()


def followed(store, transcript):
    return TranscriptCodings(transcript, store.excerpts(transcript), store.codings(transcript))


def shower(store):
    return Shower(store.codebook(), {one.id: one.name for one in store.coders()}, "fi")


def afresh(store, transcript):
    return sorted(followed(store, transcript).all(shower(store)), key=lambda one: one.id)


def test_following_receipts_gives_what_reading_anew_gives(project):
    store, transcript = project
    kept = followed(store, transcript)
    steps = [
        lambda: store.do(commands.Code(transcript, 4, 20, ("c1", "c4")), "Aino"),
        lambda: store.do(commands.Code(transcript, 10, 30, ("c2",)), "Bertta"),
        lambda: store.do(commands.Resize((store.codings()[2].id,), 8, 30), "Aino"),
        lambda: store.do(commands.Uncode((store.codings()[0].id,)), "Aino"),
        lambda: store.undo("Aino"),
        lambda: store.undo("Aino"),
        lambda: store.redo("Aino"),
        lambda: store.undo("Aino"),
        lambda: store.undo("Aino"),
        lambda: store.undo("Aino"),
        lambda: store.redo("Aino"),
    ]
    for step in steps:
        update = kept.take(step(), shower(store))
        assert update is not None
        assert sorted(kept.all(shower(store)), key=lambda one: one.id) == afresh(store, transcript)


def test_the_update_says_what_came_changed_and_went(project):
    store, transcript = project
    kept = followed(store, transcript)
    came = kept.take(store.do(commands.Code(transcript, 4, 20, ("c4",)), "Aino"), shower(store))
    assert [(one.code.name, one.start, one.end, one.coder) for one in came.put] == [("Luottamus", 4, 20, "Aino")]
    moved = kept.take(store.do(commands.Resize((came.put[0].id,), 4, 30), "Aino"), shower(store))
    assert [one.end for one in moved.changed] == [30]
    gone = kept.take(store.do(commands.Uncode((came.put[0].id,)), "Aino"), shower(store))
    assert gone.gone == (came.put[0].id,)


def test_a_change_of_more_than_codings_asks_for_reading_anew(project):
    store, transcript = project
    kept = followed(store, transcript)
    receipt = store.do(commands.RenameTranscript(transcript, "Uusi", "U1"), "Aino")
    assert kept.take(receipt, shower(store)) is None


def test_codings_of_another_transcript_are_left_alone(project):
    store, transcript = project
    kept = TranscriptCodings("other", (), ())
    update = kept.take(store.do(commands.Code(transcript, 4, 20, ("c4",)), "Aino"), shower(store))
    assert (update.put, update.changed, update.gone) == ((), (), ())


def test_days_and_hours_are_written_as_in_the_language(monkeypatch):
    assert day("2020-11-05T12:00:00Z", "fi") == "5.11.2020"
    assert day("2020-11-05T12:00:00Z", "en") == "2020-11-05"
    assert clock("2020-11-05T12:30:00+00:00", "fi").endswith(".30")
    assert clock("2020-11-05T12:30:00+00:00", "en").endswith(":30")
    assert day("nonsense", "fi") == clock("nonsense", "fi") == ""


def test_a_code_without_a_family_has_no_slot(project):
    store, _ = project
    shown = shower(store).code(store.codebook().code("c6"))
    assert shown.family == -1
    assert shown.initial == ""
