"""An author's path: plan, Word by the house template, writing on in LibreOffice, changes in the project, refresh."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from coder import cli
from helpers.plans import planned_store
from helpers.word_parts import lines, parts, said
from projects import commands
from projects.store import Store

SOFFICE = shutil.which("soffice")
DOCUMENT = "word/document.xml"
OURS = ("Aineisto-ote", "Aineisto-ote lähde", "Luonnosmerkki")


def run(capsys, *words: object, code: int = 0) -> dict[str, object]:
    """Run a verb as the command line does and return its JSON."""
    assert cli.run([*(str(word) for word in words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def house_template(path: Path) -> Path:
    """Make a template as a house has one: its own headings and block quote, another language, .dotx."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "Talon otsikko"
    document.styles.add_style("Aineisto-ote", 1).font.italic = True
    plain = path.with_suffix(".docx")
    document.save(str(plain))
    rewrite(plain, path, "[Content_Types].xml",
            lambda text: text.replace("document.main+xml", "template.main+xml"))  # fmt: skip
    return path


def rewrite(source: Path, target: Path, part: str, change) -> None:
    """Copy a package with one part changed."""
    held = parts(source)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, change(data.decode()).encode() if name == part else data)


def saved_by_libreoffice(path: Path, folder: Path, kind: str = "docx") -> Path:
    """Let LibreOffice open and save a draft."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run([SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "lo"), str(path)],
                   check=True, capture_output=True, timeout=100)  # fmt: skip
    return folder / "lo" / f"{path.stem}.{kind}"


def author_writes(text: str) -> str:
    """Write an introduction, change one quote, add a paragraph behind another."""
    text = text.replace("[Johdanto: kirjoita tähän, mistä luku kertoo.]", "Luku kertoo kodista.", 1)
    text = text.replace("Jätetään lappu.", "Jätetään viesti.", 1)
    at = text.index("</w:p>", text.index("Se on semmonen hetki")) + len("</w:p>")
    at = text.index("</w:p>", at) + len("</w:p>")
    end = re.compile(r"</w:sdtContent></w:sdt>").match(text, at)
    at = end.end() if end else at
    return f"{text[:at]}<w:p><w:r><w:t>Kirjoittajan oma kappale.</w:t></w:r></w:p>{text[at:]}"


def project_changes(path: Path, transcript: str) -> None:
    """Correct the transcript in two places, edit a quote, and take a consent back."""
    store = Store.open(path)
    for old, new in (("Ihan vaan kysyn", "Ihan aina kysyn"), ("Jätetään lappu", "Jätetään kortti")):
        at = store.document(transcript).text.index(old)
        store.do(commands.CorrectText(transcript, at, old, new), "Aino")
    gone = next(one for one in store.quotes() if one.name == "RH1-v6")
    store.do(commands.DropQuotes((gone.id,)), "Aino")
    store.close()


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_an_author_goes_on_writing_and_gets_fresh_quotes(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("OTE_LANG", "fi")
    store, transcript, _ = planned_store(tmp_path)
    project = store.path
    store.close()
    template = house_template(tmp_path / "talo.dotx")
    report = tmp_path / "raportti.docx"
    made = run(capsys, "report", project, report, "--plan", "Raportti", "--template", template)
    assert made["quotes"] == 5
    assert "Talon otsikko" in parts(report)["word/styles.xml"].decode()

    draft = saved_by_libreoffice(report, tmp_path)
    rewrite(draft, draft.with_name("luonnos.docx"), DOCUMENT, author_writes)
    draft = draft.with_name("luonnos.docx")
    before = [one for one in lines(draft) if one[0] not in OURS]
    original = draft.read_bytes()
    project_changes(project, transcript)

    done = run(capsys, "refresh", project, draft, code=1)
    outcomes = {one["name"]: one["outcome"] for one in done["quotes"]}
    assert outcomes == {"RH1-v2": "updated", "RH1-v3": "conflict", "RH1-v4": "unchanged", "RH1-v5": "unchanged",
                        "RH1-v6": "removed"}  # fmt: skip
    assert Path(str(done["kept"])).read_bytes() == original
    assert done["missing"] == []
    quoted = " ".join(said(draft, "Aineisto-ote"))
    assert "Ihan aina kysyn." in quoted
    assert "Jätetään viesti." in quoted
    assert "[Ote RH1-v6 on poistettu: sitä ei enää ole projektissa.]" in said(draft, "Luonnosmerkki")
    assert [one for one in lines(draft) if one[0] not in OURS] == before
    assert "Kirjoittajan oma kappale." in [words for _, words in before]
    assert [one["name"] for one in run(capsys, "documents", project)] == ["luonnos.docx", "raportti.docx"]

    again = run(capsys, "refresh", project, draft, code=1)
    assert (again["conflict"], again["updated"], again["removed"], again["kept"]) == (1, 0, 0, None)
    assert saved_by_libreoffice(draft, tmp_path, "pdf").stat().st_size > 10_000
