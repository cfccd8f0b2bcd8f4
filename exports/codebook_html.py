"""The codebook as one page of HTML: nothing is fetched, it reads on a phone and prints well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from codebooks.colours import family_colour
from codebooks.model import Code, Codebook
from exports.codebook_report import WORDS, Chapter, CodebookPlan, Entry, chapters
from exports.escape import storable
from exports.words import plural, words

_DEEPEST = 6
_STYLE = """
:root { color-scheme: light dark; --text: #1e2126; --quiet: #4a4f57; --line: #dedacf; --page: #fbfaf7; --card: #fff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.45rem; line-height: 1.25; margin: 3rem 0 .5rem; padding-bottom: .35rem;
  border-bottom: 1px solid var(--line); }
h3, h4, h5, h6 { font-size: 1.08rem; margin: 0; }
p { margin: .35rem 0; }
nav ul { columns: 2; gap: 2rem; padding-left: 1.1rem; }
nav a { color: inherit; }
.quiet { color: var(--quiet); }
.mark { --mark: var(--light); display: inline-block; width: .8em; height: .8em; border-radius: .2em; margin-right: .5em;
  background: var(--mark); }
.code { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem;
  margin: .8rem 0; }
.below { margin-left: 1.5rem; }
.retired { border-style: dashed; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) 3fr; gap: .2rem 1rem; margin: .6rem 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; white-space: pre-line; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } nav ul { columns: 1; } .below { margin-left: .5rem; } }
@media (prefers-color-scheme: dark) {
  :root { --text: #ecebe7; --quiet: #b9bcc2; --line: #383c44; --page: #1b1d22; --card: #272a30; }
  .mark { --mark: var(--dark); }
}
@media print {
  :root { --text: #000; --quiet: #333; --line: #999; --page: #fff; --card: #fff; }
  @page { margin: 18mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  h2, h3, h4, h5, h6 { break-after: avoid; }
  .code { break-inside: avoid; }
  .mark { --mark: var(--light); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def codebook_html(codebook: Codebook, counts: Mapping[str, int], plan: CodebookPlan) -> str:
    """Return the booklet as one HTML document in the plan's language."""
    say = words(plan.language, WORDS)
    name = codebook.name_fi if plan.language == "fi" else codebook.name_en
    title = name or say["title"]
    parts = chapters(codebook, counts, plan.language)
    facts = plural(plan.language, "facts", len(codebook.codes), WORDS)
    body = [
        f"<header><h1>{_text(title)}</h1>",
        f'<p class="quiet">{_text(plan.title)} · {_text(facts)} · {_text(_day(plan))}</p></header>',
        *(_contents(parts, say["contents"]) if codebook.codes else [f"<p>{_text(say['empty'])}</p>"]),
        "<main>",
        *(line for at, part in enumerate(parts, 1) for line in _chapter(part, at, plan.language)),
        "</main>",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(plan.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)} – {_text(plan.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _contents(parts: tuple[Chapter, ...], title: str) -> Iterator[str]:
    yield f'<nav aria-label="{_text(title)}"><ul>'
    for at, part in enumerate(parts, 1):
        yield f'<li><a href="#perhe-{at}">{_text(part.name)}</a> <span class="quiet">{len(part.entries)}</span></li>'
    yield "</ul></nav>"


def _chapter(part: Chapter, at: int, language: str) -> Iterator[str]:
    mark = ""
    if part.family is not None:
        light, dark = (family_colour(part.family.colour, dark=dark) for dark in (False, True))
        mark = f'<span class="mark" style="--light: {light}; --dark: {dark}"></span>'
    yield f'<section id="perhe-{at}"><h2>{mark}{_text(part.name)}</h2>'
    if part.family is not None and part.family.question(language):
        yield f'<p class="quiet">{_text(part.family.question(language))}</p>'
    for entry in part.entries:
        yield from _entry(entry, language)
    yield "</section>"


def _entry(entry: Entry, language: str) -> Iterator[str]:
    level = min(entry.depth + 2, _DEEPEST)
    kinds = " ".join(["code", *["below"] * (entry.depth > 1), *["retired"] * entry.code.retired])
    yield f'<article class="{kinds}" id="{_anchor(entry.code)}">'
    yield f"<h{level}>{_text(entry.code.name(language))}</h{level}>"
    if entry.code.definition(language):
        yield f"<p>{_text(entry.code.definition(language))}</p>"
    rows = "".join(f"<dt>{_text(name)}</dt><dd>{_text(text)}</dd>" for name, text in entry.facts)
    yield f"<dl>{rows}</dl></article>"


def _anchor(code: Code) -> str:
    return f"koodi-{_text(code.id)}"


def _day(plan: CodebookPlan) -> str:
    """Return the day as people write it in Finnish, as ISO in other languages."""
    year, month, day = plan.created[:10].split("-")
    return f"{int(day)}.{int(month)}.{year}" if plan.language == "fi" else plan.created[:10]


def _text(text: str) -> str:
    return escape(storable(text))
