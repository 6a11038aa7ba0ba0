"""Classes of words that several rooms use, by Penn tag or by form."""

from __future__ import annotations

PROPER = frozenset({"NNP", "NNPS"})
NOUNS = PROPER | {"NN", "NNS"}
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})

PRONOUN_SEXES = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"
}  # fmt: skip
BE_FINITE = frozenset({"am", "is", "are", "was", "were"})
BE = BE_FINITE | {"be", "been", "being"}
