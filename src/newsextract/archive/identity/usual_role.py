"""The one role of a person across articles, as an editor would print it under the person's picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from newsextract import rules
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.titles import is_office, plain_words

_DIGITS = 3  # of a share, so that sums in another order are the same
_PHRASES = 10_000  # whose merit is kept
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_WITHIN = ("to", "who")  # where, as at a preposition, a role's own noun has been read
_SHOUTED = 5  # letters: "CEO" is no heading
_LONGEST = 12  # words of a role that is printed as readily as a shorter one


def usual_role(name: str, articles: Iterable[tuple[Sequence[str], Sequence[str]]]) -> str | None:
    """Of the roles of each article, or its first title of an office where it has none that one would print, one.

    An office or a profession comes before what a person is to somebody else; then what most articles say; of several,
    the role whose words most others hold, the one with a name in it ("Fox News host"), whose words most roles have,
    which stands first in most, the shorter one. None where none is fit to print.
    """
    many: Counter[tuple[str, ...]] = Counter()
    opening: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = {}
    own = frozenset(word.casefold() for word in name.split())
    for roles, titles in articles:
        fit = [role for role in roles if _merit(role) and not _holds_name(role, own)]
        fit = fit or [title for title in titles if is_office(title) and _merit(title)][:1]
        said = {plain_words(role): role for role in reversed(fit)}
        many.update(said.keys())
        opening.update([*reversed(said)][:1])
        for words, role in said.items():
            written.setdefault(words, Counter())[role] += 1
    shown = {words: _form(forms) for words, forms in written.items() if many[words] > 1 or not _accuses(words)}
    if not shown:
        return None
    spread = Counter[str]()
    for words, times in many.items():
        spread.update(dict.fromkeys(words, times))
    most = max(many[words] for words in shown)

    def usual(words: tuple[str, ...]) -> tuple[int | float | tuple[str, ...], ...]:
        role = shown[words]
        held = sum({*other}.issuperset(words) for other in many) if most == 1 else 0
        named = any(word[:1].isupper() for word in role.split()[:-1])
        shared = sum(map(spread.__getitem__, words)) / (len(words) or 1)
        return _merit(role), many[words], held, named, round(shared, _DIGITS), opening[words], -len(words), words

    return shown[max(shown, key=usual)]


def _form(forms: Counter[str]) -> str:
    return max(forms, key=lambda role: (forms[role], role))


def _holds_name(role: str, own: frozenset[str]) -> bool:
    """Whether a role begins or ends with the person's own name, glued to it by the page: "only person Roe"."""
    words = role.casefold().split()
    return words[-1] in own or words[0] in own


def _accuses(words: tuple[str, ...]) -> bool:
    """Whether a role is a crime: one article alone is not believed."""
    return not _lists()["crimes"].isdisjoint(words)


@partial(rules.cached, maxsize=_PHRASES)
def _merit(role: str) -> int:
    """3: an office or a profession; 2: what a person is to a named other, a party's member, or a word that says little
    alone; 1: what held for a while, or at length; 0: what is never printed.
    """
    known, lists = lexicon(), _lists()
    words = [word.strip(".,") for word in role.split()]
    low = [word.casefold() for word in words]
    inside = [place for place, word in enumerate(low) if word in known.role_prepositions or word in _WITHIN]
    end = min(inside, default=len(low))
    ends = [place for place in range(end) if low[place + 1 : place + 2] == ["and"] and _is_noun(words[place])]
    ends = [*ends, end - 1]
    if not end or not all(_is_noun(words[place]) for place in ends) or (role.isupper() and len(role) > _SHOUTED):
        return 0
    if not lists["another"].isdisjoint(low) or low[-1] in known.lists["times"]:
        return 0
    head, parts = low[ends[0]], set(low[ends[0]].split("-"))
    if not lists["never"].isdisjoint(parts) or head in known.no_roles:
        return 0
    kin = not parts.isdisjoint(known.kin_nouns)
    if kin or head in lists["to_another"]:
        owner = any(word.endswith(_POSSESSIVE) and word[0].isupper() for word in words[: ends[0]])
        before = not kin and any(word[0].isupper() for word in words[: ends[0]])
        merit = 2 if owner or before or (end < len(low) and "-" not in head) else 0
    else:
        little = (head in lists["of_something"] and len(low) == 1) or words[ends[0]] in known.parties
        merit = 2 if little else 3
    passing = not lists["for_a_while"].isdisjoint(word.partition("-")[0] for word in low[: ends[0] + 1])
    return min(merit, 1) if passing or len(low) > _LONGEST else merit


def _is_noun(word: str) -> bool:
    """Whether a word is what one person is."""
    return lexicon().names_role(word, word.casefold()) and word not in lexicon().many_titles


@rules.cached
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries) for name, entries in rules.table("archive/portraits").items()}
