"""Texts as a newspaper might have them: articles cut, joined, renamed, and littered with what web pages leave."""

from __future__ import annotations

import gzip
import json
import random
import re
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.stress.texts import NUMBERS, PHRASES, entries

ROOT = Path(__file__).parents[2]
MOST_WORDS = 400
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z0-9])")
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z]\.)?(?: (?:van|de|al|bin))?(?: [A-Z][\w’'-]+)+")
_FIGURE = re.compile(r"[$€£]?\d[\d.,:-]*%?")
_WEB_LINES = [
    "READ MORE: What the vote means for the port", "WATCH: Ferry runs aground off Brill", "RELATED:", "LISTEN BELOW",
    "Advertisement", "Share on Facebook", "Photo: Tom Bright/Brill Press", "Updated: 12 March 2024, 10:15 GMT", "* * *",
    "(Reporting by Ann Reed; editing by Tom Bright)", "Follow @brillpress on Twitter", "By ANN REED, Staff Writer",
    "Subscribe now for $1 a week", "© 2024 The Brill Press. All rights reserved.", "1 of 5", "[1]", "- - -",
    "Image caption The mayor said “no comment”", "MORE FROM SPORT", "http://brill.example/news/5-things", "A: You do.",
    "Q: Who pays?", "BRILL (Press) — ", "Tom Bright, Staff Writer", "Loading...", "Reed: “No.”", "“It is,” Reed says",
]  # fmt: skip
_OPENERS = [
    "For", "As", "The", "His", "Of", "And", "“", "'", "(", "-", "Mr", "Former", "In chief", "to", "$", "’s", "with",
]  # fmt: skip
_MARKS = [tuple(pair) for pair in ("“”", '""', "‘’", "''", "«»", "„“", "““", "”“")]
_DOUBLE_MARKS = re.compile('[“”"]')


def read_articles(files: Sequence[Path] = ()) -> list[str]:
    """The texts of files of JSON lines, packed or not; those of samples/ and of the quality gate if none are named."""
    texts = [] if files else [path.read_text("utf-8") for path in sorted(ROOT.glob("samples/*.txt"))]
    for path in files or [ROOT / "tests" / "quality" / "gold.jsonl"]:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            texts += filter(None, (json.loads(line).get("text") for line in lines))
    return texts


def make_news(dice: random.Random, articles: Sequence[str]) -> str:
    """One text of up to MOST_WORDS words, of one article or two."""
    parts = [_stretch(dice, dice.choice(articles)) for _ in range(dice.choice([1, 1, 1, 2]))]
    text = dice.choice(["\n\n", "\n", " "]).join(parts)
    for _ in range(dice.choice([0, 1, 1, 2, 2, 3, 4])):
        text = dice.choice(_CHANGES)(dice, text)
    return " ".join(text.split(" ")[:MOST_WORDS])


def _stretch(dice: random.Random, article: str) -> str:
    """Some sentences of an article, from any place on, now and then a few words or all in another order."""
    sentences = _SENTENCE_END.split(article)
    gaps = _SENTENCE_END.findall(article)
    first, count = dice.randrange(len(sentences)), dice.choice([1, 2, 3, 5, 8, 13])
    if dice.random() < 0.15:
        return " ".join(dice.sample(sentences, min(count, len(sentences))))
    last = min(first + count, len(sentences))
    return "".join(sentences[at] + (gaps[at] if at < last - 1 else "") for at in range(first, last))


def _cut(dice: random.Random, text: str) -> str:
    """In mid-sentence, at either end or both."""
    start = dice.choice([0, dice.randint(0, 200)])
    end = len(text) - dice.choice([0, dice.randint(0, 200)])
    return text[start:end]


def _opened(dice: random.Random, text: str) -> str:
    """With another beginning, so that much of a sentence's kind comes to stand first in the article."""
    rest = text.split(" ", dice.randint(0, 12))[-1]
    return rest if dice.random() < 0.5 else f"{dice.choice(_OPENERS)} {rest}"


def _renamed(dice: random.Random, text: str) -> str:
    """With names of it, or a part of one, where others stood."""
    names = _NAME.findall(text)
    if not names:
        return text
    pool = [*names, *names, *(name.split()[-1] for name in names), *(name.split()[0] for name in names)]
    pool += [dice.choice(names).upper(), "he", "Reed", "the minister", "", dice.choice(dice.choice(entries()))]
    return _NAME.sub(lambda match: dice.choice(pool) if dice.random() < 0.4 else match[0], text)


def _with_other_figures(dice: random.Random, text: str) -> str:
    pool = [
        *_FIGURE.findall(text),
        *NUMBERS,
        "less than $1 billion",
        "or more",
        "or so",
        "a",
        "one",
        "about",
        "$5 or so",
    ]
    return _FIGURE.sub(lambda match: dice.choice(pool) if dice.random() < 0.5 else match[0], text)


def _with_phrases(dice: random.Random, text: str) -> str:
    """With words of the rules between the others."""
    pool = [*PHRASES, *NUMBERS, *dice.choice(entries()), *dice.choice(entries())]
    return _word_by_word(dice, text, lambda word: f"{word} {dice.choice(pool)}")


def _dropped(dice: random.Random, text: str) -> str:
    return _word_by_word(dice, text, lambda word: "")


def _recased(dice: random.Random, text: str) -> str:
    """Words, a line or all of it in other letters."""
    change = dice.choice([str.upper, str.lower, str.title, str.capitalize, str.swapcase])
    if dice.random() < 0.4:
        return _word_by_word(dice, text, change)
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    lines[at] = change(lines[at])
    return "\n".join(lines) if dice.random() < 0.8 else change(text)


def _word_by_word(dice: random.Random, text: str, change: Callable[[str], str]) -> str:
    """Each of a few words changed."""
    rate = dice.choice([0.01, 0.03, 0.1])
    return " ".join(change(word) if dice.random() < rate else word for word in text.split(" "))


def _with_other_marks(dice: random.Random, text: str) -> str:
    """With quote marks of another sort, some of them lost or turned."""
    opening, closing = dice.choice(_MARKS)
    lost = dice.choice([0, 0, 0.1, 0.3])
    marks = {"“": opening, "”": closing, '"': dice.choice([opening, closing, '"'])}
    return _DOUBLE_MARKS.sub(lambda match: "" if dice.random() < lost else marks[match[0]], text)


def _in_marks(dice: random.Random, text: str) -> str:
    """With marks round some stretch."""
    words, (opening, closing) = text.split(" "), dice.choice(_MARKS)
    first = dice.randrange(len(words))
    last = min(first + dice.choice([0, 1, 3, 10, 40]), len(words) - 1)
    words[first], words[last] = opening + words[first], words[last] + closing
    return " ".join(words)


def _other_stops(dice: random.Random, text: str) -> str:
    """With commas, stops and dashes lost, doubled or others."""
    pool = ["", "", ",", ".", ";", ":", " -", " –", "—", "...", "?", "!", ",,", " (", ")", "/"]
    return re.sub(r"[,.;:?!]| [–—-](?= )", lambda match: dice.choice(pool) if dice.random() < 0.15 else match[0], text)


def _other_lines(dice: random.Random, text: str) -> str:
    """Joined, wrapped, or with a line more for each sentence."""
    ways: list[Callable[[], str]] = [
        lambda: text.replace("\n", " "), lambda: text.replace("\n\n", "\n"), lambda: text.replace("\n", "\r\n"),
        lambda: textwrap.fill(text, dice.choice([30, 60, 72])), lambda: text.replace("\n\n", ""),
        lambda: _SENTENCE_END.sub("\n\n", text), lambda: text.replace(" ", "  "), lambda: text.replace(" ", "\xa0", 9),
        lambda: text.replace(", ", "\n"), lambda: "\n".join(text.split(" ")),
    ]  # fmt: skip
    return dice.choice(ways)()


def _with_web_lines(dice: random.Random, text: str) -> str:
    lines = re.split(r"(\n+)", text)
    for _ in range(dice.randint(1, 4)):
        lines.insert(
            dice.randint(0, len(lines)), dice.choice(["{}\n\n", "\n{}\n", "{} ", " {}"]).format(dice.choice(_WEB_LINES))
        )
    return "".join(lines)


_CHANGES: list[Callable[[random.Random, str], str]] = [
    _cut, _cut, _opened, _opened, _renamed, _renamed, _with_other_figures, _with_phrases, _dropped, _recased,
    _with_other_marks, _in_marks, _other_stops, _other_lines, _with_web_lines,
]  # fmt: skip
