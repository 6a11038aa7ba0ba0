"""What is left out of spaCy's import is out of the way again after it."""

from __future__ import annotations

import subprocess
import sys

import pytest

AFTERWARDS = [
    "import pydantic; assert pydantic.BaseModel.__module__.startswith('pydantic'), pydantic",
    "import pydantic.v1; assert pydantic.v1.BaseModel",
    "import spacy.cli; assert spacy.cli.download",
    "import spacy; assert spacy.info(silent=True)['spacy_version'] == spacy.__version__",
    "import spacy; assert [token.text for token in spacy.blank('en')('It floats.')] == ['It', 'floats', '.']",
    "from spacy.vocab import Vocab; from spacy.matcher import Matcher; Matcher(Vocab()).add('a', [[{'LOWER': 'a'}]])",
    "from spacy.vocab import Vocab; from spacy.matcher import PhraseMatcher; PhraseMatcher(Vocab(), attr='LOWER')",
]


@pytest.mark.parametrize("schemas", [True, False])
@pytest.mark.parametrize("afterwards", AFTERWARDS)
def test_all_of_it_is_there_when_it_is_wanted(afterwards: str, schemas: bool) -> None:
    imported = f"from newsextract.startup.spacy_import import import_spacy; import_spacy(schemas={schemas})"
    done = python(f"{imported}\n{afterwards}")
    assert done.returncode == 0, done.stderr


WITH_PYDANTIC = "import pydantic\n"
WITH_NEWER_SPACY = (
    "import newsextract.startup.plain_schemas as plain\nfrom types import ModuleType\n"
    "plain.PlainSchemas = lambda: ModuleType('pydantic')\n"
)


@pytest.mark.parametrize("before", [WITH_PYDANTIC, WITH_NEWER_SPACY], ids=["imported already", "needs more of it"])
def test_pydantic_is_not_replaced_where(before: str) -> None:
    done = python(
        f"{before}from newsextract.startup.spacy_import import import_spacy\nimport_spacy(schemas=False)\n"
        "import pydantic\nfrom spacy.schemas import TokenPattern\nassert issubclass(TokenPattern, pydantic.BaseModel)\n"
        "from newsextract import load\nassert load(only='people')('Ana Diaz left.').people[0].name == 'Ana Diaz'"
    )
    assert done.returncode == 0, done.stderr


def test_a_pipeline_of_the_users_own_is_checked_as_ever() -> None:
    done = python(
        "from newsextract.startup.spacy_import import import_spacy\nimport_spacy()\nfrom spacy.matcher import Matcher\n"
        "from spacy.vocab import Vocab\nMatcher(Vocab(), validate=True).add('a', [[{'LOWER': 5}]])"
    )
    assert "MatchPatternError" in done.stderr


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
