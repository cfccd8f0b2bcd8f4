"""Words find their base forms, compound parts and spoken forms; a base form asks for itself only."""

from __future__ import annotations

import pytest

FOUND = """
kotona koti, kotiiki koti, kodissa koti, kodeissa koti, kotonaki koti, kotikäynnillä koti, kotikäynnillä käynti
asunnottomuudesta asunnottomuus, asumisen asuminen, asumisneuvonnassakin neuvonta, asumisneuvonnassakin asuminen
asumisneuvonnassakin asumisneuvonta, toimeentulotukihakemuksen toimeentulotuki, toimeentulotukihakemuksen tukihakemus
toimeentulotukihakemuksen hakemus, vuokravelkaa velka, vuokra-asukkaiden asukas, vuokra-asukkaiden vuokra
vuokraasukkaiden vuokra-asukas, vankilasta vankila, tehty tehdä, saatu saada, ollut olla, kohdanneet kohdata
asumis asuminen, ehkäisemiseksi ehkäiseminen, aune-ohjelman ohjelma, ryhmittäin ryhmä, helsingissä helsinki
mä minä, mulla minä, mun minä, sulle sinä, tää tämä, tän tämä, toi tuo, semmonen sellainen, semmosilla sellainen
tommosia tuollainen, oon olla, olis olla, oliks olla, mennää mennä, tulis tulla, haluis haluta, kattoo katsoa
pitäis pitää, vaikee vaikea, tärkeetä tärkeä, asunnos asunto, asunnost asunto, kadul katu, ihmisii ihminen
saanu saada, auttanu auttaa, niinku niin, niinku kuin
yks yksi, kaks kaksi, kahen kaksi, punanen punainen, naapurii naapuri
vuokrii vuokra, velkoi velka, tarvii tarvita, lähtis lähteä, soittasin soittaa, kirjottaa kirjoittaa, hakeen hakea
puhuttii puhua, perheellises perheellinen, kouluis koulu, toimistol toimisto, naapuril naapuri, maksanu maksaa
tarkottaa tarkoittaa, ilmotettiin ilmoittaa, viiessä viisi, itellä itse, mettään metsä, töihi työ, emmä ei
"""
LOST = """
vankilasta lapsi, aktivoimaan voida, asunnottomuus asunto, kansa kanssa, katto katsoa, musta valkoinen, kunta kunnas
"""


def pairs(text):
    rows = [pair.split() for line in text.strip().splitlines() for pair in line.split(", ")]
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(("form", "base"), pairs(FOUND))
def test_a_form_is_found_by_its_base_form(analyser, form, base):
    assert analyser.indexed("fi", form) & analyser.asked(base)


@pytest.mark.parametrize(("form", "other"), pairs(LOST))
def test_a_form_is_not_found_by_another_word(analyser, form, other):
    assert not analyser.indexed("fi", form) & analyser.asked(other)


def test_a_base_form_asks_only_for_itself(analyser):
    assert analyser.asked("musta") == {"musta"}
    assert analyser.asked("tuli") == {"tuli"}
    assert analyser.base("musta")
    assert not analyser.base("mustalla")


def test_an_inflected_query_asks_for_its_base(analyser):
    assert "asukas" in analyser.asked("asukkaiden")
    assert "vuokravelka" in analyser.asked("vuokraveloille")


def test_english_and_swedish_words_in_finnish_speech_fall_to_stems(analyser):
    for one, other in (("landlords", "landlord"), ("tenants", "tenant"), ("rådgivaren", "rådgivare")):
        assert analyser.indexed("fi", one) & analyser.asked(other)


def test_an_unknown_hyphen_word_asks_for_the_whole_only(analyser):
    assert analyser.asked("aune-ohjelman") & analyser.indexed("fi", "aune-ohjelmasta")
    assert not analyser.asked("aune-ohjelma") & analyser.indexed("fi", "ohjelma")


def test_other_languages_have_their_own_terms(analyser):
    assert analyser.indexed("en", "houses") == {"en~hous"}
    assert analyser.indexed("-", "koti") == {"-~koti"}


@pytest.mark.parametrize("word", ["", "-", "a", "x" * 500, "äö-", "2020", "3-4", "ı", "你好", "a" * 64 + "-b", "--a"])
def test_strange_words_have_terms_too(analyser, word):
    assert word == "" or analyser.indexed("fi", word)
    analyser.asked(word)


def test_the_cache_belongs_to_the_object_and_is_bounded(analyser):
    assert analyser._finnish._terms.cache_info().maxsize == 50_000


def test_every_base_form_of_the_tables_is_what_asking_for_it_means(analyser):
    tables = analyser._finnish._spoken
    bases = {base for found in tables.words.values() for base in found} | {base for _, base in tables.beginnings}
    assert {base for base in bases if base not in analyser.asked(base)} == set()


def test_no_ending_rule_repeats_another(analyser):
    tables = analyser._finnish._spoken
    assert len(set(tables.endings)) == len(tables.endings)
    assert len(set(tables.inside)) == len(tables.inside)
