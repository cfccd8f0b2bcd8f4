"""Write a file whole or not at all: a temporary neighbour, synced, then renamed over the old one."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from codebooks.os_errors import os_code
from exports.errors import ExportError


class Progress(NamedTuple):
    """Tell how many of the steps of a job are done."""

    done: int
    total: int


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside the target and put it in the target's place when the block ends well."""
    temporary = path.parent / f".ote-{secrets.token_hex(6)}.tmp"
    try:
        _refuse_bad_target(path)
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise export_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def export_error(error: OSError, path: Path) -> ExportError:
    """Turn what the system says into the code of a message."""
    return ExportError(os_code(error), file=str(path), folder=str(path.parent))


def _refuse_bad_target(path: Path) -> None:
    if not path.parent.is_dir():
        raise ExportError("no-folder", file=str(path), folder=str(path.parent))
    if path.is_dir():
        raise ExportError("is-folder", file=str(path), folder=str(path.parent))
    if path.exists() and not os.access(path, os.W_OK):
        raise ExportError("no-permission", file=str(path), folder=str(path.parent))


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
