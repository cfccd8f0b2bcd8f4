"""Break zip containers in the ways that the zip module lets through as they are: streams, directory, an odd method."""

from __future__ import annotations

import io
import struct
import zipfile

_END, _DIRECTORY = b"PK\x05\x06", b"PK\x01\x02"
# Deflate knows no block of this kind.
_NO_BLOCK = b"\xff\xff\xff\xff"


def broken_zips(whole: bytes) -> dict[str, bytes]:
    """Return damaged forms of a container whose first part is packed, by what is wrong with them."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        first = archive.infolist()[0]
    end = whole.rindex(_END)
    directory = int.from_bytes(whole[end + 16 : end + 20], "little")
    stream = first.header_offset + 30 + len(first.filename)
    return {
        "a stream that unpacks to nothing": _with(whole, stream, _NO_BLOCK),
        "a part before the file begins": _with(whole, end + 16, struct.pack("<I", directory + 37)),
        "a way of packing that nobody knows": _with(whole, whole.index(_DIRECTORY) + 10, struct.pack("<H", 77)),
        "half of it": whole[: len(whole) // 2],
    }


def _with(whole: bytes, at: int, data: bytes) -> bytes:
    return whole[:at] + data + whole[at + len(data) :]
