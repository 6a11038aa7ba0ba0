"""Which language an article is in, and what becomes of one that is not in English."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from random import Random
from textwrap import fill

import pytest
import spacy.lang

from newsextract import Extractor, load
from newsextract.analysis.paragraphs import unwrapped
from newsextract.extraction.language import english_of, language_name, language_of
from tests.process import Command
from tests.reading.make_listings import LISTINGS, Maker
from tests.stress.make_articles import SAMPLES
from tests.test_scale import counted

GOLD = Path(__file__).parents[1] / "quality" / "gold.jsonl"
TEXTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
GERMAN = TEXTS["de"]
# The same news in languages that have few words of their own in such a short text.
UNKNOWN = {
    "Zulu": "Uhulumeni unqume ngoMsombuluko ukuthi uzochitha izigidigidi ezinhlanu zama-euro ekwakheni amabhuloho "
    "amasha. UNgqongqoshe uthe imali izodingeka eminyakeni emithathu ezayo, wabonga izifundazwe ngokubekezela kwazo.",
    "Xhosa": "Urhulumente ugqibe ngoMvulo ukuba achithe iibhiliyoni ezintlanu zee-euro ekwakheni iibhulorho ezintsha. "
    "UMphathiswa uthe imali iza kufuneka kwiminyaka emithathu ezayo, wabulela amaphondo ngomonde wawo.",
    "none": "Talo revunek oshima pelluto varkad inoste merrulo, gavitek sopelarn tuvvo dramisch elkoranto vesh. "
    "Ottun bralev kinosh derrapu salvik motterin gelluvo, praskid enlo torvash mikkeldun sarpo.",
}
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
    f"{' '.join(next(iter(UNKNOWN.values())).replace(',', '').split()[:19])}",  # too short to tell
    UNKNOWN["none"].upper(),  # in capitals, all may be names
    "azaleas, begonias, camellias, dahlias, echinaceas, foxgloves, geraniums, hydrangeas, irises, jasmines, lupins, "
    "magnolias, narcissi, orchids, peonies, quinces, rhododendrons, snapdragons, tulips, violas, wisterias, zinnias",
    "Oats nil nil nil nil Barley nil nil nil nil Rye nil nil nil nil Maize nil nil nil nil",
    "Autoclaves, oximeters; foetal dopplers, nebulizers; incubators for infants, suction machines, couches, swaddling "
    "tables, lockers; sphygmomanometers, lancets, cannulas and catheters; gynaecological stirrups.",
    f"The paper wrote: “{GERMAN}” That was on Monday. On Tuesday it was told by the minister’s office that she had not "
    "said so, and that the sum was not yet known to anyone in the government, which will meet again in the spring.",
]


@pytest.mark.parametrize("code", TEXTS)
def test_other_languages_are_told(code: str) -> None:
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_a_text_with_hardly_an_english_word_is_not_english(text: str) -> None:
    assert language_of(text) == "und"
    assert english_of(unwrapped(f"{text}\n\n{STORY}")).text.split() == STORY.split()
    english = iter(["bridge", "money", "river", "school", "morning", "election", "market", "court", "army", "weather"])
    mixed = [next(english, word) if place % 3 == 0 else word for place, word in enumerate(text.lower().split())]
    assert language_of(" ".join(mixed)) == "en"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_is_too_short_to_tell_is_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_long_text_is_looked_at_in_its_middle_too() -> None:
    english = "The minister said that she would not go to the talks if there was no one to meet her. " * 100
    assert language_of(GERMAN * 8 + english) == "en"
    assert language_of(GERMAN * 40) == "de"


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
    assert b"the last run used a different --any-language" in done.stderr
    assert json.loads((tmp_path / "out" / "a.txt.json").read_text("utf-8"))["countries"]


def test_the_library(extractor: Extractor) -> None:
    german, english = extractor.pipe([GERMAN, "Ana Duarte spoke."])
    assert (german.language, german.people, german.quotes) == ("de", (), ())
    assert english.people
    record = load(only=["countries"], any_language=True)(GERMAN)
    assert record.language == "de"
    assert record.to_dict()["people"] is None
    assert record.countries


def test_english_is_told_in_few_calls_and_without_the_words_of_others() -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    assert {language_of(text) for text in texts} == {"en"}  # what is kept for good is there from now on
    with counted(lines=False) as calls:
        for text in texts:
            language_of(english_of(unwrapped(text)).text)
    assert calls.total() < sum(len(text.split()) for text in texts)
    script = (
        "from newsextract import rules; from newsextract.extraction.language import english_of, language_of\n"
        "from newsextract.analysis.paragraphs import unwrapped\n"
        f"text = open({str(SAMPLES / 'court.txt')!r}, encoding='utf-8').read()\n"
        "rules.rows = None\n"
        "assert language_of(text) == 'en' and english_of(read := unwrapped(text)) is read"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.__name__)
def test_english_without_sentences_is_english(listing: Maker) -> None:
    refused = [text for text in map(listing, map(Random, range(300))) if language_of(text) != "en"]
    assert len(refused) <= 3, refused[0]


@pytest.mark.parametrize(("words", "share"), [(25, 0.985), (50, 0.99), (200, 0.99)])
def test_sentences_of_other_languages_are_told_from_english(words: int, share: float) -> None:
    told = [language_of(text) != "en" for text in foreign_texts(words)]
    assert len(told) > 500
    assert sum(told) >= share * len(told)


def foreign_texts(words: int) -> list[str]:
    """Texts of so many words, of spaCy's sample sentences of each language, in a random order."""
    texts = []
    for path in sorted(Path(spacy.lang.__path__[0]).glob("*/examples.py")):
        if path.parent.name in ("en", "xx"):
            continue
        sentences = runpy.run_path(str(path))["sentences"]
        for seed in range(10):
            shuffled = Random(seed).sample(sentences, len(sentences))
            texts.append(" ".join(" ".join(shuffled * words).split()[:words]))
    return texts


