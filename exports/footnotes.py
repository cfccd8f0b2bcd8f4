"""Put footnotes into a Word package, which python-docx has no way to; a template's own lines above notes stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from exports.wordbase import R, W
from exports.wordxml import FIRST_NOTE, run, spoken_in

if TYPE_CHECKING:
    from docx.document import Document

_RELATION = f"{R}/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{place}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>"
    for place, (kind, mark) in enumerate(
        (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
    )
)


def add_footnotes(document: Document, notes: Sequence[str], styles: Mapping[str, str], locale: str) -> None:
    """Write the notes in order, numbered from `FIRST_NOTE`; a template's notes go, since its text goes too."""
    if not notes:
        return
    root = _kept(document)
    for place, text in enumerate(notes, FIRST_NOTE):
        root.append(parse_xml(spoken_in(_note(place, text, styles), locale)))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package: Any = document.part.package
    for relation in [one for one in document.part.rels.values() if one.reltype == _RELATION]:
        document.part.rels.pop(relation.rId)
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, data, package)
    document.part.relate_to(part, _RELATION)


def _kept(document: Document) -> Any:
    """Return what there is of notes without the notes themselves: the lines that stand above them."""
    for relation in document.part.rels.values():
        if relation.reltype == _RELATION and not relation.is_external:
            root: Any = parse_xml(relation.target_part.blob)
            for note in root.findall(f"{{{W}}}footnote"):
                if note.get(f"{{{W}}}type") is None or int(note.get(f"{{{W}}}id", "0")) >= FIRST_NOTE:
                    root.remove(note)
            if len(root):
                return root
    return parse_xml(f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">{_LINES}</w:footnotes>')


def _note(place: int, text: str, styles: Mapping[str, str]) -> str:
    mark = f'<w:r><w:rPr><w:rStyle w:val="{styles["footnote_mark"]}"/></w:rPr><w:footnoteRef/></w:r>'
    return (
        f'<w:footnote xmlns:w="{W}" w:id="{place}"><w:p><w:pPr><w:pStyle w:val="{styles["footnote"]}"/></w:pPr>'
        f"{mark}{run(' ' + text)}</w:p></w:footnote>"
    )
