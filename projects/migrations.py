"""Build and move the schema: named steps, each whole or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from projects.diagnosis import APPLICATION_ID
from projects.errors import ProjectError


@dataclass(frozen=True, slots=True)
class Migration:
    """Name one step of the schema; a file's `user_version` counts the steps it has taken."""

    name: str
    apply: Callable[[Database], None]


def version(database: Database) -> int:
    """Return how many steps the file has taken."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def migrate(database: Database, file: str) -> None:
    """Take the steps that are missing, each in a transaction of its own; a newer file is refused unchanged."""
    done = version(database)
    if done > len(MIGRATIONS):
        raise ProjectError("newer-version", file=file, version=done, known=len(MIGRATIONS))
    for number, step in enumerate(MIGRATIONS[done:], done + 1):
        _take(database, number, step)


def _take(database: Database, number: int, step: Migration) -> None:
    """Run one step; foreign keys are off while tables are rebuilt and checked before the commit."""
    database.execute("PRAGMA foreign_keys=OFF")
    database.execute("BEGIN IMMEDIATE")
    try:
        step.apply(database)
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ProjectError("migration-broken", step=step.name, rows=len(broken))
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={number}")
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise
    finally:
        database.execute("PRAGMA foreign_keys=ON")


def _first_schema(database: Database) -> None:
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            database.execute(statement)


# Positions are code points; `id` is a random UUID everywhere. Marks stand in their turn's row, counted from the turn's
# start, so that an edit in front of a turn leaves them alone. Long text stands in a table of its own, so that a
# change of a transcript's other fields is recorded small and lists read without it.
_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE counter (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE coder (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE family (id TEXT PRIMARY KEY, key TEXT NOT NULL, name_fi TEXT NOT NULL, name_en TEXT NOT NULL,
    colour INTEGER NOT NULL, question_fi TEXT NOT NULL, question_en TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE code (id TEXT PRIMARY KEY, key TEXT NOT NULL, name_fi TEXT NOT NULL, name_en TEXT NOT NULL,
    definition_fi TEXT NOT NULL, definition_en TEXT NOT NULL, parent TEXT REFERENCES code(id),
    family TEXT REFERENCES family(id), synonyms TEXT NOT NULL, shortcut TEXT NOT NULL, retired INTEGER NOT NULL,
    own_colour TEXT NOT NULL, position INTEGER NOT NULL);
CREATE INDEX code_parent ON code(parent);
CREATE INDEX code_family ON code(family);
CREATE TABLE transcript (id TEXT PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL, header TEXT NOT NULL, header_end INTEGER NOT NULL, origin_name TEXT NOT NULL,
    origin_sha256 TEXT NOT NULL, origin_date TEXT NOT NULL, hash TEXT NOT NULL, words INTEGER NOT NULL,
    position INTEGER NOT NULL);
CREATE INDEX transcript_hash ON transcript(hash);
CREATE TABLE body (id TEXT PRIMARY KEY REFERENCES transcript(id), text TEXT NOT NULL);
CREATE TABLE original (id TEXT PRIMARY KEY REFERENCES transcript(id), bytes BLOB NOT NULL);
CREATE TABLE person (id TEXT PRIMARY KEY, role TEXT NOT NULL, number INTEGER NOT NULL, pseudonym TEXT NOT NULL,
    UNIQUE (role, number));
CREATE TABLE label (id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript(id), text TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person(id), UNIQUE (transcript, text));
CREATE INDEX label_person ON label(person);
CREATE TABLE turn (id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript(id), n INTEGER NOT NULL,
    part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, label TEXT REFERENCES label(id), time REAL,
    marks TEXT NOT NULL, UNIQUE (transcript, n, part));
CREATE INDEX turn_start ON turn(transcript, start);
CREATE TABLE excerpt (id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript(id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE INDEX excerpt_start ON excerpt(transcript, start);
CREATE TABLE coding (id TEXT PRIMARY KEY, excerpt TEXT NOT NULL REFERENCES excerpt(id),
    code TEXT NOT NULL REFERENCES code(id), coder TEXT NOT NULL REFERENCES coder(id), time TEXT NOT NULL,
    weight INTEGER, comment TEXT NOT NULL);
CREATE INDEX coding_excerpt ON coding(excerpt);
CREATE INDEX coding_code ON coding(code);
CREATE TABLE quote (id TEXT PRIMARY KEY, excerpt TEXT NOT NULL REFERENCES excerpt(id), name TEXT NOT NULL UNIQUE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, edits TEXT NOT NULL, paraphrase TEXT NOT NULL,
    state TEXT NOT NULL);
CREATE INDEX quote_excerpt ON quote(excerpt);
CREATE TABLE memo (id TEXT PRIMARY KEY, target_table TEXT, target TEXT, transcript TEXT REFERENCES transcript(id),
    start INTEGER, "end" INTEGER, title TEXT NOT NULL, text TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coder(id),
    time TEXT NOT NULL);
CREATE INDEX memo_target ON memo(target);
CREATE TABLE variable (id TEXT PRIMARY KEY, name TEXT NOT NULL, target_table TEXT NOT NULL, kind TEXT NOT NULL,
    choices TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE variable_value (id TEXT PRIMARY KEY, variable TEXT NOT NULL REFERENCES variable(id),
    target TEXT NOT NULL, value, UNIQUE (variable, target));
CREATE TABLE consent (id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), use TEXT NOT NULL,
    basis TEXT NOT NULL, version TEXT NOT NULL, date TEXT NOT NULL, withdraw_until TEXT NOT NULL,
    withdrawn TEXT NOT NULL);
CREATE INDEX consent_person ON consent(person);
CREATE TABLE journal (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL,
    "values" TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coder(id), time TEXT NOT NULL, undoes TEXT, undone TEXT,
    previous TEXT, changes BLOB NOT NULL);
CREATE INDEX journal_undone ON journal(undone, kind)
"""


