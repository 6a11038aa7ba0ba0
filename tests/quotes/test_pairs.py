from collections.abc import Callable

import pytest

from newsextract.analysis.paragraphs import paragraphs
from newsextract.quotes.marks import pieces
from tests.growth import grows_in_line


def marked(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in pieces(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("''One,'' he said. ``Two.''", ["One,", "Two."]),
        ("«One», he said. »Two«, she said. „Three“, they said. „Four”", ["One", "Two", "Three", "Four"]),
        ("‹One› and 「Two」 and ＂Three＂", ["One", "Two", "Three"]),
        ("“One,“ he said. ”Two.” “Three, ”she said.", ["One,", "Two.", "Three,"]),
        ('“One," he said. "Two,” she said.', ["One,", "Two,"]),
        ("(“One”) [“Two”] —“Three”— he said:“Four”", ["One", "Two", "Three", "Four"]),
        ("“ One, ” he said.", ["One,"]),
        ("“ One is out. “Two is in,” he said.", ["One is out. “Two is in,"]),
        ('"One, two,"Ann Reed said.', ["One, two,"]),
        ('She said,"One, two."', ["One, two."]),
        # single marks, and apostrophes
        ("'One,' he said. ‘Two.’", ["One,", "Two."]),
        ("‘It's ours and we'll keep it,’ he said.", ["It's ours and we'll keep it,"]),
        ("‘The workers’ demands are fair,’ he said.", ["The workers’ demands are fair,"]),
        ("The workers’ demands and the farmers’ fears", []),
        ("'Tis the season; rock 'n' roll; the '90s; 'em", []),
        ("’Tis the season of the nurses’ strike", []),
        ("O'Brien's dogs' bowls", []),
        ('He was 6\'2" tall, the pipe 5" wide', []),
        ("the word 'boss' fits", ["boss"]),
        # marks inside marks are part of the outer quote
        ("“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]),
        ("“He said “go” to me,” she said.", ["He said “go” to me,"]),
        ('"He said "go" to me," she said.', ['He said "go" to me,']),
        ("‘He said “go” to me,’ she said.", ["He said “go” to me,"]),
        # quotes over paragraphs
        ("“One.\n“Two.\n“Three,” he said.", ["One.\n“Two.\n“Three,"]),
        ('"One.\n\n"Two," he said. "Three."', ['One.\n\n"Two,', "Three."]),
        ("“One.\nTwo.\nThree,” he said.", ["One.\nTwo.\nThree,"]),
        ("He said: ‘One.\n\n‘Two,’ he said. ‘Three.’", ["One.\n\n‘Two,", "Three."]),
        ("He said: 'It's one.\n'Two,' he said.", ["It's one.\n'Two,"]),
        ("He sailed the 'Dora.\n'Two,' he said.", ["Two,"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One without an end.\nRain fell.\n“Two,” he said.", ["One without an end.", "Two,"]),
        ("One without a start,” he said.\n“Two,” he said.", ["One without a start,", "Two,"]),
        ("Rain ” fell ” here.\n“Two,” he said.", ["Two,"]),
        ("“One. “Two,” he said.\n“Three,” he said.", ["One. “Two,", "Three,"]),
    ],
)
def test_a_stray_mark_costs_its_own_paragraph_at_most(text: str, expected: list[str]) -> None:
    assert marked(text)[-1] == expected[-1]
    assert all(piece in marked(text) for piece in expected)


@pytest.mark.parametrize("unit", ['"', "“ ", "‘", "'a ", "“a\n", "‘a\n", "”", "“a” ", '" a', "“‘a’ ", "``"])
def test_time_is_in_line_with_the_marks(unit: str) -> None:
    grows_in_line(lambda size: lambda: pieces(unit * size, paragraphs(unit * size)), 1_500)


def test_marks_inside_marks() -> None:
    def pairing(depth: int) -> Callable[[], object]:
        text = "“" * depth + "a" + "”" * depth

        def pair() -> None:
            (piece,) = pieces(text, [(0, len(text))])
            assert text[piece.start : piece.end][depth - 2 : depth + 2] == "“a””"

        return pair

    grows_in_line(pairing, 10_000)


def test_hard_wrapped_text_is_read_by_paragraph() -> None:
    wrapped = (
        "The council met on Tuesday evening in the old school hall and\n"
        "heard from Peter Okello, who has run the ferry for thirty years and\n"
        "who wants a bridge. “We have waited long enough for that bridge and\n"
        "nobody in this town believes the promises any more,” he told the\n"
        "members.\n\nThey voted at midnight."
    )
    assert len(paragraphs(wrapped)) == 2
    assert len(marked(wrapped)) == 1
    assert len(paragraphs("One.\nTwo.\nThree.\nFour.\nFive.")) == 5
    headlines = ["Harbour town votes against the new ferry after a long campaign", "Peter Okello returns to the league"]
    assert len(paragraphs("\n".join(headlines * 4))) == 8
