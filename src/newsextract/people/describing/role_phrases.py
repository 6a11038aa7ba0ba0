"""Phrases that say what a person is: the one that ends before a word, the one that begins at a word, and its roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsextract.analysis.noun_phrases import tags_of
from newsextract.analysis.word_classes import FINITE, NOUNS
from newsextract.people.candidates.article import Words
from newsextract.people.knowledge.lexicon import Lexicon

# What ties a word to the one before it as a blank does: in "Scrum-half Reed", "and co-founder", "its 2012 nominee",
# "Formula 1 champion", "a bearded 31-year-old veteran", "Laguna 2nd District".
_TIED_GAP = re.compile(r"\.|[-‐‑][^\W\d_]+ | [^\W\d_]{1,6}[-‐‑]|[-‐‑ ]?\d{1,4} | \d{1,3}(?:,\d{3})?[-‐‑]?")
_CLOSE = frozenset({" ", "", "&", " & ", "/"})
_BRACKETS = (" (", "(")  # "(NGO) Director", "JD(S) leader"
_SENTENCE_END = re.compile(r"[.!?…:•][”’\"')]* |[\n\r]")
# What belongs to a role though it is no word: the work, the number and the "co-" before it; after it "-half" and a
# number.
_WORK_BEFORE = r"(?:[“\"‘'][A-Z\d][^“”\"\n]{1,40}[^“”\"\n.,!?—–][”\"’'] )?"
_HEAD = re.compile(
    rf"{_WORK_BEFORE}(?:(?<![^\s(])(?:\d{{1,3}}(?:(?:st|nd|rd|th)[ -])?|(?<![Ii]n )\d{{4}} )|[^\s(]+[-‐‑])?$"
)
_TAIL = re.compile(r"(?:[-‐‑][^\W\d_]+(?= ))?(?: ?\d+(?=[,.;:)]|$))?")
_LONGEST_HEAD = 60  # letters
_QUOTES = ("“", "”", "«", "»", '"', "''")  # what a work's name stands in
_CLOSING = re.compile(r"[,.]?(?:[”»\"]|'')")
_POSSESSIVE = re.compile(r"['’]s? (?:[^\W_]{1,6}[-‐‑]|\d{4} |\d{1,3})?")
_PHRASE_END = re.compile(r"[,;:.!?()\[\]\n\r\"“”—–…/•|]|--| - |''")
_WORK = re.compile(r"(?:['’]s?)? (?:[“«\"]|'')[A-Z\d][^“”«»\"\n]{1,80}?(?:[”»\"]|'')")
_ROLE_TAGS = tags_of("NSPJHO")
_NOUN_TAGS = _ROLE_TAGS | tags_of("KA")
_INNER_TAGS = _NOUN_TAGS | tags_of("DIC")
_JOINED_TAGS = _NOUN_TAGS | tags_of("GC")  # "crop and soil researcher", "emerging markets analyst"
_OPENING_TAGS = frozenset({"DT", "PRP"})
NAMES = frozenset({"ORG", "NORP", "GPE"})
_MOST_BEFORE = 9  # words of a role before a name
_MOST_COMPLEMENT = 20  # words of a role with what it is of, before a name
_MOST_AFTER = 18  # words of a role after a name


@dataclass(frozen=True)
class RoleWords(Words):
    """One article's words, and whose names they are."""

    lexicon: Lexicon = field(kw_only=True)
    people: Mapping[int, int] = field(kw_only=True)  # each word inside a person's name, with the word after the name

    @property
    def lists(self) -> Mapping[str, frozenset[str]]:
        """The lists of people/roles.toml."""
        return self.lexicon.lists

    def form(self, at: int) -> str:
        """The word as written, without the full stop of an abbreviation."""
        return self.forms[at].rstrip(".")

    def written(self, first: int, last: int) -> str:
        """The article's text of words [first, last), with the full stop, number or quotation mark that ends it."""
        text, start, end = self.text, self.starts[first], self.ends[last - 1]
        if tail := _TAIL.match(text, end):
            end = tail.end()
        if text.startswith(".", end) and self.form(last - 1) in self.lexicon.abbreviations_with_stop:
            end += 1
        opened = sum(map(text[start:end].count, _QUOTES)) % 2
        closing = _CLOSING.match(text, end) if opened else None
        return text[start : closing.end() if closing else end]

    def role_text(self, first: int, last: int) -> str:
        """The text of a role, with what is tied to its first word: "co-author", "19th president", “Fleabag” star."""
        start = self.starts[first]
        head = _HEAD.search(self.text, max(0, start - _LONGEST_HEAD), start)
        return (head[0] if head else "") + self.written(first, last)

    def close(self, at: int) -> bool:
        """Whether only a blank, an "&" or an abbreviation's full stop parts the word from the one before it."""
        gap = self.gaps[at]
        if gap in _CLOSE:
            return True
        if gap == ", ":  # "Minister of Education, Science and Technology"
            row = self.lexicon.departments.issuperset(self.folds[at - 1 : at + 1])
            return row and self.folds[at + 1] == "and"
        if gap == ". ":
            return self.form(at - 1) in self.lexicon.abbreviations
        return _TIED_GAP.fullmatch(gap) is not None

    def is_role(self, at: int) -> bool:
        """Whether the word is a noun for what a person is or does, or ends such a title."""
        if at in self.people:
            return False  # the "Cook" of "Labour MP Ann Cook and former minister Tom Bright"
        return self.lexicon.names_role(self.form(at), self.folds[at])

    def are_roles(self, at: int) -> bool:
        """Whether the word is such a noun in the plural: "lawyers"."""
        fold = self.folds[at]
        several = fold in self.lexicon.many_roles and fold[:-1] not in self.lexicon.no_roles  # not "the girls"
        return several and self.tags[at].startswith("NN")

    def is_agent(self, at: int) -> bool:
        """Whether the word is in no list, but ends like a noun for what a person does: "boilermaker"."""
        return self.tags[at] == "NN" and self.lexicon.is_agent(self.folds[at].replace("-", ""))

    def opens_sentence(self, at: int) -> bool:
        """Whether the word begins a sentence or a line."""
        gap = self.gaps[at]
        return gap != " " and _SENTENCE_END.search(gap) is not None

    def is_opened(self, first: int) -> bool:
        """Whether an article or "his" stands before the word."""
        return self.folds[first - 1] in self.lexicon.role_modifiers

    def is_verb(self, at: int) -> bool:
        """Whether the word is a finite verb: not the "retired" of "a retired teacher"."""
        return self.tags[at] in FINITE

    def is_preposition(self, at: int) -> bool:
        """Whether the word is a preposition inside a role: not the "in" of "an in-state director"."""
        fold = self.folds[at]
        return fold in self.lexicon.role_prepositions or (self.tags[at] == "IN" and "-" not in fold)

    def is_bracketed(self, at: int) -> bool:
        """Whether a body's short name in brackets parts the word from the one before: "(NGO) Director"."""
        gaps = self.gaps
        return any(gaps[at] in _BRACKETS and gaps[at + 1] == ") " for at in (at - 1, at))


