"""The form in which a person's name is shown: no word in capitals that is not so by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsextract import rules
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"(Mc|Mac|[A-Z][a-z])([^\W\d_a-z]{2,})")  # "McDONALD", "DeSANTIS"
_VOWELS = frozenset("aeiouy")
_NUMERAL = frozenset("IVX")
_SHORT = 2  # letters of initials: "JD"


def shown_name(name: str, forms: Iterable[str], lexicon: Lexicon) -> str:
    """The name, each of its words in capitals as another of its forms writes it, else with a capital at its head."""
    words = name.split()
    loud = [_is_loud(word) for word in words]
    if not all(loud):
        loud = [
            one and sum(map(str.isalpha, word)) > _SHORT + 1 for one, word in zip(loud, words, strict=True)
        ]  # "AWR"
    if not any(loud):
        return name
    written = {fold(word): word for form in forms for word in form.split() if not _is_loud(word)}
    shown = [
        written.get(fold(word)) or _cased(word, place, lexicon) if loud[place] else word
        for place, word in enumerate(words)
    ]
    return " ".join(_eastern(shown, lexicon))


def _is_loud(word: str) -> bool:
    return word.isupper() or _MIXED.fullmatch(word) is not None


def _cased(word: str, place: int, lexicon: Lexicon) -> str:
    """A word with a capital at the head of each of its parts: "O'NEILL", "JEAN-LUC"; "DE" in a name is small."""
    if word in rules.word_set("people/famous"):
        return word  # "JFK"
    if mixed := _MIXED.fullmatch(word):
        return mixed[1] + mixed[2].capitalize()
    return _LETTERS.sub(lambda part: _part(part[0], place + part.start() == 0, lexicon), word)


def _part(part: str, opens: bool, lexicon: Lexicon) -> str:
    """``opens``: it begins the name, as "VAN" of "VAN GOGH"."""
    folded, title = fold(part), part.capitalize()
    if folded in lexicon.particles and len(part) > 1:
        return title if opens else folded
    known = (
        lexicon.is_surname(folded)
        or folded in lexicon.given_names
        or folded in lexicon.east_asian
        or title in lexicon.short
    )
    initials = (len(part) <= _SHORT or _VOWELS.isdisjoint(folded)) and not known
    if initials or (_NUMERAL.issuperset(part) and not opens):
        return part
    return f"Mc{part[2:].capitalize()}" if part.startswith("MC") and len(part) > _SHORT + 1 else title


def _eastern(words: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    """The words, the second syllable of an East Asian given name small: "Kim Jong-un"."""
    if len(words) > 1 and lexicon.is_east_asian(list(map(fold, words))):
        return [words[0], *map(str.capitalize, words[1:])]
    return words
