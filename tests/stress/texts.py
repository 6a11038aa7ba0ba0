"""Texts that are hard to read: cut and salted news, words of the rules in any order, signs of every sort."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from newsextract import rules

SAMPLES = Path(__file__).parents[2] / "samples"

# What an article may hold that somebody's code did not think of. Each is chosen as often as the next.
SIGNS = {
    "quote marks": "\"“”„‟«»‹›‘’‚‛'`´❝❞「」『』＂″′",
    "digits": "0123456789٣٤۵६１２²³¹½¼⅓ⅷⅣ①㊿𝟙𝟚",
    "money and measure": "$€£¥₹₽₩₿¢%‰°±≈≤≥<>=+×÷µ№§&@#*~^|\\/",
    "dashes": "-‐‑‒–—―−﹣－",
    "stops": ".,;:!?…·•()[]{}¿¡،。！，、",
    "white space": " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2002\u2003\u2009\u200a\u2028\u2029\u202f\u3000",
    "line ends": "\n\r\u2028\u2029\x85",
    "controls": "".join(map(chr, [*range(32), *range(127, 160)])),
    "writing direction": "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "no width": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e",
    "surrogates": "\ud800\udbff\udc00\udfff",
    "no characters": "\ufffe\uffff\U0001ffff\ufdd0\ufff9\ufffb\ufffd\U0010ffff\ue000",
    "emoji": "🙂👩‍👩‍👧🇫🇷🏴\U000e0067\U000e0062\U000e007f👍🏽❤️1️⃣",
    "accents": "\u0301\u0308\u0327\u0338\u20dd\u0489\u1ab0\u3099",
    "letters that change size with case": "ßİıŉǰΐΰﬁﬀﬓǅԵևẞſK",
    "other scripts": "ЗелЖщЁґЇїαβΩשלوםعربي中文日本かナ한국กขÅøÞłŁçñ",
}
GLUE = [" "] * 12 + ["", "\n", "\n\n", "\r\n", "\t", "  ", " “", "” ", ' "', '" ', "’s ", " - ", "-", "–", ", ", ". "]
GLUE += [" (", ") ", "/", ": “", ",” ", " said ", " and ", " of ", " the ", ", a ", "; "]
NUMBERS = ["5", "12", "1,000", "3.4m", "$71.30", "€1.2bn", "7/8", "1-0", "twenty-one", "half", "a dozen", "10 to 15",
           "50%", "3 per cent", "aged 9", "first", "21st", "2,5", "1e9", "0", "-12", "+5", ".5", "5.", "1..2", "1,,2",
           "9" * 40, "0x1F", "1½", "$", "£-", "No. 1", "1.000.000", "12:30", "2024", "Q3", "G20"]  # fmt: skip
PHRASES = ["he said", "said Ana Duarte", "according to the ministry", "Mr", "Dr", "she told AFP", "“We", "won,”", "the",
           "a barrel", "each week", "of France", "US", "U.S.", "Washington", "Korea's", "per", "between", "more than",
           "Georgia", "Jordan", "van der", "O'Neill", "al-", "St.", "J. K.", "King", "President"]  # fmt: skip


@cache
def paragraphs() -> list[str]:
    """Those of samples/."""
    return [part for path in sorted(SAMPLES.glob("*.txt")) for part in path.read_text("utf-8").split("\n\n")]


@cache
def words() -> list[str]:
    """Those of samples/."""
    return sorted({word for paragraph in paragraphs() for word in paragraph.split()})


@cache
def entries() -> list[list[str]]:
    """The entries of models/rules, list by list: what the rules look for."""
    readers: dict[str, Callable[[str], Any]] = {"txt": rules.words, "toml": rules.table, "jsonl": rules.rows}
    found = []
    for name in rules.known_files():
        stem, _, ending = name.rpartition(".")
        if not stem.endswith("examples"):
            found.append(sorted(set(_strings(readers[ending](stem)))))
    return [of_list for of_list in found if of_list]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def make_text(dice: random.Random) -> str:
    """One text of up to some hundred characters, by one of the ways below."""
    return dice.choice(_WAYS)(dice)


def mangle(dice: random.Random, text: str) -> str:
    """The text cut, salted and turned at a few places."""
    for _ in range(dice.randint(1, 8)):
        place = dice.randint(0, len(text))
        end = min(len(text), place + dice.choice([0, 0, 1, 3, 20]))
        middle = dice.choice(
            ["", sign(dice) * dice.choice([1, 1, 2, 30]), text[place:end] * 2, text[place:end].swapcase(), "\n\n"]
        )
        text = text[:place] + middle + text[end:]
    return text


def sign(dice: random.Random) -> str:
    """One of SIGNS, or any character at all."""
    if dice.random() < 0.1:
        return chr(dice.randint(0, sys.maxunicode))
    return dice.choice(SIGNS[dice.choice([*SIGNS])])


def _of_news(dice: random.Random) -> str:
    paragraph = dice.choice(paragraphs())
    start = dice.randint(0, len(paragraph) // 2)
    return mangle(dice, paragraph[start : start + dice.randint(20, 300)])


def _of_words(dice: random.Random) -> str:
    """Words of news and of the rules, numbers and phrases, in any order."""
    pools: list[list[str]] = [words(), words(), NUMBERS, PHRASES, dice.choice(entries()), dice.choice(entries())]
    forms = (str, str, str, str, str.upper, str.title, str.lower, str.swapcase)
    parts = []
    for _ in range(dice.randint(1, 30)):
        parts += [dice.choice(forms)(dice.choice(dice.choice(pools))), dice.choice(GLUE)]
    return "".join(parts)


def _of_one_list(dice: random.Random) -> str:
    """Entries of one list between words that give them work."""
    pool = dice.choice(entries())
    frame = dice.choice(
        ["{} {} {}.", "The {} of {}, {}", "{} said {}: “{}”", "{} {}, {}", "{}-{} {}", "a {} {} per {}"]
    )
    return frame.format(*(dice.choice(dice.choice([pool, pool, NUMBERS, PHRASES])) for _ in range(3)))


def _of_signs(dice: random.Random) -> str:
    """Signs of two or three sorts, words here and there."""
    sorts = dice.sample([*SIGNS], dice.randint(1, 3))
    text = []
    for _ in range(dice.randint(0, 60)):
        text.append(dice.choice(SIGNS[dice.choice(sorts)]) * dice.choice([1, 1, 1, 1, 2, 5]))
        if dice.random() < 0.3:
            text.append(dice.choice([*PHRASES, *NUMBERS, dice.choice(words()), " "]))
    return "".join(text)


def _of_characters(dice: random.Random) -> str:
    """Any characters, most of them letters of some script."""
    return "".join(
        chr(dice.randint(0, dice.choice([127, 591, 0x2FFF, sys.maxunicode]))) for _ in range(dice.randint(0, 80))
    )


def _turned(dice: random.Random) -> str:
    """News in another form: composed anew, in other letters, decoded wrongly, without spaces, on short lines."""
    text = dice.choice(paragraphs())[:300]
    forms: list[Callable[[str], str]] = [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFKC", text),
        lambda text: text.encode().decode("cp1252", "replace"),
        lambda text: text.replace(" ", dice.choice(["", "\n", "\u00a0", "  ", "\u200b"])),
        lambda text: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text),
        lambda text: "".join(chr(0x1D400 + ord(char) - 65) if "A" <= char <= "Z" else char for char in text),
        str.upper, str.lower, str.title, lambda text: text[::-1],
    ]  # fmt: skip
    return mangle(dice, dice.choice(forms)(text))


_WAYS: list[Callable[[random.Random], str]] = [
    _of_news, _of_news, _of_words, _of_words, _of_words, _of_one_list, _of_one_list, _of_signs, _of_characters, _turned,
]  # fmt: skip
