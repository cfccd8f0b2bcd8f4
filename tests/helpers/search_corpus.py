"""Make a seeded corpus of interview-like transcripts from the vocabulary of a text, for the search benchmarks."""

from __future__ import annotations

import hashlib
import os
import random
import re
from itertools import accumulate, pairwise
from pathlib import Path

from projects.model import Document, Origin, Transcript, Turn

ROOT = Path(__file__).resolve().parents[2]
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
LINE_END = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?!(?:ja|tai|sekä|eli)\b)(?=[a-zäöå])")
TURN_MEDIAN = 25


def shared() -> Path | None:
    """Return the folder of shared material, None when it is away."""
    folder = Path(os.environ.get("OTE_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "samples/booklet/vihkonen.txt").exists() else None


def seed_text() -> str:
    """Return the booklet's text with line-end hyphens joined, or our own example texts."""
    folder = shared()
    if folder:
        text = (folder / "samples/booklet/vihkonen.txt").read_text(encoding="utf-8")
        return LINE_END.sub("", ADDRESS.sub(" ", text))
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "coder/example").rglob("*.txt")))


class Maker:
    """Draw words: by Zipf's law, one in five continuing a true pair, one in twenty-five an invented compound."""

    def __init__(self, seed: int = 1) -> None:
        """Count the vocabulary of the seed text."""
        said = [word.lower() for word in WORDS.findall(seed_text())]
        self._random = random.Random(seed)
        counts: dict[str, int] = {}
        for word in said:
            counts[word] = counts.get(word, 0) + 1
        self.words = sorted(counts, key=lambda word: (-counts[word], word))
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self._after: dict[str, list[str]] = {}
        for one, other in pairwise(said):
            self._after.setdefault(one, []).append(other)
        self._long = [word for word in self.words if len(word) > 4]

    def text_words(self, count: int) -> list[str]:
        """Return so many words."""
        drawn = self._random.choices(self.words, cum_weights=self._weights, k=count)
        for place in range(1, count):
            lot = self._random.random()
            if lot < 0.2 and drawn[place - 1] in self._after:
                drawn[place] = self._random.choice(self._after[drawn[place - 1]])
            elif lot > 0.96:
                drawn[place] = self._random.choice(self._long) + self._random.choice(self._long)
        return drawn

    def document(self, name: str, count: int) -> Document:
        """Return a transcript of so many words in turns of about 25."""
        left = self.text_words(count)
        paragraphs = []
        while left:
            size = max(1, int(self._random.lognormvariate(3.2, 0.8)))
            turn, left = left[:size], left[size:]
            paragraphs.append(" ".join(turn).capitalize() + ".")
        return make_document(name, paragraphs)


def make_document(name: str, paragraphs: list[str], language: str = "fi") -> Document:
    """Return a document of turns without labels."""
    text = "\n".join(paragraphs)
    turns, place = [], 0
    for n, paragraph in enumerate(paragraphs, 1):
        turns.append(Turn(f"{name}-{n}", name, n, "", place, place + len(paragraph), None, None))
        place += len(paragraph) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    transcript = Transcript(name, name, name, language, (), 0, Origin("", "", ""), digest, words, 0)
    return Document(transcript, text, tuple(turns), {}, {})


def corpus(words: int, transcripts: int, seed: int = 1) -> list[Document]:
    """Return so many transcripts with so many words together."""
    maker = Maker(seed)
    return [maker.document(f"t{n:03d}", words // transcripts) for n in range(transcripts)]
