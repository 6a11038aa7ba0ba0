"""What a run into an archive keeps of earlier ones, does again, replaces, takes out, or leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsextract.batch.run import request
from newsextract.batch.workers.fingerprint import Fingerprint
from tests.archive.fake import Run
from tests.archive.tables import ask, dump, is_sound

TEXTS = {
    "a.txt": "Ana Duarte, a baker; Bo Lee in: FR",
    "deep/b.txt": "Bo Lee, a judge in: PE",
    "deep/c.txt": "Cy Young",
}


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        put(tmp_path / "news" / name, text)
    return tmp_path / "news"


def people(archive: str = "a.db") -> list[tuple[str, int, int, int]]:
    return ask(Path(archive), "SELECT name, articles, mentions, quotes FROM person ORDER BY name")


ALL = [("Ana Duarte", 1, 1, 1), ("Bo Lee", 2, 2, 2), ("Cy Young", 1, 1, 1)]


def test_what_is_done_is_not_done_again(quick: Run, news: Path) -> None:
    assert " 3 articles, " in quick("news")[-1]
    before = dump(Path("a.db"))
    [told] = quick("news")
    assert " 0 articles, " in told
    assert "3 finished before; 0 failed" in told
    assert (dump(Path("a.db")), people()) == (before, ALL)
    assert is_sound(Path("a.db"))


def test_a_changed_input_is_done_again_and_no_other(quick: Run, news: Path) -> None:
    quick("news")
    put(news / "deep" / "b.txt", "Di Ha in: KE")
    [told] = quick("news")
    assert " 1 article, " in told
    assert "2 finished before" in told
    assert people() == [("Ana Duarte", 1, 1, 1), ("Bo Lee", 1, 1, 1), ("Cy Young", 1, 1, 1), ("Di Ha", 1, 1, 1)]
    assert ask(Path("a.db"), "SELECT alpha_2 FROM country_mention ORDER BY alpha_2") == ["FR", "KE"]
    for word, count in (("judge", 0), ("ha", 1)):
        assert ask(Path("a.db"), "SELECT count(*) FROM article_fts(?)", word) == [count]
    assert is_sound(Path("a.db"))


def test_a_new_input_is_added_and_one_that_is_gone_stays_unless_pruned(quick: Run, news: Path) -> None:
    quick("news")
    put(news / "b.txt", "Di Ha")
    (news / "a.txt").unlink()
    kept, told = quick("news")
    assert kept == "a.db: 1 record of inputs that are gone kept (--prune removes it)"
    assert " 1 article, " in told
    assert "2 finished before; 0 failed" in told
    assert people() == [*ALL, ("Di Ha", 1, 1, 1)]
    assert quick("news")[0] == kept
    [told] = quick("news", "--prune")
    assert "3 finished before; 1 removed" in told
    assert people() == [("Bo Lee", 1, 1, 1), ("Cy Young", 1, 1, 1), ("Di Ha", 1, 1, 1)]
    assert is_sound(Path("a.db"))


def test_an_input_that_fails_now_is_told_and_stays_unless_pruned(quick: Run, news: Path) -> None:
    quick("news")
    put(news / "a.txt", "fail")
    put(news / "deep" / "b.txt", "fail")
    told = quick("news", status=1)
    assert [line for line in told if "as told" in line] == told[:2]
    assert told[2] == "a.db: 2 records of inputs that are gone kept (--prune removes them)"
    assert people() == ALL
    put(news / "deep" / "b.txt", TEXTS["deep/b.txt"])
    assert "2 finished before; 1 removed; 1 failed" in quick("news", "--prune", status=1)[-1]
    assert people() == [("Bo Lee", 1, 1, 1), ("Cy Young", 1, 1, 1)]
    put(news / "a.txt", TEXTS["a.txt"])
    quick("news")
    assert people() == ALL


def test_rows_of_one_id_are_told_apart_and_known_again(quick: Run, tmp_path: Path) -> None:
    rows = [json.dumps({"id": "x", "text": text}) + "\n" for text in ("Ana Duarte", "Bo Lee", "Ana Duarte")]
    put(tmp_path / "m.jsonl", "".join(rows))
    quick("m.jsonl")
    assert people() == [("Ana Duarte", 2, 2, 2), ("Bo Lee", 1, 1, 1)]
    assert "3 finished before" in quick("m.jsonl")[-1]
    put(tmp_path / "m.jsonl", "".join(rows[:2]))
    assert "2 finished before; 1 removed" in quick("m.jsonl", "--prune")[-1]
    assert people() == [("Ana Duarte", 1, 1, 1), ("Bo Lee", 1, 1, 1)]


def test_what_a_command_does_not_name_stays_and_is_told(quick: Run, news: Path) -> None:
    quick("news")
    for arguments in (("news/a.txt",), ("news", "--glob", "a*")):
        [told] = quick(*arguments)
        assert "1 finished before; 0 failed" in told
        assert quick(*arguments, "--prune")[0] == "a.db: 2 records stay, of inputs that this command does not name"
    assert people() == ALL


def test_standard_input_stays_and_comes_in_its_place(quick: Run, tmp_path: Path) -> None:
    put(tmp_path / "z.jsonl", '{"text": "Ana Duarte"}\n{"text": "Bo Lee"}\n')
    quick("z.jsonl", "-", stdin=b'{"id": "s", "text": "Cy Young"}\n{"id": "t", "text": "Di Ha"}\n')
    order = "SELECT name FROM article JOIN source ON article_id = id ORDER BY file_number, row"
    assert ask(Path("a.db"), order) == ["z.jsonl:1", "z.jsonl:2", "s", "t"]
    told = quick("-", "--prune", stdin=b'{"id": "u", "text": "Ed Fox"}\n')
    assert told[:2] == [
        "a.db: 2 records stay, of inputs that this command does not name",
        "a.db: 2 records stay, of what came on standard input before",
    ]
    assert ask(Path("a.db"), "SELECT count(*) FROM article") == [5]


def test_a_file_that_is_named_twice_is_in_once(quick: Run, news: Path) -> None:
    quick("news", "news/a.txt", "news")
    assert people() == ALL


def test_force_does_all_again(quick: Run, news: Path) -> None:
    quick("news")
    [told] = quick("news", "--force")
    assert " 3 articles, " in told
    assert "finished before" not in told
    assert people() == ALL
    assert ask(Path("a.db"), "SELECT count(*) FROM article") == [3]


def test_other_options_do_all_again_and_say_so(quick: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick("news")
    assert (
        quick("news", "--indirect")[0] == "a.db: the last run used a different --indirect: its records are made again"
    )
    assert "3 finished before" in quick("news", "--indirect")[-1]
    monkeypatch.setattr(request.Run, "_fingerprint", lambda self: Fingerprint("v", "m", "other"))
    told = quick("news", "--indirect")
    assert told[0] == "a.db: the last run used a different rules: its records are made again"
    assert " 3 articles, " in told[-1]
    assert people() == ALL


def test_a_folder_that_is_empty_today_takes_nothing_out(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news")
    (news / "a.txt").rename(tmp_path / "a")
    (news / "deep").rename(tmp_path / "deep")
    told = quick("news", "--prune", status=1)
    assert any("of a folder that has no article now, or could not be read" in line for line in told)
    assert people() == ALL


def test_parts_one_after_the_other_fill_one_archive(quick: Run, news: Path) -> None:
    for number in (1, 2, 3):
        quick("news", "--shard", f"{number}/3")
    assert people() == ALL
    (news / "a.txt").unlink()
    kept = [line for number in (1, 2, 3) for line in quick("news", "--shard", f"{number}/3")[:-1]]
    assert kept == ["a.db: 1 record of inputs that are gone kept (--prune removes it)"]
    told = [quick("news", "--shard", f"{number}/3", "--prune")[-1] for number in (1, 2, 3)]
    assert sum("1 removed" in line for line in told) == 1
    assert people() == [("Bo Lee", 1, 1, 1), ("Cy Young", 1, 1, 1)]
    assert " 0 articles" in quick("news")[-1]


def test_fail_fast_keeps_what_came_before(quick: Run, news: Path) -> None:
    put(news / "deep" / "b.txt", "fail")
    told = quick("news", "--fail-fast", status=1)
    assert told[-1] == (
        "stopped at the first failure, as --fail-fast asks; finished work is kept, the same command resumes"
    )
    assert "Ana Duarte" in [name for name, *_ in people()]
    put(news / "deep" / "b.txt", TEXTS["deep/b.txt"])
    assert "1 finished before" in quick("news", "--fail-fast")[-1]
    assert people() == ALL


def test_the_archive_is_no_input_of_its_own(quick: Run, news: Path) -> None:
    assert " 3 articles, " in quick("news", output="news/a.db")[-1]
    [told] = quick("news", output="news/a.db")
    assert "3 finished before; 0 failed" in told
