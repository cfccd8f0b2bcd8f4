"""Tell why a file cannot be opened as a project: empty, foreign, newer, damaged, locked by a passphrase."""

from __future__ import annotations

import hashlib
import hmac
import math
from collections import Counter
from pathlib import Path

from projects.connection import normalised
from projects.errors import ProjectError

APPLICATION_ID = 0x4F544531
PAGE = 4096
_MAGIC = b"SQLite format 3\x00"
_SALT = 16
_RESERVED = 80
_MAC = 64
_IV = 16
_ROUNDS = 256_000
_RANDOM_BITS = 7.5


def refuse_impossible(path: Path) -> None:
    """Raise for a file that is missing, no file, empty, unreadable, or surely of another program."""
    if not path.exists():
        raise ProjectError("no-file", file=str(path))
    if not path.is_file():
        raise ProjectError("is-folder", file=str(path))
    try:
        head = _head(path)
    except PermissionError as problem:
        raise ProjectError("no-permission", file=str(path)) from problem
    if not head:
        raise ProjectError("empty-file", file=str(path))
    if head.startswith(_MAGIC):
        _refuse_foreign(path, head)
    elif not _looks_encrypted(path, head):
        raise ProjectError("not-project", file=str(path))


def is_plain(path: Path) -> bool:
    """Tell whether the file is a SQLite file without a passphrase."""
    return _head(path).startswith(_MAGIC)


def why_unreadable(path: Path, passphrase: str | None) -> ProjectError:
    """Say why a file that looked possible could not be read with this passphrase.

    For an encrypted file each page carries its own HMAC: none fits = wrong passphrase (or not ours), some fit =
    damaged.
    """
    if is_plain(path):
        return ProjectError("damaged-file", file=str(path))
    if passphrase is None:
        return ProjectError("passphrase-needed", file=str(path))
    fitting, pages = _fitting_pages(path, passphrase)
    code = "wrong-passphrase" if not fitting else "damaged-file"
    return ProjectError(code, file=str(path), pages=pages, bad=pages - fitting)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(PAGE)


def _refuse_foreign(path: Path, head: bytes) -> None:
    if len(head) < len(_MAGIC) + 84:
        raise ProjectError("damaged-file", file=str(path))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ProjectError("not-project", file=str(path))


def _looks_encrypted(path: Path, head: bytes) -> bool:
    """Judge by size and randomness: SQLCipher writes whole pages of bytes that all occur equally often."""
    return path.stat().st_size >= PAGE and _entropy(head) >= _RANDOM_BITS


def _entropy(data: bytes) -> float:
    total = len(data)
    return -sum(n / total * math.log2(n / total) for n in Counter(data).values())


def _fitting_pages(path: Path, passphrase: str) -> tuple[int, int]:
    """Count pages whose HMAC fits, and all pages; the last may be cut off and then never fits.

    Source: SQLCipher 4 defaults: PBKDF2-HMAC-SHA512, 256,000 rounds; the MAC key from the salt xor 0x3a with 2
    rounds; HMAC-SHA512 over page, IV and page number (little-endian).
    """
    data = path.read_bytes()
    salt = data[:_SALT]
    key = hashlib.pbkdf2_hmac("sha512", normalised(passphrase).encode(), salt, _ROUNDS, 32)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    return sum(_fits(page, number, mac_key) for number, page in enumerate(pages, 1)), len(pages)


def _fits(page: bytes, number: int, mac_key: bytes) -> bool:
    if len(page) < PAGE:
        return False
    start = _SALT if number == 1 else 0
    covered = page[start : PAGE - _RESERVED + _IV]
    stored = page[PAGE - _RESERVED + _IV : PAGE - _RESERVED + _IV + _MAC]
    made = hmac.new(mac_key, covered + number.to_bytes(4, "little"), hashlib.sha512).digest()
    return hmac.compare_digest(made, stored)
