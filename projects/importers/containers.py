"""Open zip containers with suspicion: every limit is checked on what the bytes hold, not on what they claim."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isal import isal_zlib

from codebooks.broken_zip import BROKEN_ZIP
from projects.errors import ImportRefusedError

MAX_TOTAL = 200_000_000
MAX_PART = 100_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 800
RATIO_FROM = 1 << 20

_MAX_DIRECTORY = 4_000_000
_DEFLATE_AT_MOST = 1_032  # no deflate stream unpacks further than this
_CHUNK = 1 << 20
_MEGA = 1_000_000
_END_OF_DIRECTORY = b"PK\x05\x06"
_LOCAL = b"PK\x03\x04"
_ENCRYPTED = 0x1
_UNSAFE = re.compile(r"^$|^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
_XML_NAMES = (".xml", ".rels", ".qde", ".qdc", ".vml")


@dataclass(frozen=True, slots=True)
class Package:
    """Hold a checked zip container: its bytes and its members by lower-case name."""

    file: str
    data: bytes
    members: Mapping[str, zipfile.ZipInfo]

    def has(self, part: str) -> bool:
        """Tell whether a part is there; case does not matter."""
        return part.lower() in self.members

    def read(self, part: str) -> bytes:
        """Return a part's bytes; refuse the file when the part is missing, too large or damaged."""
        info = self.members.get(part.lower())
        if info is None:
            raise ImportRefusedError("damaged-file", file=self.file)
        return _inflated(self, info)

    def head(self, part: str, size: int) -> bytes:
        """Return at most the first bytes of a part, unpacking no more than that."""
        info = self.members[part.lower()]
        raw = _packed(self, info)
        if info.compress_type == zipfile.ZIP_STORED:
            return raw[:size]
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, size)
        except zlib.error:
            raise ImportRefusedError("damaged-file", file=self.file) from None

    def xml_parts(self) -> Iterator[str]:
        """Go through the names of the parts that hold XML."""
        return (name for name in self.members if name.endswith(_XML_NAMES))


def open_package(data: bytes, file: str) -> Package:
    """Open a zip container, or refuse it with what is wrong."""
    _check_directory(data, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except BROKEN_ZIP:
        raise ImportRefusedError("damaged-file", file=file) from None
    if len(infos) > MAX_MEMBERS:
        raise ImportRefusedError("too-many-files", file=file, count=len(infos), limit=MAX_MEMBERS)
    package = Package(file, data, _by_name(infos, file))
    _check_sizes(package, infos)
    return package


def _check_directory(data: bytes, file: str) -> None:
    """Look at the end record before zipfile builds an object for each of its entries."""
    at = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - 66_000))
    if at < 0 or at + 22 > len(data):
        raise ImportRefusedError("damaged-file", file=file)
    count, size = struct.unpack_from("<HI", data, at + 10)
    if count > MAX_MEMBERS or size > _MAX_DIRECTORY:
        raise ImportRefusedError("too-many-files", file=file, count=count, limit=MAX_MEMBERS)


def _by_name(infos: list[zipfile.ZipInfo], file: str) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if _UNSAFE.search(info.orig_filename):
            raise ImportRefusedError("unsafe-path", file=file)
        if info.flag_bits & _ENCRYPTED:
            raise ImportRefusedError("password", file=file)
        if members.setdefault(info.filename.lower(), info) is not info:
            raise ImportRefusedError("duplicate-member", file=file)
    return members


def _check_sizes(package: Package, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what claims too much, and count for real whatever could be too much."""
    for info in infos:
        _check_size(package.file, info, info.file_size)
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise _too_large(package.file, MAX_TOTAL)
    if sum(info.compress_size for info in infos) * _DEFLATE_AT_MOST <= MAX_TOTAL:
        return
    total = 0
    for info in infos:
        total += _counted(package, info, MAX_TOTAL - total)
        if total > MAX_TOTAL:
            raise _too_large(package.file, MAX_TOTAL)


def _check_size(file: str, info: zipfile.ZipInfo, size: int) -> None:
    if size > MAX_PART and info.filename.lower().endswith(_XML_NAMES):
        raise _too_large(file, MAX_PART)
    if size > RATIO_FROM and size > MAX_RATIO * info.compress_size:
        raise _too_large(file, MAX_PART)


def _counted(package: Package, info: zipfile.ZipInfo, limit: int) -> int:
    """Count what a member really unpacks to, in small pieces and no further than the limit."""
    size = sum(len(piece) for piece in _pieces(package, info, limit))
    _check_size(package.file, info, size)
    return size


def _pieces(package: Package, info: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    raw = _packed(package, info)
    if info.compress_type == zipfile.ZIP_STORED:
        yield raw
        return
    stream, seen = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        while seen <= limit and (piece := stream.decompress(raw, _CHUNK)):
            raw = stream.unconsumed_tail
            seen += len(piece)
            yield piece
    except zlib.error:
        raise ImportRefusedError("damaged-file", file=package.file) from None


def _inflated(package: Package, info: zipfile.ZipInfo) -> bytes:
    raw = _packed(package, info)
    if info.compress_type == zipfile.ZIP_STORED:
        data = raw
    else:
        # Five times faster than zlib; length and checksum tell when the two would not agree.
        stream = isal_zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = stream.decompress(raw, info.file_size + 1)
        except isal_zlib.error:  # type: ignore[misc]  # its stub takes the class for an instance
            raise ImportRefusedError("damaged-file", file=package.file) from None
    if len(data) != info.file_size or isal_zlib.crc32(data) != info.CRC:
        raise _lying(package, info)
    return data


def _lying(package: Package, info: zipfile.ZipInfo) -> ImportRefusedError:
    """Tell a part that hides its size from one that is merely broken."""
    if _counted(package, info, MAX_PART) > MAX_PART:
        return _too_large(package.file, MAX_PART)
    return ImportRefusedError("damaged-file", file=package.file)


def _packed(package: Package, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes as they lie in the file."""
    data, at = package.data, info.header_offset
    known = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if not known or not 0 <= at <= len(data) - 30 or data[at : at + 4] != _LOCAL:
        raise ImportRefusedError("damaged-file", file=package.file)
    name, extra = struct.unpack_from("<HH", data, at + 26)
    start = at + 30 + name + extra
    raw = data[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise ImportRefusedError("damaged-file", file=package.file)
    return raw


def _too_large(file: str, limit: int) -> ImportRefusedError:
    return ImportRefusedError("too-large", file=file, limit=limit // _MEGA)
