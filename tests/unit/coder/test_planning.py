"""Test what a report of all coded excerpts may print, and that it is remembered with the quotes it holds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from coder.planning import excerpt_limits, excerpt_states, excerpts_record, known
from exports.blocks import Block, Quote
from exports.report import ReportPlan, report
from helpers.projects import GROUP, group_store
from helpers.rounds import asked_in, make_round
from projects import commands
from projects.quotes.closing import held
from projects.quotes.layers import all_layers
from projects.quotes.published import OMISSION, QuoteEdit
from projects.review.standing import APPROVED, DRAFT, Standing
from projects.store import Store

SPEECH = [line.partition(": ")[2] for line in GROUP]
TEXT = "\n".join(GROUP)
DENIALS = (("report", "no", ""), ("report", "role", "2026-01-02"), ("analysis", "yes", "2026-01-02"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with a coded excerpt, and another that is a quote of two turns."""
    store, transcript = group_store(tmp_path)
    first, second = TEXT.index(SPEECH[0]), TEXT.index(SPEECH[1])
    store.do(commands.Code(transcript, first, first + len(SPEECH[0]), ("c1",)), "Aino")
    coded = store.do(commands.Code(transcript, second, len(TEXT), ("c2",)), "Aino").result
    store.do(commands.ChooseQuotes((coded.excerpt,)), "Aino")
    store.close()
    return store.path


def consent(project: Path, label: str, use: str, scope: str, withdrawn: str) -> None:
    with closing(Store.open(project)) as store:
        (person,) = (one.person for one in store.labels() if one.text == label)
        store.do(commands.SetConsent(person, use, scope, date="2026-01-01", withdrawn=withdrawn), "Aino")


def reported(project: Path) -> list[str]:
    """Write the report and return which turns' words stand in it."""
    with closing(Store.open(project)) as store:
        states = excerpt_states(store)
        blocks = all_excerpts(store)
        note = excerpts_record(store, project.with_name("r.docx"), states)
        if note:
            store.do(note, "Aino")
    said = {part.text[:12] for one in blocks if isinstance(one, Quote) for part in one.paragraphs}
    return [one for one in SPEECH if one[:12] in said]


def all_excerpts(store: Store) -> tuple[Block, ...]:
    """Return the blocks of the report of all coded excerpts."""
    plan = ReportPlan(quotes=excerpt_states(store), limits=excerpt_limits(store))
    return report(store.snapshot(), plan).blocks


def sources(store: Store) -> list[str]:
    """Return the source lines of the report of all coded excerpts, in the order of the text."""
    return [one.source for one in all_excerpts(store) if isinstance(one, Quote)]


@pytest.mark.parametrize(("scope", "name"), [("unattributed", ""), ("role", "HA1, "), ("pseudonym", "Kaarina, ")])
def test_nobody_is_named_further_than_their_consent_allows(project: Path, scope: str, name: str) -> None:
    consent(project, "H1", "report", scope, "")
    with closing(Store.open(project)) as store:
        (speaker,) = (one.person for one in store.labels() if one.text == "H1")
        store.do(commands.SetPerson(speaker, "haastattelija", "Kaarina"), "Aino")
        both = {"": "AN1", "HA1, ": "AN1 ja HA1", "Kaarina, ": "AN1 ja Kaarina"}[name]
        assert sources(store) == [f"({name}RH1, v. 1)", f"({both}, RH1, v. 2–3)"]


def test_what_a_speaker_said_of_a_quote_narrows_the_consent_and_never_widens_it(project: Path) -> None:
    consent(project, "H1", "report", "unattributed", "")
    with closing(Store.open(project)) as store:
        (quote,) = store.quotes()
        one = make_round(store, quote.id, track="speaker")
        (asked,) = asked_in(store, one)
        for level, scope, source in ((5, "pseudonym", "(AN1, RH1, v. 2–3)"), (3, "unattributed", "(RH1, v. 2–3)")):
            store.do(commands.TypeAnswer(one.id, asked.number, "KA1", "accept", level=level), "Aino")
            assert dict(known(store).limits) == {quote.id: scope}
            assert sources(store)[1] == source


@pytest.mark.parametrize(("use", "scope", "withdrawn"), DENIALS)
def test_whose_words_no_report_may_print_is_in_none_as_a_quote_or_without(
    project: Path, use: str, scope: str, withdrawn: str
) -> None:
    assert reported(project) == SPEECH
    consent(project, "H1", use, scope, withdrawn)
    assert reported(project) == []


def test_a_turn_that_only_an_edit_leaves_out_is_printed_in_no_report_against_its_speakers_will(project: Path) -> None:
    with closing(Store.open(project)) as store:
        (quote,) = store.quotes()
        start = len(SPEECH[1]) + 1
        store.do(commands.AddEdit(quote.id, QuoteEdit(start, start + len(SPEECH[2]), OMISSION)), "Aino")
    consent(project, "H1", "report", "no", "")
    assert reported(project) == []


def test_a_quote_approved_as_it_was_said_is_no_draft_and_one_with_an_edit_is(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(project)) as store:
        (quote,) = store.quotes()
        monkeypatch.setattr("coder.planning.project_standings", lambda _: {quote.id: Standing(APPROVED)})
        assert excerpt_states(store)[quote.excerpt] == (quote.name, APPROVED)
        store.do(commands.AddEdit(quote.id, QuoteEdit(0, len("Luottamus"), OMISSION)), "Aino")
        assert excerpt_states(store)[quote.excerpt] == (quote.name, DRAFT)


def test_a_report_is_remembered_with_its_quotes_and_listed_when_consent_goes(project: Path) -> None:
    reported(project)
    consent(project, "AN2", "report", "role", "2026-01-02")
    assert reported(project) == SPEECH[:1]
    with closing(Store.open(project)) as store:
        (document,) = held(store.written(), all_layers(store.documents(), store.quotes()), store.consents())
        assert document.quotes == (store.quotes()[0].name,)
        assert document.document.name == "r.docx"
