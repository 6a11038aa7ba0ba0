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
        ("yodel", {"yodel", "yodels", "yodeled", "yodelled", "yodeling", "yodelling"}),
        ("yodel yodelled", {"yodel", "yodels", "yodeled", "yodelled", "yodeling", "yodelling"}),
        ("equal", {"equal", "equals", "equaled", "equalled", "equaling", "equalling"}),
        ("permit", {"permit", "permits", "permited", "permitted", "permiting", "permitting"}),
        ("reveal", {"reveal", "reveals", "revealed", "revealing"}),
        ("yell", {"yell", "yells", "yelled", "yelling"}),
        ("quip", {"quip", "quips", "quipped", "quipping"}),
        ("plead pled", {"plead", "pleads", "pled", "pleaded", "pleading"}),
        ("panic panicking panicked", {"panic", "panics", "paniced", "panicked", "panicing", "panicking"}),
        ("tell told", {"tell", "tells", "told", "telling"}),
    ],
)
def test_forms(entry: str, expected: set[str]) -> None:
    base, *listed = entry.split()
    assert forms(base, listed) == expected


def test_strength() -> None:
    known = strength()
    for form in ("reiterated", "opined", "averred", "underlined", "quipped", "admitting", "shrugged", "nodded"):
        assert known[form] == SAYING
    assert known["branded"] == known["called"] == JUDGING
    assert "walked" not in known