def phrase_before(words: RoleWords, last: int) -> int | None:
    """The first word of the role that ends before ``last``, with what it is of; None if the phrase is no role."""
    if words.shouted[last - 1]:
        return None
    if words.is_role(last - 1) or words.is_agent(last - 1):
        return None if words.folds[last - 1] in words.lexicon.no_roles else noun_phrase(words, last)
    head = past_head(words, last)
    return None if head is None else noun_phrase(words, head)


def whole_start(words: RoleWords, last: int) -> int | None:
    """The first word of the role that ends before ``last``, with whose role it is: "wife of the president"."""
    first = phrase_before(words, last)
    if first is None:
        return None
    of = first - 1 - words.is_opened(first)
    return noun_phrase(words, of) if words.folds[of] == "of" and words.is_role(of - 1) else first


def past_head(words: RoleWords, last: int) -> int | None:
    """The word after the head of the phrase that ends before ``last``: after "Minister" of "Minister of Health"."""
    if words.tags[last - 1] not in NOUNS:
        return None
    for at in range(last - 1, max(0, last - _MOST_COMPLEMENT), -1):
        if words.tags[at] not in _INNER_TAGS:
            return None
        if words.folds[at] in words.lexicon.role_prepositions and words.close(at) and words.is_role(at - 1):
            return at
        if not words.close(at) and not words.possessive[at - 1]:
            return None
    return None


