"""Photograph the window: `python tests/pictures.py build/pictures [NAME...]`.

The manual's own pictures lie in the folder `manual` under it; `python tests/pictures.py docs/pictures manual` makes
those alone. They are kept small by a table of 256 colours; two pages of the report need soffice and pdftoppm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from coder.app import Program
from coder.draining import drained
from coder.example_project import make_example
from coder.paint import png
from coder.review_files import packet_of, write_package
from coder.settings import Settings
from exports.report import ReportPlan
from exports.word import write_report
from helpers.browser import CHROMIUM, browser
from helpers.review_example import round_of_twenty
from helpers.scenes import pause, staged
from projects import recorder
from projects.review.texts import quote_texts
from projects.store import Store


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


SCENES = (
    "coding", "palette", "codebook", "themes", "search", "hit", "material", "intake", "naming", "analysis", "quotes",
    "review", "report", "start", "keys",
)  # fmt: skip
DIALOGS = ("new", "coder", "passphrase", "rename", "role", "remove")
_SMALL = (1120, 700)
_PHONE = (375, 680)
_COLOURS = 256

# What the manual shows, by the names of its files.
MANUAL = {
    "coding-fi": Shot("palette"),
    "coding-dark-fi": Shot("coding", scheme="dark"),
    "codebook-fi": Shot("codebook", (1280, 800)),
    "codebook-en": Shot("codebook", (1280, 800), language="en"),
    "search-fi": Shot("search"),
    "material-fi": Shot("material", _SMALL),
    "intake-fi": Shot("intake", (1280, 760)),
    "naming-fi": Shot("naming", (1280, 800)),
    "naming-en": Shot("naming", (1280, 800), language="en"),
    "review-fi": Shot("review"),
    "review-en": Shot("review", (1280, 800), language="en"),
    "report-place-fi": Shot("report", _SMALL),
    "start-fi": Shot("start", _SMALL),
    "coding-en": Shot("palette", (1280, 800), language="en"),
    "search-en": Shot("search", (1280, 800), language="en"),
    "analysis-fi": Shot("analysis", (1280, 800)),
    "quotes-fi": Shot("quotes", (1280, 800)),
    "quotes-en": Shot("quotes", (1280, 800), language="en"),
    "analysis-en": Shot("analysis", (1280, 800), language="en"),
    "report-place-en": Shot("report", _SMALL, language="en"),
}
PAGES = {"report-page-1": 1, "report-page-2": 7}


def shots() -> Iterator[Shot]:
    """List every picture."""
    for scene in SCENES:
        yield Shot(scene)
    for scene in ("coding", "palette", "codebook", "themes", "search", "analysis", "quotes", "start"):
        yield Shot(scene, scheme="dark")
        yield Shot(scene, (1280, 800), language="en")
        yield Shot(scene, (1920, 1080))
    for scene in ("coding", "codebook", "themes", "search", "analysis", "quotes", "report", "material"):
        yield Shot(scene, (1440, 900), zoom=200)
    yield Shot("coding", (1280, 800))
    yield Shot("coding", (1280, 800), "dark", "en")
    for dialog in DIALOGS:
        yield Shot(f"dialog_{dialog}")
        yield Shot(f"dialog_{dialog}", scheme="dark", language="en")


def take(app: QApplication, shot: Shot, project: Path, folder: Path) -> QImage:
    """Take one picture; what is done to the project for it is not seen in the next."""
    before = project.read_bytes()
    settings = Settings(folder / "settings.toml")
    for key, value in (("coder", "Reetta Gröhn"), ("scheme", shot.scheme), ("zoom", shot.zoom), ("coding_panels", ""),
                       ("window_geometry", ""), ("language", shot.language)):
        settings.put(key, value)
    program = Program(app, settings, shot.language)
    program.frame.resize(*shot.size)
    program.frame.show()
    program.frame.acts.open(project)
    pause(60)
    seen = staged(program, shot.scene)
    pause(120)
    image = seen.grab().toImage()
    program.frame.close()
    program.close()
    program.frame.deleteLater()
    program.theme.deleteLater()
    program.deleteLater()
    pause(10)
    project.write_bytes(before)
    return image


def small(image: QImage) -> QImage:
    """Keep the colours that are seen most, and for each other one the nearest of them: a quarter of the bytes.

    A colour beside itself is a surface and counts more than the many in-between colours of letters' edges.
    """
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I")
    seen = Counter(pixels)
    for colour, count in Counter(one for one, next_one in pairwise(pixels) if one == next_one).items():
        seen[colour] += 50 * count
    table = [colour for colour, _ in seen.most_common(_COLOURS)]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


def take_manual(app: QApplication, project: Path, folder: Path, made: Path) -> None:
    """Take the pictures of the manual, windows and pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shot in MANUAL.items():
        small(take(app, shot, project, made)).save(str(folder / f"{name}.png"))
        print(name)
    tools = shutil.which("soffice"), shutil.which("pdftoppm")
    if tools[0] and tools[1]:
        take_pages(project, folder, made, (tools[0], tools[1]))
    else:
        print("no pages of the report: soffice and pdftoppm are needed")
    if CHROMIUM and tools[1]:
        take_reviewers(project, folder, made, tools[1])
    else:
        print("no pages of reviewers: chromium and pdftoppm are needed")


