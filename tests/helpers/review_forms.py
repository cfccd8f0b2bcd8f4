"""Fill in a review form as a person would, by what stands in its fields."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

PART = "word/document.xml"
SOFFICE = shutil.which("soffice")
WORD_AGAIN = "docx:MS Word 2007 XML"


def filled(form: bytes, fields: Mapping[str, str], ticked: tuple[str, ...] = ()) -> bytes:
    """Write texts into controls by their tag, and tick check boxes (their sign stays as it was)."""

    def change(xml: str) -> str:
        for name, text in fields.items():
            xml, count = re.subn(
                rf'(<w:tag w:val="{name}"/>.*?<w:sdtContent>).*?(</w:sdtContent>)',
                rf'\g<1><w:r><w:t xml:space="preserve">{text}</w:t></w:r>\g<2>', xml, count=1, flags=re.DOTALL,
            )
            assert count == 1, name
        for name in ticked:
            xml, count = re.subn(rf'(<w:tag w:val="{name}"/>.*?w14:checked w14:val=)"0"', r'\g<1>"1"', xml, count=1)
            assert count == 1, name
        return xml

    return changed(form, change)


def saved(path: Path, kind: str, folder: Path) -> Path:
    """Let another word processor open a file and save it as another kind, in a folder; return what it wrote."""
    assert SOFFICE
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=150,
    )  # fmt: skip
    return folder / f"{path.stem}.{kind[:4].rstrip(':')}"


def changed(form: bytes, change: object) -> bytes:
    """Return the form with its main part changed by a function."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == PART else data)
    return out.getvalue()


def with_comment(form: bytes, behind: str, text: str) -> bytes:
    """Add a Word comment whose sign stands behind a stretch of the main part."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    marked = changed(form, lambda xml: xml.replace(behind, f'{behind}<w:r><w:commentReference w:id="0"/></w:r>', 1))
    out = io.BytesIO(marked)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/comments.xml", f'<w:comments xmlns:w="{w}"><w:comment w:id="0"><w:p><w:r>'
                         f"<w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>")
    return out.getvalue()
