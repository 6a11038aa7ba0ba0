import re

import pytest

from newsextract.analysis.paragraphs import paragraphs
from newsextract.quotes.posts import Post, posts, turns
from newsextract.records.record import Mention, Person


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("We are open.\n— Ann Reed (@areed) May 1, 2024", "We are open.", "Ann Reed"),
        (
            "We are open. https://t.co/a1 pic.twitter.com/b2\n— Ann Reed (@areed) May 1, 2024",
            "We are open. https://t.co/a1 pic.twitter.com/b2",
            "Ann Reed",
        ),
        ("Sad!\n— Ann Reed (@areed) May 1, 2024", "Sad!", "Ann Reed"),
        ("We are open.\n\n- Ann Reed / Анна Рид (@areed)", "We are open.", "Ann Reed / Анна Рид"),
    ],
)
def test_post(text: str, words: str, name: str) -> None:
    (post,) = posts(text, paragraphs(text))
    assert (text[post.start : post.end], text[post.name_start : post.name_end]) == (words, name)


@pytest.mark.parametrize(
    "text",
    [
        "— Ann Reed (@areed) May 1, 2024",
        "We are open.\nAnn Reed (@areed) wrote on May 1.",
        "We are open.\n— Ann Reed, Leeds",
        "We are open.\n— Ann Reed (BBC)",
        "https://t.co/a1\n— Ann Reed (@areed) May 1, 2024",
        "https://t.co/a1 pic.twitter.com/b2\n— Ann Reed (@areed) May 1, 2024",
    ],
)
def test_not_a_post(text: str) -> None:
    assert posts(text, paragraphs(text)) == []


SPOKEN = "ANN REED: Who pays?\n(APPLAUSE)\nOKELLO: The town.\nWe said so.\nREED: And then?\nThey went home."


def test_turns_of_a_transcript() -> None:
    found = [(SPOKEN[turn.name_start : turn.name_end], SPOKEN[turn.start : turn.end]) for turn in _turns(SPOKEN)]
    assert found == [("ANN REED", "Who pays?"), ("OKELLO", "The town.\nWe said so."), ("REED", "And then?")]


@pytest.mark.parametrize(
    "text",
    [
        "REED: Who pays?\nOKELLO: The town.",
        "DATE: May.\nPLACE: Dover.\nPRICE: None.",
        "NOTE: Doors open late.\nNOTE: Bring a hat.\nNOTE: No dogs.",
        "REED: 41\nOKELLO: 40\nREED: 17",
        "Reed: Who pays?\nOkello: The town.\nReed: And then?",
        "WATCH: The storm.\nREAD MORE: Who pays?\nWATCH: The flood.",
        "REED: Who pays\nOKELLO: The town\nREED: And then",
        "BLORB: Who pays?\nTRASK: The town.\nBLORB: And then?",
    ],
)
def test_no_turns(text: str) -> None:
    assert _turns(text) == []


@pytest.mark.parametrize(
    "label", ["WATCH BELOW", "READ MORE", "PHOTO", "LISTEN", "UPDATED", "RELATED", "VIDEO", "LIVE"]
)
def test_labels_are_no_turns(label: str) -> None:
    text = f"{label}: The storm.\nANN REED: Who pays?\n{label}: The flood.\nOKELLO: The town.\nREED: And then?"
    assert [text[turn.start : turn.end] for turn in _turns(text)] == ["Who pays?", "The town.", "And then?"]


def _turns(text: str) -> list[Post]:
    spans = [match.span() for match in re.finditer(r".+", text)]
    return turns(text, spans, [Person(name, (), (), (), (Mention(name, 0, 1),)) for name in ("Ann Reed", "Okello")])