MENU = [
    "Home", "News", "Sport", "Business", "Culture", "Travel", "Video", "Weather", "Subscribe", "Newsletters",
    "Jobs",
]  # fmt: skip
STORY = "The mayor said that she would not sell the bridge, as no one had asked the town, and that it was for all. "


@pytest.mark.parametrize(
    "text",
    [
        f"{chr(10).join(MENU * 60)}\n\n{STORY}",
        f"{' | '.join(MENU * 60)}\n\n{STORY}",
        f"{GERMAN}\n\n{STORY * 3}",
        f"{STORY}\n\n{TEXTS['fr']}\n\n{STORY * 2}\n\n{TEXTS['ru']}\n\n{STORY}",
        f"{TEXTS['zh']}\n\n{STORY * 3}",
    ],
)
def test_english_behind_a_menu_or_beside_other_paragraphs_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("code", ["de", "fr", "pl", "tr", "ru", "ar", "ja"])
def test_a_text_of_which_the_lesser_part_is_english_is_not(code: str) -> None:
    assert language_of(f"{TEXTS[code]}\n\n{STORY}\n\n{TEXTS[code]}\n\n{TEXTS[code]}\n") == code


@pytest.mark.parametrize("code", TEXTS)
def test_paragraphs_in_other_languages_are_blank(code: str) -> None:
    foreign = TEXTS[code]
    text = f"{STORY}\n\n{foreign}\r\n{STORY}\n{foreign}"
    blanked = english_of(unwrapped(text)).text
    assert (len(blanked), blanked.split()) == (len(text), STORY.split() * 2)
    assert blanked.rindex(STORY) == text.rindex(STORY)


@pytest.mark.parametrize("wrap", [None, 70])
def test_of_a_mixed_article_the_english_paragraphs_are_read(wrap: int | None) -> None:
    paragraphs = [
        "Rui Santos said on Monday that 40 trucks had crossed the border to Spain, and that more of them were to come.",
        GERMAN,
        "“We paid 7 million dollars for them,” he said in the capital. The money is what the town had put by for a "
        "school, which will now have to wait until there is more, as it has had to do before.",
    ]
    lines = [fill(one, wrap) if wrap else one for one in paragraphs]
    text = "\n\n".join(lines) + "\n"
    record = load(sentences=True)(text).to_dict()
    assert record["language"] == "en"
    assert [person["name"] for person in record["people"]] == ["Rui Santos"]
    assert [country["name"] for country in record["countries"]] == ["Spain"]
    assert [number["text"] for number in record["numbers"]] == ["40", "7 million dollars"]
    assert record["quotes"][0]["speaker"]["name"] == "Rui Santos"
    finds = [
        *record["people"][0]["mentions"],
        *record["countries"][0]["mentions"],
        *record["numbers"],
        *record["quotes"],
    ]
    assert all(find["text"] == text[find["start"] : find["end"]] for find in finds)
    every = load(any_language=True)(text).to_dict()
    assert "Portugal" in [country["name"] for country in every["countries"]]


def test_no_article_of_the_quality_gate_is_refused() -> None:
    with GOLD.open(encoding="utf-8") as lines:
        refused = [row["id"] for row in map(json.loads, lines) if language_of(row["text"]) != "en"]
    assert refused == []
