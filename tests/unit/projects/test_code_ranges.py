"""Many passages are coded in one step, all or none, and never on words that have changed since."""

import pytest

from helpers.projects import draft, dump
from projects import commands
from projects.check import check
from projects.errors import CommandError
from projects.store import Store

Group = tuple[Store, str]


def passage(group: Group, words: str) -> commands.Passage:
    store, transcript = group
    start = store.document(transcript).text.index(words)
    return commands.Passage(transcript, start, start + len(words), words)


def test_passages_of_two_transcripts_are_one_step(group: Group) -> None:
    store, _ = group
    other = str(store.do(commands.ImportTranscript(draft("H3: Toinen koti.", short="T1")), "Aino").result)
    before = dump(store)
    ranges = (passage(group, "Koti on"), passage((store, other), "koti"), passage(group, "Luottamus"))
    receipt = store.do(commands.CodeRanges(ranges, ("c1", "c4")), "Aino")
    assert (receipt.result.made, receipt.result.there) == (6, 0)
    assert store.code_counts() == {"c1": 3, "c4": 3}
    assert check(store) == ()
    assert receipt.entry.values == {"passages": 3, "codes": 2}
    store.undo("Aino")
    assert dump(store) == before


def test_what_is_coded_already_is_counted_and_not_written_again(group: Group) -> None:
    store, transcript = group
    one, two = passage(group, "Koti on"), passage(group, "Luottamus")
    store.do(commands.Code(transcript, one.start, one.end, ("c1",)), "Aino")
    receipt = store.do(commands.CodeRanges((one, two, one), ("c1",)), "Aino")
    assert (receipt.result.made, receipt.result.there) == (1, 1)
    again = store.do(commands.CodeRanges((one, two), ("c1",)), "Aino")
    assert again.entry is None
    assert store.code_counts() == {"c1": 2}


@pytest.mark.parametrize(
    ("bad", "codes", "refusal"),
    [
        (("", 4, 9, None), ("c1",), "no-transcript"),
        ((None, 4, 4000, None), ("c1",), "bad-range"),
        ((None, 9, 9, None), ("c1",), "bad-range"),
        ((None, 0, 3, None), ("c1",), "no-speech"),
        ((None, 4, 9, "jotain"), ("c1",), "selection-stale"),
        ((None, 4, 9, None), (), "no-code"),
        ((None, 4, 9, None), ("c9",), "unknown-code"),
    ],
)
def test_one_bad_passage_refuses_all(group: Group, bad: tuple, codes: tuple[str, ...], refusal: str) -> None:
    store, transcript = group
    before, history = dump(store), store.journal()
    wrong = commands.Passage(transcript if bad[0] is None else bad[0], *bad[1:])
    with pytest.raises(CommandError) as refused:
        store.do(commands.CodeRanges((passage(group, "Koti on"), wrong), codes), "Aino")
    assert refused.value.code == refusal
    assert (dump(store), store.journal()) == (before, history)


def test_a_selection_whose_words_have_changed_is_not_coded(group: Group) -> None:
    store, transcript = group
    seen = passage(group, "Koti on paikka")
    code = commands.Code(transcript, seen.start, seen.end, ("c1",), seen.text)
    store.do(commands.EditText(transcript, seen.start, "Koti", "Kotipiha"), "Veikko")
    with pytest.raises(CommandError) as refused:
        store.do(code, "Aino")
    assert refused.value.code == "selection-stale"
    assert store.codings() == ()
    store.undo("Aino")
    store.do(code, "Aino")
    assert store.code_counts() == {"c1": 1}
