from __future__ import annotations

import pytest

from newsextract import Extractor
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.coreference import Form, grouped
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import core, fold, nicknames, skeleton


def groups(*names: str) -> list[set[str]]:
    forms = []
    for place, name in enumerate(names):
        name, _, told = name.partition("/")
        sex, _, title = told.partition("/")
        folds = tuple(fold(word) for word in name.split())
        forms.append(Form(folds, [Candidate(place, place + 1, place)], sex, frozenset(title.split())))
    keys = {form.folds: name.partition("/")[0] for form, name in zip(forms, names, strict=True)}
    return [{keys[form.folds] for form in group.forms} for group in grouped(forms, lexicon())]


@pytest.mark.parametrize(
    "names",
    [
        ("Helen Okafor", "Okafor"),
        ("Helen Okafor", "Helen"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelenskiy", "Володимир Зеленський"),
        ("Slobodan Milošević", "Milosevic"),
        ("Abdel Fattah el-Sisi", "Sisi", "El-Sisi"),
        ("William Hartley", "Bill Hartley", "W. Hartley", "William J. Hartley"),
        ("Luiz Inácio Lula da Silva", "Lula", "Lula da Silva"),
        ("Yoon Suk-yeol", "Yoon Suk Yeol", "Yoon"),
        ("Zhang Renbo", "Renbo"),
        ("Martin Luther King Jr", "Martin Luther King", "King"),
        ("Ursula von der Leyen", "Von der Leyen"),
        ("Edmund Delle", "Delle"),
    ],
)
def test_one_person(names: tuple[str, ...]) -> None:
    assert groups(*names) == [set(names)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Bill Clinton", "Hillary Clinton"), [{"Bill Clinton"}, {"Hillary Clinton"}]),
        (("John Smith", "Jane Smith", "Smith"), [{"John Smith", "Smith"}, {"Jane Smith"}]),
        (("John Smith/m", "Jane Smith/f", "Smith/f"), [{"John Smith"}, {"Jane Smith", "Smith"}]),
        (("Ann Quill//Rep.", "Tom Quill//Sen.", "Quill//Rep."), [{"Ann Quill", "Quill"}, {"Tom Quill"}]),
        (("Ann Quill//Rep.", "Tom Quill//Sen.", "Quill//Sen."), [{"Ann Quill"}, {"Tom Quill", "Quill"}]),
        (("Ann Quill//Rep.", "Tom Quill//Sen.", "Quill//Dr"), [{"Ann Quill", "Quill"}, {"Tom Quill"}]),
        (("Ann Quill/f/Rep.", "Tom Quill/m/Sen.", "Quill/m/Rep."), [{"Ann Quill"}, {"Tom Quill", "Quill"}]),
        (("George Bush Jr", "George Bush Sr"), [{"George Bush Jr"}, {"George Bush Sr"}]),
        (("Ken Griffey Sr", "Griffey Jr"), [{"Ken Griffey Sr"}, {"Griffey Jr"}]),
        (("Ken Griffey", "Ken Griffey Jr", "Griffey Jr"), [{"Ken Griffey"}, {"Ken Griffey Jr", "Griffey Jr"}]),
        (("Ken Griffey", "Griffey Jr"), [{"Ken Griffey", "Griffey Jr"}]),
        (("Ken Griffey", "Ken Jr"), [{"Ken Griffey"}, {"Ken Jr"}]),
        (("Johnson", "Johnston"), [{"Johnson"}, {"Johnston"}]),
        (("Anna Weber", "Anna Graz"), [{"Anna Weber"}, {"Anna Graz"}]),
        (("Li Na", "Li Wei"), [{"Li Na"}, {"Li Wei"}]),
    ],
)
def test_several_people(names: tuple[str, ...], expected: list[set[str]]) -> None:
    assert groups(*names) == expected


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zelenśkyj’s", "zelenskyjs"),
        ("Nguyễn", "nguyen"),
        ("Зеленський", "zelenskiy"),
        ("Μητσοτάκης", "mitsotakis"),
        ("O'Neil", "oneil"),
        ("Østergård", "ostergard"),
        ("张", "张"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelensky", "zelenskyy", True),
        ("gaddafi", "qadafi", False),
        ("khamenei", "hamenei", True),
        ("mohammed", "mohamed", True),
        ("kallas", "kalas", True),
        ("merkel", "merz", False),
    ],
)
def test_skeleton(one: str, other: str, same: bool) -> None:
    assert (skeleton(one) == skeleton(other)) == same


def test_nicknames_core() -> None:
    assert nicknames("bill", "william")
    assert not nicknames("bill", "robert")
    assert core("el-sisi", lexicon().particles) == "sisi"
    assert core("suk-yeol", lexicon().particles) == "suk-yeol"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Reed, better known as Quaig Roe, sang. Quaig Roe left. Quaig Roe wept.", "Ann Reed"),
        ("Ann Reed, born Anna Maria Roe, sang.", "Ann Reed"),
        ("Quaig, whose real name is Tom Brandt, sang.", "Tom Brandt"),
        ("Ann “Fauxroe” Reed sang. Ann Reed left.", "Ann Reed"),
        ("Ann “Spike” Reed sang. Spike Reed left.", "Ann “Spike” Reed"),
    ],
)
def test_the_name_of_a_person_who_has_several(extractor: Extractor, text: str, expected: str) -> None:
    assert [person.name for person in extractor(text).people] == [expected]
