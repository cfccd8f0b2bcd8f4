"""Files of a review round: packages and the feedback page go out, answers come in, each told in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from codebooks.errors import OteError
from coder.models.review_rows import Held, feedback_of
from coder.views.bars import MessageBar, error_words
from coder.views.forms import Field, Form, ask_for_file, ask_for_files
from coder.views.pages import Desk
from projects.review.rounds import Round

_SUFFIX = {"html": ".html", "word": ".docx", "sheets": ".pdf", "cards": ".pdf"}
_ANSWERS = (".json", ".txt", ".docx", ".odt")


class ReviewActs(QObject):
    """Ask for files and write or read them; `held` gives what the place shows."""

    def __init__(self, desk: Desk, messages: MessageBar, held: Callable[[], Held | None]) -> None:
        """Keep what is needed."""
        super().__init__(desk.window)
        self._desk = desk
        self._say = desk.say
        self._messages = messages
        self._held = held

    def ask_package(self, one: Round, kind: str) -> QFileDialog:
        """Let a person choose where a package goes."""
        name = self._say(f"review.file.{kind}", number=one.number)
        return ask_for_file(
            self._desk.window, lambda path: self.write_package(one, kind, Path(path)), save=True,
            start=str(self._folder() / name), pattern=self._say(f"review.pattern.{kind}"),
            title=self._say(f"review.package.{kind}"),
        )

    def write_package(self, one: Round, kind: str, path: Path) -> None:
        """Write a package; what keeps it from being written is told."""
        from coder.review_files import packet_of, record_of, write_package  # noqa: PLC0415 - brings the form along

        held = self._held()
        if held is None:
            return
        suffix = _SUFFIX[kind]
        path = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
        try:
            write_package(packet_of(held.review, one, held.texts, held.closed), path, cards=kind == "cards")
            self._desk.session.do_or_raise(record_of(held.review.by_round[one.id], held.texts, path))
        except OteError as problem:
            self._messages.tell(problem)
            return
        self._written(path, "review.written")

    def ask_answers(self) -> QFileDialog:
        """Let a person choose files of answers."""
        return ask_for_files(
            self._desk.window, lambda paths: self.take([Path(path) for path in paths]),
            start=str(self._folder() / "vastaukset"), pattern=self._say("review.pattern.answers"),
            title=self._say("review.act.import"),
        )

    def take(self, paths: Sequence[Path], reviewer: str = "") -> None:
        """Take answers in, each file in one step, and tell what came of each."""
        from coder.review_files import read_incoming  # noqa: PLC0415 - brings the readers along

        lines, mood = [], "ok"
        for path in paths:
            held = self._held()
            if held is None:
                return
            prints = {key: text.fingerprint for key, text in held.texts.items()}
            try:
                found = read_incoming(path, held.review, prints, reviewer=reviewer)
                receipt = self._desk.session.do_or_raise(found.command())
            except OteError as problem:
                if problem.code == "no-reviewer":
                    self._ask_reviewer(path)
                    continue
                lines.append(error_words(problem, self._say))
                mood = "error"
                continue
            new = len(receipt.result) if isinstance(receipt.result, tuple) else 0
            match = found.match
            lines.append(self._say("review.taken", file=path.name, reviewer=match.reviewer, number=match.round.number,
                                   n=len(match.rows), new=new))  # fmt: skip
            told = [self._say(f"review.note.{note.code}", number=note.number) for note in match.notes]
            lines += told
            mood = "warning" if told and mood == "ok" else mood
        if lines:
            self._messages.say("\n".join(lines), mood)

    def write_feedback(self, one: Round) -> QFileDialog | None:
        """Let a person choose where the page for reviewers goes."""
        name = self._say("review.file.feedback", number=one.number)
        return ask_for_file(
            self._desk.window, lambda path: self.save_feedback(one, Path(path)), save=True,
            start=str(self._folder() / name), pattern=self._say("review.pattern.html"),
            title=self._say("review.act.feedback"),
        )

    def save_feedback(self, one: Round, path: Path) -> None:
        """Write the page that tells what the answers changed."""
        from coder.review_files import write_feedback  # noqa: PLC0415

        held = self._held()
        if held is None:
            return
        path = path if path.suffix.lower() == ".html" else path.with_name(f"{path.name}.html")
        try:
            write_feedback(feedback_of(held, one), path)
        except OteError as problem:
            self._messages.tell(problem)
            return
        self._written(path, "review.written")

    def _ask_reviewer(self, path: Path) -> None:
        def act(answers: object) -> None:
            self.take([path], str(dict(answers)["name"]) if isinstance(answers, dict) else "")

        form = Form("reviewer", (Field("name"),), act, self._say, self._desk.window, file=path.name)
        form.open()

    def _written(self, path: Path, key: str) -> None:
        acts = (
            (self._say("report.open"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))),
            (self._say("report.open_folder"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))),
        )
        self._messages.say(self._say(key, file=path.name), "ok", acts)

    def _folder(self) -> Path:
        return self._desk.session.store.path.parent


def are_answers(paths: Sequence[Path]) -> bool:
    """Tell whether every file may be one of answers, by its name."""
    return bool(paths) and all(path.suffix.lower() in _ANSWERS for path in paths)
