import pytest

from newsextract.quotes.lexicon import JUDGING, SAYING, strength
from newsextract.rules.verb_forms import forms


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("say said", {"say", "says", "said", "saying"}),
        ("add", {"add", "adds", "added", "adding"}),
        ("state", {"state", "states", "stated", "stating"}),
        ("reply", {"reply", "replies", "replied", "replying"}),
        ("convey", {"convey", "conveys", "conveyed", "conveying"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("write wrote written", {"write", "writes", "wrote", "written", "writing"}),
    ],
)
def test_forms(entry: str, expected: set[str]) -> None:
    base, *irregular = entry.split()
    assert forms(base, irregular) == expected


@pytest.mark.parametrize("form", ["quipped", "averred", "admitting", "shrugged", "nodded", "went on", "walked"])
def test_known_forms(form: str) -> None:
    assert (form in strength()) == (form not in ("went on", "walked"))


def test_strength() -> None:
    known = strength()
    assert known["reiterated"] == known["opined"] == known["averred"] == known["underlined"] == SAYING
    assert known["branded"] == known["called"] == JUDGING
    assert "walked" not in known