# A memo of the project's journal is about a day; a label that is said to be somebody else keeps its way home. What is
# being typed into a memo stands in `draft`, outside the journal, until it is a memo.
_MEMOS_AND_PEOPLE = (
    "ALTER TABLE memo ADD COLUMN kind TEXT NOT NULL DEFAULT 'memo'",
    "ALTER TABLE memo ADD COLUMN changed TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memo ADD COLUMN day TEXT NOT NULL DEFAULT ''",
    "UPDATE memo SET changed = time",
    "CREATE INDEX memo_place ON memo(transcript, start)",
    "ALTER TABLE person ADD COLUMN organisation TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN short TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE label ADD COLUMN home TEXT REFERENCES person(id)",
    "CREATE INDEX label_home ON label(home)",
    "ALTER TABLE variable ADD COLUMN description TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX variable_value_target ON variable_value(target)",
    "ALTER TABLE consent ADD COLUMN scope TEXT NOT NULL DEFAULT 'yes'",
    """CREATE TABLE draft (id TEXT PRIMARY KEY, memo TEXT, kind TEXT NOT NULL, anchor TEXT NOT NULL,
    day TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, coder TEXT NOT NULL, time TEXT NOT NULL)""",
)


def _memos_and_people(database: Database) -> None:
    for statement in _MEMOS_AND_PEOPLE:
        database.execute(statement)


