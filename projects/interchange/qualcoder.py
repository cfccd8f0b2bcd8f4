"""Read a project of QualCoder: a folder `NAME.qda` that holds `data.qda`, an SQLite file.

Source of tables and columns: the program's own wiki page on its data structure (version 3) and a project that version
4.0 wrote. It stores positions of the screen (UTF-16) and the words beside them, with U+2029 for line ends: the words
say where a coding is.
"""

from __future__ import annotations

from pathlib import Path

from codebooks.model import Code
from projects.errors import ImportRefusedError
from projects.interchange.gathering import Gathering
from projects.interchange.other_sqlite import Cell, OtherDatabase, Record, number, opened, text
from projects.interchange.values import Foreign
from projects.model import Anchor

FILE = "data.qda"
_NEEDED = ("source", "code_name", "code_text")
_MEDIA = {"/images/": "picture", "images:": "picture", "/audio/": "audio", "audio:": "audio", "/video/": "video",
          "video:": "video", "/docs/": "pdf", "docs:": "pdf"}  # fmt: skip
Key = Cell


def read_qualcoder(path: Path) -> Foreign:
    """Return the project in a folder, or in the `data.qda` of one; raises ImportRefusedError."""
    file = path / FILE if path.is_dir() else path
    folder = file.parent.name if file.name == FILE else file.name
    if not file.exists():
        raise ImportRefusedError("not-qualcoder", file=path.name)
    with opened(file) as database:
        if not database.has(*_NEEDED):
            raise ImportRefusedError("not-qualcoder", file=path.name)
        return _read(database).foreign(folder.removesuffix(".qda"))


def _read(database: OtherDatabase) -> Gathering:
    project = next(iter(database.records("project", "date", "about", "memo")), Record())
    gathering = Gathering("QualCoder", text(project.get("date")))
    gathering.memo("project", text(project.get("memo")), Anchor("project"))
    categories = _categories(gathering, database)
    codes = _codes(gathering, database, categories)
    texts = _texts(gathering, database)
    _codings(gathering, database, codes, texts)
    _annotations(gathering, database, texts)
    _cases_and_values(gathering, database, texts)
    for row in database.records("journal", "jid", "name", "jentry", "date", "owner"):
        who, when = text(row["owner"]), text(row["date"])
        gathering.memo(
            row["jid"], text(row["jentry"]), Anchor(), title=text(row["name"]), who=who, when=when, kind="journal"
        )
    for table, kind in (("code_image", "picture"), ("code_av", "audio")):
        gathering.findings.count("lost-media-codings", len(database.records(table, "cid")), kind=kind)
    gathering.findings.count("lost-graphs", len(database.records("graph", "grid")))
    return gathering


def _categories(gathering: Gathering, database: OtherDatabase) -> dict[Key, tuple[str | None, str | None]]:
    """Return for each category the parent code and family of what stands in it; an inner one becomes a code."""
    rows = {row["catid"]: row for row in database.records("code_cat", "catid", "name", "memo", "supercatid")}
    inner = {key for key, row in rows.items() if row["supercatid"] in rows and row["supercatid"] != key}
    places: dict[Key, tuple[str | None, str | None]] = {}
    for key, row in rows.items():
        if key not in inner:
            places[key] = (None, gathering.family(key, text(row["name"]), text(row["memo"])))
    for key in inner:
        places[key] = (gathering.id("category", key), None)
    for key in inner:
        parent, family = places[rows[key]["supercatid"]]
        own = gathering.id("category", key)
        described = text(rows[key]["memo"])
        code = Code(own, "", text(rows[key]["name"]), definition_fi=described, parent=parent, family=family)
        gathering.code(code, "")
    gathering.findings.count("folder-became-code", len(inner))
    return places


