"""A web service takes and gives our dataclasses as they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from newsextract import Article, Extractor, Record


@pytest.fixture
def client(extractor: Extractor) -> TestClient:
    app = FastAPI()

    @app.post("/records")
    def record_of(article: Article) -> Record:
        return extractor(article)

    return TestClient(app)


def test_its_answer_is_the_records_json(client: TestClient, extractor: Extractor) -> None:
    texts = [f"Ana Duarte, {age}, flew to Kenya. “It floats,” she said." for age in range(30, 38)]
    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda text: client.post("/records", json={"id": text[12:14], "text": text}), texts)
        for text, answer in zip(texts, answers, strict=True):
            assert answer.json() == extractor(text, text[12:14]).to_dict()


def test_what_is_no_article_is_refused(client: TestClient) -> None:
    assert client.post("/records", json={"id": "a"}).status_code == 422
    assert client.post("/records", json={"id": "a", "text": 5}).status_code == 422


def test_its_documentation_describes_the_record(client: TestClient) -> None:
    parts = client.get("/openapi.json").json()["components"]["schemas"]
    assert {"Article", "Record", "Person", "Mention", "Country", "Number", "Quote", "Speaker", "Cue"} <= parts.keys()
    described = parts["Person"]["properties"]["name"]["description"]
    assert described.startswith("The fullest form of the name in the article; ")
    assert list(parts["Article"]["properties"]) == ["id", "text", "title", "date", "url"]
    assert "Source" not in parts
