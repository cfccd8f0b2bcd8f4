"""A round over twenty quotes of the shipped example, and what four people answer: the same in tests and pictures."""

from __future__ import annotations

from projects import commands
from projects.review.packet import ACCEPT, CHANGE, REJECT, sent_mark
from projects.review.rounds import Round
from projects.review.texts import fingerprints
from projects.store import Store

COUNT = 20
CODER = "Aino Aalto"
# Who, in which form, and the numbers that are answered otherwise than by yes; the rest of the list is remarks.
REMARKS = {
    ("KA3", 1): "Tiedän, kenestä tässä puhutaan. Hän asuu vielä samassa talossa.",
    ("KA2", 1): "”Näin mulle sanottiin” pois, niin ei kuulu juoru.",
    ("KA1", 1): "Kaunis. Näin se on.",
    ("KA1", 2): "En halua, että tätä luetaan.",
}
NO = {("KA3", 1), ("KA1", 2)}
WISH = {("KA2", 1), ("KA2", 2), ("KA2", 3), ("KA3", 4), ("KA1", 5), ("KA3", 5), ("KA3", 6)}
SOURCES = {"KA1": "html", "KA2": "word", "KA3": "paper", "KA4": "html"}
LAST = {"KA4": 14}


def decision(name: str, number: int) -> str:
    """Return what a reviewer says of a quote, by its number."""
    return REJECT if (name, number) in NO else CHANGE if (name, number) in WISH else ACCEPT


def choose_twenty(store: Store) -> tuple[str, ...]:
    """Choose twenty short excerpts of the example as quotes; return their ids in the order of the texts."""
    found = sorted(store.excerpts(), key=lambda one: (one.end - one.start, one.id))[:COUNT]
    store.do(commands.ChooseQuotes(tuple(one.id for one in found)), CODER)
    quotes = store.quotes()
    for one in quotes:
        store.do(commands.SetLeadIn(one.id, "Asumisneuvoja kertoo työstään:"), CODER)
    return tuple(one.id for one in quotes)


def round_of_twenty(store: Store) -> Round:
    """Make the round."""
    quotes, prints = choose_twenty(store), fingerprints(store)
    asked = tuple(
        commands.AskedQuote(key, prints[key], "Asumisneuvoja kertoo työstään:",
                            notes=("substances",) if number == 3 else ())
        for number, key in enumerate(quotes, 1)
    )  # fmt: skip
    made = commands.MakeRound(
        asked, "experience", "fi", "Mitä mieltä olet otteista?", greeting="Hei! Kiitos, että luet näitä otteita.",
        contact="Raija, puh. 050 000 0000", until="15.2.2027",
    )  # fmt: skip
    key = store.do(made, CODER).result
    return store.review().round_by_id[str(key)]


def answer_all(store: Store, one: Round) -> None:
    """Take in what everybody answers."""
    asked = store.review().by_round[one.id]
    for name, source in SOURCES.items():
        taken = tuple(
            commands.TakenAnswer(
                each.id, decision(name, each.number),
                None if source == "word" else (name, each.number) in NO,
                REMARKS.get((name, each.number), ""),
                mark=sent_mark(each.fingerprint, one.nonce),
            )
            for each in asked[: LAST.get(name, COUNT)]
        )
        store.do(commands.TakeAnswers(one.id, name, source, taken), CODER)
