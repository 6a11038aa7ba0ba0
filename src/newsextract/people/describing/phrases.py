"""Noun phrases that say what a person is: where one begins, where it ends, and which roles it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.people.describing.role_words import ARTICLES, RoleWords
from newsextract.people.knowledge.lexicon import PREPOSITIONS

_POSSESSIVE = re.compile(r"['’]s? (?:[^\W_]{1,6}[-‐‑]|\d{4} |\d{1,3})?")
_PHRASE_END = re.compile(r"[,;:.!?()\[\]\n\r\"“”—–…/•|]|--| - |''")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "POS", "HYPH", "CD", "VBN"})
_NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INNER_TAGS = _NOUN_TAGS | {"DT", "IN", "CC", "PRP$"}
_ROW_TAGS = _NAME_TAGS | {"JJ", "VBG", "VBN"}
_OPENERS = frozenset({"of", "for", "to", "on", "in", "at", "between"})
_ADVERB_TAGS = frozenset({"VBG", "RB", "RBS"})
_BEHIND_HEAD = frozenset({"VBN", "VBG", "CC", "IN", "TO"})
_LOOSE_TAGS = frozenset({"VBN", "VBD", "VBG", "JJ", "RB", "CD", "CC", "DT"})
_HAVE_AND_BE = frozenset({"has", "have", "had", "is", "are", "was", "were", "be", "been"})
_NAMES = frozenset({"ORG", "NORP", "GPE"})
_SECOND = ARTICLES | {"former", "current", "now", "then"}
_ORIGINS = frozenset({"of", "in", "from"})
_OF_TIME = frozenset({"on", "in", "at", "for", "since", "by", "with"})
_INDEFINITE = frozenset({"something", "anything", "everything", "nothing", "someone", "anyone", "everyone"})
_WHEN = frozenset({"last", "next", "this", "yesterday", "today", "tomorrow", "earlier"})
_AT_THE_TIME = ["at", "the", "time"]
_MOST_BEFORE = 9  # words of a role before a name
_MOST_COMPLEMENT = 20  # words of a role with what it is of, before a name
_MOST_AFTER = 18  # words of a role behind a name


class Phrases(RoleWords):
    """Reads noun phrases off one article."""

    def start(self, last: int) -> int:
        """The first word of the noun phrase that ends before ``last``, what is no part of the role left out."""
        start = last - 1
        while last - start < _MOST_BEFORE:
            if self._belongs(start - 1):
                start -= 1
            elif self.words.folds[start - 1] == "and" and self.close(start - 1) and self.is_role(start - 2):
                start -= 2  # "founder and president"
            else:
                break
        start += start < last - 1 and self._is_told(start)
        return self._own(start, last)

    def _belongs(self, at: int) -> bool:
        """Whether the word can stand before the next one within a role."""
        words, fold, tag = self.words, self.words.folds[at], self.tags[at]
        owned = words.possessive[at] and _POSSESSIVE.fullmatch(words.gap(at + 1))
        if not owned and not self.close(at + 1) and not self.is_bracketed(at + 1):
            return False
        if words.labels[at] == "DATE" and tag == "NNP" and "-" not in fold:
            return False  # "On Monday coach Ann Reed"
        if words.forms[at] in self.lexicon.styles or self._is_of_clause(at):
            return False
        if fold in _INDEFINITE or (fold == "then" and words.folds[at - 1] == "and"):
            return False
        if tag == "VBN" and self.tags[at - 1] in ("NNS", "PRP") and self.close(at):
            return False  # "officers informed regional director Ann Reed"
        if self.form(at) in self.lexicon.apart and self.is_role(at + 1):
            return False  # "the Honourable Premier"
        said = fold in self.lexicon.say_verbs and tag != "VBD"
        if fold in self.lexicon.no_role and not said and not words.possessive[at - 1]:
            return False
        if words.labels[at] in _NAMES or tag in _NOUN_TAGS or "-" in fold or fold in self.lexicon.role_participles:
            return True
        if fold.capitalize() in self.lexicon.title_words or words.gap(at)[-1:].isdigit():  # "Leeds 2nd District coach"
            return True
        return tag in _ADVERB_TAGS and (words.folds[at - 1] in ARTICLES or words.possessive[at - 1])

    def _is_of_clause(self, at: int) -> bool:
        """Whether a small noun stands before the role: "before the match Leeds chairman Ann Reed"."""
        words, lexicon, fold = self.words, self.lexicon, self.words.folds[at]
        small = self.tags[at] in ("NN", "NNS") and words.forms[at].islower() and "-" not in fold
        if not small or words.possessive[at] or words.gap(at) != " ":
            return False  # "a 14-year Leeds worker"
        if words.labels[at + 1] not in _NAMES or self.is_role(at) or fold.endswith("time"):
            return words.folds[at + 1] == "former"
        owners = (lexicon.departments, lexicon.org_or_place_words, lexicon.body_nouns)
        return all(fold not in nouns for nouns in owners)

    def _is_told(self, at: int) -> bool:
        """Whether the word is the participle of a verb: "has supported", "is now leading"."""
        before = at - 1 - (self.tags[at - 1] == "RB")
        return self.tags[at] in ("VBN", "VBG") and self.words.folds[before] in _HAVE_AND_BE

    def _own(self, first: int, last: int) -> int:
        """Where a role begins, past "the"."""
        while first < last - 1 and self.words.folds[first] in self.lexicon.role_modifiers:
            first += 1
        return first

    def complement(self, last: int) -> int | None:
        """The place past the head of a phrase that ends before ``last``: past "Minister" of "Minister of Health"."""
        words = self.words
        if self.tags[last - 1] not in _NAME_TAGS and not self.ends_in_chief(last):
            return None
        for at in range(last - 2, max(0, last - _MOST_COMPLEMENT), -1):
            near = self.close(at + 1) or words.possessive[at] or self._is_listed(at)
            if not near or self.tags[at] not in _INNER_TAGS:
                return None
            head = self.is_role(at - 1) and self.close(at) and not self.ends_in_chief(at)
            if head and words.folds[at] in PREPOSITIONS:
                return at
        return None

    def ends_in_chief(self, last: int) -> bool:
        """Whether an "in chief" ends before the word, as in "editor in chief"."""
        return self.words.folds[max(0, last - 2) : last] == ["in", "chief"]

    def _is_listed(self, at: int) -> bool:
        """Whether a comma parts two departments of one office: "Education, Science and Technology"."""
        words = self.words
        if words.gap(at + 1) != ", " or words.folds[at] not in self.lexicon.departments:
            return False
        return words.forms[at + 1 + (words.folds[at + 1] == "and")][:1].isupper()  # not "Minister of Industry, surname"

    def behind(self, first: int) -> int:
        """The end of the phrase that begins at ``first``: before a mark, a verb or a relative."""
        words, most, row = self.words, min(first + _MOST_AFTER, len(self.words)), first
        for at in range(first, most):
            if at >= row and words.gap(at) == ", ":
                row = self._row_past(at)
            if at >= row and self._ends(first, at):
                break
        else:
            at = most
        if first < at < most and (past := self.past_work(at)) is not None:
            return past
        while at > first + 1 and self._is_tail(at - 1):
            at -= 1
        return self._with_state(at)

    def _is_tail(self, at: int) -> bool:
        """Whether the word ends no phrase: "of", what opens a bracket, the "later" of "an aide and later a mayor"."""
        words = self.words
        later = self.tags[at] == "RB" and (words.folds[at - 1] == "and" or self.is_verb(at + 1))
        return later or words.forms[at] in self.lexicon.phrase_tails or words.gap(at) == " ("

    def _ends(self, first: int, at: int) -> bool:
        """Whether the phrase that begins at ``first`` ends before the word."""
        words, fold = self.words, self.words.folds[at]
        if fold in self.lexicon.role_stops or self.is_verb(at):
            return True
        if fold == "and" and at + 1 in self.people and at - 1 not in self.people:
            return not self._is_of_noun(at + 1, len(words))  # "a teacher and Reed aide", "the son of Ann and Tom Reed"
        if fold in _OF_TIME and (words.labels[at + 1] == "DATE" or words.folds[at : at + 3] == _AT_THE_TIME):
            return True
        if at > first and words.labels[at] == "DATE" and fold in _WHEN:
            return True
        if at == first or words.gap(at) == " ":
            return False
        return _PHRASE_END.search(words.gap(at)) is not None and not self.close(at) and not self.is_bracketed(at)

    def _row_past(self, at: int) -> int:
        """The place past a row of nouns whose first comma stands before the word: "professor of history, art and law".

        The word, if none goes on there.
        """
        words, end, alike = self.words, at, self.words.forms[at - 1][:1].isupper()
        if _OPENERS.isdisjoint(words.folds[max(0, at - 4) : at - 1]) or self.is_role(at - 1):
            return at
        while words.gap(end) in (" ", ", ") and self._is_in_row(end + (words.folds[end] == "and"), alike):
            end += 1
        ends = words.gap(end) != " " or self.is_preposition(end)
        return end if ends and "and" in words.folds[at:end] else at

    def _is_in_row(self, at: int, capital: bool) -> bool:
        """Whether the word may stand in a row of nouns that have a capital, or none, and are no people."""
        alike = self.words.forms[at][:1].isupper() == capital and at not in self.people
        return alike and self.tags[at] in _ROW_TAGS and (capital or not self.are_roles(at))

    def _with_state(self, last: int) -> int:
        """The end of a phrase with the state of the town that ends it: "Salem, Oregon"."""
        words = self.words
        if words.gap(last) != ", " or words.labels[last - 1 : last + 1] != ["GPE", "GPE"]:
            return last
        end = last + 1
        while words.entities[end : end + 1] == [words.entities[last]]:
            end += 1
        return end if words.gap(end)[:1] in (",", ".", ";") else last

    def parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Words [first, last), cut where an "and" stands before a second role: "former Jets coach and Leafs coach"."""
        for at in range(first + 1, last - 1):
            if self.words.folds[at] == "and" and self._is_second(first, at + 1, last):
                yield first, at
                first = at + 1
        yield first, last

    def roles(self, first: int, last: int) -> Iterator[str]:
        """The roles in words [first, last): two where a second begins with its own article, or with "former"."""
        for start, stop in self.parts(first, last):
            if (role := self.role(start, stop)) is None:
                return  # "with her aunt and their son"
            yield role

    def role(self, first: int, last: int) -> str | None:
        """The role in words [first, last), without its article; None if its head is no role."""
        head = self._head(first, last)
        if head is None:
            return None
        start, end = head
        if start == first and self.tags[end - 1] not in _NAME_TAGS:
            return None  # "accused by his party of fraud", but "an accused"
        if self.words.folds[end - 1] in self.lexicon.no_roles and self.words.folds[end] not in _ORIGINS:
            return None
        last = last if self._goes_on(end, last) else end
        return None if self.is_others(start, last) else self.before(start, last)

    def is_others(self, first: int, last: int) -> bool:
        """Whether the words are another's role and name: "lawyer Tom Bright", but "a Reed aide"."""
        for at in range(first + 1, last):
            before = at - 1 - (self.form(at - 1) in self.lexicon.apart)
            if at not in self.people or at - 1 in self.people or self.is_role(before):
                continue
            if before >= first and self.tags[before] in _NAME_TAGS and not self._is_of_noun(at, last):
                return True
        return False

    def _is_of_noun(self, at: int, last: int) -> bool:
        """Whether a noun for a person follows the name that begins at the word: "a longtime Reed ally"."""
        past = next((past for past in range(at, last) if past not in self.people), last)
        tied = self.close(past) or self.words.possessive[past - 1]
        return past < last and tied and self.is_role(past)

    def _goes_on(self, end: int, last: int) -> bool:
        """Whether what stands behind the head is a part of the role: "rabbi based in Leeds", no "elected in 2011"."""
        if self.words.folds[end] == "and":
            return "PRP" not in self.tags[end:last]  # "a friend and it is their business"
        return self.words.folds[end] == "based" or self.is_preposition(end)

    def _head(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the role begins, and the place past its head; None if no role ends the noun phrase."""
        stop = next((at for at in range(first, last) if self.is_preposition(at) and not self._is_in_body(at)), last)
        start = self._own(first, stop)
        end = min(start + 1, stop)
        while end < stop and (self._belongs(end - 1) or self._is_joint(end - 1)):
            end += 1
        while end > start and not self._is_head(end - 1, start) and self.tags[end - 1] in _LOOSE_TAGS:
            end -= 1
        if end > start and self._is_head(end - 1, start):
            return start, end
        if self.words.folds[start - 1] not in ARTICLES:
            return None  # "she is now winning the mayor's trust"
        # whatever its words: "a grand and peculiar actor"
        ends = (at for at in range(start, stop) if at + 1 == last or self.tags[at + 1] in _BEHIND_HEAD)
        return next(((start, at + 1) for at in ends if self._is_head(at, start)), None)

    def _is_head(self, at: int, start: int) -> bool:
        """Whether the word is a role; behind "a" also one that no list has."""
        return self.is_role(at) or (self.words.folds[start - 1] in ("a", "an") and self.is_agent(at))

    def _is_joint(self, at: int) -> bool:
        """Whether the word is the "and" of "founder and president", or of "film and theatre director"."""
        twins = self.tags[at - 1] == self.tags[at + 1] == "NN"
        return self.words.folds[at] == "and" and (twins or self.is_role(at - 1 - self.is_bracketed(at)))

    def _is_in_body(self, at: int) -> bool:
        """Whether the word stands inside a body's name before its head: "a University of Leeds lawyer"."""
        entities = self.words.entities[max(0, at - 1) : at + 2]
        return self.words.labels[at] == "ORG" and len(set(entities)) == 1 and not self.is_role(at - 1)

    def _is_second(self, first: int, at: int, last: int) -> bool:
        """Whether a second role begins there: "a former energy minister", or one of its own place behind another."""
        if self.role(at, last) is None:
            return False
        folds = self.words.folds
        if folds[at] in _SECOND:
            return True
        if not self.words.forms[at][:1].isupper():
            return False  # "founder and chief executive of the bank"
        if not self.is_role(at - 2):
            return self.words.forms[first][:1].isupper() and not PREPOSITIONS.isdisjoint(folds[first:at])
        if self.form(at) not in self.lexicon.title_parts:
            return at - first > 2
        return at - first > 3 and not PREPOSITIONS.isdisjoint(folds[at:last])
