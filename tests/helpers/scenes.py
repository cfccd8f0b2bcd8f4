"""Bring the window into the states that are worth a picture; each returns the widget to photograph."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from coder.app import Program
from coder.i18n import load
from coder.views.analysis_page import AnalysisPage
from coder.views.codebook_page import CodebookPage
from coder.views.intake_page import IntakePage
from coder.views.naming_page import NamingPage
from coder.views.quote_place import QuotePlace
from coder.views.review_place import ReviewPlace
from helpers.projects import draft
from helpers.review_example import answer_all, round_of_twenty
from projects import commands
from projects.analysis.quadrants import QUADRANTS
from projects.anonymise.replacing import Substitute
from projects.anonymise.things import Thing
from projects.quotes.layers import layers
from projects.quotes.published import QuoteEdit

# A quote of the example and its edits: kind, what was said there, what is printed, why.
QUOTED = "Mä allekirjotan ne irtisanomiset."
EDITS = (
    ("insertion", "irtisanomiset", "vuokrasopimusten", "mistä puhutaan"),
    ("edited", "saanu", "saanut", "puhujan toive"),
    ("anonymised", "teiltä", "asumisneuvojilta", "sama sijamuoto"),
    ("omission", "ja hän on ihan että mistä tää nyt tuli.", "", "ei kuulu teemaan"),
)


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
    """Be about to replace names, in an interview in which people are named; the key lies apart."""
    key = Path(tempfile.mkdtemp()) / program.session.store.path.with_suffix(".oteavain").name
    program.session.do(commands.ImportTranscript(draft(*TOLD, short="YK4", name="Asukas")))
    page = program.frame.stack.page_of(NamingPage)
    program.frame.go("material", "naming")
    page.naming.open_key(key, "avaimen lause", make=True)
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


def staged(program: Program, name: str) -> QWidget:
    """Bring the window into a state by its name: a scene, `dialog_NAME`, or a workplace as it opens."""
    scenes = {"coding": coding, "palette": palette, "codebook": codebook, "themes": themes, "search": search,
              "hit": hit, "start": start, "keys": keys, "report": report, "intake": intake, "analysis": analysis,
              "quotes": quotes, "review": review, "naming": naming}
    if name.startswith("dialog_"):
        return dialog(program, name.removeprefix("dialog_"))
    return scenes[name](program) if name in scenes else place(program, name)
