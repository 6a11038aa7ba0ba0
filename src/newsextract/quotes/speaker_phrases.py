"""Speakers as the article writes them: from a head word to the span of its noun phrase."""

from __future__ import annotations

from typing import NamedTuple

from newsextract import rules
from newsextract.analysis.columns import past
from newsextract.analysis.noun_phrases import tags_of
from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS
from newsextract.quotes.lexicon import listed, roles, speakers, with_plurals
from newsextract.quotes.narration import TERMINAL, Name, Narration

_OWN_WORDS = tags_of("JNSPHK")
_MODIFIERS = _OWN_WORDS | tags_of("DO")
_OPENERS = DETERMINERS - {"WP$"}
_LAST = frozenset(("PRP", "CD", "DT", "JJ")) | NOUNS
_LINKS = frozenset(("of", "for", "from", "with", "at", "in", "on", "to"))
_SAFE_LINKS = frozenset(("of", "for", "from"))
_ROLE_TAGS = NOUNS | {"RB", "JJ"}
_APPOSED = frozenset(("the", "a", "an", "one"))
_MOST_APPOSITION = 25
_MOST_ROLE = 12


class Phrase(NamedTuple):
    """A speaker's span in tokens, [first, last), and its head; ``name``: the mention of the person, or None; ``by``,
    where decisions are traced: the rules that found it as a verb's subject, each as (table, rule).
    """

    first: int
    last: int
    head: int
    name: Name | None = None
    by: tuple[tuple[str, str], ...] = ()


def named(name: Name) -> Phrase:
    """The phrase that is a name alone."""
    return Phrase(name.first, name.last, name.last - 1, name)


def phrase_of(narration: Narration, head: int, floor: int = 0, inverted: bool = False) -> Phrase:
    """The noun phrase round ``head``: a bare name, or the phrase and its "of ..."; less of that if ``inverted``."""
    head, last = _past_owner(narration, head), head
    if name := narration.name(head):
        return _with_partner(narration, Phrase(name.first, name.last, max(head, last), name))
    if narration.tags[head].startswith("PRP"):
        return Phrase(head, head + 1, head)
    if owner := _owner_of_words(narration, head):
        return owner
    first = max(floor, narration.phrases.get(head, head))
    opened = first > floor and narration.tags[first - 1] in _OPENERS
    first -= opened or _is_participle(narration, first - 1, floor)
    first = past(narration.tags, first, ("POS",))
    if narration.low[head + 1] in roles() and narration.tags[head + 1] in _ROLE_TAGS:
        head += 1  # the tagger puts some heads too early: "the Leeds forward", "the Labour MP"
    last = head + 1
    while "HYPH" in narration.tags[last - 1 : last + 1] and narration.words[last].strip():
        last += 1
    end, links = last, _SAFE_LINKS if inverted else _LINKS
    while narration.low[end] in links:
        after = noun_run(narration, end + 1)
        if after == end + 1 or narration.deps[end + 1] == "pcomp":  # not "the port for calling it old"
            break
        end = after
    name = _apposed_to(narration, first, last) or name_after(narration, end) or _holder(narration, first, last)
    return named(name) if name else _with_partner(narration, Phrase(first, end, head))


def phrase_at(narration: Narration, first: int, inverted: bool = False) -> Phrase | None:
    """The noun phrase that starts at ``first``; None if none does."""
    head = head_at(narration, first)
    return None if head is None else phrase_of(narration, head, first, inverted)


def _owner_of_words(narration: Narration, head: int) -> Phrase | None:
    """The person whose words a phrase names: "Ann Reed's statement", "Reed's latest remarks", "her words"."""
    saying = narration.low[head] == "words" or narration.low[head] in with_plurals("nouns_of_saying")
    if not saying and narration.low[head] not in with_plurals("documents"):
        return None
    first = past(narration.tags, head - 1, _OWN_WORDS, -1) + 1
    if saying and narration.tags[first - 1] == "PRP$":
        return Phrase(first - 1, first, first - 1)
    name = narration.name(first - 2) if narration.tags[first - 1] == "POS" else None
    return named(name) if name else None


def _apposed_to(narration: Narration, first: int, last: int) -> Name | None:
    """The person whom a phrase says more of: "Ann Reed of the coast guard"; "Ann Reed, the minister for roads,"."""
    if narration.low[first - 1] in ("of", "from"):
        return narration.name(first - 2)
    if narration.words[first - 1] != "," or narration.low[first] not in _APPOSED or narration.tags[last] in FINITE:
        return None
    closed = not {",", "—", "–"}.isdisjoint(narration.words[last : last + _MOST_APPOSITION])
    return narration.name(first - 2) if closed else None


def name_after(narration: Narration, place: int) -> Name | None:
    """A person named right after a title or role: "spokesman Lin Jian", "the spokesman, Dr. Lin Jian,"; one after a
    comma may have a role too: "the head of the mission, Finnish lawmaker Ann Reed,".
    """
    apposed = narration.words[place] == ","
    head = head_at(narration, place + apposed)
    name = None if head is None else narration.name(head) or _holder(narration, place + apposed, head + 1)
    if name is None or not apposed:
        return name
    last = past_letters(narration, name.last)
    return name if narration.words[last] in TERMINAL | {",", ""} else None