def noun_phrase(words: RoleWords, last: int) -> int:
    """The first word of the noun phrase that ends before ``last``, after "the" and what else is no part of a role."""
    start = last - (3 if words.folds[max(0, last - 2) : last] == ["in", "chief"] else 1)  # "editor in chief"
    while last - start < _MOST_BEFORE:
        if _belongs(words, start - 1):
            start -= 1
        elif words.folds[start - 1] == "and" and words.close(start - 1) and words.is_role(start - 2):
            start -= 2  # "founder and president"
        else:
            break
    if start < last - 1:
        auxiliary = words.folds[start - 1 - (words.tags[start - 1] == "RB")]
        verb = auxiliary in words.lists["have_and_be"] and words.tags[start] in ("VBN", "VBG")
        start += verb or _is_another(words, start - 1)  # "has supported", "is now leading"
    return past_modifiers(words, _of_name(words, start, last), last)


def _of_name(words: RoleWords, first: int, last: int) -> int:
    """The first word of a role in words [first, last), with a name's beginning before them: "Top of the Pops host"."""
    forms = words.forms
    of = first - 1 - (words.folds[first - 1] == "the")
    office = words.lexicon.ends_title(words.form(last - 1)) or (of < first - 1 and words.is_role(first))
    if office or words.is_role(of - 1) or forms[of] != "of" or not forms[first][:1].isupper():
        return first  # "Government of President", "Government of the Custodian"
    begins = words.tags[of - 1] == "NNP" or forms[first - 1] == "The"  # no "Arrest of Leeds coach"
    named = begins and forms[of - 1][:1].isupper() and words.gaps[of] == " "
    return of - 1 if named else first


def past_modifiers(words: RoleWords, first: int, last: int) -> int:
    """The first word of a role after "the" and the like."""
    while first < last - 1 and words.folds[first] in words.lexicon.role_modifiers:
        first += 1
    return first


def _belongs(words: RoleWords, at: int) -> bool:
    """Whether the word can be a part of the role that goes on with the next word."""
    lexicon, fold, tag = words.lexicon, words.folds[at], words.tags[at]
    owned = words.possessive[at] and _POSSESSIVE.fullmatch(words.gaps[at + 1])
    if not owned and not words.close(at + 1) and not words.is_bracketed(at + 1):
        return False
    if words.labels[at] == "DATE" and tag == "NNP":
        return False  # "On Monday coach Ann Reed"
    if words.forms[at] in lexicon.styles or (words.form(at) in lexicon.apart and words.is_role(at + 1)):
        return False  # "Her Majesty Queen Maud", "the Honourable Premier"
    if _is_of_clause(words, at) or fold in words.lists["no_modifiers"]:
        return False  # "something President Reed said"
    if _is_time(words, at) or _is_another(words, at):
        return False
    said = fold in lexicon.say_verbs and tag != "VBD"
    if fold in lexicon.no_role and not said and not words.possessive[at - 1]:
        return False
    if words.labels[at] in NAMES or tag in _NOUN_TAGS or "-" in fold or words.gaps[at][-1:].isdigit():
        return True  # "Leeds 2nd District coach"
    return fold in lexicon.role_participles or fold.capitalize() in lexicon.title_words  # "acting director"


def _is_time(words: RoleWords, at: int) -> bool:
    """Whether the word says when, before the role: "last week State Department official Ann Reed"."""
    fold = words.folds[at]
    if words.gaps[at + 1] != " " or words.possessive[at]:
        return False  # "last year's champion"
    if fold in words.lexicon.role_stops and not words.forms[at].isupper():
        return True  # "yesterday President Reed", but not "WHO president"
    opened = words.gaps[at] == " " and words.folds[at - 1] in words.lists["before_times"]
    small = words.forms[at].islower()
    return small and fold in words.lists["times"] and (opened or words.forms[at + 1][:1].isupper())


