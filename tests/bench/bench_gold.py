"""Measure the Finnish of the search on the gold set: recall, precision, spoken forms; print JSON lines.

The gold set and the booklet lie outside the project (`../shared`, or OTE_SHARED); without them nothing is measured.
Wanted are a query's forms (A) and compounds (B), neutral ones (N) are left out, any other word of the booklet is wrong.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from helpers.search_corpus import LINE_END, make_document, shared
from projects.search.stems import Stems
from projects.search.terms import Analyser, elsewhere
from projects.search.tokens import ADDRESS, tokens

BAR = 0.98
BAR_SPOKEN = 0.90
Key = tuple[str, str]


def tell(measure: str, value: float, bar: float | None) -> None:
    """Print one measure as a JSON line."""
    met = None if bar is None else value >= bar
    print(
        json.dumps(
            {"bench": "gold", "measure": measure, "value": round(value, 4), "unit": "share", "bar": bar, "met": met}
        )
    )


def booklet(path: Path) -> set[Key]:
    """Return the words of the booklet as the program reads it: line ends joined, web addresses known as such."""
    try:
        from projects.importers.reading import read_file

        text = read_file(path).text
    except ImportError:
        text = LINE_END.sub("", path.read_text(encoding="utf-8"))
    document = make_document("booklet", text.split("\n"))
    found = tokens(document.text, 0, len(document.text))
    return {(ADDRESS if token.address else "fi", token.form) for token in found}


class Gold:
    """Ask the gold set's queries of an analyser."""

    def __init__(self, analyser: Analyser, words: set[Key]) -> None:
        """Analyse every word once."""
        self._analyser = analyser
        self._stems = Stems()
        self._terms = {key: analyser.indexed(*key) for key in words}

    def asked(self, query: str) -> frozenset[str]:
        """Return the terms a query word asks for, as the search does."""
        return self._analyser.asked(query) | elsewhere(self._stems, (ADDRESS,), query)

    def found(self, query: str) -> set[str]:
        """Return the forms a query finds."""
        asked = self.asked(query)
        return {form for (_, form), terms in self._terms.items() if terms & asked}

    def spoken(self, form: str, lemma: str) -> bool:
        """Tell whether a spoken form is found by its lemma."""
        return bool(self._analyser.indexed("fi", form) & self.asked(lemma))


def figures(folder: Path, *, show: bool = False) -> tuple[float, float, float, float]:
    """Return recall, precision by the list alone, precision with the words judged by hand, and spoken forms found."""
    judged = tomllib.loads((ROOT / "tests/bench/gold_judged.toml").read_text(encoding="utf-8"))
    data = json.loads((folder / "gold/finnish.json").read_text(encoding="utf-8"))["develop"]
    wanted_forms = {("fi", form) for query in data["queries"] for kind in "ABN" for form in query[kind]}
    gold = Gold(Analyser(), booklet(folder / "samples/booklet/vihkonen.txt") | wanted_forms)
    right = wrong = missed = pardoned = 0
    for query in data["queries"]:
        wanted = {*query["A"], *query["B"]}
        found = gold.found(query["query"])
        right += len(found & wanted)
        missed += len(wanted - found)
        unlisted = found - wanted - set(query["N"])
        wrong += len(unlisted)
        pardoned += len(unlisted & set(judged.get(query.get("lemma", query["query"]), ())))
        if show and (wanted - found or found - wanted - set(query["N"])):
            print(query["query"], "missed", sorted(wanted - found), "wrong", sorted(found - wanted - set(query["N"])))
    spoken = [gold.spoken(pair["form"], pair["lemma"]) for pair in data["spoken"]]
    by_hand = (right + pardoned) / (right + wrong)
    return right / (right + missed), right / (right + wrong), by_hand, sum(spoken) / len(spoken)


def main() -> None:
    """Print the three figures."""
    folder = shared()
    if folder is None:
        print(
            json.dumps(
                {"bench": "gold", "measure": "skipped: no ../shared", "value": 0, "unit": "", "bar": None, "met": None}
            )
        )
        return
    recall, precision, by_hand, spoken = figures(folder, show="--show" in sys.argv)
    tell("recall", recall, BAR)
    tell("precision, by the list alone", precision, BAR)
    tell("precision, unlisted words judged by hand", by_hand, BAR)
    tell("spoken forms", spoken, BAR_SPOKEN)


if __name__ == "__main__":
    main()
