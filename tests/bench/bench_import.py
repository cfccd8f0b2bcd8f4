"""Import 20 Word files beside python-docx reading their paragraphs in the same process, and long files."""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
import textwrap
import zipfile
from functools import partial
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from docx import Document

from helpers import documents
from helpers.bad_files import words_docx
from helpers.measures import Measures, seconds, typical
from helpers.projects import CODEBOOK
from projects import commands
from projects.importers.reading import read_bytes, read_file
from projects.store import Store

FILES, WORDS, ROUNDS = 20, 10_000, 3
SYLLABLES = (
    "ko", "ti", "va", "lo", "ma", "asu", "mi", "nen", "vuok", "ra", "luot", "ta", "mus", "ih", "mi", "set", "ka", "tu",
    "päi", "vä", "puhe", "lin", "yk", "si", "nä", "isä", "nöit", "si",
)  # fmt: skip
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_SPACING = '<w:pPr><w:spacing w:after="120"/></w:pPr>'


def turns(number: int) -> list[str]:
    """Invent the turns of one group interview."""
    chance = random.Random(number)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(2500)]
    left, made = WORDS, []
    while left > 0:
        length = min(left, chance.randint(2, 15) if chance.random() < 0.4 else chance.randint(10, 60))
        minute = len(made)
        speech = " ".join(chance.choices(words, k=length)).capitalize()
        made.append(f"H{chance.randint(1, 6)}: [00:{minute // 60:02}:{minute % 60:02}] {speech}.")
        left -= length
    return made


def write_docx(path: Path, number: int) -> None:
    """Write an interview as Word does: runs cut by revision marks and the spelling checker, a language on each."""
    chance = random.Random(number)
    paragraphs = []
    for turn in turns(number):
        runs = "".join(_run(part) for part in _pieces(turn, chance))
        paragraphs.append(f'<w:p w:rsidR="00A7{number:04}" w:rsidRDefault="00B1{number:04}">{_SPACING}{runs}</w:p>')
    inside = "".join(paragraphs)
    body = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{inside}<w:sectPr/></w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", body)


def _pieces(turn: str, chance: random.Random) -> list[str]:
    """Cut a turn after its label and then at a word every now and then."""
    cuts = [0, 4, *(place for place in range(5, len(turn)) if turn[place] == " " and chance.random() < 0.1), len(turn)]
    return [turn[a:b] for a, b in itertools.pairwise(sorted(set(cuts)))]


def _run(text: str) -> str:
    properties = '<w:rPr><w:rFonts w:ascii="Calibri"/><w:lang w:val="fi-FI"/></w:rPr>'
    said = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f'<w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00C2">{properties}{said}</w:r>'


def store_all(folder: Path, files: list[Path]) -> None:
    """Read and store every file, a step a file."""
    path = folder / "p.ote"
    path.unlink(missing_ok=True)
    store = Store.create(path, CODEBOOK)
    for file in files:
        store.do(commands.ImportTranscript(read_file(file)), "Aino")
    store.close()


def long_files() -> dict[str, bytes]:
    """Return one interview of more than 100,000 words in every format that is read."""
    said = [turn for number in range(10) for turn in turns(number)]
    wrapped = [line for turn in said for line in textwrap.wrap(turn, 95)]
    pages = [wrapped[at : at + 55] for at in range(0, len(wrapped), 55)]
    return {
        "txt": "\n".join(said).encode(), "wrapped txt": "\n".join(wrapped).encode(), "docx": words_docx(said),
        "odt": documents.odt(said), "rtf": documents.rtf(said), "md": documents.markdown(said),
        "html": documents.web(said), "vtt": documents.vtt(said), "pdf": documents.pdf(pages, packed=True),
    }  # fmt: skip


def main() -> int:
    """Measure side by side; the project lies in memory where the system offers it, so that the disk is left out."""
    measures = Measures("import")
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        files = [folder / f"h{number:02}.docx" for number in range(FILES)]
        for number, file in enumerate(files):
            write_docx(file, number)
        rounds = [
            (
                seconds(lambda: [[p.text for p in Document(str(file)).paragraphs] for file in files]),
                seconds(lambda: [read_file(file) for file in files]),
                seconds(lambda: store_all(folder, files)),
            )
            for _ in range(ROUNDS)
        ]
        drafts = [read_file(file) for file in files]
        lost = sum("\n".join(turns(n)) != draft.text for n, draft in enumerate(drafts))
    base, read, stored = (median(column) for column in zip(*rounds, strict=True))
    measures.tell("python-docx reads 20 files", base, "s")
    measures.tell("read / python-docx", read / base, "x", 1 / 5)
    measures.tell("read and stored / python-docx", stored / base, "x", 1 / 3)
    measures.tell("files that lost a character", lost, "files", 0)
    for kind, data in long_files().items():
        name = f"a.{kind.split()[-1]}"
        measures.tell(f"100,000 words of {kind}", typical(partial(read_bytes, data, name, ""), 3), "s", 1)
    return measures.code


if __name__ == "__main__":
    sys.exit(main())