def _codes(
    gathering: Gathering, database: OtherDatabase, places: dict[Key, tuple[str | None, str | None]]
) -> dict[Key, str]:
    rows = database.records("code_name", "cid", "name", "memo", "catid", "color", "supercid")
    codes = {row["cid"]: gathering.id("code", row["cid"]) for row in rows}
    for row in rows:
        parent, family = places.get(row["catid"], (None, None))
        above = codes.get(row["supercid"]) if row["supercid"] is not None else None
        described = text(row["memo"])
        own = codes[row["cid"]]
        code = Code(own, "", text(row["name"]), definition_fi=described, parent=above or parent, family=family)
        gathering.code(code, text(row["color"]))
    return codes


def _texts(gathering: Gathering, database: OtherDatabase) -> dict[Key, str | None]:
    texts: dict[Key, str | None] = {}
    for row in database.records("source", "id", "name", "fulltext", "mediapath", "memo", "owner", "date"):
        if row["fulltext"] is None:
            kind = next((kind for start, kind in _MEDIA.items() if text(row["mediapath"]).startswith(start)), "picture")
            gathering.findings.tell("lost-source", kind=kind, name=text(row["name"]))
            continue
        own = gathering.text(row["id"], text(row["name"]), text(row["fulltext"]), text(row["date"]))
        texts[row["id"]] = own
        if own is not None:
            who, when = text(row["owner"]), text(row["date"])
            gathering.memo("source", text(row["memo"]), Anchor("transcript", own), who=who, when=when)
    return texts


def _codings(
    gathering: Gathering, database: OtherDatabase, codes: dict[Key, str], texts: dict[Key, str | None]
) -> None:
    columns = ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important")
    for row in database.records("code_text", *columns):
        excerpt = gathering.passage(
            texts.get(row["fid"]), number(row["pos0"]), number(row["pos1"]), text(row["seltext"])
        )
        made = (text(row["owner"]), text(row["date"]))
        gathering.coding(row["ctid"], excerpt, codes.get(row["cid"], ""), made, text(row["memo"]))
        gathering.findings.count("lost-important", 1 if row["important"] == 1 else 0)


def _annotations(gathering: Gathering, database: OtherDatabase, texts: dict[Key, str | None]) -> None:
    for row in database.records("annotation", "anid", "fid", "pos0", "pos1", "memo", "owner", "date"):
        own = texts.get(row["fid"])
        mender = gathering.menders.get(own or "")
        span = mender.plain(number(row["pos0"]), number(row["pos1"])) if mender else None
        if own is None or span is None:
            gathering.findings.count("lost-annotation")
            continue
        anchor = Anchor("place", own, *span)
        gathering.memo(row["anid"], text(row["memo"]), anchor, who=text(row["owner"]), when=text(row["date"]))


def _cases_and_values(gathering: Gathering, database: OtherDatabase, texts: dict[Key, str | None]) -> None:
    linked: dict[Key, list[str]] = {}
    for row in database.records("case_text", "caseid", "fid"):
        own = texts.get(row["fid"])
        if own is not None:
            linked.setdefault(row["caseid"], []).append(own)
    cases: dict[Key, str] = {}
    for row in database.records("cases", "caseid", "name", "memo", "owner", "date"):
        own = gathering.case(row["caseid"], text(row["name"]), linked.get(row["caseid"], []))
        cases[row["caseid"]] = own
        who, when = text(row["owner"]), text(row["date"])
        gathering.memo("case", text(row["memo"]), Anchor("person", own), who=who, when=when)
    for row in database.records("attribute_type", "name", "memo", "caseOrFile", "valuetype"):
        owner = "person" if row["caseOrFile"] == "case" else "transcript"
        gathering.variable(text(row["name"]), owner, number=row["valuetype"] == "numeric", described=text(row["memo"]))
    for row in database.records("attribute", "name", "attr_type", "value", "id"):
        owner = "person" if row["attr_type"] == "case" else "transcript"
        target = cases.get(row["id"]) if owner == "person" else texts.get(row["id"])
        gathering.value(text(row["name"]), owner, target or "", text(row["value"]))