def _is_another(words: RoleWords, at: int) -> bool:
    """Whether the word ends another's name with a role before it: "CBS host Ann Reed questions coach Tom Bright"."""
    first = at
    if words.people.get(at) != at + 1 or words.possessive[at] or not words.close(at + 1):
        return False  # "White House host Ann Reed's aide"
    if words.tags[at + 1] == ("NN" if words.forms[at + 1].islower() else "NNP") and "-" not in words.folds[at + 1]:
        return False  # "President Ann Reed adviser", but not the "grilling" that is tagged as a name
    while first - 1 in words.people and words.people[first - 1] == at + 1:
        first -= 1
    return first < at and words.close(first) and words.is_role(first - 1)


def _is_of_clause(words: RoleWords, at: int) -> bool:
    """Whether the word is a noun of the clause before the role: "before the match Leeds chairman Ann Reed"."""
    lexicon, fold = words.lexicon, words.folds[at]
    small = words.tags[at] in ("NN", "NNS") and words.forms[at].islower() and "-" not in fold
    if not small or words.possessive[at] or words.gaps[at] != " ":
        return False  # "a 14-year Leeds worker"
    if words.labels[at + 1] not in NAMES or words.is_role(at):
        return words.folds[at + 1] == "former"
    return fold not in lexicon.departments and fold not in lexicon.org_or_place_words | lexicon.body_nouns


def phrase_end(words: RoleWords, first: int) -> int:
    """The end of the phrase that begins at ``first``: before a mark, a verb or a relative."""
    most, state_end = min(first + _MOST_AFTER, len(words)), first
    for at in range(first, most):
        if at >= state_end and words.gaps[at] == ", ":
            state_end = _state_end(words, at)
        if at >= state_end and _ends(words, first, at):
            break
    else:
        at = most
    if first < at < most and (work := _WORK.match(words.text, words.ends[at - 1])):
        while at < len(words) and words.starts[at] < work.end():  # author of “Destiny and Grace”
            at += 1
        return at
    while at > first + 1 and (words.forms[at - 1] in words.lexicon.phrase_tails or words.gaps[at - 1] == " ("):
        at -= 1  # no phrase ends in "of", or in what opens a bracket
    return at


def _ends(words: RoleWords, first: int, at: int) -> bool:
    """Whether the phrase that begins at ``first`` ends before the word."""
    fold = words.folds[at]
    if fold in words.lexicon.role_stops or words.is_verb(at):
        return True
    if fold == "and" and (words.folds[at + 1] == "one" or words.tags[at + 1] == "PRP"):
        return True  # "a retiree and one of the helpers", "a graduate and he"
    if fold == "and" and words.tags[at + 1] == "PRP$" and not words.is_role(at + 2):
        # "the mayor and his barbs", no "head of it and its"
        return not any(map(words.is_preposition, range(first, at)))
    if fold == "and" and at + 1 in words.people and at - 1 not in words.people:
        return not _is_of_noun(words, at + 1, len(words))  # "a teacher and Reed aide"
    if words.labels[at + 1] == "DATE" and fold in words.lists["before_dates"]:
        return True
    if at == first:
        return False
    if words.gaps[at] == " ":
        small = words.forms[at - 1].islower() and (words.forms[at].islower() or words.tags[at] == "PRP")
        return small and words.tags[at] in _OPENING_TAGS and words.tags[at - 1] in NOUNS  # "a banker the club hired"
    bracketed = words.is_bracketed(at) and (at > first + 1 or words.gaps[at] in _BRACKETS)
    return _PHRASE_END.search(words.gaps[at]) is not None and not words.close(at) and not bracketed


