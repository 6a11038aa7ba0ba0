"""What an article begins with is not read together with what it ends in."""

from __future__ import annotations

import pytest

from newsextract.extraction.extractor import Extractor

ENDINGS = [
    "They won.",
    "Tom Bright, Staff Writer",
    "Her side beat the chief",
    "She met Tom Bright of",
    "It is the editor in",
]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("beginning", "roles"),
    [
        ("For the coach, Ann Reed, it was a good day.", ("coach",)),
        ("To the coach, Ann Reed, all goes well.", ("coach",)),
        ("Of the coach, Ann Reed, nobody spoke.", ("coach",)),
        ("Chief executive Ann Reed left.", ("Chief executive",)),
        ("Coach Ann Reed left.", ()),
        ("Is the coach Ann Reed?", ("coach",)),
        ("By chance the coach, Ann Reed, was there.", ("coach",)),
    ],
)
def test_no_role_comes_from_the_end(extractor: Extractor, beginning: str, roles: tuple[str, ...], ending: str) -> None:
    (first, *_) = extractor(f"{beginning} {ending}").people
    assert (first.name, first.roles) == ("Ann Reed", roles)


@pytest.mark.parametrize("ending", [", also", ", now", ", once the", " (the", ", who"])
def test_an_article_may_end_in_mid_sentence(extractor: Extractor, ending: str) -> None:
    (person,) = extractor(f"Leeds finance minister Ann Reed{ending}").people
    assert (person.name, person.roles) == ("Ann Reed", ("Leeds finance minister",))
