"""A word that was found says why: its base form, the compound's parts, the written form of a spoken one."""

from __future__ import annotations

import pytest

from helpers.search_corpus import make_document
from projects.search.corpus import Documents
from projects.search.reasons import Reason

WHY = [
    ("koti", "koti", Reason("base", "koti")),
    ("koti", "kotiin", Reason("inflected", "koti")),
    ("koti", "kotikäynnillä", Reason("compound", "koti", ("koti", "käynnillä"))),
    ("tukihakemus", "toimeentulotukihakemuksen",
     Reason("compound", "tukihakemus", ("toimeentulo", "tuki", "hakemuksen"))),
    ("asukas", "vuokraasukkaiden", Reason("compound", "asukas", ("vuokra", "asukkaiden"))),
    ("ohjelma", "aune-ohjelman", Reason("compound", "ohjelma", ("aune", "ohjelman"))),
    ("aune-ohjelma", "aune-ohjelman", Reason("inflected", "auneohjelma")),
    ("hanke", "astahankkeen", Reason("compound", "hanke")),
    ("minä", "mulla", Reason("spoken", "minä")),
    ("asunto", "asunnos", Reason("spoken", "asunto", (), "asunnossa")),
    ("käynti", "kotikäynnillekki", Reason("spoken", "käynti", ("koti", "käynnillekin"), "kotikäynnillekin")),
    ("koti", "zzz-kotiin", Reason("compound", "koti", ("zzz", "kotiin"))),
    ("zzz-koti", "zzz-kotiin", Reason("inflected", "zzzkoti")),
    ("idea", "pieniidealla", Reason("compound", "idea", ("pieni", "idealla"))),
    ("minä", "mullaki", Reason("spoken", "minä", (), "mulla")),
    ("landlord", "landlords", Reason("stem", "landlords")),
    ("asunto+", "asunnottomuus", Reason("derived", "asunto")),
    ("=kotiin", "kotiin", Reason("exact", "kotiin")),
    ("koti*", "kotikäynnillä", Reason("pattern", "koti*")),
    ("kotti~", "koti", Reason("like", "kotti")),
    ('velka TAI "oma (koti NEAR/2 avain)" TAI koti', "kotiin", Reason("inflected", "koti")),
    ("asunto", "asunnottomuus", None),
    ("velka", "kodin", None),
    ("velka", "kodis", None),
    ("NOT koti", "kotiin", Reason("inflected", "koti")),
]  # fmt: skip


@pytest.mark.parametrize(("query", "form", "reason"), WHY)
def test_why_a_word_was_found(searcher, query, form, reason):
    searcher.update(Documents([make_document("a", ["koti"])]))
    assert searcher.why(query, "fi", form) == reason


def test_why_in_other_languages(searcher):
    searcher.update(Documents([make_document("a", ["homes"], "en")]))
    assert searcher.why("home", "en", "homes") == Reason("stem", "homes")
    assert searcher.why("house", "en", "homes") is None


def test_why_in_a_wide_search(searcher):
    searcher.update(Documents([make_document("a", ["asunnoton"])]))
    assert searcher.why("asunto", "fi", "asunnoton", wide=True) == Reason("derived", "asunto")
    assert searcher.why("asunto", "fi", "asunnoton") is None
