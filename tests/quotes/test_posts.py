import re

import pytest

from newsextract.analysis.paragraphs import paragraphs
from newsextract.quotes.posts import Post, posts, turns
from newsextract.records.record import Mention, Person


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We are open.\n— Ann Reed (@areed) May 1, 2024", [("We are open.", "Ann Reed")]),
        (
            "We are open. https://t.co/a1 pic.twitter.com/b2\n— Ann Reed (@areed) May 1, 2024",
            [("We are open. https://t.co/a1 pic.twitter.com/b2", "Ann Reed")],
        ),
        ("Sad!\n— Ann Reed (@areed) May 1, 2024", [("Sad!", "Ann Reed")]),
        ("We are open.\n\n- Ann Reed / Анна Рид (@areed)", [("We are open.", "Ann Reed / Анна Рид")]),
        ("— Ann Reed (@areed) May 1, 2024", []),
        ("We are open.\nAnn Reed (@areed) wrote on May 1.", []),
        ("We are open.\n— Ann Reed, Leeds", []),
        ("We are open.\n— Ann Reed (BBC)", []),
        ("https://t.co/a1\n— Ann Reed (@areed) May 1, 2024", []),
        ("https://t.co/a1 pic.twitter.com/b2\n— Ann Reed (@areed) May 1, 2024", []),
    ],
)
def test_posts(text: str, found: list[tuple[str, str]]) -> None:
    assert worded(text, posts(text, paragraphs(text))) == found


SPOKEN = "ANN REED: Who pays?\n(APPLAUSE)\nOKELLO: The town.\nWe said so.\nREED: And then?\nThey went home."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SPOKEN, [("Who pays?", "ANN REED"), ("The town.\nWe said so.", "OKELLO"), ("And then?", "REED")]),
        ("REED: Who pays?\nOKELLO: The town.", []),
        ("DATE: May.\nPLACE: Dover.\nPRICE: None.", []),
        ("NOTE: Doors open late.\nNOTE: Bring a hat.\nNOTE: No dogs.", []),
        ("REED: 41\nOKELLO: 40\nREED: 17", []),
        ("Reed: Who pays?\nOkello: The town.\nReed: And then?", []),
        ("WATCH: The storm.\nREAD MORE: Who pays?\nWATCH: The flood.", []),
        ("REED: Who pays\nOKELLO: The town\nREED: And then", []),
        ("BLORB: Who pays?\nTRASK: The town.\nBLORB: And then?", []),
        *(
            (
                f"{label}: The storm.\nANN REED: Who pays?\n{label}: The flood.\nOKELLO: The town.\nREED: And then?",
                [("Who pays?", "ANN REED"), ("The town.", "OKELLO"), ("And then?", "REED")],
            )
            for label in ("WATCH BELOW", "READ MORE", "PHOTO", "LISTEN", "UPDATED", "RELATED", "VIDEO", "LIVE")
        ),
    ],
)
def test_turns_of_a_transcript(text: str, found: list[tuple[str, str]]) -> None:
    spans = [match.span() for match in re.finditer(r".+", text)]
    people = [Person(name, (), (), (), (Mention(name, 0, 1),)) for name in ("Ann Reed", "Okello")]
    assert worded(text, turns(text, spans, people)) == found


def worded(text: str, found: list[Post]) -> list[tuple[str, str]]:
    """The words of each post or turn, and its writer's or speaker's name."""
    return [(text[post.start : post.end], text[post.name_start : post.name_end]) for post in found]