def _state_end(words: RoleWords, at: int) -> int:
    """The word after a state that begins at the word, after a town and a comma: "rabbi in Salem, Oregon". The word
    itself if there is none.
    """
    end = at
    if words.labels[at - 1] == words.labels[at] == "GPE":
        while words.entities[end] == words.entities[at] and words.gaps[end] in (" ", ", "):
            end += 1
    return end if words.gaps[end][:1] in (",", ".", ";") else at


def parts(words: RoleWords, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Words [first, last), cut where a second role has its own article, or where either has its own time: "former Jets
    coach and current Leafs coach", but not "a lawyer and former judge".
    """
    for at in range(first + 2, last):
        if words.folds[at - 1] == "and" and role(words, at, last) is not None:
            since, begins = words.lists["since"], words.folds[first : first + 2]  # "a former"
            timed = words.folds[at] in since and not since.isdisjoint(begins)
            if timed or words.folds[at] in words.lists["articles"]:
                yield first, at - 1
                first = at
    yield first, last


def roles(words: RoleWords, first: int, last: int) -> Iterator[str]:
    """The roles in words [first, last): two where a second begins with its own article, or with "former"."""
    for start, stop in parts(words, first, last):
        if (said := role(words, start, stop)) is None:
            return  # "with her aunt and their son"
        yield said


def role(words: RoleWords, first: int, last: int, several: bool = False) -> str | None:
    """The role in words [first, last), of one or of several, without its article; None if its head is no role."""
    found = _head(words, first, last, several)
    if found is None:
        return None
    (start, end), words = found, words
    if start == first and words.tags[end - 1] not in NOUNS:
        return None  # "accused by his party of fraud", but "an accused"
    if words.folds[end - 1] in words.lexicon.no_roles and words.folds[end] not in ("of", "from", "in"):
        return None
    goes_on = words.folds[end] in ("and", "based") or words.is_preposition(end)  # no "lawyer elected in 2011"
    last = last if goes_on else end
    return None if is_others(words, start, last) else words.role_text(start, last)


def is_others(words: RoleWords, first: int, last: int) -> bool:
    """Whether the words are another's role and name: "lawyer Tom Bright", but "a Reed aide"."""
    for at in range(first + 1, last):
        before = at - 1 - (words.form(at - 1) in words.lexicon.apart)
        if at not in words.people or at - 1 in words.people or words.is_role(before):
            continue
        if before >= first and words.tags[before] in NOUNS and not _is_of_noun(words, at, last):
            return True
    return False


def _is_of_noun(words: RoleWords, at: int, last: int) -> bool:
    """Whether a noun for a person follows the name that begins at the word: "a longtime Reed ally"."""
    past = next((past for past in range(at, last) if past not in words.people), last)
    return past < last and words.close(past) and words.is_role(past)


def _head(words: RoleWords, first: int, last: int, several: bool) -> tuple[int, int] | None:
    """The first word of the role, and the word after its head; None if no role ends the noun phrase."""
    for stop in range(first, last):
        if words.is_preposition(stop):
            in_body = words.labels[stop] == "ORG" and len(set(words.entities[max(0, stop - 1) : stop + 2])) == 1
            if not in_body or words.is_role(stop - 1):  # but "a University of Leeds lawyer"
                break
    else:
        stop = last
    start = past_modifiers(words, first, stop)
    for end in range(start + 1, stop + 1):
        noun = words.tags[end - 1] in NOUNS  # not the "senior" of "senior emerging markets analyst"
        if end < stop and (words.tags[end] in _ROLE_TAGS or words.possessive[end - 1] or not noun):
            continue
        # after "a" also a noun that no list has
        agent = words.folds[start - 1] in ("a", "an") and words.is_agent(end - 1)
        if words.are_roles(end - 1) if several else words.is_role(end - 1) or agent:
            # after an article whatever its words: "a grand and peculiar actor"
            is_complete = words.folds[start - 1] in words.lists["articles"] or noun_phrase(words, end) <= start
            joined = words.tags[start] in _ROLE_TAGS and _JOINED_TAGS.issuperset(words.tags[start:end])
            return (start, end) if is_complete or joined else None
    return None