def take_pages(project: Path, folder: Path, made: Path, tools: tuple[str, str]) -> None:
    """Write the report, print it, and take some of its pages."""
    path = made / "report.docx"
    with closing(Store.open(project)) as store:
        plan = ReportPlan("fi", created="2020-12-01T12:00:00+02:00")
        drained(write_report(store.snapshot(), plan, png, path))
    print_it = [tools[0], "--headless", "--convert-to", "pdf", "--outdir", str(made), str(path)]
    subprocess.run(print_it, check=True, capture_output=True)
    for name, page in PAGES.items():
        one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "90", "-png"]
        subprocess.run([tools[1], *one, str(path.with_suffix(".pdf")), str(made / name)], check=True)
        small(QImage(str(made / f"{name}.png"))).save(str(folder / f"{name}.png"))
        print(name)


def take_reviewers(project: Path, folder: Path, made: Path, pdftoppm: str) -> None:
    """Take what reviewers get: a quote on a phone, and cards."""
    copy = made / "katselmus.ote"
    shutil.copyfile(project, copy)
    with closing(Store.open(copy)) as store:
        one = store.review().rounds[0] if store.review().rounds else round_of_twenty(store)
        packet = packet_of(store.review(), one, quote_texts(store), frozenset())
    for name in ("phone.html", "cards.pdf"):
        write_package(packet, made / name, cards=True)
    with browser(made / "profile") as window:
        window.size(*_PHONE)
        window.open(made / "phone.html")
        window.run("document.querySelector('.row button:last-child').click()")
        window.run("document.querySelector('input').click()")
        window.picture(made / "phone.png")
    pages = ["-f", "1", "-l", "1", "-singlefile", "-r", "64", "-png"]
    subprocess.run([pdftoppm, *pages, str(made / "cards.pdf"), str(made / "cards")], check=True)
    for name in ("phone", "cards"):
        small(QImage(str(made / f"{name}.png"))).save(str(folder / f"review-{name}.png"))


def main(arguments: list[str]) -> None:
    """Take all pictures, or those whose names begin with what is asked, or the manual's."""
    folder, wanted = Path(arguments[0]), tuple(arguments[1:])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        os.environ["XDG_CACHE_HOME"] = str(made / "cache")
        os.environ["HOME"] = temporary
        project = made / "Haastattelut" / "Asumisneuvojat 2020.ote"
        project.parent.mkdir()
        # Codes of the same passage stand in the order of their ids: the same ids give the same picture.
        numbers = Random(2020)
        recorder.new_ids = lambda count: [str(UUID(int=numbers.getrandbits(128), version=4)) for _ in range(count)]
        drained(make_example(project, "Reetta Gröhn"))
        app = QApplication([])
        app.setCursorFlashTime(0)
        for shot in shots() if wanted != ("manual",) else ():
            if not wanted or shot.name.startswith(wanted):
                take(app, shot, project, made).save(str(folder / f"{shot.name}.png"))
                print(shot.name)
        if not wanted:
            take_manual(app, project, folder / "manual", made)
        elif wanted == ("manual",):
            take_manual(app, project, folder, made)


if __name__ == "__main__":
    main(sys.argv[1:])
