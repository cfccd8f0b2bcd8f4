"""Do what the File menu says: make, open, protect and restore projects; ask who codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QWidget

from codebooks.errors import OteError
from codebooks.model import Codebook
from coder.example_project import make_example
from coder.i18n import Catalogue
from coder.jobs import Runner
from coder.models.shown import clock, day
from coder.session import Session
from coder.views.bars import Act, JobBar, MessageBar
from coder.views.forms import Answers, Field, Form, Question, ask_for_file, ask_for_files, ask_question
from projects.errors import ProjectError
from projects.model import Transcript

_SUFFIX = ".ote"
_BROKEN = ("damaged-file", "empty-file")


class ProjectActs(QObject):
    """Hold the conversations that open, make and change whole projects."""

    files_chosen = Signal(object)
    coder_changed = Signal()

    def __init__(
        self, session: Session, runner: Runner, say: Catalogue, window: QWidget,
        bars: Callable[[], tuple[MessageBar, JobBar]],
    ) -> None:
        """Keep what the conversations need; `bars` gives the message and progress bars of the panel in view."""
        super().__init__(window)
        self._session = session
        self._runner = runner
        self._say = say
        self._window = window
        self._bars = bars

    # New and open

    def new(self) -> Form:
        """Ask for a name, a codebook and, if wanted, a passphrase; then make the project."""
        choices = tuple((key, self._say(f"form.new.codebook_{key}")) for key in ("booklet", "empty", "file"))
        fields = (
            Field("file", "file", self._free_name(self._say("form.new.file_name")), pattern=self._pattern()),
            Field("codebook", "choice", "booklet", choices),
            Field("passphrase", "secret"),
            Field("again", "secret"),
        )
        return self._form("new", fields, self._make)

    def open_other(self) -> QDialog:
        """Let a person choose a project file."""
        start = str(Path(self._folder()) / "x")
        return ask_for_file(
            self._window, lambda path: self.open(Path(path)), start=start, pattern=self._pattern(),
            title=self._say("act.open"),
        )

    def open(self, path: Path) -> None:
        """Open a project; ask for the passphrase when it has one, tell what is wrong when it cannot be opened."""
        try:
            self._session.open(path)
        except OteError as problem:
            if problem.code == "passphrase-needed":
                self._ask_passphrase(path)
                return
            self._tell(problem, path)
            return
        self._opened(path)

    def example(self) -> None:
        """Open the example project; make it first when there is none."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self._say("start.example_file")
        if path.exists():
            self.open(path)
            return
        messages, bar = self._bars()
        job = self._runner.start(lambda: make_example(path, self._session.coder), "example")
        job.finished.connect(lambda made: self.open(Path(str(made))))
        job.failed.connect(messages.tell)
        bar.follow(job, self._say("start.making_example"))

    def ask_coder(self) -> Form:
        """Ask what name codings are signed with."""
        present = self._session.settings.text("coder")
        return self._form("coder", (Field("name", value=present),), self._take_coder)

    # The open project

    def choose_files(self) -> QDialog:
        """Let a person choose files to add."""
        return ask_for_files(
            self._window, self._take_files, start=str(Path(self._folder()) / "x"),
            pattern=self._say("material.pattern"), title=self._say("act.add_files"),
        )

    def passphrase(self) -> Form:
        """Ask for a new passphrase, or for none."""
        key = "change_passphrase" if self._session.store.encrypted else "set_passphrase"
        fields = [Field("passphrase", "secret"), Field("again", "secret")]
        if self._session.store.encrypted:
            fields.insert(0, Field("old", "secret"))
        return self._form(key, fields, self._change_passphrase)

    def restore(self) -> QDialog | None:
        """Offer the backups of the open project."""
        # Copies are looked for only now: the folder may be on a slow disk.
        from projects.backup import list_backups  # noqa: PLC0415

        found = list_backups(self._session.store.path)
        if not found:
            self._bars()[0].say(self._say("restore.none"))
            return None
        language = self._say.language
        choices = tuple(
            (str(one.path), self._say("restore.line", day=day(one.time.isoformat(), language),
                                      time=clock(one.time.isoformat(), language), kb=max(one.size // 1024, 1)))
            for one in found
        )
        return self._form("restore", (Field("backup", "choice", choices[0][0], choices),), self._restore)

    def rename(self, transcript: str) -> Form:
        """Ask for a transcript's names."""
        from projects.commands import RenameTranscript  # noqa: PLC0415

        one = self._transcript(transcript)
        fields = (Field("short", value=one.short), Field("name", value=one.name))

        def act(answers: Answers) -> None:
            self._session.do_or_raise(RenameTranscript(transcript, answers["name"], answers["short"]))

        return self._form("rename", fields, act)

    def remove(self, transcript: str) -> QDialog:
        """Ask whether to take a transcript out with its codings."""
        from projects.commands import RemoveTranscript  # noqa: PLC0415

        one = self._transcript(transcript)
        codings = self._session.store.coding_counts().get(transcript, 0)
        question = Question(self._say("remove.title", name=one.short), self._say("remove.words"),
                            self._say("remove.do", codings=codings))
        return ask_question(self._window, question, lambda: self._session.do(RemoveTranscript(transcript)), self._say)

    def set_language(self, transcript: str, language: str) -> None:
        """Say in which language a transcript is."""
        from projects.commands import SetLanguage  # noqa: PLC0415

        self._session.do(SetLanguage(transcript, language))

    def save_original(self, transcript: str) -> QDialog:
        """Let a person choose where to write the kept file of a transcript."""
        start = Path(self._folder()) / self._transcript(transcript).origin.name
        return ask_for_file(
            self._window, lambda path: self._save_original(transcript, Path(path)), save=True, start=str(start),
        )

    def set_role(self, person: str) -> Form:
        """Ask for a speaker's role and pseudonym."""
        from projects.commands import SetPerson  # noqa: PLC0415

        one = next(each for each in self._session.store.persons() if each.id == person)
        fields = (Field("role", value=one.role), Field("pseudonym", value=one.pseudonym))

        def act(answers: Answers) -> None:
            self._session.do_or_raise(SetPerson(person, answers["role"], answers["pseudonym"]))

        return self._form("role", fields, act)

    # What the conversations do

    def _save_original(self, transcript: str, path: Path) -> None:
        from exports.files import whole_file  # noqa: PLC0415

        data = self._session.store.original(transcript)
        if data is None:
            return
        try:
            with whole_file(path) as stream:
                stream.write(data)
        except OteError as problem:
            self._tell(problem, path)
            return
        self._bars()[0].say(self._say("intake.saved_original", file=path.name), "ok")

    def _make(self, answers: Answers) -> None:
        path = Path(answers["file"].strip()).expanduser()
        if not path.name:
            raise ProjectError("no-name-given")
        if path.suffix.lower() != _SUFFIX:
            path = path.with_name(path.name + _SUFFIX)
        passphrase = _agreed(answers)
        if answers["codebook"] == "file":
            ask_for_file(
                self._window, lambda chosen: self._make_with_file(path, Path(chosen), passphrase),
                start=str(Path(self._folder()) / "x"), pattern=self._say("form.new.pattern"),
            )
            return
        self._create(path, _shipped(answers["codebook"]), passphrase)

    def _make_with_file(self, path: Path, chosen: Path, passphrase: str | None) -> None:
        from coder.cli_project import read_codebook  # noqa: PLC0415 - one reader for window and command line

        try:
            self._create(path, read_codebook(str(chosen)), passphrase)
        except OteError as problem:
            self._tell(problem, path)

    def _create(self, path: Path, codebook: Codebook, passphrase: str | None) -> None:
        self._session.create(path, codebook, passphrase)
        self._opened(path)

    def _ask_passphrase(self, path: Path) -> Form:
        def act(answers: Answers) -> None:
            passphrase = answers["passphrase"]
            try:
                self._session.open(path, passphrase)
            except OteError as problem:
                if problem.code not in _BROKEN:
                    raise
                self._tell(problem, path, passphrase)
                return
            self._opened(path)

        return self._form("unlock", (Field("passphrase", "secret"),), act, name=path.name)

    def _opened(self, path: Path) -> None:
        self._session.settings.put("last_folder", str(path.parent))
        if not self._session.settings.text("coder"):
            self.ask_coder()

    def _take_coder(self, answers: Answers) -> None:
        name = " ".join(answers["name"].split())
        if not name:
            raise ProjectError("no-name-given")
        self._session.settings.put("coder", name)
        self.coder_changed.emit()

    def _take_files(self, paths: Sequence[str]) -> None:
        if paths:
            self._session.settings.put("last_folder", str(Path(paths[0]).parent))
            self.files_chosen.emit([Path(path) for path in paths])

    def _change_passphrase(self, answers: Answers) -> None:
        from projects.passphrase import change_passphrase  # noqa: PLC0415

        path, old = self._session.store.path, answers.get("old")
        new = _agreed(answers)
        if new is None and old is None:
            raise ProjectError("passphrase-empty", file=str(path))
        kept = self._session.passphrase
        if old is not None and old != kept:
            raise ProjectError("wrong-passphrase", file=str(path))
        self._session.close()
        try:
            replaced = change_passphrase(path, kept, new)
        except OteError:
            self._session.open(path, kept)
            raise
        self._session.open(path, new)
        key = "passphrase.removed" if new is None else "passphrase.set"
        self._bars()[0].say(self._say(key, backups=replaced), "ok")

    def _restore(self, answers: Answers) -> None:
        from projects.backup import restore  # noqa: PLC0415

        path, passphrase = self._session.store.path, self._session.passphrase
        self._session.close()
        try:
            kept = restore(path, Path(answers["backup"]), passphrase)
        finally:
            self._session.open(path, passphrase)
        self._bars()[0].say(self._say("restore.done", kept=kept.name if kept else "–"), "ok")

    def _tell(self, problem: OteError, path: Path, passphrase: str | None = None) -> None:
        problem.file = problem.file or str(path)
        acts: tuple[Act, ...] = ()
        if problem.code in _BROKEN:
            acts = ((self._say("restore.offer"), lambda: self._offer_backups(path, passphrase)),)
        elif problem.code == "no-file" and str(path) in self._session.settings.words("recent"):
            acts = ((self._say("start.forget"), lambda: self._forget(path)),)
        self._bars()[0].tell(problem, acts)

    def _offer_backups(self, path: Path, passphrase: str | None) -> None:
        from projects.backup import list_backups, restore  # noqa: PLC0415

        found = list_backups(path)
        if not found:
            self._bars()[0].say(self._say("restore.none"))
            return
        language = self._say.language
        choices = tuple((str(one.path), self._say("restore.line", day=day(one.time.isoformat(), language),
                                                  time=clock(one.time.isoformat(), language),
                                                  kb=max(one.size // 1024, 1))) for one in found)

        def act(answers: Answers) -> None:
            restore(path, Path(answers["backup"]), passphrase)
            self._session.open(path, passphrase)
            self._opened(path)

        self._form("restore", (Field("backup", "choice", choices[0][0], choices),), act)

    def _forget(self, path: Path) -> None:
        self._session.settings.forget_project(path)
        self.coder_changed.emit()

    def _transcript(self, transcript: str) -> Transcript:
        return next(one for one in self._session.store.transcripts() if one.id == transcript)

    def _form(self, key: str, fields: Sequence[Field], act: Callable[[Answers], None], **values: object) -> Form:
        form = Form(key, fields, act, self._say, self._window, **values)
        form.open()
        return form

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._session.settings.text("last_folder") or documents or str(Path.home())

    def _free_name(self, name: str) -> str:
        path = Path(self._folder()) / name
        number = 2
        while path.exists():
            path = path.with_name(f"{Path(name).stem} {number}{_SUFFIX}")
            number += 1
        return str(path)

    def _pattern(self) -> str:
        return self._say("form.pattern")


def _agreed(answers: Answers) -> str | None:
    """Return the passphrase typed twice alike, None when it was left empty."""
    if answers["passphrase"] != answers["again"]:
        raise ProjectError("passphrases-differ")
    return answers["passphrase"] or None


def _shipped(name: str) -> Codebook:
    from codebooks.files import booklet, empty  # noqa: PLC0415

    return booklet() if name == "booklet" else empty()
