"""Print the open transcript, or write it as a PDF: page by page, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from coder.fonts import SANS, SERIF
from coder.theme import LIGHT
from coder.views.bars import MessageBar
from coder.views.forms import ask_for_file
from coder.views.pages import Desk
from coder.views.panes import Panes
from coder.views.printing import Printed
from coder.views.reader_colours import paper_colours

_RESOLUTION = 600


class PrintActs(QObject):
    """Hold the device and the pages still to come; what the margin does not show is not printed either."""

    printed = Signal(int)

    def __init__(self, desk: Desk, panes: Panes, messages: MessageBar) -> None:
        """Print nothing yet."""
        super().__init__(panes)
        self._desk = desk
        self._panes = panes
        self._messages = messages
        self._device: QPagedPaintDevice | None = None
        self._pages: Iterator[tuple[int, int]] = iter(())
        self._told = ""
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._step)

    def ask_printer(self) -> QDialog | None:
        """Let a person choose a printer."""
        if self._panes.active.document is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._desk.window)
        dialog.setWindowTitle(self._desk.say("act.print"))
        dialog.accepted.connect(lambda: self.start(printer, ""))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
        return dialog

    def ask_file(self) -> QFileDialog | None:
        """Let a person choose where the PDF goes."""
        document = self._panes.active.document
        if document is None:
            return None
        folder = self._desk.session.store.path.parent
        name = self._desk.say("print.file_name", short=document.transcript.short)
        return ask_for_file(
            self._desk.window, lambda path: self.write_pdf(Path(path)), save=True, start=str(folder / name),
            pattern=self._desk.say("print.pattern"), title=self._desk.say("act.print_pdf"),
        )

    def write_pdf(self, path: Path) -> None:
        """Write the PDF; a file that cannot be written is told."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            path.touch()
        except OSError:
            self._messages.say(self._desk.say("print.no_file", file=path.name), "error")
            return
        writer = QPdfWriter(str(path))
        writer.setResolution(_RESOLUTION)
        writer.setTitle(path.stem)
        writer.setCreator("Ote")
        self.start(writer, path.name)

    def start(self, device: QPagedPaintDevice, name: str) -> None:
        """Begin to paint pages on a device; `name` is the file's, nothing for a printer."""
        pane, settings = self._panes.active, self._desk.session.settings
        if pane.document is None or self._next.isActive():
            return
        family = SERIF if settings.text("reading_font") == "serif" else SANS
        codings = tuple(pane.reader.index.all())
        printed = Printed(pane.document, codings, paper_colours(LIGHT), self._desk.say, family)
        self._device, self._told, self._pages = device, name, printed.pages(device)
        self._messages.say(self._desk.say("print.begun"))
        self._next.start()

    def _step(self) -> None:
        found = next(self._pages, None)
        if found is not None and found[0] < found[1]:
            return
        # The last page is out: run the generator to its end, so that its painter lets go of the device.
        next(self._pages, None)
        self._next.stop()
        self._device, self._pages = None, iter(())
        pages = found[1] if found else 0
        words = "print.done_file" if self._told else "print.done"
        self._messages.say(self._desk.say(words, n=pages, file=self._told), "ok")
        self.printed.emit(pages)
