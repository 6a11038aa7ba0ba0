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


@pytest.mark.parametrize("afterwards", AFTERWARDS)
def test_all_of_it_is_there_when_it_is_wanted(afterwards: str) -> None:
    imported = "from newsextract.extraction.own_process import import_spacy_alone; import_spacy_alone()"
    done = python(f"{imported}\n{afterwards}")
    assert done.returncode == 0, done.stderr


def test_the_library_imports_spacy_as_anybody_does() -> None:
    done = python(
        "import sys\nfrom newsextract import load\nload(only='people')\nfrom spacy.schemas import TokenPattern\n"
        "import pydantic, spacy\nassert issubclass(TokenPattern, pydantic.BaseModel)\n"
        "assert 'spacy.cli' in sys.modules and spacy.registry.misc.entry_points"
    )
    assert done.returncode == 0, done.stderr


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
