"""Quotes in a project: names for ever, edits that go with their words, what closes a quote, documents that hold it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.projects import GROUP, draft, dump, group_store, new_store
from projects import commands, walls
from projects.check import check
from projects.commands.pseudonyms import SetBrackets
from projects.errors import CommandError
from projects.model import Consent, Person
from projects.quote_rows import WrittenQuote
from projects.quotes.errors import QuoteError
from projects.quotes.layers import Layers, all_layers, layers
from projects.quotes.published import ANONYMISED, EDITED, INSERTION, OMISSION, TUTKIMUS, VIHKONEN, QuoteEdit
from projects.quotes.standing import allowed, closures
from projects.store import Store

Group = tuple[Store, str]
TEXT = "\n".join(GROUP)
SECOND = (TEXT.index("Luottamus"), len(TEXT.rpartition("\n")[0]))


def chosen(store: Store, transcript: str, start: int, end: int) -> str:
    return str(store.do(commands.ChoosePassage(transcript, start, end), "Aino").result)


def shown(store: Store, quote: str) -> Layers:
    (one,) = (each for each in store.quotes() if each.id == quote)
    return layers(store.document(one.transcript), one)


def edit(store: Store, quote: str, words: str, kind: str, text: str = "", reason: str = "") -> str:
    """Put an edit on the first place of some words; an insertion stands in front of them."""
    at = shown(store, quote).verbatim.index(words)
    end = at if kind == INSERTION else at + len(words)
    return str(store.do(commands.AddEdit(quote, QuoteEdit(at, end, kind, text, reason)), "Aino").result)


def test_an_excerpt_becomes_a_quote_named_after_its_turn_and_names_are_never_given_again(group: Group) -> None:
    store, transcript = group
    codings = [store.do(commands.Code(transcript, *place, ("c1",)), "Aino").result for place in (SECOND, (4, 20))]
    first, second = (one.excerpt for one in codings)
    quotes = store.do(commands.ChooseQuotes((first, second)), "Aino").result
    assert [one.name for one in store.quotes()] == ["RH1-v1", "RH1-v2"]
    assert store.do(commands.ChooseQuotes((first,)), "Aino").entry is None
    store.undo("Aino")
    assert store.quotes() == ()
    again = store.do(commands.ChooseQuotes((first,)), "Aino").result
    assert [one.name for one in store.quotes()] == ["RH1-v2b"]
    store.do(commands.DropQuotes(again), "Aino")
    chosen(store, transcript, SECOND[0], SECOND[1] - 4)
    assert [one.name for one in store.quotes()] == ["RH1-v2c"]
    assert quotes[0] != again[0]
    assert check(store) == ()


def test_an_excerpt_with_a_quote_stays_when_its_codes_go_and_goes_with_the_quote(group: Group) -> None:
    store, transcript = group
    coded = store.do(commands.Code(transcript, *SECOND, ("c1",)), "Aino").result
    (quote,) = store.do(commands.ChooseQuotes((coded.excerpt,)), "Aino").result
    store.do(commands.Uncode(coded.codings), "Aino")
    assert [one.id for one in store.excerpts()] == [coded.excerpt]
    edit(store, quote, "syntyy", OMISSION)
    before = dump(store)
    store.do(commands.DropQuotes((quote,)), "Aino")
    assert store.excerpts() == ()
    store.undo("Aino")
    assert dump(store) == before


def test_the_layers_tell_voices_speakers_print_and_source(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, 0, len(TEXT))
    edit(store, quote, "Luottamus", INSERTION, "meillä")
    edit(store, quote, "kotona", ANONYMISED, "asukkaalla", "paikka")
    edit(store, quote, "Koti on paikka, josta lähdetään.", OMISSION)
    one = shown(store, quote)
    assert one.verbatim == "\n".join(line.partition(": ")[2] for line in GROUP)
    assert one.published(TUTKIMUS) == (
        "Me käydään [asukkaalla] ja katsotaan yhdessä vuokravelkaa.",
        "[meillä] Luottamus syntyy hitaasti 🙂 ja se on tärkeetä 👍🏽 monelle.",
    )
    assert one.published(VIHKONEN)[1].startswith("(meillä) ")
    assert one.source(lambda person: f"{person.role[:2].upper()}{person.number}" if person else "") == (
        "(HA1, AS1, RH1, v. 1–3)"
    )
    assert [person.role for person in one.speakers] == ["haastattelija", "asumisneuvoja"]
    assert all_layers(store.documents(), store.quotes()) == (one,)
    assert store.snapshot().quotes == store.quotes()


def test_hidden_names_stand_in_the_projects_brackets(group: Group) -> None:
    store, transcript = group
    quote, key = chosen(store, transcript, *SECOND), store.mark_key()
    edit(store, quote, "monelle", ANONYMISED, "henkilölle 1")
    edit(store, quote, "tärkeetä", INSERTION, "meistä")
    mark = shown(store, quote).fingerprint(key)
    store.do(SetBrackets("double"), "Aino")
    assert shown(store, quote).published(TUTKIMUS)[0].endswith("[[henkilölle 1]].")
    assert shown(store, quote).published(VIHKONEN)[0].endswith("(meistä) tärkeetä 👍🏽 [[henkilölle 1]].")
    assert shown(store, quote).fingerprint(key) == mark
    store.undo("Aino")
    assert shown(store, quote).published(TUTKIMUS)[0].endswith("[meistä] tärkeetä 👍🏽 [henkilölle 1].")


def test_one_changed_character_changes_the_mark_and_a_reason_does_not(group: Group) -> None:
    store, transcript = group
    quote, key = chosen(store, transcript, *SECOND), store.mark_key()
    first = shown(store, quote).fingerprint(key)
    one = edit(store, quote, "tärkeetä", EDITED, "tärkeää", "")
    second = shown(store, quote).fingerprint(key)
    store.do(commands.ChangeEdit(one, "tärkeää", "puhujan toive"), "Aino")
    assert shown(store, quote).fingerprint(key) == second != first
    store.do(commands.RemoveEdits((one,)), "Aino")
    assert shown(store, quote).fingerprint(key) == first


def test_edits_can_be_set_together_and_what_stays_keeps_its_id(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    kept = edit(store, quote, "syntyy", OMISSION)
    there = shown(store, quote).edits[0]
    ids = store.do(commands.SetEdits(quote, (QuoteEdit(0, 9, ANONYMISED, "se"), there)), "Aino").result
    assert ids[1] == kept
    assert shown(store, quote).ids == ids
    store.do(commands.SetEdits(quote, (there,)), "Aino")
    assert shown(store, quote).ids == (kept,)


def test_lead_in_opening_and_paraphrase_are_kept(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    before = dump(store)
    store.do(commands.SetLeadIn(quote, " Neuvoja kertoo: "), "Aino")
    store.do(commands.SetOpening(quote, opening=True), "Aino")
    store.do(commands.SetParaphrase(quote, "Luottamus vie aikaa."), "Aino")
    (one,) = store.quotes()
    assert (one.lead_in, one.opening, one.paraphrase) == ("Neuvoja kertoo:", True, "Luottamus vie aikaa.")
    for _ in range(3):
        store.undo("Aino")
    assert dump(store) == before


@pytest.mark.parametrize(
    ("code", "command"),
    [
        ("quote-no-excerpt", commands.ChooseQuotes(("?",))),
        ("no-quote", commands.DropQuotes(("?",))),
        ("no-quote", commands.SetLeadIn("?", "")),
        ("no-quote", commands.SetOpening("?", opening=True)),
        ("no-quote", commands.SetParaphrase("?", "")),
        ("no-quote", commands.AddEdit("?", QuoteEdit(0, 1, OMISSION))),
        ("no-edit", commands.ChangeEdit("?", "", "")),
        ("no-edit", commands.RemoveEdits(("?",))),
        ("no-document", commands.MarkPrinted("?", "2021-03-31")),
    ],
)
def test_what_is_not_there_is_refused(group: Group, code: str, command: commands.AddEdit) -> None:
    with pytest.raises(QuoteError, match=code):
        group[0].do(command, "Aino")


def test_an_edit_that_does_not_fit_is_refused_and_nothing_written(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, 0, len(TEXT))
    turn = len(shown(store, quote).voices[0])
    edit(store, quote, "kotona", OMISSION)
    before = dump(store)
    refused = {
        "edit-outside": QuoteEdit(0, 10_000, OMISSION),
        "edit-empty": QuoteEdit(3, 3, OMISSION),
        "edit-overlap": QuoteEdit(0, turn, OMISSION),
        "edit-crosses-turns": QuoteEdit(turn - 2, turn + 3, OMISSION),
    }
    for code, one in refused.items():
        with pytest.raises(QuoteError, match=code):
            store.do(commands.AddEdit(quote, one), "Aino")
    with pytest.raises(QuoteError, match="quote-changed"):
        store.do(commands.AddEdit(quote, QuoteEdit(0, 2, OMISSION), "Ei"), "Aino")
    assert dump(store) == before


def test_an_excerpt_that_has_lost_its_speech_is_no_quote(group: Group) -> None:
    store, transcript = group
    excerpt = store.do(commands.Code(transcript, 4, 20, ("c1",)), "Aino").result.excerpt
    store.database.execute('UPDATE excerpt SET start = 0, "end" = 3 WHERE id = ?', [excerpt])
    with pytest.raises(QuoteError, match="quote-no-speech"):
        store.do(commands.ChooseQuotes((excerpt,)), "Aino")


@pytest.mark.parametrize(
    ("old", "new", "printed"),
    [
        ("kotona ja", "kotona-Maijalla ja", "Me käydään [paikassa] katsotaan"),
        ("käydään kotona", "mennään jo Maijalle", "Me [paikassa] ja katsotaan"),
        ("käydään kotona ja", "ollaan kotona ja", "Me [paikassa] katsotaan"),
    ],
)
def test_a_correction_over_the_edge_of_a_hidden_name_lays_nothing_bare(
    group: Group, old: str, new: str, printed: str
) -> None:
    store, transcript = group
    quote = chosen(store, transcript, 0, len(TEXT))
    edit(store, quote, "kotona", ANONYMISED, "paikassa")
    before = dump(store)
    store.do(commands.EditText(transcript, TEXT.index(old), old, new), "Aino")
    assert shown(store, quote).published(TUTKIMUS)[0].startswith(printed)
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before


def test_a_correction_over_two_hidden_names_leaves_both_hidden(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, 0, len(TEXT))
    edit(store, quote, "käydään", ANONYMISED, "yksi")
    edit(store, quote, "kotona", ANONYMISED, "kaksi")
    store.do(commands.EditText(transcript, TEXT.index("dään kot"), "dään kot", "dään Maijan ko"), "Aino")
    assert shown(store, quote).published(TUTKIMUS)[0].startswith("Me [yksi][kaksi] ja katsotaan")


def test_text_edits_carry_edits_and_drop_those_whose_words_go(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    edit(store, quote, "syntyy ", OMISSION)
    edit(store, quote, "tärkeetä", EDITED, "tärkeää", "puhujan toive")
    edit(store, quote, "monelle", INSERTION, "meistä")
    store.do(commands.EditText(transcript, TEXT.index("Me "), "Me", "Kyllä me"), "Aino")
    at = store.document(transcript).text.index("syntyy")
    store.do(commands.EditText(transcript, at, "syntyy ", ""), "Aino")
    assert [one.kind for one in shown(store, quote).edits] == [EDITED, INSERTION]
    at = store.document(transcript).text.index("tärkeetä")
    store.do(commands.EditText(transcript, at, "tärkeetä", "tärkeää"), "Aino")
    assert shown(store, quote).published(TUTKIMUS) == ("Luottamus hitaasti 🙂 ja se on tärkeää 👍🏽 [meistä] monelle.",)
    store.undo("Aino")
    store.undo("Aino")
    assert [one.kind for one in shown(store, quote).edits] == [OMISSION, EDITED, INSERTION]
    assert check(store) == ()


def test_an_edit_over_a_place_where_a_turn_is_split_lays_nothing_bare(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    edit(store, quote, "syntyy hitaasti", ANONYMISED, "jotain", "nimi")
    before = dump(store)
    store.do(commands.SplitTurn(transcript, TEXT.index("hitaasti")), "Aino")
    one = shown(store, quote)
    assert [(each.kind, each.text, each.reason) for each in one.edits] == [
        (ANONYMISED, "jotain", "nimi"), (OMISSION, "", "nimi"),
    ]
    assert one.published(TUTKIMUS) == ("Luottamus [jotain]", "[...] 🙂 ja se on tärkeetä 👍🏽 monelle.")
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before
    second = store.document(transcript).turns[1].id
    store.do(commands.JoinTurns(transcript, second), "Aino")
    assert shown(store, quote).published(TUTKIMUS) == ("Luottamus [jotain] 🙂 ja se on tärkeetä 👍🏽 monelle.",)


def test_two_insertions_that_come_to_one_place_become_one(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    edit(store, quote, "syntyy", INSERTION, "meillä", "a")
    edit(store, quote, "hitaasti", INSERTION, "kyllä", "b")
    store.do(commands.EditText(transcript, TEXT.index("syntyy"), "syntyy ", ""), "Aino")
    (one,) = shown(store, quote).edits
    assert (one.text, one.reason) == ("meillä kyllä", "a; b")
    assert check(store) == ()


numbers = st.integers(0, len(TEXT))
kinds = st.sampled_from([OMISSION, INSERTION, ANONYMISED, EDITED])


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(numbers, st.integers(0, 14), kinds), max_size=8),
    st.lists(st.tuples(numbers, st.integers(0, 12), st.text("aäö .🙂", max_size=4)), max_size=6),
)
def test_edits_stay_on_their_words_whatever_is_edited(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[int, int, str]], edits: list[tuple[int, int, str]]
) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("law"))
    try:
        quote = chosen(store, transcript, 0, len(TEXT))
        for at, wide, kind in wanted:
            size = 0 if kind == INSERTION else wide
            text = "" if kind == OMISSION else "sana"
            try:
                store.do(commands.AddEdit(quote, QuoteEdit(at, at + size, kind, text)), "Aino")
            except QuoteError:
                continue
        for at, size, inserted in edits:
            one_step(store, transcript, at, size, inserted)
    finally:
        store.close()


def one_step(store: Store, transcript: str, at: int, size: int, inserted: str) -> None:
    """Edit the text: each letter that an edit held is held by it still, no other letter that was there before is."""
    text = store.document(transcript).text
    at = min(at, len(text))
    removed = text[at : at + size]
    before, held = dump(store), holders(store, list(range(len(text))))
    try:
        store.do(commands.EditText(transcript, at, removed, inserted), "Aino")
    except CommandError:
        return
    assert check(store) == ()
    now = len(store.document(transcript).text)
    came = now - len(text) + len(removed)
    places: list[int | None] = [*range(at), *([None] * came), *range(at + len(removed), len(text))]
    after = holders(store, places)
    gone = set(range(at, at + len(removed)))
    for key, letters in held.items():
        # An edit that is left with blanks at the edge of what is said has nothing to say and goes.
        assert {one for one in after.get(key, set()) ^ (letters - gone) if not text[one].isspace()} == set()
    changed = dump(store)
    store.undo("Aino")
    assert dump(store) == before
    store.redo("Aino")
    assert dump(store) == changed


def holders(store: Store, places: list[int | None]) -> dict[str, set[int]]:
    """Return which letters of the text each edit holds, by the names that the letters had before."""
    found = {}
    for one in store.quotes()[0].edits:
        found[one.id] = {place for place in places[one.start : one.end] if place is not None}
    return found


def test_words_taken_away_for_ever_leave_the_lead_in_the_edits_and_the_names_too(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    lines = ("Maija: Asun täällä Maijan kanssa.", "H: Kerro lisää siitä.")
    transcript = str(store.do(commands.ImportTranscript(draft(*lines, short="Maija1")), "Aino").result)
    quote = chosen(store, transcript, 7, len("\n".join(lines)))
    edit(store, quote, "Asun", EDITED, "Maija sanoi: asun", "Maija pyysi")
    store.do(commands.SetLeadIn(quote, "Maija kertoo"), "Aino")
    store.do(commands.SetParaphrase(quote, "Maija asuu täällä"), "Aino")
    note = (WrittenQuote(quote, "Maija1-v1", "0"),)
    store.do(commands.RecordDocument("report", "Maija.docx", note), "Aino")
    places = walls.find_words(store.database, ["Maija"])
    walls.build(store, walls.Redact(places, "Nimi", everywhere=True), "Aino", None, replace_copies=True)
    assert "Maija" not in repr(dump(store))
    assert "Maija" not in repr(store.database.execute("SELECT * FROM quote_name").fetchall())
    assert check(store) == ()
    store.close()


def test_a_person_erased_takes_what_an_author_wrote_into_their_turns(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, 0, len(TEXT))
    edit(store, quote, "Luottamus", INSERTION, "heidän kanssaan")
    edit(store, quote, "kotona", OMISSION)
    (person,) = (one.id for one in store.persons() if one.role == "asumisneuvoja")
    walls.build(store, walls.ErasePerson(person), "Aino", None, replace_copies=True)
    assert [one.kind for one in shown(store, quote).edits] == [OMISSION]
    assert check(store) == ()


AINO = Person("p1", "asumisneuvoja", 1)
YES = Consent("a", "p1", "analysis", "yes")


@pytest.mark.parametrize(
    ("lines", "closed", "how_far"),
    [
        ([], "", "undecided"),
        ([Consent("r", "p1", "report", "role")], "", "role"),
        ([Consent("r", "p1", "report", "no")], "not-allowed", "no"),
        ([Consent("r", "p1", "report", "paraphrase")], "paraphrase-only", "paraphrase"),
        ([Consent("r", "p1", "report", "role", withdrawn="2021-01-02")], "withdrawn", "withdrawn"),
        ([Consent("a", "p1", "analysis", "yes", withdrawn="2021-01-02")], "withdrawn", "undecided"),
        ([Consent("a", "p1", "analysis", "no"), Consent("r", "p1", "report", "role")], "not-allowed", "role"),
        ([YES, Consent("b", "p1", "booklet", "no")], "", "undecided"),
        ([Consent("r", "p2", "report", "no")], "", "undecided"),
    ],
)
def test_consent_closes(lines: list[Consent], closed: str, how_far: str) -> None:
    assert [one.reason for one in closures([AINO], "report", lines)] == ([closed] if closed else [])
    assert allowed(AINO, "report", lines) == how_far


def test_a_voice_that_is_left_out_does_not_close_a_quote(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, 0, SECOND[1])
    (person,) = (one for one in store.persons() if one.role == "asumisneuvoja")
    assert person in shown(store, quote).speakers
    edit(store, quote, TEXT[slice(*SECOND)], OMISSION)
    assert person not in shown(store, quote).speakers


def test_a_document_that_went_out_stays_noted_whatever_is_undone(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    mark = shown(store, quote).fingerprint(store.mark_key())
    held = WrittenQuote(quote, "RH1-v2", mark)
    document = str(store.do(commands.RecordDocument("report", "raportti.docx", (held,)), "Aino").result)
    store.undo("Aino")
    assert store.quotes() == ()
    assert store.redo("Aino").entry is not None
    (one,) = store.written()
    assert (one.id, one.kind, one.name, one.printed, one.quotes) == (document, "report", "raportti.docx", "", (held,))
    store.do(commands.MarkPrinted(document, "2021-03-31"), "Aino")
    assert store.written()[0].printed == "2021-03-31"
    assert check(store) == ()


def test_a_check_tells_edits_that_fit_nowhere_and_a_quote_without_words(group: Group) -> None:
    store, transcript = group
    quote = chosen(store, transcript, *SECOND)
    edit(store, quote, "syntyy", OMISSION)
    store.database.execute('UPDATE quote_edit SET "end" = start')
    assert [one.code for one in check(store)] == ["edits-misplaced"]
    store.database.execute('UPDATE quote SET "end" = start')
    assert [one.code for one in check(store)] == ["quote-outside"]


def test_the_history_of_a_quote_is_its_own_newest_first(group: Group) -> None:
    store, transcript = group
    quote, other = chosen(store, transcript, *SECOND), chosen(store, transcript, 4, 20)
    edit(store, quote, "syntyy", OMISSION)
    edit(store, other, "käydään", OMISSION)
    store.do(commands.EditText(transcript, TEXT.index("syntyy"), "syntyy ", ""), "Aino")
    store.undo("Aino")
    found = store.quote_history(quote)
    assert [(one.label, one.undoes is None) for one in found] == [
        ("edit", False), ("edit", True), ("add-edit", True), ("choose-quotes", True),
    ]
