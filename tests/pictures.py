"""Photograph the window for the manual and the README: `python tests/pictures.py build/pictures [NAME...]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from coder.app import Program
from coder.draining import drained
from coder.example_project import make_example
from coder.settings import Settings


@dataclass(frozen=True)
class Shot:
    """Name one picture: what is to be seen, in which size, scheme, language and zoom."""

    scene: str
    size: tuple[int, int] = (1440, 900)
    scheme: str = "light"
    language: str = "fi"
    zoom: int = 100

    @property
    def name(self) -> str:
        """Return the picture's file name without suffix."""
        return f"{self.scene}-{self.size[0]}x{self.size[1]}-{self.scheme}-{self.language}-{self.zoom}"


SCENES = ("coding", "palette", "search", "hit", "material", "report", "start", "keys")
DIALOGS = ("new", "coder", "passphrase", "rename", "role", "remove")


def shots() -> Iterator[Shot]:
    """List every picture."""
    for scene in SCENES:
        yield Shot(scene)
    for scene in ("coding", "palette", "search", "start"):
        yield Shot(scene, scheme="dark")
        yield Shot(scene, (1280, 800), language="en")
        yield Shot(scene, (1920, 1080))
    for scene in ("coding", "search", "report", "material"):
        yield Shot(scene, (1440, 900), zoom=200)
    yield Shot("coding", (1280, 800))
    yield Shot("coding", (1280, 800), "dark", "en")
    for dialog in DIALOGS:
        yield Shot(f"dialog_{dialog}")
        yield Shot(f"dialog_{dialog}", scheme="dark", language="en")


def pause(milliseconds: int) -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(ready: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    for _ in range(300):
        if ready():
            return
        pause(50)
    raise TimeoutError


def coding(program: Program) -> QWidget:
    """Read, with a code chosen."""
    place = program.frame.coding
    code = next(one for one in program.session.store.codebook() if one.key == "S1.1")
    place.codes.choose(code.id)
    place.reader.show_position(place.document.turns[3].start, at_top=True)
    place.reader.setFocus()
    return program.frame


def palette(program: Program) -> QWidget:
    """Choose a code for a passage."""
    coding(program)
    place = program.frame.coding
    words = "Mulla tää on helpompi, ku mä oon tässä porukassa ainoa joka ei oo asumisneuvoja."
    start = place.document.text.index(words)
    place.reader.select_range(start, start + len(words), reveal=False)
    place.acts.ask_codes()
    place.palette_box.field.setText("toi")
    place.palette_box.field.textEdited.emit("toi")
    return program.frame


def search(program: Program) -> QWidget:
    """Search for a word."""
    frame = program.frame
    frame.go_search()
    frame.search.field.setText("koti")
    frame.search.ask()
    until(lambda: bool(frame.search.hits))
    frame.search.list.choose_thing(frame.search.hits[2])
    return frame


def hit(program: Program) -> QWidget:
    """Stand on a hit in the text."""
    search(program)
    program.frame.search.step(1)
    return program.frame


def start(program: Program) -> QWidget:
    """Begin."""
    program.session.close()
    return program.frame


def keys(program: Program) -> QWidget:
    """Show the keys."""
    program.frame.actions_by_key["keys"].trigger()
    return program.frame


def place(program: Program, name: str) -> QWidget:
    """Go to a workplace."""
    program.frame.go(name)
    if name == "report":  # a picture shows no folder of this machine
        program.frame.report.file.setText("~/Asumisneuvojat 2020-raportti.docx")
    return program.frame


def dialog(program: Program, name: str) -> QDialog:
    """Open a dialog."""
    acts, store = program.frame.acts, program.session.store
    transcript = store.transcripts()[0].id
    made = {
        "new": acts.new, "coder": acts.ask_coder, "passphrase": acts.passphrase,
        "rename": lambda: acts.rename(transcript), "role": lambda: acts.set_role(store.persons()[3].id),
        "remove": lambda: acts.remove(transcript),
    }[name]()
    pause(50)
    return made


def take(app: QApplication, shot: Shot, project: Path, folder: Path) -> None:
    """Take one picture."""
    settings = Settings(folder / "settings.toml")
    for key, value in (("coder", "Reetta Gröhn"), ("scheme", shot.scheme), ("zoom", shot.zoom), ("coding_panels", ""),
                       ("window_geometry", "")):
        settings.put(key, value)
    program = Program(app, settings, shot.language)
    program.frame.resize(*shot.size)
    program.frame.show()
    program.frame.acts.open(project)
    pause(60)
    scenes = {"coding": coding, "palette": palette, "search": search, "hit": hit, "start": start, "keys": keys}
    if shot.scene.startswith("dialog_"):
        seen: QWidget = dialog(program, shot.scene.removeprefix("dialog_"))
    elif shot.scene in scenes:
        seen = scenes[shot.scene](program)
    else:
        seen = place(program, shot.scene)
    pause(120)
    seen.grab().save(str(folder / f"{shot.name}.png"))
    program.frame.close()
    program.close()
    program.frame.deleteLater()
    program.theme.deleteLater()
    program.deleteLater()
    pause(10)


def main(arguments: list[str]) -> None:
    """Take all pictures, or those whose names begin with what is asked."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        os.environ["XDG_CACHE_HOME"] = str(Path(made) / "cache")
        os.environ["HOME"] = made
        project = Path(made) / "Asumisneuvojat 2020.ote"
        drained(make_example(project, "Reetta Gröhn"))
        app = QApplication([])
        for shot in shots():
            if not arguments[1:] or any(shot.name.startswith(one) for one in arguments[1:]):
                take(app, shot, project, folder)
                print(shot.name)
        (folder / "settings.toml").unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
