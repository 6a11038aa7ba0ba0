"""Which language a text is in. English shows by its function words; py3langid is asked only where these are few."""

from __future__ import annotations

import re
from typing import Any

from newsextract import rules

ENGLISH = "en"
_HEAD, _MIDDLE, _LONG = 2_000, 1_000, 6_000  # characters looked at, and of a text whose middle is looked at too
_GUESSED = 800  # characters that py3langid sees: more are no surer, and cost more
_CREOLE = "pcm"
_UNDETERMINED = "und"
_LATIN = re.compile("[a-zA-Z0-9]")
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese, Javanese. Two letters are a word.
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\ua980-\ua9df]{2}")


def language_of(text: str) -> str:
    """The text's language by its ISO 639-1 code, or that of ISO 639-3 where there is no such ("und": not to be told).

    A text of fewer than 20 words is taken as English.
    """
    known: dict[str, Any] = _known()
    sample = text[:_HEAD]
    if len(text) > _LONG:
        sample += " " + text[len(text) // 2 :][:_MIDDLE]
    words = [word for word in sample.lower().split() if word[0].isalpha()]
    count = len(words)
    if count < known["fewest_words"] and not sample.isascii():
        count += len(_UNSPACED.findall(sample))
    if count < known["fewest_words"]:
        return ENGLISH
    if sum(map(known["function_words"].__contains__, words)) >= known["share"] * count:
        return ENGLISH
    code = _guess(sample[:_GUESSED])
    if code == _CREOLE and count < known["fewest_words_of_creole"]:
        return ENGLISH
    code = known["codes"].get(code, code)
    return _UNDETERMINED if code == ENGLISH and _is_of_another_script(sample) else code


def language_name(code: str) -> str:
    """The language's name in English; "foreign" for one that is not known."""
    return str(_known()["names"].get(code, "foreign"))


def is_not_read(code: str) -> str:
    """What to tell of an article in a language that is not English."""
    return f"looks {language_name(code)}; newsextract reads English"


def _is_of_another_script(sample: str) -> bool:
    letters = len(sample) - sum(map(str.isspace, sample))
    return 2 * len(_LATIN.findall(sample)) < letters


def _guess(sample: str) -> str:
    from py3langid import classify

    try:
        return str(classify(sample)[0])
    except OSError:  # it unpacks its model into a temporary file, for which there is no room
        return ENGLISH


@rules.cached
def _known() -> dict[str, Any]:
    table = dict(rules.table("reading/language"))
    return table | {"function_words": frozenset(table["function_words"])}
