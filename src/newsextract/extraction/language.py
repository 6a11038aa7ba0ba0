"""Which language a text is in: by its script, by words that English lacks, and by each language's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import name, normalize

from newsextract import rules
from newsextract.analysis.paragraphs import Unwrapped

ENGLISH = "en"
_UNDETERMINED = "und"
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_NOT_LATIN = re.compile("[^\\W\\d_a-zA-Z\u00aa\u00b5\u00ba-\u024f\u1e00-\u1eff]")
_MANY_BYTES = 1.2  # per character: a text of which half the letters are of another script has over 1.3
_LETTERS = 500  # of another script that are looked at: more are no surer
_CHARACTER = re.compile(r"\S")
_WORD = re.compile("[a-z\u00df-\u02af\u1e00-\u1eff]{2,}")  # of Latin letters alone, as they are without marks around
_AROUND = ".,;:!?()[]'\"‘’“”«»…-–—"


def language_of(text: str) -> str:
    """The text's language by its ISO 639-1 code, or ISO 639-3 if it has none ("und": undetermined).

    It is another one than English only where its script is, where hardly a word is known to English news, or where the
    function words that are its own outweigh the English ones. So names, results and prices alone are English, and so is
    a text of fewer than 20 words.
    """
    settings = _settings()
    words = text.split()
    # a text with few bytes for its length has few letters of another script: a cheap test that rules most English out
    if not text.isascii() and len(text.encode("utf-8", "surrogatepass")) > _MANY_BYTES * len(text):
        others = _NOT_LATIN.findall(text)
        if len(others) >= settings["fewest_letters"] and len(others) > len(_LATIN.findall(text)):
            return _of_script(words, others)
    if sum(map(settings["english"].__contains__, words)) >= settings["plain_share"] * len(words):
        return ENGLISH
    if not text.isascii():
        words = normalize("NFC", text).split()
    # Names have capitals: where few words have small letters there is no prose to decide by.
    is_capitals = text.isupper()
    small = text.lower().split() if is_capitals else [word for word in words if word[0].islower()]
    if len(words) < settings["fewest_words"] or len(small) < settings["least_small"] * len(words):
        return ENGLISH
    return _of_words(small, is_capitals)


def english_of(read: Unwrapped) -> Unwrapped:
    """The text with its paragraphs in other languages blanked out, so that offsets stay the same."""
    pieces, english, done = [], [], 0
    for start, end in read.paragraphs:
        if language_of(read.text[start:end]) == ENGLISH:
            english.append((start, end))
        else:
            pieces += [read.text[done:start], _CHARACTER.sub(" ", read.text[start:end])]
            done = end
    return replace(read, text="".join([*pieces, read.text[done:]]), paragraphs=english) if pieces else read


def language_name(code: str) -> str:
    """The language's name in English; "foreign" for one that is not known."""
    return _languages().names.get(code, "foreign")


def is_not_read(code: str) -> str:
    """The message for an article in a language that is not English."""
    return f"looks {language_name(code)}; newsextract reads English"


def _of_script(words: Sequence[str], letters: Sequence[str]) -> str:
    """The language that most of the words are known from; without such, the one that the script is known for."""
    scripts = _settings()["scripts"]
    found = Counter(name(letter, "").partition(" ")[0] for letter in letters[:_LETTERS])
    script = next((one for one in scripts if 10 * found[one] > found.total()), None)
    if script is None:
        return _UNDETERMINED
    return _likeliest([word for word in words if _NOT_LATIN.match(word)]) or scripts[script]


def _of_words(words: Sequence[str], are_capitals: bool) -> str:
    """The language of words in a text that has few English function words.

    English where most words are. Else the language whose own words outweigh the English ones: a word that both have
    says nothing, one with an accent that neither has is no English word. Else the likeliest, where hardly a word is
    English; but in capitals those may all be names.
    """
    settings = _settings()
    # but for those before a comma: they may all be a list's
    different = set(filter(_WORD.fullmatch, (word.strip(_AROUND) for word in words if word[-1] != ",")))
    common = rules.word_set("people/built/common")
    known = sum(word in common or word in settings["english"] for word in different)
    if known >= settings["most_known"] * len(different):
        return ENGLISH
    code = _likeliest(words) or _UNDETERMINED
    having = _languages().having
    english = sum(word in settings["english"] and code not in having.get(word, ()) for word in words)
    own = [
        word
        for word in words
        if word not in settings["english"]
        and (code in having.get(word, ()) or (not word.isascii() and _ACCENTED.search(word)))
    ]
    is_named = len(set(own)) >= settings["fewest_different"]
    if is_named and len(own) >= settings["share"] * len(words) and len(own) > english:
        return code
    if are_capitals or len(different) < settings["fewest_unknown"] or known >= settings["least_known"] * len(different):
        return ENGLISH
    return code if is_named else _UNDETERMINED


def _likeliest(words: Sequence[str]) -> str | None:
    """The language that has most of the words; of several, the one that stands first in the table."""
    languages = _languages()
    found = Counter(code for word in words for code in languages.having.get(word, ()))
    return max(languages.names, key=found.__getitem__) if found else None


@dataclass(frozen=True, slots=True)
class _Languages:
    """models/rules/reading/built/languages.jsonl: the languages' names, and of each function word whose it is."""

    names: dict[str, str]
    having: dict[str, tuple[str, ...]]


@rules.cached
def _settings() -> dict[str, Any]:
    table = rules.table("reading/language")
    return table | {"english": frozenset(table["english"])}


@rules.cached
def _languages() -> _Languages:
    rows = rules.rows("reading/built/languages")
    having: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for word in row["words"]:
            having[word] = (*having.get(word, ()), row["code"])
    return _Languages({row["code"]: row["name"] for row in rows}, having)
