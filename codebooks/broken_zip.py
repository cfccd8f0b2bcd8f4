"""Name everything that reading a damaged zip container can raise, so that each reader of one refuses it alike."""

from __future__ import annotations

import struct
import zipfile
import zlib

# The zip module checks little: what it meets in a damaged directory or stream comes out as it is. A part that is
# not there is KeyError, a part under a password RuntimeError, and a place before the file's begin ValueError.
BROKEN_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, KeyError, ValueError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
