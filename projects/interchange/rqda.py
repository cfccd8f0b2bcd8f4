"""Read a project of RQDA (`.rqda`), an SQLite file; `status` 0 marks what was deleted for the time being.

Source of tables and columns: the package's own help page on its data tables, and the statements that make them.
"""

from __future__ import annotations

from pathlib import Path

from codebooks.model import Code
from projects.errors import ImportRefusedError
from projects.interchange.gathering import Gathering
from projects.interchange.other_sqlite import Cell, OtherDatabase, Record, number, opened, text
from projects.interchange.values import Foreign
from projects.model import Anchor

_NEEDED = ("source", "freecode", "coding")
_DELETED = 0
Key = Cell


def read_rqda(path: Path) -> Foreign:
    """Return the project in a `.rqda` file; raises ImportRefusedError."""
    with opened(path) as database:
        if not database.has(*_NEEDED):
            raise ImportRefusedError("not-rqda", file=path.name)
        return _read(database).foreign(path.stem)


def _read(database: OtherDatabase) -> Gathering:
    project = next(iter(database.records("project", "date", "memo")), Record())
    gathering = Gathering("RQDA", text(project.get("date")))
    gathering.memo("project", text(project.get("memo")), Anchor("project"))
    codes = _codes(gathering, database)
    texts = _texts(gathering, database)
    for row in _living(database, "coding", "cid", "fid", "seltext", "selfirst", "selend", "owner", "date", "memo"):
        start, end = number(row["selfirst"]), number(row["selend"])
        excerpt = gathering.passage(texts.get(row["fid"]), start, end, text(row["seltext"]))
        key = (row["cid"], row["fid"], start, end, row["owner"], row["date"])
        made = (text(row["owner"]), text(row["date"]))
        gathering.coding(key, excerpt, codes.get(row["cid"], ""), made, text(row["memo"]))
    _annotations(gathering, database, texts)
    _cases_and_values(gathering, database, texts)
    for row in _living(database, "journal", "name", "journal", "date", "owner"):
        who, when = text(row["owner"]), text(row["date"])
        gathering.memo(
            row["name"], text(row["journal"]), Anchor(), title=text(row["name"]), who=who, when=when, kind="journal"
        )
    gathering.findings.count("lost-media-codings", len(_living(database, "imageCoding", "cid")), kind="picture")
    gathering.findings.count("lost-file-categories", len(_living(database, "filecat", "catid")))
    return gathering


def _living(database: OtherDatabase, table: str, *columns: str) -> list[Record]:
    rows = database.records(table, *columns, "status")
    return [row for row in rows if row["status"] != _DELETED]


def _codes(gathering: Gathering, database: OtherDatabase) -> dict[Key, str]:
    """Read codes and categories; a code that stands in several is in the first."""
    families = {
        row["catid"]: gathering.family(row["catid"], text(row["name"]), text(row["memo"]))
        for row in _living(database, "codecat", "catid", "name", "memo")
    }
    places: dict[Key, str] = {}
    for row in _living(database, "treecode", "cid", "catid"):
        if row["catid"] in families:
            gathering.findings.count("code-in-several", 1 if row["cid"] in places else 0)
            places.setdefault(row["cid"], families[row["catid"]])
    codes: dict[Key, str] = {}
    for row in _living(database, "freecode", "id", "name", "memo", "color"):
        own = codes[row["id"]] = gathering.id("code", row["id"])
        family = places.get(row["id"])
        code = Code(own, "", text(row["name"]), definition_fi=text(row["memo"]), family=family)
        gathering.code(code, text(row["color"]))
    return codes


def _texts(gathering: Gathering, database: OtherDatabase) -> dict[Key, str | None]:
    texts: dict[Key, str | None] = {}
    for row in _living(database, "source", "id", "name", "file", "memo", "owner", "date"):
        own = gathering.text(row["id"], text(row["name"]), text(row["file"]), "")
        texts[row["id"]] = own
        if own is not None:
            gathering.memo("source", text(row["memo"]), Anchor("transcript", own), who=text(row["owner"]))
    return texts


def _annotations(gathering: Gathering, database: OtherDatabase, texts: dict[Key, str | None]) -> None:
    for place, row in enumerate(_living(database, "annotation", "fid", "position", "annotation", "owner", "date")):
        own = texts.get(row["fid"])
        mender, at = gathering.menders.get(own or ""), number(row["position"])
        span = mender.plain(at, at) if mender else None
        if own is None or span is None:
            gathering.findings.count("lost-annotation")
            continue
        gathering.memo(place, text(row["annotation"]), Anchor("place", own, *span), who=text(row["owner"]))


def _cases_and_values(gathering: Gathering, database: OtherDatabase, texts: dict[Key, str | None]) -> None:
    linked: dict[Key, list[str]] = {}
    for row in _living(database, "caselinkage", "caseid", "fid"):
        own = texts.get(row["fid"])
        if own is not None:
            linked.setdefault(row["caseid"], []).append(own)
    cases: dict[Key, str] = {}
    for row in _living(database, "cases", "id", "name", "memo", "owner"):
        own = cases[row["id"]] = gathering.case(row["id"], text(row["name"]), linked.get(row["id"], []))
        gathering.memo("case", text(row["memo"]), Anchor("person", own), who=text(row["owner"]))
    kinds = {row["name"]: row["class"] == "numeric" for row in _living(database, "attributes", "name", "class")}
    tables = (("caseAttr", "caseID", "person", cases), ("fileAttr", "fileID", "transcript", texts))
    for table, column, owner, targets in tables:
        rows = _living(database, table, "variable", "value", column)
        for name in dict.fromkeys(row["variable"] for row in rows):
            gathering.variable(text(name), owner, number=kinds.get(name, False))
        for row in rows:
            gathering.value(text(row["variable"]), owner, targets.get(row[column]) or "", text(row["value"]))
