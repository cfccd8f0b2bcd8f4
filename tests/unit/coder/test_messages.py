"""Every code that the program can raise or report has a sentence in both languages."""

import ast
from pathlib import Path

import pytest

from coder import i18n

ROOT = Path(__file__).parents[3]
ROOMS = ("codebooks", "projects", "exports", "coder")
RAISED = {
    "CodebookError": "error",
    "CommandError": "error",
    "ExportError": "error",
    "ImportRefusedError": "error",
    "OteError": "error",
    "ProjectError": "error",
    "QueryError": "error",
    "QuoteError": "error",
    "UsageError": "error",
    "AnswerError": "error",
    "AnswerNote": "review.note",
    "CheckFinding": "check",
    "Finding": "finding",
    "Step": "step",
}


def literals(node: ast.expr) -> list[str]:
    """Return the texts an expression can be: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def raised() -> set[str]:
    found = set()
    for path in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                found |= {f"{RAISED[node.func.id]}.{code}" for code in literals(node.args[0])}
    return found


def test_some_codes_are_found() -> None:
    assert {"error.no-file", "error.duplicate", "finding.macros-ignored", "check.excerpt-differs"} <= raised()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_code_has_a_sentence(language: str) -> None:
    catalogue = i18n.load(language)
    assert sorted(code for code in raised() if not catalogue.has(code)) == []


COUNTED = {"count", "tell", "note", "_tell_lost_passage"}


def counted() -> set[str]:
    """Return the findings of other programs' projects, which are counted rather than made one by one."""
    found = set()
    folders = ("codebooks", "projects/interchange", "projects/commands")
    for path in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in COUNTED:
                found |= {code for argument in node.args for code in literals(argument)}
    return {one for one in found if "-" in one}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_counted_finding_has_a_sentence(language: str) -> None:
    catalogue = i18n.load(language)
    assert {"missing-source", "bad-range", "lost-source"} <= counted()
    assert sorted(code for code in counted() if not catalogue.has(f"finding.{code}")) == []
    kept = [catalogue(f"finding.kept-{kind}s", count=2) for kind in ("set", "link", "graph")]
    assert all(kept)


def test_each_command_has_a_sentence_for_the_journal() -> None:
    from projects import commands

    catalogue = i18n.load("fi")
    labels = [value.label for value in vars(commands).values() if isinstance(value, type) and hasattr(value, "label")]
    assert labels
    assert [label for label in labels if not catalogue.has(f"journal.{label}")] == []
