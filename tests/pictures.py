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
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from coder.app import Program
from coder.draining import drained
from coder.example_project import make_example
from coder.i18n import load
from coder.paint import png
from coder.review_files import packet_of, write_package
from coder.settings import Settings
from coder.views.analysis_page import AnalysisPage
from coder.views.codebook_page import CodebookPage
from coder.views.intake_page import IntakePage
from coder.views.naming_page import NamingPage
from coder.views.quote_place import QuotePlace
from coder.views.review_place import ReviewPlace
from exports.report import ReportPlan
from exports.word import write_report
from helpers.browser import CHROMIUM, browser
from helpers.projects import draft
from helpers.review_example import answer_all, round_of_twenty
from projects import commands, recorder
from projects.analysis.quadrants import QUADRANTS
from projects.anonymise.replacing import Substitute
from projects.anonymise.things import Thing
from projects.quotes.layers import layers
from projects.quotes.published import QuoteEdit
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

# A quote of the example and its edits: kind, what was said there, what is printed, why.
QUOTED = "Mä allekirjotan ne irtisanomiset."
EDITS = (
    ("insertion", "irtisanomiset", "vuokrasopimusten", "mistä puhutaan"),
    ("edited", "saanu", "saanut", "puhujan toive"),
    ("anonymised", "teiltä", "asumisneuvojilta", "sama sijamuoto"),
    ("omission", "ja hän on ihan että mistä tää nyt tuli.", "", "ei kuulu teemaan"),
)

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
    program.frame.go("coding", "text")  # the project of a former picture may have been left on another page
    place = program.frame.coding
    code = next(one for one in program.session.store.codebook() if one.key == "S1.1")
    place.codes.choose(code.id)
    turn = place.document.turns[3]
    place.reader.show_position(turn.start, at_top=True)
    place.reader.select_range(turn.end - 2, turn.end, reveal=False)
    place.reader.clear_selection()
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
    typed = "toi" if program.settings.text("language") == "fi" else "ho"
    place.palette_box.field.setText(typed)
    place.palette_box.field.textEdited.emit(typed)
    return program.frame


def codebook(program: Program) -> QWidget:
    """Describe a code in the codebook."""
    program.frame.go("coding", "codebook")
    page = program.frame.stack.page_of(CodebookPage)
    code = next(one for one in program.session.store.codebook() if one.key == "S1.1")
    page.tree.choose_things((code.id,))
    return program.frame


def themes(program: Program) -> QWidget:
    """Write a theme that has gathered codes and excerpts."""
    session = program.session
    if session.store.themes():  # the project of a former picture
        program.frame.go("coding", "themes")
        return program.frame
    theme = session.do(commands.AddTheme("Koti luottamuksen paikkana")).result
    prose = "Koti on muutakin kuin asunto: se on paikka, jossa luottamus syntyy tai särkyy."
    session.do(commands.WriteTheme(theme, "Koti luottamuksen paikkana", prose))
    code = next(one for one in session.store.codebook() if one.key == "S1.1")
    excerpts = [one.excerpt for one in session.store.codings() if one.code == code.id][:3]
    session.do(commands.GatherIntoTheme(theme, "code", (code.id,)))
    session.do(commands.GatherIntoTheme(theme, "excerpt", tuple(excerpts)))
    program.frame.go("coding", "themes")
    return program.frame


def search(program: Program) -> QWidget:
    """Search for a word."""
    frame = program.frame
    frame.own.go_search()
    frame.search.field.setText("koti")
    frame.search.ask()
    until(lambda: bool(frame.search.hits))
    frame.search.list.choose_thing(frame.search.hits[2])
    # How long it took differs from time to time; a picture does not.
    language = program.settings.text("language")
    time = "0,004" if language == "fi" else "0.004"
    frame.search.head.facts.setText(load(language)("search.facts", n=3, time=time))
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


def quotes(program: Program) -> QWidget:
    """Have quotes chosen, the first with each kind of edit."""
    session = program.session
    if not session.store.quotes():
        keys = {code.id: code.key for code in session.store.codebook()}
        fields = [one.excerpt for one in session.store.codings() if keys[one.code] in QUADRANTS]
        session.do(commands.ChooseQuotes(tuple(dict.fromkeys(fields))[1:60:4]))
        found = [layers(session.store.document(one.transcript), one) for one in session.store.quotes()]
        chosen = next(one for one in found if one.verbatim.startswith(QUOTED))
        for kind, said, text, reason in EDITS:
            start = chosen.verbatim.index(said)
            edit = QuoteEdit(start, start if kind == "insertion" else start + len(said), kind, text, reason)
            session.do(commands.AddEdit(chosen.quote.id, edit))
        for use, scope in (("report", "role"), ("booklet", "role"), ("presentation", "no")):
            wanted = {"version": "2", "date": "2020-11-03", "withdraw_until": "2021-03-31"}
            session.do(commands.SetConsent(chosen.speakers[0].id, use, scope, **wanted))
    program.frame.go("quotes")
    page = program.frame.stack.page_of(QuotePlace)
    page.show_quote(next(one.id for one in session.store.quotes() if one.edits))
    page.board.list.setFocus()
    return program.frame


def analysis(program: Program) -> QWidget:
    """Show the quadrants with a dot opened."""
    frame = program.frame
    frame.go("analysis")
    page = frame.stack.page_of(AnalysisPage)
    until(lambda: page.picture.figure() is not None)
    page.picture.opened.emit(page.picture.figure().targets[0])
    return frame


def report(program: Program) -> QWidget:
    """Be about to write the report; a picture shows no folder of this machine."""
    program.frame.go("report")
    field = program.frame.report.file
    field.setText(f"~/Haastattelut/{Path(field.text()).name}")
    return program.frame


