"""Text edits against a naive model that knows no positions: each character carries the names of its spans."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.projects import GROUP, dump, group_store
from projects import commands
from projects.check import check
from projects.commands.text import differing
from projects.errors import CommandError
from projects.store import Store

TEXT = "\n".join(GROUP)
numbers = st.integers(0, len(TEXT))
EARLIER = ("edit-outside-speech", "text-changed")
letters = st.text("aäö .🙂", max_size=4)


class Naive:
    """A text as a list of characters, each with the set of spans that it belongs to."""

    def __init__(self, text: str, spans: dict[str, tuple[int, int]]) -> None:
        self.cells = [(char, {name for name, (a, b) in spans.items() if a <= at < b}) for at, char in enumerate(text)]

    def replace(self, at: int, removed: str, inserted: str, *, greedy: bool = False) -> None:
        """New characters belong to what held the whole place: both neighbours of an insertion, all of what went.

        `greedy` spans (turns) also take in what is typed at their very edge.
        """
        gone = self.cells[at : at + len(removed)]
        if gone:
            inside = set.intersection(*(names for _, names in gone))
        else:
            left = self.cells[at - 1][1] if at else set()
            right = self.cells[at][1] if at < len(self.cells) else set()
            inside = left | right if greedy else left & right
        self.cells[at : at + len(removed)] = [(char, set(inside)) for char in inserted]

    def spans(self) -> dict[str, tuple[int, int]]:
        found: dict[str, list[int]] = {}
        for at, (_, names) in enumerate(self.cells):
            for name in names:
                found.setdefault(name, []).append(at)
        return {name: (places[0], places[-1] + 1) for name, places in found.items()}


def coded(store: Store, transcript: str, ranges: list[tuple[int, int]]) -> None:
    for a, b in ranges:
        try:
            store.do(commands.Code(transcript, min(a, b), max(a, b), ("c1",)), "Aino")
        except CommandError:
            continue


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(numbers, numbers), max_size=8), st.lists(st.tuples(numbers, st.integers(0, 12), letters)))
def test_every_span_keeps_its_characters(
    tmp_path_factory: pytest.TempPathFactory, ranges: list[tuple[int, int]], edits: list[tuple[int, int, str]]
) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("edits"))
    try:
        coded(store, transcript, ranges)
        for at, size, inserted in edits:
            one_edit(store, transcript, at, size, inserted)
            assert check(store) == ()
    finally:
        store.close()


def one_edit(store: Store, transcript: str, at: int, size: int, inserted: str) -> None:
    """Edit the project and the naive models; positions, text and refusal must agree, and undo brings all back."""
    document = store.document(transcript)
    at = min(at, len(document.text))
    removed = document.text[at : at + size]
    excerpts = {one.id: (one.start, one.end) for one in store.excerpts()}
    marks = {f"{turn.id} {k}": (m.start, m.end) for turn in document.turns for k, m in enumerate(turn.marks)}
    tight = Naive(document.text, excerpts | marks)
    loose = Naive(document.text, {turn.id: (turn.start, turn.end) for turn in document.turns})
    tight.replace(at, removed, inserted)
    loose.replace(at, removed, inserted, greedy=True)
    before, refusal = dump(store), None
    try:
        store.do(commands.EditText(transcript, at, removed, inserted), "Aino")
    except CommandError as problem:
        refusal = problem
    if refusal is not None:
        lost = excerpts.keys() - tight.spans().keys()
        told = refusal.values if refusal.code == "codings-lost" else {}
        assert dump(store) == before
        assert told == ({"count": len(lost), "keys": ["P01"]} if lost and refusal.code not in EARLIER else {})
        return
    after = store.document(transcript)
    assert after.text == "".join(char for char, _ in tight.cells)
    moved = {f"{turn.id} {k}": (m.start, m.end) for turn in after.turns for k, m in enumerate(turn.marks)}
    moved |= {one.id: (one.start, one.end) for one in store.excerpts()}
    assert moved == tight.spans()
    assert {turn.id: (turn.start, turn.end) for turn in after.turns} == loose.spans()
    changed = dump(store)
    store.undo("Aino")
    assert dump(store) == before
    store.redo("Aino")
    assert dump(store) == changed


def test_codings_that_would_be_emptied_go_when_told_and_come_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("drop"))
    at = TEXT.index("hitaasti ")
    store.do(commands.Code(transcript, at, at + 8, ("c1", "c4")), "Aino")
    store.do(commands.Code(transcript, at - 7, at + 8, ("c2",)), "Aino")
    before = dump(store)
    with pytest.raises(CommandError) as refusal:
        store.do(commands.EditText(transcript, at, "hitaasti ", ""), "Aino")
    assert refusal.value.values == {"count": 2, "keys": ["P01", "S1.1"]}
    store.do(commands.EditText(transcript, at, "hitaasti ", "", drop_codings=True), "Aino")
    assert store.code_counts() == {"c2": 1}
    store.undo("Aino")
    assert dump(store) == before
    store.close()


def test_a_memo_on_a_passage_that_goes_stays_at_its_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("memo"))
    at = TEXT.index("hitaasti ")
    excerpt = store.do(commands.Code(transcript, at, at + 8, ("c1",)), "Aino").result.excerpt
    coder = store.coders()[0].id
    store.database.execute(
        "INSERT INTO memo (id, target_table, target, title, text, coder, time)"
        " VALUES ('m', 'excerpt', ?, '', 'x', ?, '')",
        [excerpt, coder],
    )
    store.do(commands.EditText(transcript, at, "hitaasti ", "", drop_codings=True), "Aino")
    memo = store.database.execute('SELECT target, transcript, start, "end" FROM memo').fetchone()
    assert memo == (None, transcript, at, at)
    store.close()


def test_a_passage_under_a_quote_is_never_emptied(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("quote"))
    at = TEXT.index("hitaasti ")
    excerpt = store.do(commands.Code(transcript, at, at + 8, ("c1",)), "Aino").result.excerpt
    store.do(commands.ChooseQuotes((excerpt,)), "Aino")
    with pytest.raises(CommandError, match="quotes-lost"):
        store.do(commands.EditText(transcript, at, "hitaasti ", "", drop_codings=True), "Aino")
    store.close()


def test_typed_text_is_cleaned_as_an_import_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("clean"))
    at = TEXT.index("hitaasti")
    store.do(commands.EditText(transcript, at, "hitaasti", "a\u0308\x00\ud800\ufeffx\r\ny"), "Aino")
    assert store.document(transcript).text[at : at + 4] == "äx\ny"
    assert check(store) == ()
    store.close()


texts = st.text("abä .\n🙂", max_size=12)


@given(texts, texts, st.integers(0, 5))
def test_edits_of_differing_words_make_the_one_text_the_other(before: str, after: str, position: int) -> None:
    text = "x" * position + before
    for edit in reversed(differing(position, before, after)):
        assert text[edit.position : edit.stop] == edit.removed != edit.inserted
        text = edit.applied(text)
    assert text == "x" * position + after


def test_a_rewritten_passage_keeps_the_codings_between_its_changes(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("correct"))
    at = TEXT.index("yhdessä")
    store.do(commands.Code(transcript, at, at + 7, ("c1",)), "Aino")
    before, line = dump(store), GROUP[0][4:]
    rewritten = "Me käydään kodissa ja katsellaan yhdessä vuokravelkoja."
    receipt = store.do(commands.CorrectText(transcript, 4, line, rewritten), "Aino")
    assert store.document(transcript).text.splitlines()[0] == f"H1: {rewritten}"
    (excerpt,) = store.excerpts()
    assert store.document(transcript).text[excerpt.start : excerpt.end] == "yhdessä"
    assert receipt.entry.label == "edit"
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before
    store.redo("Aino")
    assert store.document(transcript).text.splitlines()[0] == f"H1: {rewritten}"
    with pytest.raises(CommandError, match="text-changed"):
        store.do(commands.CorrectText(transcript, 4, rewritten, rewritten), "Aino")
    with pytest.raises(CommandError, match="text-changed"):
        store.do(commands.CorrectText(transcript, 4, line, "muuta"), "Aino")
    store.close()
