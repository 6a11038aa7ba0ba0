"""The type of the `command` fixture: arguments, standard input and environment in, a finished process out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Command = Callable[..., subprocess.CompletedProcess[bytes]]
