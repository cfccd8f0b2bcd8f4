"""The bare Word package that a report without a template begins from, written in memory."""

from __future__ import annotations

import io
import zipfile

from exports.styles import STYLES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DAWN = (1980, 1, 1, 0, 0, 0)
LOCALES = {"fi": "fi-FI", "en": "en-GB", "sv": "sv-SE"}

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_MAIN}.settings+xml"/>'
    "</Types>"
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{R}/settings" Target="settings.xml"/></Relationships>'
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1418" w:bottom="1418" w:left="1418" '
    'w:header="794" w:footer="680" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
)
_DOCUMENT = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{SECTION}</w:body></w:document>'
_COMPATIBLE = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


def base_package(language: str) -> bytes:
    """Return a Word file with our styles, A4 pages and the language of the report, and no text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
            ("word/document.xml", _DOCUMENT),
            ("word/styles.xml", _styles(LOCALES.get(language, "en-GB"))),
            ("word/settings.xml", _settings(language)),
        ):
            archive.writestr(zipfile.ZipInfo(name, DAWN), _HEAD + text)
    return stream.getvalue()


def _styles(locale: str) -> str:
    run = (
        '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Times New Roman"/>'
        f'<w:color w:val="1E2126"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
    )
    paragraph = '<w:widowControl/><w:spacing w:after="120" w:line="300" w:lineRule="auto"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )
    styles = "".join(style.xml(style.id, style.based, style.following, fonts=True) for style in STYLES)
    return f'<w:styles xmlns:w="{W}">{defaults}{latent}{styles}</w:styles>'


def _settings(language: str) -> str:
    decimal, listing = (",", ";") if language in ("fi", "sv") else (".", ",")
    locale = LOCALES.get(language, "en-GB")
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{_COMPATIBLE}</w:compat><w:themeFontLang w:val="{locale}"/>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{listing}"/></w:settings>'
    )
