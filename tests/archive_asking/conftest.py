"""The archives that are asked: a newsroom's, made by the real command, and one of names that are hard to find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.tables import run_in
from tests.archive_asking.making import Known, Told, made
from tests.archive_asking.newsroom import write

UKRAINE, FRANCE = ("UA", "UKR", "Ukraine"), ("FR", "FRA", "France")


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the newsroom's articles."""
    folder = tmp_path_factory.mktemp("newsroom")
    write(folder / "newsroom.jsonl")
    run_in(folder, "newsroom.jsonl", "-o", "newsroom.db")
    return folder / "newsroom.db"


@pytest.fixture(scope="session")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of people who bear the same surname, have aliases, accents, and texts that would like to act."""
    donald = Known("Donald Trump", "president", says=["We will “win” the tariff war", "No deal, no tariffs"])
    senator = replace(donald, titles=["Mr", "Senator"])
    articles = [
        Told([donald, Known("José Müller", "baker")], "2024-01-05", [UKRAINE], "One day", "https://news.example/1"),
        Told([donald, Known("Melania Trump")], "2024-02-10T08:00:00Z", [FRANCE]),
        Told(
            [Known("Robert Kyagulanyi", "singer", ["Bobi Wine"], ["The crowd was large"])], "2024-03", [UKRAINE, FRANCE]
        ),
        Told([Known("Kaja Kallas", "prime minister", ["Kallas"], ["Europe acts"]), senator], "2025-06-30"),
        Told(
            [Known("=cmd()", "<b>bold</b>", says=["</script><script>alert(1)</script>"])],
            "5 May 2024",
            title="\x1b[31m<i>",
        ),
        Told(
            [Known("Kaja Kallas"), Known("Mia Thackeray-Holt")],
            None,
            unsaid=[(None, "Nobody said this"), ("the police", "100% were there")],
        ),
    ]
    return made(tmp_path_factory.mktemp("named") / "named.db", articles)
