"""Measure the Word report of 2,000 quotes against writing the raw XML, in one process; print JSON lines."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from exports.report import ReportPlan
from exports.word import write_report
from helpers.snapshots import snapshot
from projects.model import Snapshot

QUOTES = 2000
BAR = 8.0
LINEAR = 2.6
ROUNDS = 5
WORDS = """
mä sä se tää toi semmonen niinku sitten kun ihan vaan asukas asukkaalle asukkaan koti kotiin kotona soitan kysyn
kuuluu kukaan soittanut viikolla vuokra vuokravelka maksaa toimisto toimistolla hiljempaa puhutaan keittiö
luottamus toivo oikeesti aina joskus monta kertaa mennään käydään yhdessä kirjotetaan hakemus päätös virasto Kela
naapuri rappu avain ovi ikkuna kahvi kuppi istutaan odotetaan jaksaa väsynyt tyytyväinen itse apua tukea hetki
"""
KEYS = ("P01", "P02", "S01", "T01", "R01", "N1", "N2", "N3", "N4")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def sentences(number: int) -> list[str]:
    """Make three turns of about twenty words, the same for the same number."""
    chance = random.Random(number)
    return [" ".join(chance.choices(WORDS.split(), k=chance.randint(14, 26))).capitalize() + "." for _ in range(3)]


def material(quotes: int) -> Snapshot:
    """Build nine interviews with so many excerpts of three turns, one code each and every fifth with two."""
    blocks = []
    for place in range(9):
        lines = [f"RH{place} | Ryhmä {place}"]
        for number in range(quotes // 9 + (place < quotes % 9)):
            key = KEYS[number % len(KEYS)]
            keys = key if number % 5 else f"{key} {KEYS[(number + 3) % len(KEYS)]}"
            first, second, third = sentences(number * 9 + place)
            lines += [f"H1: [{keys}: {first}", f"H2: {second}", f"H1: {third}]"]
        blocks.append("\n".join(lines))
    return snapshot(*blocks)


def raw(path: Path, quotes: list[list[str]]) -> None:
    """Write the same quotes, with control, bookmark and source line, as a zip around one generated document.xml."""
    parts = [f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>']
    for number, turns in enumerate(quotes):
        mark = f'w:id="{number}"'
        said = "".join(_paragraph("AineistoOte", text) for text in turns)
        parts.append(
            f'<w:bookmarkStart {mark} w:name="_quote_{number:032d}"/><w:sdt><w:sdtPr><w:alias w:val="RH1-v{number}"/>'
            f'<w:tag w:val="{number:036d}"/></w:sdtPr><w:sdtContent>{said}</w:sdtContent></w:sdt>'
            f"<w:bookmarkEnd {mark}/>{_paragraph('AineistoOteLahde', f'(AN1 ja AN2, RH1, v. {number})')}"
        )
    parts.append("<w:sectPr/></w:body></w:document>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", "".join(parts))


def _paragraph(style: str, text: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(project: Snapshot, path: Path) -> None:
    """Write the whole report."""
    for _ in write_report(project, ReportPlan(created="2020-11-05T12:00:00Z"), None, path):
        pass


def line(measure: str, value: float, unit: str, bar: float, *, met: bool) -> None:
    """Print one measure as a JSON line."""
    row = {"bench": "report", "measure": measure, "value": round(value, 3), "unit": unit, "bar": bar, "met": met}
    print(json.dumps(row, ensure_ascii=False))


def main() -> int:
    """Measure raw and report side by side, round by round; exit 1 when a bar is missed."""
    plain = [sentences(number) for number in range(QUOTES)]
    small, large = material(QUOTES), material(2 * QUOTES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.docx"
        report(small, path)
        rounds = [
            (
                seconds(lambda: raw(path, plain)),
                seconds(lambda: report(small, path)),
                seconds(lambda: report(large, path)),
            )
            for _ in range(ROUNDS)
        ]
    base, once, twice = (median(column) for column in zip(*rounds, strict=True))
    line("raw XML, 2000 quotes", base, "s", 0.0, met=True)
    line("report, 2000 quotes", once, "s", BAR * base, met=once <= BAR * base)
    line("report / raw XML", once / base, "x", BAR, met=once <= BAR * base)
    line("4000 quotes / 2000 quotes", twice / once, "x", LINEAR, met=twice <= LINEAR * once)
    return 0 if once <= BAR * base and twice <= LINEAR * once else 1


if __name__ == "__main__":
    sys.exit(main())
