"""What tests make records of."""

from __future__ import annotations

from typing import Any

from newsextract.records.kinds import KINDS

NO_FINDS: dict[str, Any] = dict.fromkeys(KINDS, ())
"""The finds of a record in which nothing was found, kind by kind."""
