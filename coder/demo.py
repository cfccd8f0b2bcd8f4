"""Do the whole main job on the shipped example: import, code, index, search, report, and ask reviewers."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from codebooks.files import booklet
from codebooks.find import resolve
from coder import example_data
from coder.draining import drained
from coder.paint import png
from coder.review_files import packet_of, record_of, write_package
from exports.report import ReportPlan
from exports.review.page import packet_words
from exports.word import Written, write_report
from projects import commands
from projects.backup import backup_folder
from projects.errors import ProjectError
from projects.guard import telling
from projects.importers.reading import read_file
from projects.review.packet import EXPERIENCE
from projects.review.rounds import SITTING
from projects.review.texts import closed_quotes, quote_texts
from projects.search.cachefile import cache_path
from projects.search.corpus import Documents
from projects.search.results import Results
from projects.search.search import Searcher
from projects.store import Store, now

PROJECT, REPORT, MATERIAL, REVIEW = "esimerkki.ote", "esimerkki.docx", "aineisto", "katselmus.html"
MANIFEST = ".ote-demo.json"
QUERIES = ("vuokra", "häpeä", '"mennä kotiin"', "kahvi TAI avain*", "soittaa EI vuokra")


@dataclass(slots=True)
class Demo:
    """Tell what a demo wrote and counted, and how many seconds each step took."""

    project: Path
    report: Path
    review: Path
    material: tuple[Path, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def value(self) -> dict[str, object]:
        """Return the demo as the command line prints it."""
        return {
            "paths": [*map(str, (self.project, self.report, self.review, *self.material))],
            "counts": self.counts,
            "answers": self.answers,
            "seconds": self.seconds,
        }

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 2)


def run_demo(folder: Path, language: str, coder: str) -> Demo:
    """Do the whole job in a folder; only what a former demo wrote there is replaced."""
    demo = Demo(folder / PROJECT, folder / REPORT, folder / REVIEW)
    with telling(folder):
        _clear(folder, demo)
        (folder / MATERIAL).mkdir(parents=True, exist_ok=True)
        demo.material = example_data.write_files(folder / MATERIAL)
        _remember(folder, demo)
    with demo.step("project"):
        store = Store.create(demo.project, booklet())
    try:
        _fill(demo, store, coder)
        _search(demo, store)
        _report(demo, store, language)
        _review(demo, store, language, coder)
    finally:
        store.close()
    return demo


def _fill(demo: Demo, store: Store, coder: str) -> None:
    with demo.step("import"):
        for path in demo.material:
            store.do(commands.ImportTranscript(read_file(path)), coder)
    with demo.step("code"):
        code_passages(store, coder)
    demo.counts = {
        "transcripts": len(store.transcripts()),
        "turns": sum(store.turn_counts().values()),
        "words": sum(one.words for one in store.transcripts()),
        "excerpts": len(store.excerpts()),
        "codings": len(store.codings()),
        "codes": len(store.code_counts()),
    }


def code_passages(store: Store, coder: str) -> None:
    """Put the example's codings on the example's transcripts, one step a passage."""
    codebook = store.codebook()
    documents = {one.transcript.short: one for one in store.documents()}
    for passage in example_data.passages():
        document = documents[passage.transcript]
        codes = tuple(resolve(codebook, key).id for key in passage.codes)
        store.do(commands.Code(document.transcript.id, *passage.span(document.text), codes), coder)


def _search(demo: Demo, store: Store) -> None:
    corpus = Documents(store.documents())
    searcher = Searcher(cache_path(store.info().id, store.path), store.index_key())
    try:
        with demo.step("index"):
            searcher.update(corpus)
        with demo.step("search"):
            found: list[Results] = [searcher.search(query, corpus) for query in QUERIES]
    finally:
        searcher.close()
    demo.answers = {one.query: one.count for one in found}


def _report(demo: Demo, store: Store, language: str) -> None:
    with demo.step("report"):
        plan = ReportPlan(language, created=now())
        written: Written = drained(write_report(store.snapshot(), plan, png, demo.report))
    demo.counts["quotes"] = written.quotes


def _review(demo: Demo, store: Store, language: str, coder: str) -> None:
    """Ask reviewers about as many quotes as fit one sitting, taken evenly from the whole material."""
    with demo.step("review"):
        excerpts = store.excerpts()
        wanted = [one.id for one in excerpts[:: max(len(excerpts) // SITTING, 1)]][:SITTING]
        store.do(commands.ChooseQuotes(tuple(wanted)), coder)
        texts, words = quote_texts(store), packet_words(language)
        asked = tuple(commands.AskedQuote(key, one.fingerprint) for key, one in texts.items())
        title, greeting = words["title_default"], words["greeting_default"]
        store.do(commands.MakeRound(asked, EXPERIENCE, language, title, greeting=greeting), coder)
        review = store.review()
        one = review.rounds[-1]
        write_package(packet_of(review, one, texts, closed_quotes(store)), demo.review)
        store.do(record_of(review.by_round[one.id], texts, demo.review), coder)
    demo.counts["asked"] = len(asked)


def _clear(folder: Path, demo: Demo) -> None:
    """Take away what the last demo wrote; refuse a folder where our names belong to something else."""
    written = _remembered(folder)
    for name in written:
        (folder / name).unlink(missing_ok=True)
    if demo.project.name in written:
        shutil.rmtree(backup_folder(demo.project), ignore_errors=True)
    for path in (demo.project, demo.report, demo.review):
        if path.exists():
            raise ProjectError("file-exists", file=str(path))


def _remember(folder: Path, demo: Demo) -> None:
    names = [PROJECT, REPORT, REVIEW, *(path.relative_to(folder).as_posix() for path in demo.material)]
    (folder / MANIFEST).write_text(json.dumps(names), "utf-8")


def _remembered(folder: Path) -> list[str]:
    try:
        names = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    ours = {PROJECT, REPORT, REVIEW, *(f"{MATERIAL}/{name}" for name in example_data.FILES)}
    return [name for name in names if name in ours]
