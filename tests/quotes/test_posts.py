import pytest

from newsextract.quotes.marking.marked import posts
from newsextract.text.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("We are open.\n— Ann Reed (@areed) May 1, 2024", "We are open.", "Ann Reed"),
        (
            "We are open. https://t.co/a1 pic.twitter.com/b2\n— Ann Reed (@areed) May 1, 2024",
            "We are open.",
            "Ann Reed",
        ),
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
    ],
)
def test_not_a_post(text: str) -> None:
    assert posts(text, paragraphs(text)) == []
