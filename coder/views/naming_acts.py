"""Hold the conversations about the key, about what is for ever, and about the archive version."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from codebooks.errors import OteError
from coder.naming import Naming
from coder.views.bars import simply
from coder.views.forms import Answers, Field, Form
from coder.views.pages import Desk
from coder.views.wall_acts import busy
from projects import walls
from projects.anonymise.cases import Standing
from projects.anonymise.replacing import Substitute, written
from projects.anonymise.things import Thing, next_number
from projects.errors import CommandError
from projects.pseudonyms import acts
from projects.pseudonyms.keyfile import SUFFIX
from projects.recorder import new_id

if TYPE_CHECKING:
    from coder.views.naming_page import NamingPage

_NAMED, PERSON = 4, "person"


class NamingActs(QObject):
    """Ask, then do: open or make the key, replace, put back, write the archive version, destroy the key."""

    def __init__(self, desk: Desk, page: NamingPage, naming: Naming) -> None:
        """Keep what the forms need."""
        super().__init__(page)
        self._desk = desk
        self._say = desk.say
        self._session = desk.session
        self._page = page
        self._naming = naming

    def ask_key(self, then: Callable[[], object] | None = None) -> Form:
        """Ask for the key's place and passphrase, twice when it is made now; `then` goes on."""
        path = self._naming.key_path
        make = not path.exists()
        pattern = f"{self._say('naming.key_files')} (*{SUFFIX})"
        fields = [Field("path", "file" if make else "open", str(path), pattern=pattern), Field("passphrase", "secret")]
        if make:
            fields.append(Field("again", "secret"))

        def act(answers: Answers) -> None:
            if make and answers["passphrase"] != answers["again"]:
                raise CommandError("passphrases-differ")
            self._naming.open_key(Path(answers["path"]), answers["passphrase"], make=make)
            self._page.key_opened()
            if then is not None:
                # The next form opens once this one has closed.
                QTimer.singleShot(0, self, simply(then))

        return self._opened(Form("make_key" if make else "open_key", fields, act, self._say, self._desk.window))

    def ask_name(self) -> Form:
        """Ask for a name that was not found, such as a nickname; it gets the next person's number until changed."""
        if self._naming.key is None:
            return self.ask_key(self.ask_name)

        def act(answers: Answers) -> None:
            bases = tuple(one.strip() for one in answers["name"].split(",") if one.strip())
            number = next_number(PERSON, self._naming.known.things)
            self._naming.put(Thing(new_id(), bases, Substitute(PERSON, number=number)))
            self._page.listed()

        return self._opened(Form("add_name", [Field("name")], act, self._say, self._desk.window))

    def ask_form(self, thing: Thing) -> Form:
        """Ask for a form that was not found, such as one in small letters, and what stands in its place."""
        def act(answers: Answers) -> None:
            if not answers["old"].strip() or not answers["new"].strip():
                raise CommandError("thing-no-name")
            self._naming.confirm(thing, answers["old"].strip(), answers["new"])
            self._page.listed()

        start = written(thing.substitute, Standing(), self._naming.words)
        fields = [Field("old"), Field("new", value=start)]
        return self._opened(Form("add_form", fields, act, self._say, self._desk.window, name=thing.bases[0]))

    def replace(self) -> None:
        """Replace what is ticked, as one step that can be undone."""
        key, ready = self._naming.key, self._naming.ready()
        if key is None or not ready:
            return
        try:
            with busy():
                acts.pseudonymise(key, self._naming.known, ready, self._session.do_or_raise)
        except OteError as problem:
            self._page.messages.tell(problem)
            return
        undo = (self._say("act.undo"), self._session.undo)
        words = f"{self._say('anonymise.applied', n=len(ready))} {self._say('anonymise.history_keeps')}"
        self._page.messages.say(words, "ok", (undo,))

    def ask_for_ever(self) -> Form | None:
        """Ask before names go for ever: from texts, memos and names, history, index and copies."""
        if self._naming.key is None:
            return self.ask_key(self.ask_for_ever)
        store = self._session.store
        with busy():
            copies = walls.holding(store.path, self._session.passphrase, [one.id for one in store.transcripts()])
        fields = [Field("confirm")]
        told = self._say("wall.no_copies")
        if copies:
            names = ", ".join(one.name for one in copies[:_NAMED])
            told = self._say("wall.copies", n=len(copies), names=names)
            choices = (("replace", self._say("wall.replace")), ("keep", self._say("wall.keep")))
            fields.append(Field("copies", "choice", "replace", choices))
        values = {"n": len(self._naming.ready()), "copies": told, "word": self._say("naming.confirm_word")}
        form = Form("names_for_ever", fields, self._for_ever, self._say, self._desk.window, **values)
        return self._opened(form)

    def put_back(self) -> object:
        """Put the names back where the key knows them, as one step."""
        key = self._naming.key
        if key is None:
            return self.ask_key(self.put_back)
        try:
            with busy():
                receipt = acts.restore(self._session.store, key, self._session.do_or_raise)
        except OteError as problem:
            self._page.messages.tell(problem)
            return None
        left = len(receipt.result) if isinstance(receipt.result, tuple) else 0
        count = sum(one.table == "pseudonym" and one.after is None for one in receipt.changes)
        undo = (self._say("act.undo"), self._session.undo)
        self._page.messages.say(self._say("anonymise.restored", n=count, left=left), "ok", (undo,))
        return receipt

    def ask_archive(self) -> object:
        """Ask for a folder, then write the archive version beside the window."""
        if self._naming.key is None and acts.level(self._session.store) != acts.ANONYMISED:
            return self.ask_key(self.ask_archive)
        dialog = QFileDialog(self._desk.window, self._say("archive.choose_folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setDirectory(str(self._session.store.path.parent))
        dialog.fileSelected.connect(lambda path: self.write_archive(Path(path)))
        dialog.open()
        return dialog

    def write_archive(self, folder: Path) -> None:
        """Write the archive version into a new or empty folder; what is left of names stops it with its place."""
        from coder.archiving import ArchiveGround, make_archive  # noqa: PLC0415 - python-docx is heavy

        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        made_from = ArchiveGround.of(self._session.store, self._naming.known, today)
        work = partial(make_archive, made_from, folder, self._say, self._naming.voikko, self._naming.words)
        job = self._desk.runner.start(work, "archive")
        self._page.job.follow(job, self._say("archive.writing"))
        job.finished.connect(lambda archive: self._page.messages.say(
            self._say("archive.done", folder=folder.name, n=len(archive.files), lines=archive.lines), "ok"))
        job.failed.connect(self._page.messages.tell)

    def ask_destroy(self) -> Form | None:
        """Ask before the key goes; say what is left of names and what the project may be called then."""
        key = self._naming.key
        if key is None:
            return self.ask_key(self.ask_destroy)
        with busy():
            left = acts.remains(
                self._session.store, key.originals(), self._session.passphrase, self._naming.voikko
            )
        told = self._say("naming.nothing_left")
        if left.certain:
            told = self._say("naming.names_left", places=self._tables(left.certain))
        elif left.maybe:
            told = self._say("naming.maybe_left", places=self._tables(left.maybe))
        values = {"file": key.path.name, "left": told, "word": self._say("naming.confirm_word")}
        form = Form("destroy_key", [Field("confirm")], self._destroy, self._say, self._desk.window, **values)
        return self._opened(form)

    def _for_ever(self, answers: Answers) -> None:
        self._refuse_other(answers)
        key, naming = self._naming.key, self._naming
        if key is None:
            return
        ground = acts.Ground.of(self._session.store)
        with busy():
            planner = ground.planner(naming.known, naming.voikko, naming.words)
            elsewhere = acts.names_elsewhere(self._session.store, planner)
            built = acts.anonymise(
                key, naming.known, naming.ready(), elsewhere,
                lambda act: self._session.do_for_ever(act, replace_copies=answers.get("copies") == "replace"),
            )
        parts = [self._say("anonymise.for_ever_done")]
        if built.leftovers:
            parts.append(self._say("wall.leftovers", places=self._tables({one.table: one.count for one in
                                                                         built.leftovers})))
        if built.kept:
            parts.append(self._say("wall.kept", n=len(built.kept), names=", ".join(one.name for one in built.kept)))
        if not built.finished:
            parts.append(self._say("wall.unfinished"))
        self._page.messages.say(" ".join(parts), "warning" if len(parts) > 1 else "ok")

    def _destroy(self, answers: Answers) -> None:
        self._refuse_other(answers)
        key = self._naming.key
        if key is None:
            return
        with busy():
            acts.destroy_key(self._session.store, key, self._session.passphrase, self._naming.voikko,
                             common_words=True)
        self._naming.let_go()
        self._naming.remember_path(None)
        level = self._say(f"anonymise.level.{acts.level(self._session.store)}")
        self._page.messages.say(f"{self._say('anonymise.key_gone')} {level}", "ok")
        self._page.key_opened()

    def _refuse_other(self, answers: Answers) -> None:
        if answers["confirm"].strip().casefold() != self._say("naming.confirm_word").casefold():
            raise CommandError("confirm-differs")

    def _tables(self, counts: object) -> str:
        parts = []
        for table, count in counts.items() if isinstance(counts, dict) else ():
            known = f"wall.table.{table}"
            parts.append(f"{self._say(known if self._say.has(known) else 'wall.table.other')} ({count})")
        return ", ".join(parts)

    @staticmethod
    def _opened(form: Form) -> Form:
        layout = form.layout()
        if layout is not None:
            form.setMinimumSize(form.minimumWidth(), layout.totalHeightForWidth(form.minimumWidth()))
        form.open()
        return form


