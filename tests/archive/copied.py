"""What an archive must say of copies, told article by article from its texts."""

from __future__ import annotations

from pathlib import Path

from newsextract.archive.filling.copies import wording
from tests.archive.tables import ask

_COUNTED = """
    SELECT person_id, sum(NOT is_copy), sum(is_copy), sum(mentions * NOT is_copy), sum(quotes * NOT is_copy)
    FROM article_person JOIN (SELECT id, duplicate_of IS NOT NULL AS is_copy FROM article) ON id = article_id
    GROUP BY person_id ORDER BY person_id
"""


def duplicates(archive: Path) -> dict[int, int]:
    """The original of each copy."""
    return dict(ask(archive, "SELECT id, duplicate_of FROM article WHERE duplicate_of IS NOT NULL"))


def check_copies(archive: Path) -> None:
    """Each copy is one of the first article that it can be of; what is counted, and kept for the next run, is right."""
    texts = {article: wording(text) for article, text in ask(archive, "SELECT id, text FROM article ORDER BY id")}
    wanted: dict[int, int] = {}
    for article, said in texts.items():
        before = (one for one in texts if one < article and one not in wanted)
        original = next((one for one in before if said.is_copy_of(texts[one])), None)
        if original is not None:
            wanted[article] = original
    assert duplicates(archive) == wanted
    counted = ask(archive, "SELECT id, articles, copies, mentions, quotes FROM person ORDER BY id")
    assert counted == ask(archive, _COUNTED)
    keys = ask(archive, "SELECT article_id, key FROM article_key ORDER BY article_id, key")
    assert keys == [(article, key) for article, said in texts.items() for key in said.keys]
    assert ask(archive, "SELECT * FROM uncompared") == []
