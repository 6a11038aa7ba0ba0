"""Where a noun phrase that says what a person is begins, told from its end."""

from __future__ import annotations

import re

from newsextract.people.lexicon import PREPOSITIONS
from newsextract.people.role_words import ORDINAL_ENDS, RoleWords

_POSSESSIVE = re.compile(r"['’]s? (?:[^\W_]{1,6}[-‐‑]|\d{4} |\d{1,3})?")
_COUNTED_GAP = re.compile(r" \d[\d,.]* ?")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "POS", "HYPH", "CD", "VBN"})
NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_COMMON_TAGS = frozenset({"NN", "NNS"})
_ONE_TAGS = frozenset({"NN", "NNP"})
_INNER_TAGS = _NOUN_TAGS | {"DT", "IN", "CC", "PRP$"}
_SUBJECTS = frozenset({"NNS", "PRP"})
_HAVE_AND_BE = frozenset({"has", "have", "had", "is", "are", "was", "were", "be", "been"})
_INDEFINITE = frozenset({"something", "anything", "everything", "nothing", "someone", "anyone", "everyone"})
MOST_BEFORE = 9  # words of a role before a name
MOST_COMPLEMENT = 20  # words of a role with what it is of, before a name


class PhraseStarts(RoleWords):
    """Reads noun phrases of one article from their ends."""

    def start(self, last: int) -> int:
        """The first word of the noun phrase that ends before ``last``, what is no part of the role left out."""
        start = last - 1
        while last - start < MOST_BEFORE:
            if self._belongs(start - 1):
                start -= 1
            elif self._is_joined(start):
                start -= 2
            else:
                break
        start += start < last - 1 and self._is_told(start)
        start = next((at for at in range(start, last) if self._is_former_of_thing(at)), start)
        return self._own(start, last)

    def _is_former_of_thing(self, at: int) -> bool:
        """Whether "former" begins a phrase behind another: "the answer former President Reed gave"."""
        if self.words.folds[at] != "former" or self.words.possessive[at - 1] or self.tags[at - 1] != "NN":
            return False
        return not self.is_role(at - 1) and not self.is_agent(at - 1)

    def _is_told(self, at: int) -> bool:
        """Whether the word is the participle of a verb: "has supported", "is now leading"."""
        before = at - 1 - (self.tags[at - 1] == "RB")
        return self.tags[at] in ("VBN", "VBG") and self.words.folds[before] in _HAVE_AND_BE

    def complement(self, last: int) -> int | None:
        """The place past the head of a phrase that ends before ``last``: past "Minister" of "Minister of Health"."""
        if self.tags[last - 1] not in NAME_TAGS and not self.ends_in_chief(last):
            return None
        for at in range(last - 2, max(0, last - MOST_COMPLEMENT), -1):
            near = (
                self.close(at + 1)
                or self.words.possessive[at]
                or _COUNTED_GAP.fullmatch(self.words.gap(at + 1)) is not None
                or self._is_listed(at)
            )
            inner = self.tags[at] in _INNER_TAGS or self.words.labels[at] or self.words.folds[at] in PREPOSITIONS
            if not near or not inner:
                return None
            head = self.is_role(at - 1) and not self.ends_in_chief(at)
            if self.words.folds[at] in PREPOSITIONS and head and self.close(at):
                return at
        return None

    def ends_in_chief(self, last: int) -> bool:
        """Whether an "in chief" ends before the word, as in "editor in chief"."""
        return self.words.folds[max(0, last - 2) : max(0, last)] == ["in", "chief"]

    def _is_listed(self, at: int) -> bool:
        """Whether a comma parts two departments of one office: "Education, Science and Technology"."""
        words = self.words
        if words.gap(at + 1) != ", " or words.folds[at] not in self.lexicon.departments:
            return False
        after = at + 1 + (words.folds[at + 1] == "and")
        return after < len(words) and words.forms[after][:1].isupper()  # not "Minister of Industry, surname"

    def _is_joined(self, at: int) -> bool:
        """Whether the word and what an "and" ties to it are of one role: "founder and president"."""
        words = self.words
        if words.folds[at - 1] != "and" or not self.close(at - 1):
            return False
        if self.is_role(at - 2) or {words.folds[at], words.folds[at - 2]} <= self.lexicon.departments:
            return True
        if words.labels[at - 2] == "GPE" and self.is_opened(at - 2):
            return True  # "the Jammu and Kashmir governor"
        if self.is_role(at) or at - 2 in self.people:
            return False  # "Okello and coach Ann Reed", "Okello and team captain Ann Reed"
        return self.opens_sentence(at - 2) and self.tags[at - 2] in _ONE_TAGS

    def _belongs(self, at: int) -> bool:
        """Whether the word can stand before the next one within a role."""
        words = self.words
        owned = words.possessive[at] and _POSSESSIVE.fullmatch(words.gap(at + 1))
        if not owned and not self.close(at + 1) and not self.is_bracketed(at + 1):
            return self.is_in_row(at + 1)
        if self.is_pair(at + 1):
            return True
        fold, tag = words.folds[at], self.tags[at]
        if at in self.people and words.gap(at + 1) == " & ":
            return False  # "Reed & Home Secretary Tom Bright"
        if fold.endswith("year-old"):
            return True  # "the port's 78-year-old president"
        if words.forms[at] in self.lexicon.styles or (fold in self.lexicon.no_role and not self.is_participle(at)):
            return False
        if fold in _INDEFINITE or (fold == "then" and words.folds[at - 1] == "and"):
            return False  # "something President Reed said", "and then President Reed"
        if tag == "VBN" and self.tags[at - 1] in _SUBJECTS and self.close(at):
            return False  # "officers informed regional director Ann Reed"
        if words.labels[at] == "DATE" and tag == "NNP":
            return False  # "On Monday coach Ann Reed"
        if words.labels[at - 1] == "DATE" and fold in self.lexicon.appointing_verbs:
            return False  # "The club on Monday named veteran coach Ann Reed"
        if self.form(at) in self.lexicon.apart and self.is_role(at + 1):
            return False  # "the Honourable Premier"
        if tag in ("NNS", "VBN") and words.folds[at + 1] in self.lexicon.demonyms and not self.is_opened(at):
            return False  # a heading run into the sentence: "Struggle with rebels Syrian president"
        if words.labels[at] in ("ORG", "NORP", "GPE"):
            return True
        if self._is_of_clause(at):
            return False
        if self.is_turned(at):
            return True
        if tag in _NOUN_TAGS or "-" in fold or fold in ORDINAL_ENDS or fold in self.lexicon.role_participles:
            return True
        if fold.capitalize() in self.lexicon.title_words:
            return True
        if self._is_noun_too(at):
            return True
        return tag in ("VBG", "RB", "RBS") and self.is_inside(at)

    def _is_noun_too(self, at: int) -> bool:
        """Whether a verb or pronoun by its tag names what the role is of: "to finance chief", "Test captain", "WHO"."""
        words, form = self.words, self.words.forms[at]
        if form.isupper():
            return len(form) > 1
        named = form[:1].isupper() and words.gap(at) == " " and words.forms[at - 1].islower()
        return named or (words.folds[at - 1] == "to" and words.folds[at] in self.lexicon.departments)

    def _is_of_clause(self, at: int) -> bool:
        """Whether a small noun before a name stands before the role: "before the match Leeds chairman Ann Reed"."""
        words, lexicon, fold = self.words, self.lexicon, self.words.folds[at]
        if self.tags[at] not in _COMMON_TAGS or "-" in fold or words.possessive[at]:
            return False
        if words.gap(at).endswith("-") or fold.endswith("time"):
            return False  # "a 14-year Leeds worker", "the longtime Leeds adviser"
        if words.labels[at + 1] not in ("ORG", "NORP", "GPE"):
            return False
        if self.is_role(at) or self.is_agent(at) or fold in lexicon.role_participles:
            return False
        owners = (lexicon.org_or_place_words, lexicon.departments, lexicon.body_nouns, lexicon.state_nouns)
        return not any(fold in nouns or fold.capitalize() in nouns for nouns in owners)

    def _own(self, first: int, last: int) -> int:
        """Where a role begins, past "the"."""
        while first < last - 1 and self.words.folds[first] in self.lexicon.role_modifiers:
            first += 1
        return first
