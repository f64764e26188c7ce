"""Files in a zip archive: the same files are the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The first day that zip archives know; every member says it was made then.
_MADE = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by name, in their order."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _MADE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # otherwise it depends on the operating system
            member.external_attr = 0o644 << 16
            writer.writestr(member, content)
    return archive.getvalue()
