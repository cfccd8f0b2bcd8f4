"""Turn what the file system says into the code of a message that a person can be told."""

from __future__ import annotations

import errno

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "is-folder",
    errno.EROFS: "read-only",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EBUSY: "file-in-use",
    errno.ENAMETOOLONG: "name-too-long",
}
_WINDOWS_SHARING = frozenset({32, 33})


def os_code(problem: OSError) -> str:
    """Return the message code for an error of the file system; `disk-trouble` for all that has no better one."""
    if getattr(problem, "winerror", None) in _WINDOWS_SHARING:
        return "file-in-use"
    return _CODES.get(problem.errno or 0, "disk-trouble")
