"""Measure searching 1,000,000 words beside SQLite FTS5 and a plain scan, in one process; print JSON lines.

OTE_BENCH_WORDS sets the size. The corpus is seeded, made from the booklet's vocabulary or our own example texts.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from helpers.search_corpus import Maker, corpus
from projects.model import Document
from projects.search.cachefile import connect
from projects.search.corpus import Documents
from projects.search.results import Filters
from projects.search.search import Searcher
from projects.search.tokens import turn_tokens

BAR_MS = 50.0
BAR_WARM_MS = 15.0
BAR_BUILD_S = 90.0
BAR_REPLACE_S = 1.0
LARGE = 2_000_000
BAR_LARGE_MS = 200.0
QUERIES = 40
KEY = bytes(range(32))
Queries = dict[str, list[str]]
Analysed = tuple[dict[str, str], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Corner:
    """Hold what every engine searches."""

    documents: list[Document]
    texts: Documents
    queries: Queries
    usual: bool = True

    @property
    def bar(self) -> float:
        """Return the bar of a query whose words nobody has asked for before, in milliseconds."""
        return BAR_MS if self.usual else BAR_LARGE_MS

    @property
    def bar_warm(self) -> float:
        """Return the bar of a query that was asked before, in milliseconds."""
        return BAR_WARM_MS if self.usual else BAR_LARGE_MS


def tell(measure: str, value: float, unit: str, bar: float | None = None) -> None:
    """Print one measure as a JSON line."""
    met = None if bar is None else value <= bar
    row = {"bench": "search", "measure": measure, "value": round(value, 3), "unit": unit, "bar": bar, "met": met}
    print(json.dumps(row, ensure_ascii=False), flush=True)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which so large a share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def queries(maker: Maker, count: int = QUERIES) -> Queries:
    """Draw queries of every class from the vocabulary: common and rare words alike."""
    chance = random.Random(7)
    common = [word for word in maker.words[:400] if len(word) > 3]
    every = [word for word in maker.words if len(word) > 3]
    pairs = [(one, chance.choice(after)) for one, after in maker._after.items() if len(after) > 1]
    one = [chance.choice(common if n % 2 else every) for n in range(count)]
    two = [chance.choice(every) for _ in range(count)]
    drawn = [chance.choice(pairs) for _ in range(count)]
    return {
        "word": one,
        "exact": [f"={word}" for word in one],
        "and": [f"{a} {b}" for a, b in zip(one, two, strict=True)],
        "or3": [f"{a} OR {b} OR {c}" for a, b, c in zip(one, two, reversed(one), strict=True)],
        "not": [f"{a} NOT {b}" for a, b in zip(one, two, strict=True)],
        "only not": [f"NOT {a}" for a in one],
        "phrase": [f'"{a} {b}"' for a, b in drawn],
        "exact phrase": [f'="{a} {b}"' for a, b in drawn],
        "prefix": [f"{word[:3]}*" for word in one],
        "prefix of one letter": [f"{letter}*" for letter in "aehijklmnoprstuvy"],
        "infix": [f"*{word[1:4]}*" for word in one],
        "pattern": [f"{word[0]}?{word[2:]}" for word in one],
        "fuzzy": [f"{word}~" for word in one],
        "fuzzy by two": [f"{word}~2" for word in one],
        "near": [f"{a} NEAR/5 {b}" for a, b in drawn],
        "before": [f"{a} BEFORE/3 {b}" for a, b in drawn],
        "near among common words": [f"{a} NEAR/5 {b}" for a, b in pairwise(common[:count])],
        "wide": [f"{word}+" for word in one],
        "neighbouring turns": [f"{a} {b} neighbouring turns 2" for a, b in zip(one, two, strict=True)],
        "same speaker": [f"{a} {b} same speaker" for a, b in zip(one, two, strict=True)],
    }


def timed(ask: Callable[[str], object], asked: Iterable[str], before: Callable[[], None] | None = None) -> list[float]:
    """Return how many milliseconds each question takes."""
    found = []
    for text in asked:
        if before:
            before()
        start = time.perf_counter()
        ask(text)
        found.append((time.perf_counter() - start) * 1000)
    return found


def tell_times(name: str, times: list[float], bar: float | None = None) -> None:
    """Print median and p95 of times."""
    tell(f"{name}, p50", percentile(times, 0.5), "ms")
    tell(f"{name}, p95", percentile(times, 0.95), "ms", bar)


def bench_ote(corner: Corner, folder: Path) -> Analysed:
    """Build the index, then ask every query cold (nothing remembered) and warm; return the analysis."""
    path = folder / "p.index"
    searcher = Searcher(path, KEY)
    start = time.perf_counter()
    searcher.update(corner.texts)
    tell("Ote, first index, with progress", time.perf_counter() - start, "s", BAR_BUILD_S if corner.usual else None)
    searcher.close()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    tell("Ote, first index, processor time of the worker", used.ru_utime + used.ru_stime, "s")
    tell("Ote, worker's memory", used.ru_maxrss / 1024, "MB")
    tell("Ote, cache file", path.stat().st_size / 1e6, "MB")
    searcher = Searcher(path, KEY)
    start = time.perf_counter()
    searcher.update(corner.texts)
    searcher.search("koti", corner.texts)
    tell("Ote, first answer after opening, up to date", (time.perf_counter() - start) * 1000, "ms")
    every_cold, every_warm = [], []
    for name, asked in corner.queries.items():
        cold = timed(lambda text: searcher.search(text, corner.texts), asked, lambda: forget(searcher))
        timed(lambda text: searcher.search(text, corner.texts), asked)
        warm = timed(lambda text: searcher.search(text, corner.texts), asked)
        tell_times(f"Ote, {name}, cold", cold, corner.bar)
        tell_times(f"Ote, {name}, warm", warm, corner.bar_warm)
        every_cold += cold
        every_warm += warm
    some = {document.transcript.id: range(0, len(document.turns), 3) for document in corner.documents[::2]}
    narrow = Filters(turns=some)
    tell_times(
        "Ote, word in allowed turns, warm",
        timed(lambda text: searcher.search(text, corner.texts, narrow), corner.queries["word"]),
        corner.bar_warm,
    )
    tell_times("Ote, any query, cold", every_cold, corner.bar)
    tell_times("Ote, any query, warm", every_warm, corner.bar_warm)
    known = analysed(path)
    replace_one(searcher, corner)
    searcher.close()
    return known


def forget(searcher: Searcher) -> None:
    """Make the next question a cold one: no set of turns, no word, no answer remembered."""
    opened = searcher._opened
    if opened and opened.snapshot and opened.evaluator:
        opened.asked.clear()
        opened.snapshot.found.cache_clear()
        opened.snapshot.codes.cache_clear()
        opened.evaluator.leaf.cache_clear()
        opened.evaluator.patterns.fits.cache_clear()
        opened.evaluator.patterns._row.cache_clear()


def replace_one(searcher: Searcher, corner: Corner) -> None:
    """Change one transcript and search again: the first time loads the worker, of the others the median is told."""
    documents = corner.documents
    seconds = []
    for n in range(6):
        changed = Maker(100 + n).document(documents[0].transcript.id, documents[0].transcript.words)
        texts = Documents([changed, *documents[1:]], corner.texts)
        start = time.perf_counter()
        searcher.update(texts)
        searcher.search("koti", texts)
        seconds.append(time.perf_counter() - start)
    tell("Ote, one transcript replaced and searched, cold worker", seconds[0], "s")
    bar = BAR_REPLACE_S if corner.usual else None
    tell("Ote, one transcript replaced and searched, warm worker", percentile(seconds[1:], 0.5), "s", bar)


def bench_fts5(corner: Corner, folder: Path, analysis: Analysed) -> None:
    """Ask SQLite FTS5 the same, on a column of words and one of our terms; it marks no words."""
    known, base = analysis
    database = sqlite3.connect(folder / "fts5.sqlite")
    start = time.perf_counter()
    database.execute("CREATE VIRTUAL TABLE t USING fts5(body, lem, tokenize=\"unicode61 tokenchars '~-'\")")
    rows = ((text, terms) for text, terms in lemmatised(corner, known))
    database.executemany("INSERT INTO t VALUES (?, ?)", rows)
    database.commit()
    tell("FTS5, build, words analysed already", time.perf_counter() - start, "s")

    def ask(match: str) -> tuple[int, list[object]]:
        ids = database.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (match,)).fetchall()
        marks = ",".join(str(row[0]) for row in ids[:50])
        return len(ids), database.execute(f"SELECT body FROM t WHERE rowid IN ({marks})").fetchall()

    def lem(word: str) -> str:
        return "(" + " OR ".join(f'"{term}"' for term in base[word].split()) + ")"

    def first(word: str) -> str:
        return base[word].split()[0]

    two = [query.split() for query in corner.queries["and"]]
    asked = {
        "word": [f"lem : {lem(word)}" for word in corner.queries["word"]],
        "and": [f"lem : {lem(a)} AND lem : {lem(b)}" for a, b in two],
        "exact phrase": [f"body : {query[1:]}" for query in corner.queries["exact phrase"]],
        "near": [f'lem : NEAR("{first(a)}" "{first(b)}", 4)' for a, b in near_words(corner)],
        "prefix": [f"body : {query[:-1]} *" for query in corner.queries["prefix"]],
        "prefix of one letter": [f"body : {query[:-1]} *" for query in corner.queries["prefix of one letter"]],
    }
    for name, questions in asked.items():
        tell_times(f"FTS5, {name}", timed(ask, questions))
    database.close()


def near_words(corner: Corner) -> list[tuple[str, str]]:
    """Return the two words of each query of the class near."""
    return [(query.split()[0], query.split()[2]) for query in corner.queries["near"]]


def analysed(path: Path) -> Analysed:
    """Return the terms each form is found by and each query word asks for, as our index has them."""
    connection = connect(path, KEY)
    rows = connection.execute("SELECT form, group_concat(term, ' ') FROM words JOIN terms USING (code) GROUP BY code")
    known = dict(rows.fetchall())
    base = dict(connection.execute("SELECT word, terms FROM asked").fetchall())
    connection.close()
    return known, base


def lemmatised(corner: Corner, known: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Go through the turns as words and as terms."""
    for document in corner.documents:
        for turn in document.turns:
            forms = [token.form for token in turn_tokens(turn, document.text)]
            yield " ".join(forms), " ".join(known[form] for form in forms)


def bench_scan(corner: Corner) -> None:
    """Ask a plain scan: `in` over the lower-cased turns, no Finnish."""
    turns = [document.text[turn.start : turn.end].lower() for document in corner.documents for turn in document.turns]

    def ask(text: str) -> tuple[int, list[str]]:
        found = [turn for turn in turns if text in turn]
        return len(found), found[:50]

    for name in ("word", "exact phrase", "infix"):
        tell_times(f"plain scan, {name}", timed(ask, [query.strip('="*') for query in corner.queries[name]]))


def main() -> None:
    """Run all of it."""
    words = int(os.environ.get("OTE_BENCH_WORDS", "1000000"))
    documents = corpus(words, max(words // 10_000, 1))
    corner = Corner(documents, Documents(documents), queries(Maker()), words < LARGE)
    tell("corpus", sum(one.transcript.words for one in documents), "words")
    tell("corpus, turns", sum(len(one.turns) for one in documents), "turns")
    with tempfile.TemporaryDirectory() as name:
        analysis = bench_ote(corner, Path(name))
        tell(
            "Ote, this process's memory, corpus included",
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "MB",
        )
        bench_scan(corner)
        bench_fts5(corner, Path(name), analysis)


if __name__ == "__main__":
    main()
