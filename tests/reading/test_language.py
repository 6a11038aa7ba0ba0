"""Which language an article is in, and what becomes of one that is not in English."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from time import perf_counter

import pytest

from newsextract import Extractor, load
from newsextract.reading.language import language_name, language_of
from tests.process import Command
from tests.stress.make_articles import SAMPLES

TEXTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
GERMAN = TEXTS["de"]
ENGLISH = [
    "",
    "Ana Duarte lives in France.",
    "Die Brücke ist offen.",  # too short to tell
    "Die Regierung hat am Montag beschlossen, fünf Milliarden Euro auszugeben. Die Ministerin dankte den Ländern sehr.",
    "RESULTS: Duarte (Portugal) beat Weber (Germany) 6-3 6-4; Lee (China) beat Novak (Czechia) 7-5 6-2; Rui Santos "
    "(Brazil) beat Kim (Korea) 6-0 6-1; Okafor (Nigeria) beat Rossi (Italy) 6-4 7-6.",
    "The government decided on Monday to spend five billion euros on new bridges. The minister said the money would be "
    "needed in the next three years and thanked the states for their patience.",
    "BRIDGES COST FIVE BILLION: THE GOVERNMENT SAID ON MONDAY THAT IT WOULD SPEND THE MONEY IN THE NEXT THREE YEARS, "
    "AND THAT THE STATES HAD BEEN PATIENT.",
    f"The paper wrote: “{GERMAN}” That was on Monday. On Tuesday it was told by the minister’s office that she had not "
    "said so, and that the sum was not yet known to anyone in the government, which will meet again in the spring.",
]


@pytest.mark.parametrize("code", TEXTS)
def test_other_languages_are_told(code: str) -> None:
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_is_too_short_to_tell_is_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_long_text_is_looked_at_in_its_middle_too() -> None:
    english = "The minister said that she would not go to the talks if there was no one to meet her. " * 100
    assert language_of(GERMAN * 8 + english) == "en"
    assert language_of(GERMAN * 40) == "de"


def test_where_the_library_has_no_room_the_text_is_taken_as_english() -> None:
    script = (
        "import resource, sys; from newsextract.reading.language import language_of\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "print(language_of(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", script, GERMAN], capture_output=True, check=True)
    assert done.stdout == b"en\n"


def test_names_of_languages() -> None:
    assert [language_name(code) for code in ("de", "zh", "??")] == ["German", "Chinese", "foreign"]


def test_a_german_article_has_no_people(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ana Duarte spoke in France.", encoding="utf-8")
    done = command("a.txt", "b.txt", "--only", "people,countries")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["language"], first["people"], first["countries"], first["numbers"]) == ("de", [], [], None)
    assert (second["language"], second["people"][0]["name"]) == ("en", "Ana Duarte")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "newsextract: a.txt: looks German; newsextract reads English: --any-language reads it all the same",
        "newsextract: 1 article not in English, recorded without finds: 1 German",
    ]
    assert command("a.txt", "-q").stderr == b""
    done = command("explain", "a.txt")
    assert (done.returncode, done.stderr) == (0, b"newsextract: a.txt: looks German; newsextract reads English\n")


def test_any_language_reads_it_all_the_same(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    done = command("a.txt", "--any-language", "--only", "countries")
    record = json.loads(done.stdout)
    assert (done.stderr, record["language"]) == (b"", "de")
    assert record["countries"][0]["name"] == "Portugal"


def test_a_folder_of_records_tells_of_it_in_its_log(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    assert b"looks German" in command("a.txt", "-o", "out/").stderr
    done = command("a.txt", "-o", "out/", "--any-language")
    assert b"the last run had another --any-language" in done.stderr
    assert json.loads((tmp_path / "out" / "a.txt.json").read_text("utf-8"))["countries"]


def test_the_library(extractor: Extractor) -> None:
    german, english = extractor.pipe([GERMAN, "Ana Duarte spoke."])
    assert (german.language, german.people, german.quotes) == ("de", (), ())
    assert english.people
    record = load(only=["countries"], any_language=True)(GERMAN)
    assert record.language == "de"
    assert record.to_dict()["people"] is None
    assert record.countries


def test_english_is_told_fast_and_without_the_library() -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))] * 20
    start = perf_counter()
    assert {language_of(text) for text in texts} == {"en"}
    assert (perf_counter() - start) / len(texts) < 0.001
    script = (
        "import sys; from newsextract.reading.language import language_of\n"
        f"text = open({str(SAMPLES / 'court.txt')!r}, encoding='utf-8').read()\n"
        "assert language_of(text) == 'en' and 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
