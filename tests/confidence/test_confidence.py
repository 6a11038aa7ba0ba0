"""How likely a find is right: what makes it more or less so, and what is left out for want of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import KINDS, Article, Extractor, Kind, PartialRecord, Record
from newsextract.confidence import component
from newsextract.extraction.explaining import explain

TEXT = (
    "Ana Roe, 41, of Kenya and Bo Lee met there.\n\n“We paid $12,” Roe said.\n\n“It was far too much money for us.”"
    "\n\nCritics called it “a dream”."
)


def confidence(extractor: Extractor[PartialRecord], kind: Kind, text: str, piece: str) -> float:
    """That of the find of this kind whose text, or whose mention's, is this."""
    for find in getattr(extractor(text), kind):
        if piece in [span.text for span in getattr(find, "mentions", (find,))]:
            assert find.confidence is not None
            return float(find.confidence)
    raise AssertionError(f"{piece} is not found")


@pytest.mark.parametrize(
    ("kind", "surer", "less_sure"),
    [
        ("quotes", ("“We paid for it,” Ana Roe said.", "We paid for it,"), ("Critics called it “a dream”.", "a dream")),
        (
            "quotes",
            ("“We paid for it,” Ana Roe said.", "We paid for it,"),
            ("Ana Roe came with Bo Lee.\n\n“We paid for it,” she said.", "We paid for it,"),
        ),
        (
            "quotes",
            ("“We paid for it,” Ana Roe said. “It is dear.”", "It is dear."),
            ("Ana Roe left.\n\n“It is dear.”", "It is dear."),
        ),
        ("numbers", ("They counted 500 ships.", "500"), ("They were in the Hot 100 chart.", "100")),
        ("numbers", ("They paid $12.", "$12"), ("They named one of the ships.", "one")),
        ("people", ("Ana Roe, the mayor, spoke. Ms. Roe left.", "Ana Roe"), ("Tamsin won.", "Tamsin")),
    ],
)
def test_what_shows_more_is_surer(
    kind: Kind, surer: tuple[str, str], less_sure: tuple[str, str], extractor: Extractor[PartialRecord]
) -> None:
    assert confidence(extractor, kind, *surer) > confidence(extractor, kind, *less_sure)


def test_each_find_has_one_and_explain_says_what_made_it(extractor: Extractor[PartialRecord]) -> None:
    record = extractor(TEXT)
    finds = [find for kind in KINDS for find in getattr(record, kind)]
    assert {type(find).__name__ for find in finds} == {"Person", "Country", "Number", "Quote"}
    assert all(0 <= find.confidence <= 1 for find in finds)
    told = [one for one in explain(extractor, Article("a", TEXT)) if one.found]
    for one in told:
        assert one.rules[-1].startswith(f"confidence: {one.confidence:.2f} (any ")
    assert len(told) >= len(finds)
    (paid,) = (one.rules[-1] for one in told if one.text == "We paid $12,")
    assert "a cue right after the quote +" in paid  # the rule that found the speaker


def test_one_kind_alone_has_the_confidence_that_it_has_among_all(extractor: Extractor[PartialRecord]) -> None:
    from newsextract import load

    for kind in KINDS:
        alone = [find.confidence for find in getattr(load(only=[kind])(TEXT), kind)]
        assert alone == [find.confidence for find in getattr(extractor(TEXT), kind)]


def test_a_speaker_who_is_likelier_wrong_than_right_is_not_named(
    monkeypatch: pytest.MonkeyPatch, extractor: Extractor[PartialRecord]
) -> None:
    doc = extractor.nlp(TEXT)
    for sure, name in ((0.5, "Ana Roe"), (0.49, None)):
        monkeypatch.setattr(component, "probability", lambda signs, weights, sure=sure: sure)
        first = extractor.nlp.get_pipe("news_confidence")(doc)._.quotes[0]
        assert (first.confidence, first.speaker.text, first.speaker.name) == (sure, "Roe", name)
        assert (first.speaker.person is None) == (name is None)


def weighed(record: Record, confidences: dict[Kind, list[float | None]]) -> Record:
    """The record with these confidences in place of its own."""
    row: Any = record.to_dict()
    for kind, values in confidences.items():
        for find, value in zip(row[kind], values, strict=True):
            find["confidence"] = value
    return Record.from_dict(row)


def test_what_is_left_out_leaves_the_names_of_who_spoke(extractor: Extractor) -> None:
    record = extractor(TEXT)
    assert [person.name for person in record.people] == ["Ana Roe", "Bo Lee"]
    left = weighed(record, {"people": [0.7, None], "quotes": [0.9, 0.95, 0.3]}).sure(0.9)
    assert [person.name for person in left.people] == ["Bo Lee"]
    speakers = [quote.speaker for quote in left.quotes]
    assert [(one.name, one.person) for one in speakers if one] == [("Ana Roe", None)] * 2
    assert all(number.person is None for number in left.numbers)
    left = weighed(record, {"people": [0.95, 0.1]}).sure(0.9)
    assert [quote.speaker.person for quote in left.quotes[:1] if quote.speaker] == [0]


@pytest.mark.parametrize("least", [float("nan"), -0.1, 1.01, float("inf")])
def test_what_is_no_confidence_is_refused(extractor: Extractor, least: float) -> None:
    with pytest.raises(ValueError, match="not a confidence: give a number from 0"):
        extractor(TEXT).sure(least)


@given(st.data())
def test_what_is_left_is_sure_and_points_to_people_who_are_left(extractor: Extractor, data: st.DataObject) -> None:
    record, least = extractor(TEXT), data.draw(st.floats(0, 1))
    some = st.none() | st.floats(0, 1)
    given: dict[Kind, list[float | None]] = {kind: [data.draw(some) for _ in getattr(record, kind)] for kind in KINDS}
    before = weighed(record, given)
    left = before.sure(least)
    for kind in KINDS:
        assert [find.confidence for find in getattr(left, kind)] == [
            value for value in given[kind] if value is None or value >= least
        ]
    persons = [number.person for number in left.numbers]
    persons += [quote.speaker.person for quote in left.quotes if quote.speaker]
    assert all(person is None or 0 <= person < len(left.people) for person in persons)
    named = {quote.start: quote.speaker.name for quote in before.quotes if quote.speaker}
    for quote in left.quotes:
        if quote.speaker:
            assert quote.speaker.name == named[quote.start]
            if quote.speaker.person is not None:
                assert left.people[quote.speaker.person].name == quote.speaker.name
    assert left.count() == sum(len(getattr(left, kind)) for kind in KINDS)
