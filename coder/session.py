"""Hold the open project for the window: commands go down through here, receipts come up as signals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from codebooks.errors import OteError
from codebooks.model import Codebook
from coder.settings import Settings
from projects.errors import ProjectError
from projects.model import Document, Entry, Receipt
from projects.store import Store

if TYPE_CHECKING:
    from projects.walls import Built, WallAct

T = TypeVar("T")


class Session(QObject):
    """Own the store of the open project and the name of the person who works."""

    opened = Signal()
    closing = Signal()
    closed = Signal()
    changed = Signal(object)
    reloaded = Signal()
    failed = Signal(object)
    history_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        """Begin without a project."""
        super().__init__(parent)
        self.settings = settings
        self._store: Store | None = None
        self._passphrase: str | None = None
        self._version = 0
        self._hashes: dict[str, str] = {}
        self._documents: dict[str, Document] = {}

    @property
    def is_open(self) -> bool:
        """Tell whether a project is open."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """Return the open project's store; RuntimeError without one."""
        if self._store is None:
            raise RuntimeError
        return self._store

    @property
    def passphrase(self) -> str | None:
        """Return the open project's passphrase, for jobs that open it once more."""
        return self._passphrase

    @property
    def coder(self) -> str:
        """Return the name codings are signed with."""
        return self.settings.text("coder") or "ote"

    def create(self, path: Path, codebook: Codebook, passphrase: str | None = None) -> None:
        """Make a new project and open it; an OteError passes to the caller."""
        self._take(Store.create(path, codebook, passphrase), passphrase)

    def open(self, path: Path, passphrase: str | None = None) -> None:
        """Open a project; an OteError passes to the caller, and the project that was open stays."""
        self._take(Store.open(path, passphrase), passphrase)

    def close(self) -> None:
        """Close the project, if one is open."""
        if self._store is None:
            return
        self.closing.emit()
        store, self._store, self._passphrase = self._store, None, None
        store.close()
        self.closed.emit()

    def document(self, transcript: str) -> Document:
        """Return a transcript whole; it is read once and kept until it changes."""
        if transcript not in self._documents:
            self._documents[transcript] = self.store.document(transcript)
        return self._documents[transcript]

    def do(self, command: Any) -> Receipt | None:
        """Run a command; None when it was refused, and `failed` says why."""
        return self._guarded(lambda: self._run(command))

    def do_or_raise(self, command: Any) -> Receipt:
        """Run a command; an OteError passes to the caller."""
        return self._run(command)

    def do_for_ever(self, act: WallAct, *, replace_copies: bool) -> Built:
        """Do what can never be undone; an OteError passes to the caller, and then everything is as it was."""
        from projects import walls  # noqa: PLC0415 - rare, and it brings the search along

        if self.look_again():
            raise ProjectError("changed-elsewhere", file=self.store.path.name)
        built = walls.build(self.store, act, self.coder, self._passphrase, replace_copies=replace_copies)
        self._sign(built.receipt)
        return built

    def undo(self) -> Receipt | None:
        """Take back the project's newest step."""
        return self._guarded(lambda: self._sign(self.store.undo(self.coder)))

    def redo(self) -> Receipt | None:
        """Do the step again that was taken back last."""
        return self._guarded(lambda: self._sign(self.store.redo(self.coder)))

    def next_undo(self) -> Entry | None:
        """Return the step that undo would take back."""
        return self.store.next_undo() if self.is_open else None

    def next_redo(self) -> Entry | None:
        """Return the step that redo would do again."""
        return self.store.next_redo() if self.is_open else None

    def is_own(self, entry: Entry) -> bool:
        """Tell whether the person at work made this step."""
        return self.coder_name(entry.coder) == self.coder

    def coder_name(self, coder: str) -> str:
        """Return a coder's name by id; a name stays a name."""
        return next((one.name for one in self.store.coders() if one.id == coder), coder)

    def look_again(self) -> bool:
        """Reload when another program has written to the project since; tell whether it had."""
        if self._store is None or self._store.data_version() == self._version:
            return False
        self._remember()
        self.reloaded.emit()
        self.history_changed.emit()
        return True

    def _take(self, store: Store, passphrase: str | None) -> None:
        self.close()
        self._store = store
        self._passphrase = passphrase if store.encrypted else None
        self._remember()
        self.settings.remember_project(store.path)
        self.opened.emit()
        self.history_changed.emit()

    def _remember(self) -> None:
        self._version = self.store.data_version()
        self._documents.clear()
        self._hashes = {transcript.id: transcript.hash for transcript in self.store.transcripts()}

    def _run(self, command: Any) -> Receipt:
        before = self._hashes
        if self.look_again():
            # A place in a text that somebody else has changed meanwhile is no longer the place that was meant.
            transcript = getattr(command, "transcript", None)
            if isinstance(transcript, str) and before.get(transcript) != self._hashes.get(transcript):
                raise ProjectError("changed-elsewhere", file=self.store.path.name)
        return self._sign(self.store.do(command, self.coder))

    def _sign(self, receipt: Receipt) -> Receipt:
        if receipt.entry is not None:
            self._remember_own(receipt)
            self.changed.emit(receipt)
            self.history_changed.emit()
        return receipt

    def _remember_own(self, receipt: Receipt) -> None:
        self._version = self.store.data_version()
        if any(change.table not in ("coding", "excerpt", "quote", "quote_edit") for change in receipt.changes):
            self._documents.clear()
            self._hashes = {transcript.id: transcript.hash for transcript in self.store.transcripts()}

    def _guarded(self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except OteError as problem:
            self.failed.emit(problem)
            return None