def _codebook_texts_and_themes(database: Database) -> None:
    """Give codes examples and limits, and make room for themes; a member points at a code, an excerpt or a quote."""
    for column in ("example_fi", "example_en", "include_fi", "include_en", "exclude_fi", "exclude_en"):
        database.execute(f"ALTER TABLE code ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    for statement in _THEMES.split(";\n"):
        database.execute(statement)


_THEMES = """
CREATE TABLE theme (id TEXT PRIMARY KEY, name TEXT NOT NULL, prose TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE theme_member (id TEXT PRIMARY KEY, theme TEXT NOT NULL REFERENCES theme(id), kind TEXT NOT NULL,
    target TEXT NOT NULL, position INTEGER NOT NULL, UNIQUE (theme, target));
CREATE INDEX theme_member_target ON theme_member(target)
"""


def _originals_beside_history(database: Database) -> None:
    """Part the kept files from the rows that undo takes and brings: their bytes are stored once, not in the journal."""
    database.execute("ALTER TABLE original RENAME TO original_before")
    database.execute("CREATE TABLE original (id TEXT PRIMARY KEY, bytes BLOB NOT NULL)")
    database.execute("INSERT INTO original SELECT id, bytes FROM original_before")
    database.execute("DROP TABLE original_before")


def _saved_searches(database: Database) -> None:
    """Make room for searches that are kept."""
    database.execute(
        "CREATE TABLE saved_search (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, "
        "wide INTEGER NOT NULL)"
    )


def _kept(database: Database) -> None:
    """What other programs' projects hold and ours has no place for, as XML, until it goes out again."""
    database.execute("CREATE TABLE kept (id TEXT PRIMARY KEY, kind TEXT NOT NULL, xml TEXT NOT NULL)")


def _quotes(database: Database) -> None:
    """Give quotes what print needs; edits stand in rows of their own, placed in the transcript as codings are."""
    old = 'SELECT id, excerpt, name, start, "end", paraphrase FROM quote'
    rows = database.execute(old).fetchall()
    for statement in _QUOTES.split(";\n"):
        database.execute(statement)
    for row in rows:
        database.execute("INSERT INTO quote VALUES (?, ?, ?, ?, ?, '', 0, ?)", row)
        database.execute("INSERT INTO quote_name (id, name) VALUES (?, ?)", [str(uuid.uuid4()), row[2]])


# What names were ever given and what was ever written out is true whatever is undone: neither table is in the history.
_QUOTES = """
DROP TABLE quote;
CREATE TABLE quote (id TEXT PRIMARY KEY, excerpt TEXT NOT NULL REFERENCES excerpt(id), name TEXT NOT NULL UNIQUE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, lead_in TEXT NOT NULL, opening INTEGER NOT NULL,
    paraphrase TEXT NOT NULL);
CREATE INDEX quote_excerpt ON quote(excerpt);
CREATE TABLE quote_edit (id TEXT PRIMARY KEY, quote TEXT NOT NULL REFERENCES quote(id), start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX quote_edit_quote ON quote_edit(quote);
CREATE TABLE quote_name (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE written (id TEXT PRIMARY KEY, time TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coder(id),
    kind TEXT NOT NULL, name TEXT NOT NULL, printed TEXT NOT NULL);
CREATE TABLE written_quote (id TEXT PRIMARY KEY, written TEXT NOT NULL REFERENCES written(id), quote TEXT NOT NULL,
    name TEXT NOT NULL, mark TEXT NOT NULL);
CREATE INDEX written_quote_quote ON written_quote(quote)
"""


def _report_plans(database: Database) -> None:
    """Make room for the outlines of reports; a node points at a quote, memo, code or theme, or names a table."""
    for statement in _PLANS.split(";\n"):
        database.execute(statement)


_PLANS = """
CREATE TABLE plan (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL,
    preset TEXT NOT NULL, template TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE plan_node (id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan(id),
    parent TEXT REFERENCES plan_node(id), position INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, approved INTEGER NOT NULL, balanced INTEGER NOT NULL,
    most INTEGER NOT NULL, opening INTEGER NOT NULL);
CREATE INDEX plan_node_plan ON plan_node(plan);
CREATE INDEX plan_node_parent ON plan_node(parent);
CREATE INDEX plan_node_target ON plan_node(target)
"""


def _review_rounds(database: Database) -> None:
    """Make room for what people are asked about quotes and answer; a quote may go, what was said of it stays."""
    for statement in _REVIEW.split(";\n"):
        database.execute(statement)


# `quote` is no reference: what a round asked and people answered outlives a quote that is taken away and comes back.
_REVIEW = """
CREATE TABLE round (id TEXT PRIMARY KEY, number INTEGER NOT NULL, nonce TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    track TEXT NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL, greeting TEXT NOT NULL, contact TEXT NOT NULL,
    until TEXT NOT NULL, created TEXT NOT NULL, closed TEXT NOT NULL);
CREATE TABLE round_quote (id TEXT PRIMARY KEY, round TEXT NOT NULL REFERENCES round(id), quote TEXT NOT NULL,
    number INTEGER NOT NULL, token TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, context TEXT NOT NULL,
    topic TEXT NOT NULL, content_notes TEXT NOT NULL, UNIQUE (round, quote), UNIQUE (round, number));
CREATE INDEX round_quote_quote ON round_quote(quote);
CREATE TABLE answer (id TEXT PRIMARY KEY, asked TEXT NOT NULL REFERENCES round_quote(id), reviewer TEXT NOT NULL,
    decision TEXT NOT NULL, identifiable INTEGER, remark TEXT NOT NULL, level INTEGER, source TEXT NOT NULL,
    mark TEXT NOT NULL, time TEXT NOT NULL);
CREATE INDEX answer_asked ON answer(asked);
CREATE TABLE settlement (id TEXT PRIMARY KEY, asked TEXT NOT NULL REFERENCES round_quote(id), outcome TEXT NOT NULL,
    reason TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coder(id), time TEXT NOT NULL, decided_on TEXT NOT NULL);
CREATE INDEX settlement_asked ON settlement(asked);
CREATE TABLE reply (id TEXT PRIMARY KEY, answer TEXT NOT NULL REFERENCES answer(id), text TEXT NOT NULL,
    coder TEXT NOT NULL REFERENCES coder(id), time TEXT NOT NULL);
CREATE INDEX reply_answer ON reply(answer)
"""


def _anonymising(database: Database) -> None:
    """Tell where substitutes stand (never for what), what was thought of the risk that is left, and settings."""
    for statement in _ANONYMISING.split(";\n"):
        database.execute(statement)


_ANONYMISING = """
CREATE TABLE setting (id TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE pseudonym (id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript(id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL);
CREATE INDEX pseudonym_start ON pseudonym(transcript, start);
CREATE TABLE risk (id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript(id), item TEXT NOT NULL,
    state TEXT NOT NULL, note TEXT NOT NULL, UNIQUE (transcript, item))
"""


MIGRATIONS = (
    Migration("first-schema", _first_schema),
    Migration("memos-and-people", _memos_and_people),
    Migration("codebook-texts-and-themes", _codebook_texts_and_themes),
    Migration("originals-beside-history", _originals_beside_history),
    Migration("saved-searches", _saved_searches),
    Migration("kept", _kept),
    Migration("quotes", _quotes),
    Migration("report-plans", _report_plans),
    Migration("review-rounds", _review_rounds),
    Migration("anonymising", _anonymising),
)