def _holder(narration: Narration, first: int, last: int) -> Name | None:
    """The person whose title or role begins at ``first``: "Bank of England governor Ann Reed", "President and head of
    Port House Ann Reed"; not "a spokesman for President Reed", who has another role before that.
    """
    name = next(filter(None, map(narration.name, range(last, last + _MOST_ROLE))), None)
    name = name and narration.name(_past_owner(narration, name.first))
    if name is None or narration.tags[name.last] == "POS":
        return None
    person = narration.people[name.person]
    said = narration.text[narration.starts[first] : narration.starts[name.first]].rstrip(", ")
    role = max((each for each in (*person.titles, *person.roles) if said.endswith(each)), key=len, default=None)
    before = range(first, narration.token_at(narration.starts[first] + len(said) - len(role or said)))
    return name if role and all(narration.tags[place] in _MODIFIERS for place in before) else None


def noun_run(narration: Narration, first: int) -> int:
    """One past the run of determiners, adjectives and nouns that starts here; ``first`` if none does."""
    if narration.tags[first] == "PRP":
        return first + 1
    last = first + _is_participle(narration, first, first)
    while True:
        of_day = narration.tags[last] == "NNP" and narration.labels[last] == "DATE"
        inside = narration.tags[last] in _OPENERS or last in narration.phrases
        if of_day:  # the Monday of "a Monday report", not that of "said the minister Monday"
            inside = narration.tags[last - 1] == "DT"
        name = narration.name(last)
        if not (name or inside):
            break
        last = name.last if name else last + 1
    while last > first and narration.tags[last - 1] not in _LAST and not narration.name(last - 1):
        last -= 1
    return last


def _is_participle(narration: Narration, place: int, first: int) -> bool:
    """Whether a participle of the noun after it opens what begins at ``first``: said retired Adm. Ann Reed; not that of
    "a lawyer representing Reed".
    """
    opens = place == first and narration.tags[place - 1] not in NOUNS
    return opens and narration.letters[place] in "AG" and place + 1 in narration.phrases


def head_at(narration: Narration, first: int) -> int | None:
    """The head of the noun phrase that starts at ``first``; None if none starts there: the last in its run who is named
    or speaks, of whom no noun says more ("Reed senior aide Ann Poe late Monday"), else its last noun.
    """
    run = range(first, noun_run(narration, first))
    nouns = [place for place in run if narration.tags[place] in NOUNS | {"PRP"} or narration.name(place)]
    if nouns:
        ends = [place for place in nouns if place == run[-1] or narration.tags[place + 1] not in NOUNS | {"POS"}]
        somebody = max((place for place in ends if _is_somebody(narration, place)), default=nouns[-1])
        return _before_letters(narration, somebody)
    if run and narration.tags[run[-1]] == "CD":
        return run[-1]  # the two
    return first if narration.low[first] in listed("pronouns") else None


def _is_somebody(narration: Narration, noun: int) -> bool:
    """Whether a noun is the last word of a person's name, or one for people or bodies that speak."""
    name = narration.name(noun)
    if name:
        tied = narration.tags[name.first - 1] == "HYPH" and name.last == name.first + 1  # the Price of "McMillan-Price"
        return noun == name.last - 1 and not tied
    return narration.low[noun] in speakers()


def _past_owner(narration: Narration, head: int) -> int:
    """The head of a phrase that begins with the name at ``head``, if one is there: the Reed of "Ann Reed MBE", the aide
    of "Reed former aide", the Poe of "Reed former aide Ann Poe".
    """
    place = _before_letters(narration, head)
    if (name := narration.name(place)) is None:
        return head
    end = None if narration.tags[name.last] == "POS" else head_at(narration, name.first)
    return place if end is None or narration.name(end) == name or not _is_somebody(narration, end) else end


def _before_letters(narration: Narration, head: int) -> int:
    """The last word of a name before the letters after it, if ``head`` is one of these: the Reed of "Ann Reed MBE"."""
    place = past(narration.words, head, rules.word_set("people/postnominals"), -1)
    return place if narration.name(place) else head


def past_letters(narration: Narration, place: int) -> int:
    """The first token from here on that is none of the letters after a name: Ann Reed MBE."""
    return past(narration.words, place, rules.word_set("people/postnominals"))


def _with_partner(narration: Narration, phrase: Phrase) -> Phrase:
    """ "Smith and Jones": one phrase of two, no one person; "his friend and rival Ann Jones" is one."""
    last = phrase.last
    if narration.low[last] not in ("and", "&"):
        return phrase
    for token in range(last + 1, min(last + 12, len(narration.doc))):
        if phrase.first <= narration.heads[token] < last:
            head = head_at(narration, last + 1)
            name = (None if head is None else narration.name(head)) or narration.name(token)
            end = name.first if name else token + 1
            own = {"DT", "PRP$", "POS"}.intersection(narration.tags[last + 1 : end])
            second_role = not (phrase.name or own) and narration.low[end - 1] in roles()
            if second_role and (one := name or name_after(narration, end)):
                return named(one)
            return Phrase(phrase.first, name.last if name else end, phrase.head)
    return phrase
