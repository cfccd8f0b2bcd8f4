"""What was found stands in groups under base forms; roles, signs, fields and substitutes are no names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpers.projects import draft, new_store
from helpers.pseudonyms import VOIKKO, WORDS, done
from projects import commands
from projects.anonymise.finding import Found, common_words, find, plan_document
from projects.anonymise.replacing import Planner, Rule, Substitute
from projects.model import Document, HeaderLine


def document(folder: Path, *lines: str) -> Document:
    store = new_store(folder)
    made = store.do(commands.ImportTranscript(draft(*lines)), "Aino").result
    one = store.document(str(made))
    store.close()
    return one


def found(one: Document, taken: tuple[tuple[int, int], ...] = (), left: frozenset[str] = frozenset()) -> list[Found]:
    return list(done(find([one], {one.transcript.id: taken}, VOIKKO, left=left)))


def test_forms_of_one_name_are_one_group_in_the_order_of_what_identifies(tmp_path: Path) -> None:
    said = "H1: kun Xhemilelle ja Xhemileltä, Maijalle, Maijankin ja Turussa 040 123 4567"
    one = document(tmp_path, said, "H1: Mä en.")
    groups = found(one)
    assert [(each.kind, each.base) for each in groups] == [
        ("given", "Maija"), ("place", "Turku"), ("phone", "040 123 4567"), ("other", "Xhemile"),
    ]
    assert groups[0].forms == {"Maijalle": 1, "Maijankin": 1}
    assert groups[0].sure
    assert [one.text[each.start : each.end] for each in groups[3].occurrences] == ["Xhemilelle", "Xhemileltä"]


def test_labels_that_are_roles_or_signs_are_no_names_and_others_are_for_certain(tmp_path: Path) -> None:
    one = document(tmp_path, "Haastattelija: no RH02 ja", "H1: joo", "Toivo: joo joo")
    assert [(each.base, each.sure) for each in found(one)] == [("Toivo", True)]
    planner = Planner([Rule(frozenset({"Toivo"}), Substitute("person", number=1))], VOIKKO, WORDS)
    assert [(each.old, each.sure) for each in plan_document(one, (), planner)] == [("Toivo", True)]


def test_substitutes_fields_and_words_left_alone_are_passed_over(tmp_path: Path) -> None:
    one = document(tmp_path, "Turku: [Tapio] ja Aune", "H1: Eeva tuli")
    head = replace(one.transcript, header=(HeaderLine("Turku", "[Tapio] ja Aune"),), header_end=22)
    one = replace(one, transcript=head)
    assert [each.base for each in found(one, ((7, 14),), frozenset({"Eeva"}))] == ["Aune"]


def test_spoken_words_begin_lines_without_being_names(tmp_path: Path) -> None:
    one = document(tmp_path, "H1: Mie oon. Sit. Outoa. Zyxel.", "H1: se zyxel")
    assert {"mie", "sit", "zyxel"} <= common_words([one])
    assert found(one) == []


def test_a_name_never_reaches_over_a_turn(tmp_path: Path) -> None:
    one = document(tmp_path, "H1: se oli Maija", "Virtanen tuli")
    rules = [Rule(frozenset({"Maija Virtanen"}), Substitute("person", number=1))]
    assert plan_document(one, (), Planner(rules, VOIKKO, WORDS)) == ()
