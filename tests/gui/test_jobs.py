"""Work beside the window: it ends in exactly one way, and can be stopped at its next step."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QTimer

from codebooks.errors import OteError
from coder.jobs import Runner, Steps


@pytest.fixture
def runner(qapp):
    runner = Runner()
    yield runner
    runner.stop()


def counting(steps, gate=None):
    for step in range(steps):
        yield step, steps
        if gate is not None:
            gate.wait(5)
    return "answer"


def failing():
    yield 0, 1
    raise OteError("disk-full", file="x.docx")


def broken():
    yield 0, 1
    raise ValueError("Maija sanoi")


def test_a_job_tells_its_progress_and_its_answer(runner, qtbot):
    seen = []
    job = runner.start(lambda: counting(3))
    job.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(job.finished) as ended:
        pass
    assert ended.args == ["answer"]
    assert seen == [(0, 3), (1, 3), (2, 3)]


def test_a_cancelled_job_stops_at_its_next_step(runner, qtbot):
    gate = threading.Event()
    job = runner.start(lambda: counting(100, gate))
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        gate.set()


def test_a_refusal_reaches_the_one_who_asked(runner, qtbot):
    job = runner.start(failing)
    with qtbot.waitSignal(job.failed) as ended:
        pass
    assert ended.args[0].code == "disk-full"


def test_a_bug_is_told_with_its_place(runner, qtbot):
    with qtbot.waitSignal(runner.crashed) as told:
        runner.start(broken)
    assert isinstance(told.args[0], ValueError)


def test_stopping_the_runner_ends_every_thread(runner, qtbot):
    gate = threading.Event()
    job = runner.start(lambda: counting(100, gate), "endless")
    with qtbot.waitSignal(job.progressed):
        pass
    gate.set()
    runner.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "endless"]


def test_steps_in_the_windows_own_thread_let_other_things_happen_between(qapp, qtbot):
    parent, seen = QObject(), []
    job = Steps(parent, counting(3))
    job.progressed.connect(lambda done, total: seen.append((done, total, threading.current_thread())))
    with qtbot.waitSignals([job.finished, job.ended]):
        QTimer.singleShot(0, lambda: seen.append("between"))
    assert [one[:2] for one in seen if one != "between"] == [(0, 3), (1, 3), (2, 3)]
    assert "between" in seen[:-1]
    assert {one[2] for one in seen if one != "between"} == {threading.main_thread()}


def test_steps_are_stopped_at_the_next_one(qapp, qtbot):
    parent = QObject()
    job = Steps(parent, counting(1000))
    job.progressed.connect(lambda *_: job.cancel())
    with qtbot.waitSignals([job.cancelled, job.ended]):
        pass
