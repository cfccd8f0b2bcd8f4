"""Write a review round as one self-contained HTML page: phone and computer, no network, answers in a small file."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib import resources

from projects.review.packet import Packet

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def packet_words(language: str) -> Mapping[str, str]:
    """Return what reviewers read, in a language of the packets (fi, en)."""
    table = tomllib.loads(_file("words.toml"))
    found: dict[str, str] = table[language]
    return found


def review_page(packet: Packet) -> str:
    """Return the whole page as text.

    Its policy allows just its own script and style, by their hashes, and no connection. Quotes are data: they stand
    in a JSON block with every character escaped that HTML could read, and enter the page as text.
    """
    script, style = _file("page.js"), _file("page.css")
    policy = (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{packet.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{_html(packet.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main></main>\n"
        f'<script type="application/json" id="packet">{_json(_data(packet))}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _data(packet: Packet) -> dict[str, object]:
    quotes = [
        {
            "number": one.number, "id": one.token, "sha": one.mark, "paragraphs": one.paragraphs,
            "context": one.context, "topic": one.topic, "notes": one.notes,
        }
        for one in packet.quotes
    ]
    return {
        "nonce": packet.nonce, "track": packet.track, "title": packet.title, "greeting": packet.greeting,
        "contact": packet.contact, "until": packet.until, "quotes": quotes,
        "words": dict(packet_words(packet.language)),
    }


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