LINE = "ja sitten mä kävin siellä ovella, koska kukaan ei ollut nähnyt häntä viikkoon ja naapu-"
WRAPPED = f"""H1: Alku oli vaikea, {LINE}
ri oli huolissaan. Soitin ensin, ja kun puhelimeen ei vastattu, menin itse. Asunnotto-
muus oli ollut lähellä jo keväällä, mutta silloin vuokravelasta saatiin sovittua.

H2: Niin, ja silloin sovittiin, että soitetaan joka maanantai. Se on pieni asia, mutta
jos sitä ei ole, ihminen jää yksin. Jatko- ja tukiasunnoissa tämä on tuttua: ku-
kaan ei kysy mitään ennen kuin on myöhäistä.

h1: Just näin. Ja toinen juttu on nämä kirjeet, joita kukaan ei avaa. Me avataan ne yh-
dessä pöydän ääressä ja katsotaan, mikä on kiireinen ja mikä voi odottaa.

H2: Joo, ja kahvia juodaan.
"""


def review(program: Program) -> QWidget:
    """Decide on a quote that somebody is against."""
    store = program.session.store
    if not store.review().rounds:  # the project of a former picture may have one
        answer_all(store, round_of_twenty(store))
    program.session.look_again()
    page = program.frame.stack.page_of(ReviewPlace)
    program.frame.go("review")
    page.show_project()
    page.decision.choices["change-and-ask-again"].setChecked(True)
    finnish = program.settings.text("language") == "fi"
    page.decision.reason.setPlainText(
        "KA3 tunnistaa henkilön. Jätän lopun pois." if finnish else "KA3 knows the person. I leave the end out."
    )
    page.decision.reply.setPlainText(
        "Kiitos, että kerroit. Muutamme tekstin." if finnish else "Thank you for telling. We change the text."
    )
    return program.frame


def intake(program: Program) -> QWidget:
    """Be about to take files in."""
    folder = Path(tempfile.mkdtemp())
    (folder / "RH04_2021-03-04_asumisneuvojat_anon_v2.txt").write_text(WRAPPED, "utf-8")
    (folder / "YH05_2021-03-11_asumisneuvoja.txt").write_text("HA: Aloitetaan.\nAN1: Joo.\n", "utf-8")
    (folder / "vanha.doc").write_bytes(b"")
    page = program.frame.stack.page_of(IntakePage)
    program.frame.own.take_files([folder])
    until(lambda: len(page.files) == 3)
    page.parts.show_repair(0)
    page.parts.list.setFocus()
    return program.frame


TOLD = (
    "Maija: Mie asun Pasilankadulla ja soitin Arille, ja sitten Maija Virtaselle annettiin avain.",
    "H1: Mitä Maijalle sanottiin Kotipolku ry:llä? Toivo oli siellä, ja Toivoa kysyttiin.",
    "Maija: Ariel ja Xhemile tuli. Xhemilelle annettiin numero 040 123 4567.",
)
THINGS = (
    Thing("1", ("Maija", "Maija Virtanen", "Virtanen"), Substitute("person", number=1)),
    Thing("2", ("Ari",), Substitute(name="Tapio")),
    Thing("3", ("Toivo",), Substitute("person", number=2)),
)


def naming(program: Program) -> QWidget:
    """Be about to replace names, in an interview in which people are named, in a project of its own."""
    copy = Path(tempfile.mkdtemp()) / program.session.store.path.name
    shutil.copyfile(program.session.store.path, copy)
    program.frame.acts.open(copy)
    program.session.do(commands.ImportTranscript(draft(*TOLD, short="YK4", name="Asukas")))
    page = program.frame.stack.page_of(NamingPage)
    program.frame.go("material", "naming")
    page.naming.open_key(copy.with_suffix(".oteavain"), "avaimen lause", make=True)
    for one in THINGS:
        page.naming.put(one)
    page.key_opened()
    until(lambda: len(page.naming.ready()) > len(THINGS))
    at = next(at for at in range(page.list.count()) if getattr(page.list.rows_model.payload(at), "base", "") == "Maija")
    page.list.choose(at)
    page.list.setFocus()
    return program.frame


def place(program: Program, name: str) -> QWidget:
    """Go to a workplace."""
    program.frame.go(name)
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


def take(app: QApplication, shot: Shot, project: Path, folder: Path) -> QImage:
    """Take one picture."""
    settings = Settings(folder / "settings.toml")
    for key, value in (("coder", "Reetta Gröhn"), ("scheme", shot.scheme), ("zoom", shot.zoom), ("coding_panels", ""),
                       ("window_geometry", ""), ("language", shot.language)):
        settings.put(key, value)
    program = Program(app, settings, shot.language)
    program.frame.resize(*shot.size)
    program.frame.show()
    program.frame.acts.open(project)
    pause(60)
    scenes = {"coding": coding, "palette": palette, "codebook": codebook, "themes": themes, "search": search,
              "hit": hit, "start": start, "keys": keys, "report": report, "intake": intake, "analysis": analysis,
              "quotes": quotes, "review": review, "naming": naming}
    if shot.scene.startswith("dialog_"):
        seen: QWidget = dialog(program, shot.scene.removeprefix("dialog_"))
    elif shot.scene in scenes:
        seen = scenes[shot.scene](program)
    else:
        seen = place(program, shot.scene)
    pause(120)
    image = seen.grab().toImage()
    program.frame.close()
    program.close()
    program.frame.deleteLater()
    program.theme.deleteLater()
    program.deleteLater()
    pause(10)
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
