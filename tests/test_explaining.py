"""What `newsextract explain` tells: finds, candidates turned down, and the rules that decided."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

import newsextract
from newsextract import Article, Extractor
from newsextract.extraction.explaining import Explanation, explain, touching
from newsextract.output.explanation import write_table
from newsextract.quotes.attributing.leading import BEFORE
from tests.process import Command, on_terminal, without_styles


def test_each_find_is_told(extractor: Extractor) -> None:
    article = Article("a", "“Five people of France left,” Ana Duarte said.")
    told = [one for one in explain(extractor, article) if one.found]
    assert [(one.kind, one.text) for one in told] == [
        ("people", "Ana Duarte"),
        ("countries", "France"),
        ("numbers", "Five"),
        ("quotes", "Five people of France left,"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "found", "rule"),
    [
        ("The vote was close, Mr France said.", "France", True, "log odds: courtesy +2.4"),
        ("Ann Reed met Adam Opel in Leeds.", "Adam Opel", False, "log odds: listed as other -3.4"),
    ],
)
def test_what_decides_on_a_name_is_told(extractor: Extractor, text: str, name: str, found: bool, rule: str) -> None:
    told = next(one for one in explain(extractor, Article("a", text)) if (one.kind, one.text) == ("people", name))
    assert (told.found, rule in told.rules) == (found, True)


@pytest.mark.parametrize(
    ("text", "kind", "piece", "found", "rules"),
    [
        ("They flew to Kyiv.", "countries", "Kyiv", True, ("capital: Kyiv",)),
        ("They flew to KYIV.", "countries", "KYIV", True, ("capital: Kyiv",)),
        ("They flew home, Samoans all.", "countries", "Samoans", True, ("a shared name", "demonym: Samoans")),
        (
            "Storms crossed North America.",
            "countries",
            "North America",
            False,
            ("no country: a phrase that means none",),
        ),
        ("She wrote it in Danish.", "countries", "Danish", False, ("no country: a language",)),
        ("North Korea spoke and the North left.", "countries", "North", True, ("name: North",)),
        (
            "“The road is shut,” Ann Reed said.",
            "quotes",
            "The road is shut,",
            True,
            ("speaker", "who is meant: Ann Reed, named there", "marks: opened and closed"),
        ),
        (
            "Ann Reed said: “The road is shut.",
            "quotes",
            "The road is shut.",
            True,
            (
                "speaker",
                "words before",
                "subject: the parser's tree",
                "subject in the tree: the verb's own subject",
                "who is meant: Ann Reed, named there",
                "marks: opened and closed nowhere",
            ),
        ),
        ("Ann “Fay” Reed left.", "quotes", "Fay", False, ("marks", "no quote: part of a person's name")),
        ("It is shut.\n— Ann Reed (@areed) May 1, 2024", "quotes", "It is shut.", True, ("no marks: a post",)),
    ],
)
def test_each_mention_and_each_pair_of_marks_has_a_reason(
    extractor: Extractor, text: str, kind: str, piece: str, found: bool, rules: tuple[str, ...]
) -> None:
    told = [one for one in explain(extractor, Article("a", text)) if (one.kind, one.text) == (kind, piece)]
    assert [one.found for one in told] == [found]
    confidence = (f"confidence: {told[0].confidence:.2f} (any ",) if found else ()
    assert all(got.startswith(wanted) for got, wanted in zip(told[0].rules, rules + confidence, strict=True))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "According to Ann Reed, the road is “a mess”.",
            ["speaker: other words before the quote", "words before the quote: a cue phrase"],
        ),
        (
            "As per a report, the road was shut for years: “It is a slow mess.”",
            ["speaker: other words before the quote", "words before the quote: a cue phrase"],
        ),
        (
            "Ann Reed believed the port had built “a mess”.",
            ["speaker: other words before the quote", "words before the quote: a known verb"],
        ),
        (
            "Ann Reed left for “a mess”.",
            ["speaker: other words before the quote", "words before the quote: any verb of somebody's"],
        ),
        (
            "According to Ann Reed, the road was “a mess”, Bo Lin said.",
            [
                "speaker: a cue right after the quote",
                "passed over: “Ann Reed”, by other words before the quote: a cue phrase",
            ],
        ),
        (
            "Ann Reed left as voters jeered. “A mess, that is what we have.”",
            ["speaker: a cue in the sentence before", "words before the quote: the main verb above another"],
        ),
        ("According to Ann Reed, the road is “a mess”. “It is shut.”", ["speaker: the quote before in the paragraph"]),
    ],
)
def test_what_decided_on_a_speaker_is_told_and_no_neighbour(extractor: Extractor, text: str, rules: list[str]) -> None:
    told = [one for one in explain(extractor, Article("a", text)) if one.kind == "quotes"][-1]
    assert [rule for rule in told.rules if rule.partition(":")[0] in ("speaker", "passed over", BEFORE.name)] == rules


def test_a_likelier_speaker_than_the_rules_name_is_told(extractor: Extractor) -> None:
    text = "The hall refused singers who were neither late nor demanding “for the good of all,” according to a notice."
    quote = next(one for one in explain(extractor, Article("a", text)) if one.kind == "quotes")
    assert quote.rules[0].startswith("likeliest speaker: ")
    assert "passed over: “singers”, by a cue that leads up to the quote: a known verb" in quote.rules
    assert "models/rules/quotes/built/speaker_weights.toml" in quote.files


def test_each_find_names_the_files_of_its_rules(extractor: Extractor) -> None:
    text = "They beat Hannover 96 in May. Ann Reed said the $5 million road to Kyiv is “a mess”."
    models, source = Path(__file__).parents[1], Path(newsextract.__file__).parents[1]
    named = {one.text: one.files for one in explain(extractor, Article("a", text)) if one.found or one.text == "96"}
    assert named.keys() == {"Ann Reed", "Kyiv", "96", "$5 million", "a mess"}
    for file, _, lines in (file.partition(":") for files in named.values() for file in files):
        held = ((models if file.startswith("models/") else source) / file).read_text(encoding="utf-8").splitlines()
        assert all(0 < int(line) <= len(held) for line in lines.split(",") if line)
    file, _, line = next(file for file in named["a mess"] if "attribution" in file).partition(":")
    assert (
        '"a verb of saying before the quote"' in (source / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    )
    example = next(file for file in named["96"] if file.startswith("models/rules/numbers/rule")).split(":")
    assert "digits after a name" in (models / example[0]).read_text(encoding="utf-8").splitlines()[int(example[1]) - 1]


def test_what_nobody_asked_for_is_not_explained(command: Command) -> None:
    done = command("explain", "-", "--only", "numbers", "-f", "table", stdin=b"Hannover 96 won in May 1996.")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "standard input"
    assert {line.split()[0] for line in lines[3:] if line[0] != " "} == {"numbers"}


def test_the_command_tells_json_in_a_pipe_and_a_table_on_a_terminal(command: Command, tmp_path: object) -> None:
    done = command("explain", "-", "--only", "numbers", stdin=b"Five people left.")
    assert done.returncode == 0
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["id"] == "-"
    assert [(one["text"], one["start"], one["found"]) for one in row["explanations"]] == [("Five", 0, True)]
    shown = without_styles(on_terminal("explain", "samples/court.txt", "--only", "numbers", columns=100))
    assert "Rules that decided" in shown
    assert "seven years" in shown


def test_what_cannot_be_read_is_told(command: Command) -> None:
    done = command("explain", "nowhere.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"newsextract: nowhere.txt: no such file")
    wrong = command("explain", "nowhere.txt", "-f", "csv")
    assert (wrong.returncode, wrong.stderr) == (2, b"newsextract: --format csv: choose one of auto, table, json\n")


QUOTED = "Tom Lin met Ana Roe on Monday. She smiled. “It is hard,” she said. “It is late,” said Tom Lin of Leeds."


def test_of_a_quote_it_is_told_who_is_meant_and_who_else_might_be(extractor: Extractor) -> None:
    hard, late = (one.rules for one in explain(extractor, Article("a", QUOTED)) if one.kind == "quotes")
    meant, other = (next(rule for rule in hard if rule.startswith(name)) for name in ("who is meant", "less likely"))
    assert re.fullmatch(r"who is meant: Ana Roe, [+-]\d\.\d points", meant)
    assert re.fullmatch(r"less likely: Tom Lin, [+-]\d\.\d points", other)
    assert float(meant.split()[-2]) > float(other.split()[-2])
    assert "who is meant: Tom Lin, named there" in late
    assert "passed over: “she”, by the quote before in the paragraph" in late


@pytest.mark.parametrize(
    ("words", "touched"),
    [
        ("Ana Roe", ["Ana Roe"]),
        ("ana  ROE", ["Ana Roe"]),
        ("Ro", []),
        ("is hard", ["It is hard,"]),
        ("monday. She", ["She"]),
        ("Roe on Monday", ["Ana Roe"]),
        ("nowhere", []),
        ("(", []),
    ],
)
def test_about_tells_of_what_touches_the_words(words: str, touched: list[str]) -> None:
    spans = [("people", 8, "Tom"), ("people", 12, "Ana Roe"), ("people", 31, "She"), ("quotes", 44, "It is hard,")]
    told = [Explanation(kind, text, start, start + len(text), True, ()) for kind, start, text in spans]  # type: ignore[arg-type]
    assert [one.text for one in touching(told, QUOTED, words)] == touched


def test_the_command_tells_all_about_some_words_and_sums_up_the_rest(command: Command) -> None:
    done = command("explain", "-", "-f", "table", stdin=QUOTED.encode())
    lines = done.stdout.decode().splitlines()
    assert len([line for line in lines if "Ana Roe" in line and line.startswith("people")]) == 1
    assert re.search(r"^people +Tom Lin ×2 +found +[01]\.\d\d +\+\d+\.\d: .*network's odds", done.stdout.decode(), re.M)
    done = command("explain", "-", "-f", "table", "--about", "Ana Roe", stdin=QUOTED.encode())
    told = done.stdout.decode()
    assert re.search(r"log odds: in all \+\d+\.\d", told)
    assert re.search(r"log odds: network's odds\s+[+-]", told)
    assert "Tom" not in told
    assert "quotes" not in told


def test_words_that_nothing_touches_are_told_of(command: Command) -> None:
    done = command("explain", "-", "--about", "Bo Poe", stdin=QUOTED.encode())
    assert (done.returncode, done.stdout) == (1, b"")
    told = b"newsextract: --about Bo Poe: no find and no candidate in - touches these words\n"
    assert done.stderr == told
    empty = command("explain", "-", "--about", " ", stdin=QUOTED.encode())
    assert (empty.returncode, empty.stderr) == (2, b"newsextract: --about: give words of the article\n")


@pytest.mark.parametrize(("names", "lines"), [(3, 3), (99, 99), (150, 100)])
def test_people_take_a_hundred_lines_at_the_most(names: int, lines: int) -> None:
    signs = tuple(f"log odds: sign {at} +1.0" for at in range(20))
    places = [(at % names, at * 10) for at in range(names * 2)]
    people = [Explanation("people", f"Name {at}", start, start + 9, at % 2 == 0, signs) for at, start in places]
    stream = io.StringIO()
    write_table(stream, "a.txt", people)
    shown = stream.getvalue().splitlines()[3:]
    assert len(shown) == lines
    assert all("×2" in line for line in shown[:99])
    found = [line for line in shown if "found" in line]
    assert len(found) == (names + 1) // 2
    assert shown[-1].startswith("people      51 names more") == (names == 150)
