"""Texts of any length, each the same over and over: work on a text twice as long must be twice the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

Text = Callable[[int], str]
"""The text of so many pieces."""

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
_GIVEN = ("Ana", "Bo", "Carl", "Dora", "Erik", "Fay", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luis", "Mara", "Nils")


def surname(number: int) -> str:
    """A made-up surname, another for each number."""
    first, rest = divmod(number, len(_SYLLABLES))
    return f"{_SYLLABLES[rest]}{_SYLLABLES[first % len(_SYLLABLES)]}ster".capitalize()


def _again(piece: str, n: int) -> str:
    return piece * n


def _row(piece: str, n: int) -> str:
    """The piece again and again, each time of somebody else: NAME and SURNAME, GIVEN; NUMBER is the piece's."""
    names = (
        {"NAME": f"{_GIVEN[at % len(_GIVEN)]} {surname(at)}", "SURNAME": surname(at), "NUMBER": str(at)}
        for at in range(n)
    )
    return "".join(piece.format(**name) for name in names)


def _between(before: str, piece: str, after: str, n: int) -> str:
    return before + piece * n + after


def _nested(opening: str, closing: str, n: int) -> str:
    return opening * n + "it floats" + closing * n


_AGAIN = {
    "a name, listed": "Ana Duarte, ",
    "a name, bare": "Duarte ",
    "a name's owner": "Ana Duarte’s ",
    "a name in its line": "Duarte\n\n",
    "a name of a place": "Ana Duarte of Leeds and ",
    "a name and who it is": "Ana Duarte, who is the mayor, and ",
    "a name in an item": "- Ana Duarte: 5\n",
    "a name in capitals": "THE MAYOR OF LEEDS SAID NO TO ANA DUARTE. ",
    "initials": "J. ",
    "particles": "van der ",
    "titles": "former president ",
    "roles": "minister of ",
    "roles joined": "founder and ",
    "quotes": "“It floats,” he said. ",
    "quotes of a role": "“It floats,” a delegate said to a delegate. ",
    "quotes of a word": "He called it “bad” and “worse” and “totally unfounded”. ",
    "quotes that nobody ends": "He said “it floats.\n",
    "quotes in quotes": "“He said ‘it floats’ to me,” she said. ",
    "quotes below a label": "Note: “it floats” now\n",
    "quotes with signatures": "“Too old” — port ",
    "quotes inside a phrase": "a delegate who said “it floats” of ",
    "single marks": "The workers' song 'It floats' won. ",
    "marks": '"',
    "brackets": "(a ",
    "said": "she said that ",
    "according to": "according to Ana Duarte ",
    "numbers": "12 ",
    "numbers tied": "5-",
    "number words": "two ",
    "ordinals": "first second third ",
    "ranges": "from 5 to 10 percent ",
    "units": "12 km, 3 tonnes, 5 miles, ",
    "money": "$5 million, £3bn, 7 euros, ",
    "small coins": "20 cents, ",
    "points": "She added 15 points. ",
    "ages": "a 5-year-old ",
    "footnotes": "[1] ",
    "countries": "France, Georgia and the US met. ",
    "governments": "the White House and the Kremlin and ",
    "roads": "US-1.",
    "items": "- a word on it\n",
    "a word": "word ",
    "words with capitals": "Bank ",
    "words in paragraphs": "word\n\n",
    "words that no stop ends": "the old ship sank in the deep sea while men sang ",
    "words of another script": "船が",
    "a letter": "a",
    "commas": ", ",
    "punctuation": ".,;:!?()[]\"'-—… ",
    "lines": "\n",
}
_ROW = {
    "names, listed": "{NAME}, ",
    "names in lines": "{NAME}\n",
    "names joined": "{NAME} and ",
    "names in brackets": "({NAME}) ",
    "names with roles": "{NAME}, professor of law at Leeds, ",
    "names in capitals": "Yesterday {NAME} MET HER. ",
    "names with initials": "J. R. {SURNAME}, ",
    "names with bynames": "{NAME}, known as {SURNAME}, ",
    "names of one given name": "Ana {SURNAME}, ",
    "names of one family": "{SURNAME} Smith met Smith. ",
    "names in headings": "{NAME}: Ships Must Float\n\n",
    "signatories": "{NAME}, professor\n",
    "bylines": "By {NAME}\n\n",
    "results": "1. {NAME} (Kenya) 12:40.3\n",
    "owners": "- {NAME}: {NUMBER}\n",
    "roles of one": "Ana Duarte, director of the {SURNAME} Institute, spoke. ",
    "quotes of many": "{NAME} spoke.\n\n“It floats,” she said.\n\n",
    "quotes of holders of a role": "{NAME}, professor of law, spoke. “It floats,” the professor said.\n",
    "turns of many": "{NAME}: It floats, and so do I.\n\n",
    "posts": "It floats so well today! — {NAME} (@x) May 5, 2020\n\n",
    "posts of nobody": "It floats so well today! — zork{NUMBER} (@x) May 5, 2020\n\n{NAME} swam.\n\n",
    "numbers in a row": "{NUMBER}, ",
    "numbers in a table": "{SURNAME}\t{NUMBER}\t7\t0.25\n",
    "numbers of things": "{NUMBER} ships and ",
    "addresses": "https://example.com/{SURNAME}?a={NUMBER} ",
    "words with capitals, many": "{SURNAME} ",
}
TEXTS: dict[str, Text] = {
    **{name: partial(_again, piece) for name, piece in _AGAIN.items()},
    **{name: partial(_row, piece) for name, piece in _ROW.items()},
    "roles of a name": partial(_between, "", "the wife of the brother of the ", "mayor, Ana Duarte"),
    "a byline without end": partial(_between, "By Ana Duarte", " .", " (x"),
    "links of a post": partial(_between, "It floats!", " https://a.bc/d", " so\n— Ana Duarte (@x) May 5, 2020\n"),
    "a quote without end": partial(_between, "“", "It floats and it sinks. ", "” he said. She said."),
    "a headline without end": partial(_between, "", "“it floats” and “it sinks” ", "\n\nThe end\n\nNo"),
    "marks in marks": partial(_nested, "“he said ‘she said ", "’”"),
    "brackets in brackets": partial(_nested, "(Ana ", ")"),
}
"""By name; most by the piece that comes again and again."""
